"""A Jekyll site: its folder, its configuration, and which of its files are read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.importers.foreign import text_of, texts_of

TEXTS = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm")
OTHER_TEXTS = (".textile", ".rst", ".adoc", ".asciidoc", ".org")


class JekyllSite(Struct, frozen=True):
    """A Jekyll site: where it is, and what its configuration says."""

    root: Path
    config: Mapping[str, Any]

    @property
    def permalink(self) -> str:
        """The style or pattern of addresses."""
        own = collections(self).get("posts")
        of_posts = text_of(own.get("permalink")) if isinstance(own, dict) else ""
        return of_posts or text_of(self.config.get("permalink")) or "date"


def is_excluded(path: str, site: JekyllSite) -> bool:
    """Tell whether the configuration leaves a path out."""
    excluded = texts_of(site.config.get("exclude"))
    return any(
        path == each.strip("/") or path.startswith(f"{each.strip('/')}/") for each in excluded
    )


def collections(site: JekyllSite) -> Mapping[str, Any]:
    """Return the collections by their names."""
    written = site.config.get("collections")
    if isinstance(written, list):
        return {str(name): {} for name in written}
    return written if isinstance(written, dict) else {}
