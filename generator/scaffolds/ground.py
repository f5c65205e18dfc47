"""The ground on which something new is put: what a site's settings and themes say."""

from collections.abc import Mapping

from msgspec import Struct, structs

from generator.engine import Blob, Read
from generator.pipeline.request import Request
from generator.pipeline.story import places, settings_of
from generator.pipeline.waves import choose_theme
from generator.pipeline.workshop import Workshop
from generator.problems import Problem
from generator.site.settings import Settings
from generator.site.snapshot import take_snapshot
from generator.site.theme import Theme


class Ground(Struct, frozen=True):
    """A site without its content; ``read`` gives the bytes of its files."""

    settings: Settings
    theme: Theme
    files: Mapping[str, Blob]
    read: Read


def survey(request: Request) -> tuple[Ground | None, tuple[Problem, ...]]:
    """Read a site's settings and themes; nothing where they have an error.

    It is done without the cache, for a preview may be at work with that.
    """
    root = request.root
    named = [(name, place) for name, place in places(root) if name.startswith(("site", "themes"))]
    snapshot = take_snapshot(root, [*named, ("archetypes", root / "archetypes")], {})
    shop = Workshop(structs.replace(request, use_cache=False))
    try:
        engine = shop.engine(snapshot)
        settings, found = settings_of(request, snapshot, engine)
        if settings is None:
            return None, found
        theme, problems = choose_theme(engine, snapshot.files, settings)
    finally:
        shop.close()
    told = (*found, *problems)
    if theme is None or any(problem.severity == "error" for problem in told):
        return None, told
    return Ground(settings, theme, snapshot.files, snapshot.read), told
