"""Settings: the table of what site.yaml and what lies over it may say, and how it is read."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Final, Literal, get_args
from urllib.parse import urlsplit

from msgspec import Struct, structs

from generator.engine import Blob, Made, Read
from generator.markup.parts import GRAMMARS, Dialect, Grammar
from generator.problems import Place, Problem
from generator.problems.encoding import read_text
from generator.problems.fields import Fields
from generator.site import editors, forms
from generator.site.collections import Collection, read_collections
from generator.site.document import AUTHORS, TAGS
from generator.site.front_readers import FORMULAS, MATH, DataFile, Formulas, data_files
from generator.site.front_readers import language as read_language
from generator.site.groups import (
    Connection,
    Feeds,
    MenuEntry,
    read_connections,
    read_feeds,
    read_menu,
)
from generator.site.image_settings import Images, read_images
from generator.site.keys import (
    FOREIGN_IN_SETTINGS,
    Key,
    any_mapping,
    check_image,
    formed,
    keys_of,
    one_of,
    places_in,
    read_keys,
    whole,
)
from generator.site.layers import lay
from generator.site.publishing import PublishTarget, read_targets
from generator.site.redirects import Redirect, read_redirects
from generator.site.services import (
    Analytics,
    Comments,
    Newsletter,
    read_analytics,
    read_comments,
    read_newsletter,
)
from generator.site.taxonomies import Taxonomies, Taxonomy, read_taxonomies

Cards = Literal["pictures", "all", "none"]
CARDS: Final[tuple[Cards, ...]] = get_args(Cards)
PARSERS = "commonmark is that of GitHub, Hugo, Jekyll; python that of Pelican, MkDocs, Nikola"


class Settings(Struct, frozen=True):
    """What an author says about the whole site: each key, and below it its meaning in the docs.

    Texts have the marks that readers see; ``written`` is the title without them, which ids are
    made of. ``base_url`` ends with a slash, ``permalink`` begins with one. ``params`` is JSON.
    ``places`` are key, place and source line of what later checks point at.
    """

    title: Annotated[str, Key("text", Fields.text, example="title: My site", env=True)] = ""
    """The site's name. It must be there."""
    description: Annotated[str, Key("text", Fields.text, env=True)] = ""
    """One sentence for search engines, feeds and cards."""
    base_url: Annotated[str, Key("address", formed(forms.base_url), env=True)] = (
        "http://localhost:8000/"
    )
    """Where the site will be; it may have a path such as `/blog/`."""
    language: Annotated[str, Key("language tag", read_language, env=True, placed=True)] = "en"
    """The language of the texts: `en`, `de`, `pt-BR`. Numbers, dates and the theme's words follow
    it."""
    markdown: Annotated[Grammar, Key("`commonmark` or `python`", one_of(GRAMMARS, PARSERS))] = (
        "commonmark"
    )
    """The rules that texts are read by: CommonMark with GitHub's extensions, or those of
    Python-Markdown for texts that come from Pelican, MkDocs or Nikola."""
    math: Annotated[Formulas, FORMULAS] = True
    r"""Formulas stand between dollars; with `tex` also in `\(…\)` and `\[…\]`, with `false`
    nowhere. A post's own `math` goes before."""
    timezone: Annotated[str, Key("time zone", formed(forms.timezone), env=True)] = "UTC"
    """A name such as `Europe/Stockholm`. Dates without an offset are in this zone, and times in
    data that have one are shown in it."""
    author: Annotated[str, Key("text", Fields.text, env=True)] = ""
    """Who writes here."""
    image: Annotated[str, Key("path", Fields.text, placed=True)] = ""
    """The site's own picture, by its path under `content/`: the [card](sharing.md#cards) of lists,
    and of pages that have none."""
    image_alt: Annotated[str, Key("text", Fields.text)] = ""
    """What that picture shows; `""` where it only decorates."""
    cards: Annotated[Cards, Key("`pictures`, `all` or `none`", one_of(CARDS))] = "pictures"
    """Which pages have a card drawn for where their address is shared: those with a picture or a
    figure, all of them, or none."""
    llms: Annotated[bool, Key("`true` or `false`", Fields.boolean)] = False
    """Whether programs that read get a [Markdown twin](sharing.md#markdown-twins) of each page, and
    `llms.txt`, which lists them."""
    comments: Annotated[Comments, Key("mapping", read_comments)] = Comments()
    """Where readers [answer](services.md#comments)."""
    analytics: Annotated[Analytics, Key("mapping", read_analytics)] = Analytics()
    """What [counts readers](services.md#analytics)."""
    newsletter: Annotated[Newsletter, Key("mapping", read_newsletter)] = Newsletter()
    """What [signs readers up](services.md#a-newsletter)."""
    theme: Annotated[str, Key("name", formed(forms.theme), env=True, placed=True)] = "default"
    """The folder under `themes/` that gives the site its look."""
    permalink: Annotated[str, Key("pattern", formed(forms.permalink), env=True)] = "/posts/{slug}/"
    """The address of a post, of `{slug}`, `{year}`, `{month}` and `{day}`."""
    posts_url: Annotated[str, Key("path", formed(forms.list_url), env=True)] = "/posts/"
    """The address of the list of posts, where `content/index.md` is the front page."""
    posts_per_page: Annotated[int, Key("whole number", whole(1), env=True)] = 10
    """How many posts a list shows on a page."""
    menu: Annotated[tuple[MenuEntry, ...], Key("list", read_menu)] = ()
    """Entries such as `{title: About, url: about.md}`; `url` is a source or an address."""
    feeds: Annotated[Feeds, Key("mapping, list, `true` or `false`", read_feeds)] = Feeds()
    """Which feeds there are. A list is short for `formats`, `true` means all, `false` none."""
    images: Annotated[Images, Key("mapping, list, `true` or `false`", read_images)] = Images()
    """What is made of pictures. A list is short for `formats`; `false` publishes all as they
    are."""
    taxonomies: Annotated[Taxonomies, Key("mapping", read_taxonomies)] = Taxonomies()
    """What posts are gathered by. There may be [some of your own](pages.md#taxonomies) besides."""
    search: Annotated[bool, Key("`true` or `false`", Fields.boolean, placed=True)] = False
    """Whether there is a page to search the site, at `/search/`, and a field on every page."""
    collections: Annotated[tuple[Collection, ...], Key("mapping", read_collections)] = ()
    """Folders of pages that have a list: `{projects: {title: Projects, order: weight}}`; see
    [Pages of one's own](pages.md#collections)."""
    connections: Annotated[tuple[Connection, ...], Key("mapping", read_connections)] = ()
    """Databases for `sql` blocks by name: `{shop:
    "postgresql://reader:${SHOP_PASSWORD}@db.example.org/shop"}`."""
    redirects: Annotated[tuple[Redirect, ...], Key("mapping", read_redirects)] = ()
    """Addresses that lead on to others: `{/tags/tea/: /tags/drinks/}`. What leads to a post or a
    page stands better in its `aliases`; from what is no page, such as a feed, a
    [server](publishing.md#what-a-server-is-told) leads on."""
    targets: Annotated[tuple[PublishTarget, ...], Key("mapping", read_targets)] = ()
    """Where `publish` brings the finished site, by names: `{live: {folder: /srv/www/blog}}`; see
    [Publishing](publishing.md)."""
    page_budget: Annotated[int, Key("whole number", whole(0))] = 500
    """How many KB a post's page may have, with the data of its live figures, before there is a
    warning. `0` means any number."""
    # A name of ``EDITORS`` or an address of that form: no page may depend on it.
    editor: Annotated[str, Key("name or address", formed(editors.editor))] = ""
    """What the preview's links to a line open: `vscode`, `cursor`, `zed`, `sublime`, `idea` and
    others, or an address such as `vscode://file/{path}:{line}:{column}`; where it is not set, the
    editor of `$VISUAL` or `$EDITOR`."""
    data: Annotated[tuple[DataFile, ...], Key("path, list or mapping", data_files)] = ()
    """Files of `content/data/` that [templates](themes.md#data) see as values: `{team:
    team.yaml}`."""
    params: Annotated[str, Key("mapping", any_mapping)] = "{}"
    """Anything that the theme asks for."""
    written: str = ""
    places: tuple[tuple[str, Place, str], ...] = ()

    @property
    def dialect(self) -> Dialect:
        """How texts are read that do not say otherwise themselves."""
        return Dialect(self.language, self.markdown, MATH[self.math])

    @property
    def base_path(self) -> str:
        """The path that all addresses of the site begin with, ``/`` or such as ``/blog/``."""
        return _split(self.base_url)[1]

    @property
    def origin(self) -> str:
        """The scheme and host of the site, such as ``https://example.org``."""
        return _split(self.base_url)[0]

    def has_feeds(self, taxonomy: Taxonomy) -> bool:
        """Tell whether each term of a taxonomy has feeds."""
        usual = {TAGS: self.feeds.per_tag, AUTHORS: True}.get(taxonomy.name, False)
        return taxonomy.is_on and (usual if taxonomy.feeds is None else taxonomy.feeds)

    def place_of(self, key: str) -> tuple[Place | None, str]:
        """Return where a setting was written, and that line, if it was."""
        found = [(place, source) for name, place, source in self.places if name == key]
        return found[0] if found else (None, "")


