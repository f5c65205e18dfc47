"""What python-markdown's processors find out about one page besides its HTML."""

from msgspec import Struct, field

WORK = 40_000_000
"""How many characters the inline patterns of one page may look at."""


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

    def spend(self, characters: int) -> None:
        """Count work, and stop the page where there is no end to it."""
        self.work += characters
        if self.work > WORK:
            raise TooMuchWork
