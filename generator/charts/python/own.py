"""RUN_BLOCK: what a block of one's own is run with, and what passes to and from its process."""

from msgspec import Struct

from generator.charts.python.execute import TIME_LIMIT, PythonInput
from generator.charts.python.message import SentTable
from generator.engine import Blob


class OwnRun(Struct, frozen=True):
    """One block, its type's Python and its declared data; nothing in it tells where it stands.

    ``content`` is an encoded ``OwnBlock``.
    """

    name: str
    path: str
    source: Blob
    content: Blob
    given: tuple[PythonInput, ...] = ()
    time_limit: int = TIME_LIMIT


class SentOwn(Struct, frozen=True):
    """The same for the process that runs it; ``programs`` are those that it may start, by name."""

    path: str
    source: str
    makes: str
    text: str
    options: tuple[tuple[str, str], ...]
    tables: tuple[SentTable, ...]
    folder: str
    seconds: int
    programs: tuple[tuple[str, str], ...] = ()
