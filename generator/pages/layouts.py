"""Layouts: which templates a page can reach; a change in another one is none of its business."""

import re

from generator.engine import Read
from generator.pages.values import TemplateSet
from generator.problems import Place, Problem, nearest
from generator.site.theme import Theme

LAYOUTS = (
    "home.html",
    "post.html",
    "page.html",
    "tags.html",
    "tag.html",
    "series.html",
    "archive.html",
    "404.html",
    "redirect.html",
)
FIGURE = "figure.html"
NAMES = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+(?:([\"'])(?P<name>[^\"']+)\1|\S)")


class Layouts:
    """Finds template sets; reads each template once."""

    def __init__(self, theme: Theme, read: Read) -> None:
        """Look into a theme's templates."""
        self._theme = theme
        self._refers = {
            name: _references(read(blob).decode("utf-8", errors="replace"))
            for name, (_, blob) in theme.templates.items()
        }

    def find(self, layout: str) -> TemplateSet:
        """Return the templates that a layout can reach, itself among them.

        A template that computes another one's name can reach all.
        """
        reached: set[str] = set()
        waiting = [layout, FIGURE]
        while waiting:
            name = waiting.pop()
            if name in reached or name not in self._refers:
                continue
            reached.add(name)
            refers = self._refers[name]
            waiting += self._theme.templates if refers is None else refers
        return TemplateSet(tuple((name, *self._theme.templates[name]) for name in sorted(reached)))

    def missing(self, layout: str, place: Place | None, source: str = "") -> Problem | None:
        """Return the problem of a layout that the theme does not have."""
        if layout in self._theme.templates:
            return None
        near = nearest(layout, self._theme.templates)
        return Problem(
            f'the theme "{self._theme.name}" has no template "{layout}"',
            place,
            hint=f'did you mean "{near}"?' if near else "",
            source=source,
        )


def _references(text: str) -> tuple[str, ...] | None:
    """Return the names that a template refers to, or None where it computes one."""
    found = list(NAMES.finditer(text))
    if any(match["name"] is None for match in found):
        return None
    return tuple(match["name"] for match in found)
