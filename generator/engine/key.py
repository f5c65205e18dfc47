"""The key of a step: a digest of its maker, its value, our own sources and the packages in use."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from generator.engine.step import Blob, Step, digest, encode

PLAIN = frozenset((str, int, float, bool, bytes, type(None)))
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


def key_of(step: Step) -> str:
    """Return the step's key: the digest of its maker, its value and the salt."""
    return digest(b"\0".join((salt(), step.maker.name.encode(), encode(step.value))))


def blobs_in(value: Any) -> Iterator[Blob]:
    """Find every Blob inside a frozen value; raises TypeError for a value that is not frozen."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if kind in PLAIN:
            continue
        if kind is Blob:
            yield part
        elif kind is tuple:
            waiting.extend(part)
        elif isinstance(part, Struct) and part.__struct_config__.frozen:
            waiting.extend(structs.astuple(part))
        else:
            raise TypeError(f"{kind.__name__} in the value of a step is not plain and frozen")


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
