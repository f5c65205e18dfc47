"""What every key covers besides maker and value: our own sources and the packages in use."""

import os
import sys
from functools import cache
from pathlib import Path

from generator.engine.digest import digest

SHAPING_PACKAGES = (
    "altair",
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
    facts += [f"{path} {digest(content)}" for path, content in _own_sources()]
    return digest("\n".join(facts).encode()).encode()


def _version(name: str) -> str:
    return _versions_on_path().get(name) or _version_by_metadata(name)


@cache
def _versions_on_path() -> dict[str, str]:
    """Read versions off the names of ``*.dist-info`` folders.

    To load importlib.metadata alone takes a tenth of a build that changes nothing.
    """
    folders = [folder for folder in reversed(sys.path) if os.path.isdir(folder)]
    names = (name for folder in folders for name in os.listdir(folder))
    found = (name.removesuffix(".dist-info") for name in names if name.endswith(".dist-info"))
    pairs = (name.rpartition("-") for name in found)
    return {package.lower().replace("_", "-"): number for package, _, number in pairs}


def _version_by_metadata(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _own_sources() -> list[tuple[str, bytes]]:
    room = Path(__file__).resolve().parents[1]
    paths = sorted(path for path in room.rglob("*") if path.suffix in {".py", ".js"})
    return [(path.relative_to(room).as_posix(), path.read_bytes()) for path in paths]
