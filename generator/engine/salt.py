"""The salt: one digest of our own sources and of the packages that shape results.

Every key covers it, so nothing is reused that another version made.
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.machinery import PathFinder

SHAPING_PACKAGES = (
    "altair",
    "babel",
    "brotli",
    "duckdb",
    "imagesize",
    "jinja2",
    "latex2mathml",
    "markdown",
    "msgspec",
    "pandas",
    "pillow",
    "pygments",
    "pymdown-extensions",
    "pyromark",
    "python-calamine",
    "pyyaml",
    "tzdata",
    "vl-convert-python",
)


@cache
def salt() -> bytes:
    """Return one digest of the generator's sources and of its packages' versions."""
    facts = [sys.version, *(f"{name} {_version(name)}" for name in SHAPING_PACKAGES)]
    facts += [f"{path} {_digest(content)}" for path, content in _own_sources()]
    return _digest("\n".join(facts).encode()).encode()


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _version(name: str) -> str:
    found = _versions_on_path().get(name)
    return found or (_version_by_metadata(name) if _may_be_elsewhere(name) else "none")


@cache
def _versions_on_path() -> dict[str, str]:
    """Read versions off the names of ``*.dist-info`` folders.

    To load importlib.metadata alone takes a tenth of a build that changes nothing.
    """
    names = (name for name in _names_on_path() if name.endswith(".dist-info"))
    pairs = (name.removesuffix(".dist-info").rpartition("-") for name in names)
    return {_plain(package): number for package, _, number in pairs}


@cache
def _names_on_path() -> tuple[str, ...]:
    """Return what stands in the folders of the path, the first folder last."""
    folders = [folder for folder in reversed(sys.path) if os.path.isdir(folder)]
    return tuple(name for folder in folders for name in os.listdir(folder))


def _may_be_elsewhere(name: str) -> bool:
    """Tell whether a package without such a folder may be installed all the same.

    So it is as an egg, in an archive, or where a finder of somebody's own looks for packages.
    """
    names = (each for each in _names_on_path() if each.endswith((".egg-info", ".egg")))
    return (
        any(_plain(each).startswith(name) for each in names)
        or any(os.path.isfile(place) for place in sys.path)
        or any(
            hasattr(each, "find_distributions") for each in sys.meta_path if each is not PathFinder
        )
    )


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def _version_by_metadata(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _own_sources() -> list[tuple[str, bytes]]:
    room = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    paths = {path[len(room) + 1 :].replace(os.sep, "/"): path for path in _texts(room)}
    return [(name, _read(paths[name])) for name in sorted(paths)]


def _texts(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".js")):
                yield entry.path
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _texts(entry.path)


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()
