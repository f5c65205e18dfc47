"""The previews that are compared, and how each is started."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sites import Site, eleventy, hugo, pelican, postrock

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A preview: its site, the words after the program's name, and what it tells the browser."""

    name: str
    site: Site
    words: tuple[str, ...]
    reloads: bool = True

    def command(self, port: int) -> list[str]:
        """Return the command that starts it at a port."""
        return [*self.site.program(), *(word.replace("PORT", str(port)) for word in self.words)]


def _postrock(work: Path) -> Server:
    return Server("postrock", postrock(work), ("serve", "--port", "PORT"))


def _hugo(work: Path) -> Server:
    return Server("hugo", hugo(work), ("server", "--bind", HOST, "--port", "PORT"))


def _eleventy(work: Path) -> Server:
    return Server("eleventy", eleventy(work), ("--serve", "--quiet", "--port=PORT"))


def _incremental(work: Path) -> Server:
    site = eleventy(work)
    site = replace(site, root=site.root.with_name("site-incremental"))
    return Server("11ty-incremental", site, ("--serve", "--quiet", "--incremental", "--port=PORT"))


def _pelican(work: Path) -> Server:
    words = "--settings pelicanconf.py --output output --listen --autoreload --quiet --port PORT"
    site = pelican(work)
    return Server("pelican", site, (*words.split(), "--bind", HOST), reloads=False)


OURS = "postrock"
SERVERS: dict[str, Callable[[Path], Server]] = {
    OURS: _postrock,
    "hugo": _hugo,
    "eleventy": _eleventy,
    "11ty-incremental": _incremental,
    "pelican": _pelican,
}
