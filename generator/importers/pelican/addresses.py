"""Addresses that Pelican gives: ``ARTICLE_URL`` and its like."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from msgspec import Struct

FIELD = re.compile(r"\{(?P<name>\w+)(?::(?P<form>[^}]*))?\}")
OURS: Final = {
    ("date", "%Y"): "{year}",
    ("date", "%m"): "{month}",
    ("date", "%d"): "{day}",
    ("slug", ""): "{slug}",
}
DEFAULTS: Final = {
    "ARTICLE": ("{slug}.html", "{slug}.html"),
    "PAGE": ("pages/{slug}.html", "pages/{slug}.html"),
}


class ArticleAddress(Struct, frozen=True):
    """What the address of an article is made of; the date is ISO 8601."""

    slug: str
    date: str = ""
    category: str = ""
    author: str = ""
    language: str = ""


def pattern_of(kind: str, conf: Mapping[str, Any]) -> str:
    """Return the pattern of the addresses of articles or pages."""
    written = conf.get(f"{kind}_URL") or conf.get(f"{kind}_SAVE_AS") or DEFAULTS[kind][0]
    return str(written) if isinstance(written, str) else DEFAULTS[kind][0]


def address(pattern: str, standing: ArticleAddress) -> str:
    """Return an address; nothing where its pattern asks for what is not known."""
    values = {
        "slug": standing.slug,
        "category": standing.category,
        "author": standing.author,
        "lang": standing.language,
    }

    def filled(match: re.Match[str]) -> str:
        if match["name"] == "date":
            return _moment(standing.date, match["form"] or "%Y-%m-%d")
        return values.get(match["name"], match[0])

    made = FIELD.sub(filled, pattern)
    made = re.sub(r"(?:^|(?<=/))index\.html?$", "", made)
    return "" if "{" in made else re.sub("/+", "/", f"/{made}")


def _moment(date: str, form: str) -> str:
    try:
        return datetime.fromisoformat(date).strftime(form)
    except ValueError:
        return "{date}"


def our_pattern(pattern: str) -> str:
    """Return Postrock's pattern of the same addresses, or nothing where it has none."""
    fields = {(match["name"], match["form"] or "") for match in FIELD.finditer(pattern)}
    if not fields <= OURS.keys():
        return ""
    ours = FIELD.sub(lambda match: OURS[match["name"], match["form"] or ""], pattern)
    ours = "/" + re.sub(r"/index\.html?$", "/", ours).lstrip("/")
    return ours if "{slug}" in ours and ours.endswith(("/", ".html")) else ""
