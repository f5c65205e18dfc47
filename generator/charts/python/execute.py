"""EXECUTE: all Python of a post into the specifications of its charts."""

from msgspec import Struct

from generator.charts.python.message import Told
from generator.data.dataset import Dataset
from generator.engine import Blob

TIME_LIMIT = 60
"""So many seconds the Python of a post may take."""


class Given(Struct, frozen=True):
    """What a post's Python is given under a name: rows, or a file's own bytes, or both."""

    name: str
    dataset: Dataset | None = None
    file: Blob | None = None


class Code(Struct, frozen=True):
    """A block's Python without its options, and the datasets that it may use by name."""

    text: str
    names: tuple[str, ...] = ()


class Execution(Struct, frozen=True):
    """All Python of a post, from top to bottom, and what it is given.

    Where the blocks stand is left out, so that prose may move them without running them again.
    """

    codes: tuple[Code, ...]
    given: tuple[Given, ...]
    time_limit: int = TIME_LIMIT


class Outcome(Struct, frozen=True):
    """What a block came to: its specification, and the datasets that this names."""

    spec: Blob | None = None
    names: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


class Executed(Struct, frozen=True):
    """The outcome of each block. Places are those within a block."""

    outcomes: tuple[Outcome, ...]
