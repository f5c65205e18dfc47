"""A fifth importer, as somebody would write it: a file of posts, each after a line of its title."""

from generator.importers.old_site import BlogEntry, ImportSource, OldSite, SiteInfo
from generator.problems import Place, Problem
from generator.site.slug import slugify


def read_tiny(given: ImportSource) -> OldSite | Problem:
    """Read a file in which ``= TITLE (DATE)`` begins a post."""
    parts = given.source.read_text(encoding="utf-8").split("\n= ")[1:]
    if not parts:
        return Problem("there is no post here", Place(given.source.name))
    return OldSite(SiteInfo("Tiny", permalink="/{slug}/"), tuple(map(_entry, parts)))


def _entry(part: str) -> BlogEntry:
    head, _, body = part.partition("\n")
    title, _, date = head.removesuffix(")").partition(" (")
    name = slugify(title)
    return BlogEntry(name, "post", name, body, title, date, old=f"/{name}.htm")
