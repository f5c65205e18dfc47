"""Pages that lead on to others, for hosts that know of nothing else."""

from collections.abc import Iterator, Sequence

from generator.data.words import direction_of
from generator.engine import Step
from generator.pages.addresses import absolute, href, output_path
from generator.pages.contexts import SiteContext
from generator.pages.makers import RENDER_PAGE
from generator.pages.outputs import Output, PageRender
from generator.pages.values import PageValue
from generator.problems import Place, Problem, suggestion
from generator.site.redirects import Redirect
from generator.site.settings import Settings

LAYOUT = "redirect.html"
Where = tuple[Place | None, str]


def redirect_output(
    old: str, new: str, title: str, language: str, site: SiteContext, origin: tuple[str, Where]
) -> Output:
    """Return the page at an address that leads on to another; ``origin`` asks for it."""
    settings = site.settings
    inside = new.startswith("/")
    target, canonical = (href(settings, new), absolute(settings, new)) if inside else (new, new)
    direction = direction_of(language)
    head = PageValue(
        title, href(settings, old), canonical, "", "redirect",
        noindex=True, language=language, direction=direction,
    )  # fmt: skip
    values = (("target", target), ("canonical", canonical))
    templates, shown = site.templates(LAYOUT, language), site.values[language]
    value = PageRender(LAYOUT, templates, shown, head, values)
    path, where = origin
    return Output(output_path(old), Step(RENDER_PAGE, value), path, *where)


def settings_redirects(site: SiteContext) -> tuple[Output, ...]:
    """Return the pages that settings ask for; from what is no page a server has to lead on."""
    settings = site.settings
    return tuple(
        redirect_output(
            each.old, each.new, settings.title, settings.language, site,
            ("site.yaml", (each.place, each.source)),
        )
        for each in settings.redirects
        if each.is_page
    )  # fmt: skip


def dead_redirects(settings: Settings, outputs: Sequence[Output]) -> tuple[Problem, ...]:
    """Say of each redirect within the site where nothing stands that it leads to."""
    if not settings.redirects:
        return ()
    paths = {output.path for output in outputs}
    return tuple(_dead(each, paths) for each in settings.redirects if _is_dead(each, paths))


def _is_dead(redirect: Redirect, paths: set[str]) -> bool:
    return redirect.is_inside and _file(redirect.new) not in paths


def _dead(redirect: Redirect, paths: set[str]) -> Problem:
    message = f"{redirect.old} would lead on to {redirect.new}, where nothing is"
    known = (f"/{path.removesuffix('index.html')}" for path in paths)
    return Problem(message, redirect.place, suggestion(redirect.new, known), redirect.source)


def _file(url: str) -> str:
    return output_path(url.partition("#")[0].partition("?")[0])


def redirects_of(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield the addresses that the settings let lead on, and those, as pages write them."""
    for each in settings.redirects:
        new = href(settings, each.new) if each.is_inside else each.new
        yield href(settings, each.old), new
