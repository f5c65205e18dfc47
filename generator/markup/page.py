"""What python-markdown's processors find out about one page besides its HTML."""

import re

from msgspec import Struct, field

WORK = 10_000_000
"""How many characters of one page may be looked at, those seen again and again included."""
UNCLOSED = re.compile(r"<[a-zA-Z][^<>]*(?=<|\Z)")
SCANNED = 500_000_000


class TooMuchWork(Exception):
    """A page's Markdown needs more work than any real text does."""


class Page(Struct):
    """The page that is being converted; emptied for each."""

    markdown: str = ""
    work: int = 0
    definitions: list[str] = field(default_factory=list)
    undefined: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    has_math: bool = False

    def start(self) -> None:
        """Forget the page before."""
        self.markdown = ""
        self.work = 0
        self.has_math = False
        for found in (self.definitions, self.undefined, self.references, self.faults):
            found.clear()

    def check(self) -> None:
        """Stop a page whose tags are not closed: each is looked for to the end of the text."""
        if "<" in self.markdown:
            unclosed = sum(1 for _ in UNCLOSED.finditer(self.markdown))
            if unclosed * len(self.markdown) > SCANNED:
                raise TooMuchWork

    def spend(self, characters: int) -> None:
        """Count work, and stop the page where there is no end to it."""
        self.work += characters
        if self.work > WORK:
            raise TooMuchWork
