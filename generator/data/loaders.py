"""Running: a program of the author's that writes a data file to its standard output."""

from msgspec import Struct

from generator.data.load import Stated
from generator.engine import Blob
from generator.problems import Place

TIME_LIMIT = 60
"""So many seconds a loader may take, where it does not say otherwise."""

INTERPRETERS = {
    "py": "python",
    "sh": "sh",
    "bash": "bash",
    "js": "node",
    "mjs": "node",
    "r": "Rscript",
    "rb": "ruby",
    "pl": "perl",
    "jl": "julia",
}
"""What runs a loader whose first line does not say; Python is our own."""


class Input(Struct, frozen=True):
    """A file that a loader reads, or a pattern of several; relative to where it is declared."""

    pattern: str
    place: Place
    source: str


class LoaderFile(Struct, frozen=True):
    """A loader, the path of the file that it writes, and what front matter declares for it."""

    path: str
    output: str
    program: Blob
    inputs: tuple[Input, ...] = ()
    types: tuple[Stated, ...] = ()
    sheet: str = ""


class Head(Struct, frozen=True):
    """A loader whose declarations are to be read."""

    path: str
    program: Blob


class Declared(Struct, frozen=True):
    """What a loader says about itself in its comments; the limit is in seconds."""

    inputs: tuple[Input, ...] = ()
    time_limit: int = TIME_LIMIT


class Running(Struct, frozen=True):
    """A loader that is to be run; ``inputs`` are its files by their path in the site."""

    path: str
    program: Blob
    inputs: tuple[tuple[str, Blob], ...] = ()
    time_limit: int = TIME_LIMIT


def is_program(path: str) -> bool:
    """Tell whether a file's ending is one of programs."""
    return path.rpartition(".")[2].lower() in INTERPRETERS
