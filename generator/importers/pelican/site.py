"""A Pelican site: its settings and its files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.importers.foreign import text_of

MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
RST = (".rst",)
OTHER_TEXTS = (".html", ".htm", ".adoc", ".asc", ".org")


class PelicanSite(Struct, frozen=True):
    """A Pelican site: its settings and its files by their path in the content."""

    conf: Mapping[str, Any]
    files: Mapping[str, Path]
    content: str
    """The folder of the content, from the site's."""

    def paths(self, key: str, default: list[str]) -> list[str]:
        """Return a setting that is a list of folders."""
        value = self.conf.get(key, default)
        values = value if isinstance(value, list) else [value]
        return [text_of(each).strip("/").removeprefix("./") for each in values]

    def text(self, key: str) -> str:
        """Return a setting as a text."""
        return text_of(self.conf.get(key))


def is_within(path: str, folders: list[str]) -> bool:
    """Tell whether a path is one of some folders, or in one."""
    return any(
        folder in ("", ".") or path == folder or path.startswith(f"{folder}/") for folder in folders
    )
