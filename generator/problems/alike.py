"""What is wrong with many pages that are made alike, such as those of a table's rows."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from generator.problems import Place, Problem, many

MOST_TOLD = 10
"""So many different things are told of one place."""
FURTHER = "further pages have something like that here"


class OnPages:
    """Gathers problems with the addresses of their pages, to tell each once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[Place | None, dict[str, tuple[Problem, list[str]]]] = {}

    def add(self, problem: Problem, url: str) -> None:
        """Note what is wrong with a page."""
        here = self._found.setdefault(problem.place, {})
        if problem.message not in here and len(here) >= MOST_TOLD:
            # A message may quote the row: then each has one of its own.
            problem = structs.replace(problem, message=FURTHER, hint="")
        here.setdefault(problem.message, (problem, []))[1].append(url)

    def told(self) -> Iterator[Problem]:
        """Yield each problem with the first of its pages, and how many more have it."""
        for here in self._found.values():
            for problem, urls in here.values():
                yield structs.replace(problem, message=f"{problem.message} ({_named(urls)})")


def _named(urls: Sequence[str]) -> str:
    more = f" and {many(len(urls) - 1, 'more page')}" if len(urls) > 1 else ""
    return f"{urls[0]}{more}"