@lru_cache(maxsize=8)
def _split(base_url: str) -> tuple[str, str]:
    path = urlsplit(base_url).path
    return base_url.removesuffix(path), path


ENVIRONMENT: Final = {
    f"GENERATOR_{name.upper()}": name for name, key in keys_of(Settings).items() if key.env
}
"""The variables of the environment that settings may come from."""


class SettingsSources(Struct, frozen=True):
    """What settings are read from: site.yaml and its overlays, variables, the command line."""

    files: tuple[tuple[str, Blob], ...]
    environment: tuple[tuple[str, str], ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()


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
    found = lay(files, environment, overrides or {}, ENVIRONMENT)
    if found.mapping is None:
        return Made(None, found.problems)
    fields = Fields(found.mapping, found.source, list(found.problems))
    settings = read_keys(Settings, fields)
    settings = structs.replace(settings, places=places_in(Settings, fields))
    check_image(settings.image, fields)
    fields.finish(hint="what is the theme's goes under params:", hints=FOREIGN_IN_SETTINGS)
    return Made(_worded(settings), tuple(fields.problems))


def _worded(settings: Settings) -> Settings:
    # A build that changes nothing reads no settings, and need not load it.
    from generator.markup.typography import smart

    language = settings.language
    menu = (structs.replace(each, title=smart(each.title, language)) for each in settings.menu)
    return structs.replace(
        settings,
        title=smart(settings.title, language),
        description=smart(settings.description, language),
        menu=tuple(menu),
        written=settings.title,
    )
