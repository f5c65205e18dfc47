"""The addresses that a build gives to readers, who may keep them."""

from collections.abc import Collection
from typing import Final

from generator.hosting.headers import MARKED
from generator.pages.addresses import below
from generator.problems.regex import regex

_LOADED = regex(
    r"^figures/(?!.*\.data\.json$).*\.json$|^figures/.*/card\.png$|^cards/"
    r"|^search/(?:index\.json$|(?:endings|pages|terms)/)"
)
"""What pages load or name by themselves."""
_FOR_MACHINES: Final = ("404.html", "robots.txt", "CNAME", "_headers", "_redirects")
INDEX: Final = "index.html"


def address_of(path: str, base_url: str) -> str:
    """Return the address of a published file, with the path of the site before it."""
    url = path.removesuffix(INDEX) if path == INDEX or path.endswith("/" + INDEX) else path
    return below(base_url, f"/{url}")


def is_kept(path: str) -> bool:
    """Tell whether readers may keep the address of a published file."""
    hidden = any(name.startswith(".") for name in path.split("/") if name != ".well-known")
    return not (hidden or path in _FOR_MACHINES or MARKED.search(path) or _LOADED.search(path))


def addresses_of(paths: Collection[str], base_url: str) -> dict[str, str]:
    """Return the files of the addresses that readers may keep."""
    known = frozenset(paths)
    return {
        address_of(path, base_url): path
        for path in paths
        if is_kept(path) and not (path.endswith((".br", ".gz")) and path[:-3] in known)
    }
