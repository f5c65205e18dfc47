"""From site.yaml and what lies over it to settings."""

from collections.abc import Mapping

from msgspec import structs

from generator.engine import Made, Read
from generator.markup.addresses import hint_for, refused
from generator.markup.parts import GRAMMARS
from generator.markup.typography import smart
from generator.problems import Place, Problem, suggestion
from generator.problems.encoding import read_text
from generator.problems.fields import Fields
from generator.problems.yaml import Mapping as YamlMapping
from generator.problems.yaml import Scalar
from generator.site.connections import connections
from generator.site.elsewhere import IN_SETTINGS, PARSERS
from generator.site.feed_formats import FEED_FORMATS
from generator.site.front import TEX
from generator.site.settings import (
    ENVIRONMENT,
    Feeds,
    MenuEntry,
    Settings,
    SettingsSources,
    Taxonomies,
)
from generator.site.settings_checks import base_url, editor, language, permalink, theme, timezone
from generator.site.settings_layers import Layers, layers


def parse_settings(value: SettingsSources, read: Read) -> Made[Settings]:
    """Read the settings of a site from its files, the environment and the command line."""
    texts = {path: read_text(read(blob), path) for path, blob in value.files}
    wrong = tuple(text for text in texts.values() if isinstance(text, Problem))
    if wrong:
        return Made(None, wrong)
    files = tuple((path, text) for path, text in texts.items() if isinstance(text, str))
    return read_settings(files, dict(value.environment), dict(value.overrides))


def read_settings(
    files: tuple[tuple[str, str], ...],
    environment: Mapping[str, str],
    overrides: Mapping[str, str] | None = None,
) -> Made[Settings]:
    """Read the settings of a site; each layer lies over the one before.

    ``files`` are path and text of site.yaml and its overlays, ``overrides`` keys and values
    of the command line. There are no settings only where a file is not YAML.
    """
    found = layers(files, environment, overrides or {}, ENVIRONMENT)
    if found.mapping is None:
        return Made(None, found.problems)
    fields = Fields(found.mapping, found.source, list(found.problems))
    settings = _worded(_settings(fields, found))
    fields.finish(hint="what is the theme's goes under params:", hints=IN_SETTINGS)
    return Made(settings, tuple(fields.problems))


def _settings(fields: Fields, found: Layers) -> Settings:
    fields.require("title", "title: My site")
    default = Settings()
    return Settings(
        title=fields.text("title"),
        description=fields.text("description"),
        base_url=base_url(fields, default.base_url),
        language=language(fields, default.language),
        markdown=fields.choice("markdown", GRAMMARS, default.markdown, PARSERS),
        math=fields.boolean("math", default.math, TEX),
        timezone=timezone(fields, default.timezone),
        author=fields.text("author"),
        theme=theme(fields, default.theme),
        permalink=permalink(fields, default.permalink),
        posts_per_page=fields.integer("posts_per_page", default.posts_per_page, minimum=1),
        menu=_menu(fields),
        feeds=_feeds(fields),
        taxonomies=_taxonomies(fields),
        connections=connections(fields),
        page_budget=fields.integer("page_budget", default.page_budget, minimum=0),
        editor=editor(fields),
        params=fields.json("params"),
        places=_places(fields, found),
    )


def _worded(settings: Settings) -> Settings:
    language = settings.language
    menu = (structs.replace(each, title=smart(each.title, language)) for each in settings.menu)
    return structs.replace(
        settings,
        title=smart(settings.title, language),
        description=smart(settings.description, language),
        menu=tuple(menu),
        written=settings.title,
    )


def _places(fields: Fields, found: Layers) -> tuple[tuple[str, Place, str], ...]:
    keys = [key for key in ("base_url", "permalink", "theme") if key in fields]
    places = [(key, fields.place_of(key)) for key in keys]
    return tuple((key, place, found.source(place)) for key, place in places)


def _menu(fields: Fields) -> tuple[MenuEntry, ...]:
    entries: list[MenuEntry] = []
    for value in fields.sequence("menu"):
        if isinstance(value, YamlMapping):
            entries += _menu_entry(fields.inside(value))
        else:
            hint = "- {title: About, url: about.md}"
            fields.problem("a menu entry has a title and a url", value.place, hint)
    return tuple(entries)


def _menu_entry(fields: Fields) -> tuple[MenuEntry, ...]:
    """Read an entry; none where its address must not stand in a page."""
    title = fields.text("title", required=True)
    url = fields.text("url", required=True)
    fields.finish()
    place = fields.place_of("url")
    if wrong := refused(url):
        hint = hint_for(url) or "write the path of a page, or an address on the web"
        fields.problem(wrong, place, hint)
        return ()
    return (MenuEntry(title, url, place, fields.source(place)),)


def _feeds(fields: Fields) -> Feeds:
    value = fields.take("feeds")
    if isinstance(value, YamlMapping):
        inside = fields.inside(value)
        feeds = Feeds(
            _formats(inside, "formats") if "formats" in inside else Feeds().formats,
            inside.integer("entries", Feeds().entries, minimum=1),
            inside.boolean("per_tag", default=Feeds().per_tag),
        )
        inside.finish(("formats",))
        return feeds
    if isinstance(value, Scalar) and isinstance(value.value, bool):
        return Feeds() if value.value else Feeds(())
    return Feeds() if value is None else Feeds(_formats(fields, "feeds"))


def _formats(fields: Fields, key: str) -> tuple[str, ...]:
    formats: dict[str, None] = {}
    for value in fields.scalars(key):
        if value.text in FEED_FORMATS:
            formats[value.text] = None
        else:
            hint = suggestion(value.text, FEED_FORMATS, "known are " + ", ".join(FEED_FORMATS))
            fields.problem(f'there is no feed format "{value.text}"', value.place, hint)
    return tuple(formats)


def _taxonomies(fields: Fields) -> Taxonomies:
    inside = fields.mapping("taxonomies")
    if inside is None:
        return Taxonomies()
    default = Taxonomies()
    read = Taxonomies(
        _list_title(inside, "tags", default.tags), _list_title(inside, "series", default.series)
    )
    inside.finish()
    return read


def _list_title(fields: Fields, key: str, default: str) -> str:
    value = fields.take(key)
    if isinstance(value, Scalar) and isinstance(value.value, bool):
        return default if value.value else ""
    if isinstance(value, Scalar) and value.is_plain and value.text.casefold() in ("no", "off"):
        fields.wrong(key, "a title or false", "write false")
    return fields.text(key, default)
