"""The ledger: every address that was published, and the source that it came from.

It lies in the site as text, a line for each, in order, so that git merges it line by line
(``merge=union``). An address that is gone on purpose says ``gone`` where its source stood.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from generator.engine.files import read_file, replace_file
from generator.problems import Place, Problem

LEDGER: Final = "published.txt"
GONE: Final = "gone"
_HEAD = (
    "# Every address that was published, and its source: `publish` keeps it, and stops where one",
    "# would vanish. What is gone on purpose says so: /old/ gone",
)
_CONFLICTS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class LedgerLine(Struct, frozen=True):
    """An address, where it came from or that it is gone, and the number of its line."""

    address: str
    source: str
    number: int = 0

    @property
    def place(self) -> Place:
        """Return where it stands."""
        return Place(LEDGER, self.number, 1)

    @property
    def text(self) -> str:
        """Return the line."""
        return f"{self.address} {self.source}".strip()


class Ledger(Struct, frozen=True):
    """The addresses that readers may have kept, by themselves, and what is wrong with the file."""

    lines: Mapping[str, LedgerLine] = {}
    problems: tuple[Problem, ...] = ()

    @property
    def kept(self) -> Mapping[str, LedgerLine]:
        """Return those that are not gone on purpose."""
        return {address: line for address, line in self.lines.items() if line.source != GONE}


def read_ledger(root: Path) -> Ledger:
    """Read a site's ledger, in whatever order merges left it."""
    text = (read_file(root / LEDGER) or b"").decode("utf-8", "replace")
    lines: dict[str, LedgerLine] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        address, _, source = line.strip().partition(" ")
        if not address or address.startswith("#"):
            continue
        if not address.startswith("/"):
            problems.append(_wrong(line, number))
        elif lines.get(address, LedgerLine("", "")).source != GONE:
            lines[address] = LedgerLine(address, source.strip(), number)
    return Ledger(lines, tuple(problems))


def _wrong(line: str, number: int) -> Problem:
    if line.startswith(_CONFLICTS):
        message, hint = "a merge left its mark here", "keep the lines of both sides"
    else:
        message, hint = "no address stands here", "write /old/ and its source, or /old/ gone"
    return Problem(message, Place(LEDGER, number, 1), hint, line)


def with_published(ledger: Ledger, sources: Mapping[str, str]) -> Ledger:
    """Return the ledger with addresses that are published now, and their sources."""
    new = {address: LedgerLine(address, source) for address, source in sources.items()}
    return Ledger({**ledger.lines, **new})


def with_gone(ledger: Ledger, addresses: Iterable[str]) -> Ledger:
    """Return the ledger with addresses that are gone on purpose."""
    return Ledger({**ledger.lines, **{each: LedgerLine(each, GONE) for each in addresses}})


def write_ledger(root: Path, ledger: Ledger) -> None:
    """Write the ledger, where it says something else than the file does."""
    lines = (ledger.lines[address].text for address in sorted(ledger.lines))
    content = "".join(f"{line}\n" for line in (*_HEAD, *lines)).encode()
    if ledger.lines and read_file(root / LEDGER) != content:
        replace_file(root / LEDGER, content)
