"""What templates are given: small frozen values, never queries.

Every address in here is ready for an ``href``: it carries the base path. ``html``
and ``svg`` attributes are markup that is safe to print with ``| safe``.
"""

from msgspec import Struct

from generator.data.words import Direction
from generator.engine import Blob
from generator.site.services import ServiceScript


class LinkValue(Struct, frozen=True):
    """A title and where it leads; of a feed also its media type."""

    title: str
    url: str
    type: str = ""


class IconValue(Struct, frozen=True):
    """A picture that stands for the site: what it is to browsers, its address and media type."""

    rel: str
    url: str
    type: str


class FormValue(Struct, frozen=True):
    """A form of a newsletter: where it is sent to, the name of its field, and who gets it."""

    action: str
    field: str
    host: str


class SiteValue(Struct, frozen=True):
    """The site's own facts, the same on every page of a language.

    ``assets`` pairs an asset's path in the theme's ``assets/`` with its published
    address; templates say ``asset("css/main.css")``. ``colors`` are the name of each colour of
    the theme, its light and its dark value: ``color("page", "dark")``. ``params`` and a page's
    ``extra`` arrive in templates as plain mappings; here they are JSON, so that they can be a key.
    ``search`` and ``search_script`` are the addresses of the page to search the site and of its
    module, empty where there is none.
    ``comments`` and ``analytics`` are scripts of other hosts with their attributes,
    ``comments_page`` is where comments are without a script. ``icons`` are the site's own.
    """

    title: str
    description: str
    language: str
    direction: Direction
    author: str
    base_url: str
    home: str
    menu: tuple[LinkValue, ...]
    feeds: tuple[LinkValue, ...]
    assets: tuple[tuple[str, str], ...]
    params: str = "{}"
    archive: str = ""
    posts: str = ""
    tags: str = ""
    taxonomies: tuple[LinkValue, ...] = ()
    colors: tuple[tuple[str, str, str], ...] = ()
    search: str = ""
    search_script: str = ""
    comments: ServiceScript | None = None
    comments_page: str = ""
    analytics: ServiceScript | None = None
    newsletter: FormValue | None = None
    icons: tuple[IconValue, ...] = ()


class TagValue(Struct, frozen=True):
    """A tag, an author or the like: its page and feed, and how many posts have it."""

    name: str
    url: str
    feed: str
    count: int


class TermsValue(Struct, frozen=True):
    """What a post has of a taxonomy of the site's own; ``url`` is the list of all its terms."""

    taxonomy: str
    title: str
    url: str
    terms: tuple[LinkValue, ...]


class SourceValue(Struct, frozen=True):
    """A format of a picture: its media type, and addresses with their widths for a ``srcset``."""

    type: str
    srcset: str


class PostLink(Struct, frozen=True):
    """A post as lists quote it.

    ``date`` is ISO 8601 with its offset; the image's size is 0 where it is not known.
    ``image_sources`` are its other formats, ``image_mean`` the classes of its mean colour.
    """

    title: str
    url: str
    date: str
    summary: str
    minutes: int
    tags: tuple[LinkValue, ...] = ()
    image: str = ""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0
    image_sources: tuple[SourceValue, ...] = ()
    image_mean: str = ""
    language: str = "en"
    direction: Direction = "ltr"
    authors: tuple[LinkValue, ...] = ()
    terms: tuple[TermsValue, ...] = ()


class SeriesValue(Struct, frozen=True):
    """A series with its parts in order; ``part`` counts from 1."""

    name: str
    url: str
    part: int
    parts: tuple[LinkValue, ...]


class HeadingValue(Struct, frozen=True):
    """A table of contents: a heading with the headings below it."""

    anchor: str
    html: str
    children: tuple["HeadingValue", ...] = ()


class FigureLink(Struct, frozen=True):
    """A figure in a list of figures: its number, its anchor in the page, what it shows."""

    number: int
    anchor: str
    title: str


class PageValue(Struct, frozen=True):
    """What every page says about itself in its head.

    ``canonical`` and ``image`` are absolute addresses; the image's size is 0 where it is not known.
    ``twin`` is where the same stands as Markdown. ``structured_data`` is JSON-LD, empty on a page
    that search engines are told nothing more of. ``scripts`` are addresses of ES modules that this
    page needs, none on a page without a live figure. ``direction`` is that of its language, ``ltr``
    or ``rtl``.
    """

    title: str
    url: str
    canonical: str
    description: str
    kind: str
    image: str = ""
    image_alt: str = ""
    scripts: tuple[str, ...] = ()
    feeds: tuple[LinkValue, ...] = ()
    noindex: bool = False
    language: str = "en"
    direction: Direction = "ltr"
    image_width: int = 0
    image_height: int = 0
    structured_data: str = ""
    twin: str = ""
    author: str = ""


class PostValue(Struct, frozen=True):
    """A post or a page in full. Its body arrives in templates as ``body``.

    ``pages/describe.py`` fills it. The image's size is 0 where it is not known. ``row`` is that of
    a data page, JSON as ``extra`` is.
    """

    title: str
    url: str
    date: str
    updated: str
    summary: str
    minutes: int
    words: int
    tags: tuple[LinkValue, ...]
    toc: tuple[HeadingValue, ...]
    series: SeriesValue | None
    previous: PostLink | None
    next: PostLink | None
    related: tuple[PostLink, ...]
    image: str
    image_alt: str
    draft: bool
    math: bool
    code: bool = False
    extra: str = "{}"
    row: str = "{}"
    authors: tuple[LinkValue, ...] = ()
    terms: tuple[TermsValue, ...] = ()
    image_sources: tuple[SourceValue, ...] = ()
    image_mean: str = ""
    image_portrait: int = 0
    image_width: int = 0
    image_height: int = 0
    figures: tuple[FigureLink, ...] = ()


class PagerValue(Struct, frozen=True):
    """Where a list stands among its pages; addresses are empty at the ends."""

    page: int
    pages: int
    newer: str
    older: str


class YearValue(Struct, frozen=True):
    """A year of the archive, newest post first."""

    year: int
    posts: tuple[PostLink, ...]


class TemplateSet(Struct, frozen=True, cache_hash=True):
    """The templates that one layout can reach: name, path in the site, compiled text.

    ``shipped`` ones are ours, and need no sandbox; ``language`` is that of the dates they write,
    ``words`` what they say in it. ``data`` are the site's own values (JSON) by name: those that
    the templates speak of, and the mere names of the others.
    """

    files: tuple[tuple[str, str, Blob], ...]
    shipped: bool = False
    language: str = "en"
    words: Blob | None = None
    data: tuple[tuple[str, Blob | None], ...] = ()
