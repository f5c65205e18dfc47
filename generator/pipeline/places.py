"""Where the sources of a site are, and which folders a build must neither fill nor clean."""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.pages.assets import BROWSER, PREFIX
from generator.pipeline.request import Request
from generator.site.theme import theme_folders


def places(root: Path) -> tuple[tuple[str, Path], ...]:
    """Return where a site's sources are: its own, the theme that we ship, the charts' scripts."""
    overlays = sorted(path for path in root.glob("site*.yaml"))
    return (
        *((path.name, path) for path in overlays),
        ("content", root / "content"),
        *theme_folders(root),
        (PREFIX.rstrip("/"), BROWSER),
    )


def objection(request: Request) -> str:
    """Say why an output folder is refused; nothing where it may be filled and cleaned."""
    given = Path(os.path.abspath(request.folder))
    if request.output is None and not given.is_symlink():
        return ""
    real = Path(os.path.realpath(given))
    prefix = "--output: " if request.output else ""
    if real.is_symlink():
        return f"{prefix}{given} is a link that leads nowhere; remove it"
    said = next(_conflicts(real, request.root), "")
    if said or request.root not in given.parents:
        return said and f"{prefix}{said}"
    if Path(os.path.realpath(request.root)) in real.parents:
        return ""
    return f"{prefix}{given} is a link out of the site; to fill that folder, say --output {real}"


def _conflicts(real: Path, root: Path) -> Iterator[str]:
    sources = [
        *(root / name for name in ("content", "themes", ".git", ".postrock")),
        *(place for _, place in places(root)),
    ]
    for place in (root, Path(os.path.expanduser("~")), *sources):
        if _is_one(real, place):
            yield f"{real} holds more than outputs; name a folder for these alone"
        if any(_is_one(real, folder) for folder in place.parents):
            yield f"{real} holds {place}; name a folder for outputs alone"
    for folder in (real, *real.parents):
        is_closed = folder.name == ".git" or (folder / "pyvenv.cfg").is_file()
        if is_closed or any(_is_one(folder, source) for source in sources):
            yield f"{real} lies in {folder}; name a folder for outputs alone"


def _is_one(folder: Path, other: Path) -> bool:
    """Tell whether two paths are one place, by whatever names."""
    try:
        return os.path.samefile(folder, other)
    except OSError:
        return folder == other
