"""The site as its templates see it: menu, picture, lists, services, layouts of its own."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from msgspec import Struct, structs

from generator.data.words import Words, direction_of
from generator.pages.addresses import href
from generator.pages.assets import asset_outputs, loader_outputs, search_outputs
from generator.pages.cards import card_of_site
from generator.pages.contexts import SiteContext
from generator.pages.feeds import feed_links
from generator.pages.link_targets import ICONS, icon_files
from generator.pages.lists import SEARCH_URL, list_title
from generator.pages.outputs import Output
from generator.pages.values import FormValue, IconValue, LinkValue, SiteValue
from generator.pipeline.layouts import SiteLayouts
from generator.pipeline.plan_sources import PlanSources, url_of
from generator.problems import Place, Problem
from generator.site.links import Addresses, Target, front_link, resolve
from generator.site.services import Newsletter, analytics_script, comments_page, comments_script
from generator.site.settings import Settings

MENU = "content/site.yaml"
"""Where the paths in a menu begin."""


def _menu(
    given: PlanSources, known: Addresses
) -> tuple[tuple[LinkValue, ...], tuple[Problem, ...]]:
    """Resolve the menu's entries."""
    entries, problems = [], []
    for entry in given.settings.menu:
        if urlsplit(entry.url).scheme:
            entries.append(LinkValue(entry.title, entry.url))
            continue
        address = "/" + entry.url.lstrip("/")
        link = front_link(address, entry.place, entry.source, "link")
        found = resolve(link, MENU, known)
        if isinstance(found, Problem):  # told in the author's own spelling
            found = resolve(structs.replace(link, href=entry.url), MENU, known)
        if isinstance(found, Target):
            entries.append(LinkValue(entry.title, href(given.settings, found.url)))
        else:
            problems.append(found)
    return tuple(entries), tuple(problems)


_NO_PICTURE = Target("")


def _picture(settings: Settings, known: Addresses) -> tuple[Target, tuple[Problem, ...]]:
    """Find the site's own picture."""
    if not settings.image:
        return _NO_PICTURE, ()
    place, line = settings.place_of("image")
    link = front_link("/" + settings.image.lstrip("/"), place or Place("site.yaml"), line)
    found = resolve(link, MENU, known)
    if isinstance(found, Problem):
        return _NO_PICTURE, (found,)
    return found, ()


class SharedParts(Struct, frozen=True):
    """What a site's value and context are made of besides its settings."""

    menu: tuple[LinkValue, ...]
    picture: Target
    assets: Mapping[str, Output]
    search_script: str
    search_outputs: tuple[Output, ...]


def shared_parts(given: PlanSources, known: Addresses) -> tuple[SharedParts, tuple[Problem, ...]]:
    """Resolve what a site's settings link to, and name the files of its theme and its search."""
    menu, in_menu = _menu(given, known)
    picture, in_picture = _picture(given.settings, known)
    search = search_outputs(given.files) if given.settings.search else ("", ())
    parts = SharedParts(menu, picture, dict(asset_outputs(given.theme)), *search)
    return parts, (*in_menu, *in_picture)


def site_context(
    given: PlanSources,
    parts: SharedParts,
    values: Mapping[str, SiteValue],
    layouts: SiteLayouts,
) -> SiteContext:
    """Describe the site to the plan."""
    settings, picture = given.settings, parts.picture
    return SiteContext(
        settings=settings,
        values=values,
        layouts=layouts,
        modules=url_of(given, loader_outputs(given.files)[0]),
        look=given.theme.charts,
        languages=given.languages,
        card=card_of_site(settings, picture.file, href(settings, picture.url)),
        card_file=picture.file,
    )


def site_value(given: PlanSources, parts: SharedParts, language: str) -> SiteValue:
    """Describe the site to pages in a language, in which its feeds are called."""
    settings = given.settings
    return SiteValue(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        direction=direction_of(settings.language),
        author=settings.author,
        base_url=settings.base_url,
        home=href(settings, "/"),
        menu=parts.menu,
        feeds=feed_links(settings, "/", given.languages[language].words),
        assets=tuple((name, url_of(given, output.path)) for name, output in parts.assets.items()),
        params=settings.params,
        archive=href(settings, "/archive/"),
        posts=href(settings, given.listed.order.list_url),
        tags=href(settings, "/tags/") if settings.taxonomies.tags.is_on else "",
        taxonomies=tuple(_taxonomies(given, given.languages[language].words)),
        colors=given.theme.charts.colors,
        search=href(settings, SEARCH_URL) if settings.search else "",
        search_script=url_of(given, parts.search_script) if settings.search else "",
        comments=comments_script(settings.comments, language),
        comments_page=comments_page(settings.comments),
        analytics=analytics_script(settings.analytics),
        newsletter=_form(settings.newsletter),
        icons=tuple(
            IconValue(rel=ICONS[name][0], url=href(settings, f"/{name}"), type=ICONS[name][1])
            for name in dict.fromkeys(icon_files(given.files).values())
        ),
    )


def _form(newsletter: Newsletter) -> FormValue | None:
    host = urlsplit(newsletter.action).hostname or ""
    return FormValue(newsletter.action, newsletter.field, host) if newsletter.action else None


def _taxonomies(given: PlanSources, words: Words) -> Iterator[LinkValue]:
    """Yield the lists of terms but for that of tags, which templates know apart."""
    for each in given.settings.taxonomies.every[1:]:
        if each.has_index(given.listed.order.terms[each.name]):
            yield LinkValue(list_title(each, words), href(given.settings, each.url))
