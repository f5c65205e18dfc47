"""vl-convert, which draws with the font that it carries before it looks at the system's.

A carried font is held in memory, but the file of one that the system has is mapped anew for each
letter that is measured. So the system's, which the renderer would take first, are told to it last.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType

_CONFIG = "FONTCONFIG_FILE"
_NOTHING = "<fontconfig><dir>{}</dir></fontconfig>"
_NAMED = re.compile(r'<dir(?:\s+prefix="(\w+)")?[^>]*>([^<]+)</dir>')
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
"""Where fonts lie on every Linux, whatever its configuration names besides them."""


@lru_cache(maxsize=1)
def renderer() -> ModuleType:
    """Return vl-convert, its fonts in order: the carried one, then the system's."""
    import vl_convert

    # Elsewhere the system's cannot be left out, and one of that name is rare among them.
    if sys.platform not in ("darwin", "win32"):
        folders = tuple(filter(os.path.isdir, dict.fromkeys(map(os.path.expanduser, _folders()))))
        _begin_with_the_carried(vl_convert)
        for folder in folders:
            vl_convert.register_font_directory(folder)
    return vl_convert


def _begin_with_the_carried(vl_convert: ModuleType) -> None:
    """Have the renderer read its fonts, which it does at the first call, where there are none."""
    given = os.environ.get(_CONFIG)
    with tempfile.TemporaryDirectory() as folder:
        nothing = Path(folder, "fonts.conf")
        nothing.write_text(_NOTHING.format(folder), encoding="utf-8")
        os.environ[_CONFIG] = str(nothing)
        try:
            vl_convert.register_font_directory(folder)
        finally:
            os.environ.pop(_CONFIG) if given is None else os.environ.update({_CONFIG: given})


def _folders() -> Iterator[str]:
    named, data = os.environ.get(_CONFIG), os.environ.get("XDG_DATA_HOME", "~/.local/share")
    files = [Path(named)] if named else sorted(Path("/etc/fonts").rglob("*.conf"))
    yield from () if named else _FOLDERS
    for file in files:
        if file.is_file() and os.access(file, os.R_OK):
            for prefix, folder in _NAMED.findall(file.read_text("utf-8", "replace")):
                yield os.path.join(data, folder) if prefix == "xdg" else folder.strip()
