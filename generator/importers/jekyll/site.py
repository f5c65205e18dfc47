"""A Jekyll site: its configuration, and the addresses that it gives."""

import posixpath
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from msgspec import Struct

from generator.data.locales import ENGLISH
from generator.importers.files import text_of, texts_of
from generator.site.slug import slugify

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


STYLES: Final = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
PAGE_STYLES: Final = {"pretty": "/:path/:basename/", "date": "/:path/:basename:output_ext"}
"""What the styles of posts mean to pages."""
TOKEN = re.compile(r":([a-z_]+)")
OURS: Final = {
    "year": "{year}",
    "month": "{month}",
    "day": "{day}",
    "title": "{slug}",
    "slug": "{slug}",
    "output_ext": ".html",
    "categories": "",
}


class PostAddress(Struct, frozen=True):
    """What the address of a post is made of."""

    title: str
    date: date
    categories: tuple[str, ...] = ()
    slug: str = ""


def post_address(pattern: str, post: PostAddress) -> str:
    """Return the address of a post by a style or a pattern."""
    pattern = STYLES.get(pattern, pattern)
    categories = "/".join(dict.fromkeys(quote(each.lower()) for each in post.categories))
    values = {
        **_moments(post.date),
        "title": post.slug or post.title,
        "slug": slugify(post.slug or post.title),
        "categories": categories,
        "slugified_categories": "/".join(dict.fromkeys(map(slugify, post.categories))),
        "output_ext": ".html",
    }
    return fill(pattern, values)


def _moments(day: date) -> dict[str, str]:
    year, week, weekday = day.isocalendar()
    return {
        "year": f"{day:%Y}",
        "short_year": f"{day:%y}",
        "month": f"{day:%m}",
        "i_month": str(day.month),
        "short_month": ENGLISH.short_months[day.month - 1],
        "long_month": ENGLISH.months[day.month - 1],
        "day": f"{day:%d}",
        "i_day": str(day.day),
        "y_day": f"{day:%j}",
        "week": f"{week:02}",
        "w_year": str(year),
        "w_day": str(weekday),
        "short_day": ENGLISH.short_days[day.weekday()],
        "long_day": ENGLISH.days[day.weekday()],
        **dict.fromkeys(("hour", "minute", "second"), "00"),
    }


def page_address(pattern: str, path: str) -> str:
    """Return the address of a page by its path; only the style of posts matters to it."""
    folder, name = posixpath.split(path)
    stem = name.rpartition(".")[0]
    if stem == "index":
        return f"/{folder}/" if folder else "/"
    is_pretty = pattern == "pretty" or (pattern not in STYLES and pattern.endswith("/"))
    style = PAGE_STYLES["pretty" if is_pretty and stem != "404" else "date"]
    return fill(style, {"path": folder, "basename": stem, "output_ext": ".html"})


def collection_address(pattern: str, name: str, path: str) -> str:
    """Return the address of a document of a collection; ``path`` is that within it."""
    stem = path.rpartition(".")[0]
    values = {
        "collection": name,
        "path": stem,
        "name": posixpath.basename(stem),
        "title": posixpath.basename(stem),
        "output_ext": ".html",
    }
    return fill(pattern or "/:collection/:path:output_ext", values)


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """Fill placeholders in; an unknown one stays as it is."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        # An underscore may part two placeholders.
        if name not in values and name.removesuffix("_") in values:
            return f"{values[name.removesuffix('_')]}_"
        return values.get(name, match[0])

    filled = TOKEN.sub(value, pattern)
    return re.sub("/+", "/", f"/{filled}")


def our_pattern(pattern: str) -> str:
    """Return Postrock's pattern of the same addresses, or nothing where it has none."""
    pattern = STYLES.get(pattern, pattern)
    if not set(TOKEN.findall(pattern)) <= OURS.keys():
        return ""
    ours = fill(pattern, OURS)
    return ours if "{slug}" in ours and ours.endswith(("/", ".html")) else ""
