"""Paths of published files: what every file system takes, in characters that readers can see."""

import re
from typing import Final

LONGEST_NAME: Final = 255
LONGEST: Final = 1000
"""In bytes. macOS takes no path that is longer than 1,023, with the folders around the site."""

UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffd-\uffff"
    "\ud800-\udfff]"
)
"""Controls, marks of direction, and characters that stand for none."""


def wrong_path(path: str) -> str:
    """Say why no file should be published at a path, relative to the output folder, if so."""
    found = UNSEEN.search(path)
    if found is not None:
        return f"it holds U+{ord(found[0]):04X}, which nobody can see"
    longest = max(path.split("/"), key=_size)
    if _size(longest) > LONGEST_NAME:
        short = f'"{longest[:20]}…" has {_size(longest):,} bytes'
        return f"{short}, and a file's name has at most {LONGEST_NAME}"
    if _size(path) > LONGEST:
        return f"it has {_size(path):,} bytes, and a path has at most {LONGEST:,}"
    return ""


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
