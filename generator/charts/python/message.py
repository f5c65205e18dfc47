"""What passes between a build and the process that runs an author's Python.

That process loads this, so nothing here loads more than msgspec and what a problem is.
"""

import re

from msgspec import Struct, msgpack

from generator.problems import Problem

_LENGTH = 8
_FILE = re.compile(r"<block (\d+)>")


def file_of(block: int) -> str:
    """Return what Python calls the file of a block's code."""
    return f"<block {block}>"


def block_of(file: str) -> int | None:
    """Return the block whose code Python calls by this name."""
    match = _FILE.fullmatch(file)
    return int(match[1]) if match else None


class SentTable(Struct, frozen=True):
    """A dataset as the code knows it: ``rows`` are JSON, ``columns`` each a name and a type."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: bytes


class PythonCode(Struct, frozen=True):
    """A block's Python without its options, and the names of the datasets that it may use."""

    text: str
    names: tuple[str, ...] = ()


class SentJob(Struct, frozen=True):
    """All Python of a post; ``folder`` is the only one that it may write to."""

    codes: tuple[PythonCode, ...]
    tables: tuple[SentTable, ...]
    folder: str
    seconds: int


class SentAnswer(Struct, frozen=True):
    """What a block came to: its Vega-Lite specification as JSON, or none, and what is wrong.

    The path of a problem is the file of the code that it is in.
    """

    spec: bytes | None = None
    problems: tuple[Problem, ...] = ()


def framed(answer: SentAnswer) -> bytes:
    """Return an answer so that others may follow it."""
    raw = msgpack.encode(answer)
    return len(raw).to_bytes(_LENGTH) + raw


def unframed(raw: bytes) -> list[SentAnswer]:
    """Return the answers that came in whole."""
    answers = []
    while len(raw) >= _LENGTH:
        end = _LENGTH + int.from_bytes(raw[:_LENGTH])
        if end > len(raw):
            break
        answers.append(msgpack.decode(raw[_LENGTH:end], type=SentAnswer))
        raw = raw[end:]
    return answers
