"""Templates of a site's own theme that no page is made of: most often their names are wrong."""

from collections.abc import Collection, Iterator

from generator.pages.layouts import (
    EMBED,
    FIGURE,
    LAYOUTS,
    LIST,
    PART,
    SEARCH,
    STAND_INS,
    Layouts,
)
from generator.problems import Place, Problem, nearest, suggestion
from generator.site.theme import Theme

FORMER = {"_strings.html": "_banner.html"}
"""What parts were called before, and what they are called now."""
ALIKE = 0.8
"""A layout may wait for the first page that asks for it, unless its name is nearly one of ours."""
_UNUSED = "what no template includes stands on no page"


def idle_templates(theme: Theme, layouts: Layouts, asked: Collection[str]) -> Iterator[Problem]:
    """Tell of parts that no layout reaches, and of layouts that nobody asks for.

    Only of the theme's own: a child leaves parts of its parents aside.
    """
    if theme.shipped:
        return
    home, referred = f"themes/{theme.name}/templates/", layouts.referred
    own = [name for name, (path, _) in theme.templates.items() if path == home + name]
    used = layouts.reach(name for name in theme.templates if not _is_part(name))
    reached = {theme.templates[name][0] for name in used}
    for name in own:
        if home + name not in reached:
            yield _idle_part(name, home, referred)
        elif not _is_part(name) and name not in asked and name not in referred:
            yield from _idle_layout(name, home)


def _is_part(name: str) -> bool:
    return bool(PART.search(name)) or not name.endswith(".html")


def _idle_part(name: str, home: str, referred: Collection[str]) -> Problem:
    former = FORMER.get(name)
    parts = [each for each in referred if each.startswith("_")]
    hint = f"it is called {former} now" if former else suggestion(name, parts, _UNUSED)
    return Problem(f'no template includes "{name}"', Place(home + name), hint, severity="warning")


def _idle_layout(name: str, home: str) -> Iterator[Problem]:
    known = (*LAYOUTS, *STAND_INS, EMBED, SEARCH, LIST, FIGURE, "base.html")
    stems = [each.removesuffix(".html") for each in known]
    near = nearest(name.removesuffix(".html"), stems, ALIKE)
    if near and name not in known:
        message, hint = f'no page asks for the layout "{name}"', f'did you mean "{near}.html"?'
        yield Problem(message, Place(home + name), hint, severity="warning")
