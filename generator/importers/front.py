"""Front matter of other generators as that of Postrock: keys, and dates as authors write them."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from msgspec import Struct

from generator.importers.files import folded_keys, is_true, name_of, text_of, texts_of
from generator.importers.old_site import BlogEntry
from generator.site.dates import read_date
from generator.site.slug import slugify

UPDATED = ("updated", "lastmod", "modified", "last_modified_at", "updated_at", "last-modified-at")
SUMMARY = ("summary", "description", "excerpt")
EXPIRES = ("expires", "expirydate")
IMAGE = ("image", "cover", "featured_image", "featuredimage", "thumbnail", "banner")
ALT = ("image_alt", "imagealt", "cover_alt", "image-alt", "featured_image_alt")
ALIASES = ("aliases", "redirect_from")
MATH = ("math", "mathjax", "katex", "latex", "use_math", "usemath", "use_mathjax", "usemathjax")
TAGS = ("tags", "tag", "keywords")
CATEGORIES = ("categories", "category")
AUTHORS = ("authors", "author")
NO_CATEGORY = frozenset({"uncategorized", "uncategorised", "misc", "blog", "posts", "post"})
"""Names of categories that say nothing of a post."""
# A fraction of a second, and the name of a zone after the offset, say nothing here.
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[-+]\d{2}:?\d{2})?)?"
    r"(?:\s*\([\w/ ]+\))?",
    re.IGNORECASE,
)
_FORMS = (
    *("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y"),
    *("%Y %B %d", "%Y %b %d", "%d %B %Y %H:%M", "%d %b %Y %H:%M", "%B %d, %Y %H:%M", "%Y%m%d"),
    *("%b %d, %Y %H:%M", "%a %d %b %Y", "%a %d %B %Y", "%A, %d %B %Y", "%A, %B %d, %Y", "%Y-%m"),
    *("%a %b %d %H:%M:%S %Y", "%d.%m.%Y %H:%M", "%d-%m-%Y"),
)


class Naming(Struct, frozen=True):
    """What an entry is called: its path in the old site, its kind, and its name."""

    source: str
    kind: Literal["post", "page"]
    name: str
    separator: str | None = ","
    """What parts several tags in one text."""
    silent: frozenset[str] = frozenset()
    """Keys that need no line in the report: they say how the old site was made."""


def entry_of(values: Mapping[str, Any], naming: Naming) -> BlogEntry:
    """Map front matter; what Postrock has no key for goes under ``extra``."""
    keys = _FrontKeys(folded_keys(values))
    image, image_alt = _image(keys)
    hidden = keys.first("published") in (False, "false", "no")
    tags, categories = _tags(keys, naming.separator)
    entry = BlogEntry(
        source=naming.source,
        kind=naming.kind,
        name=slugify(text_of(keys.first("slug"))) or naming.name,
        body="",
        title=text_of(keys.first("title")),
        date=text_of(keys.first("date")),
        updated=text_of(keys.first(*UPDATED)),
        expires=text_of(keys.first(*EXPIRES)),
        draft=is_true(keys.first("draft")) or hidden,
        summary=text_of(keys.first(*SUMMARY)),
        authors=_authors(keys, naming.separator),
        tags=(*tags, *categories),
        series=next(iter(texts_of(keys.first("series"))), ""),
        image=image,
        image_alt=image_alt or text_of(keys.first(*ALT)),
        aliases=texts_of(keys.first(*ALIASES)),
        math=True if any(is_true(keys.first(key)) for key in MATH) else None,
    )
    extra = keys.rest(naming.silent)
    kept = [f"categories became tags: {', '.join(categories)}"] if categories else []
    kept += [f"under extra: {', '.join(extra)}"] if extra else []
    return entry.noted(*kept, outcome="kept", extra=extra)


def with_date_note(entry: BlogEntry) -> BlogEntry:
    """Say of a page with a date that it stands in no list, as posts do."""
    if entry.kind != "page" or not entry.date:
        return entry
    why = "it has a date, but stands among no posts: it became a page, in no list and no feed"
    return entry.noted(why)


class _FrontKeys:
    """Takes keys out of front matter, and knows what is left."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._left = values

    def first(self, *keys: str) -> Any:
        found = [self._left.pop(key) for key in keys if key in self._left and _is_plain(self, key)]
        return next((value for value in found if value not in (None, "", [])), None)

    def look(self, key: str) -> Any:
        return self._left.get(key)

    def take(self, key: str) -> Any:
        return self._left.pop(key, None)

    def rest(self, silent: frozenset[str]) -> dict[str, Any]:
        empty: tuple[Any, ...] = (None, "", [], {})
        return {k: v for k, v in self._left.items() if k not in silent and v not in empty}


def _is_plain(keys: _FrontKeys, key: str) -> bool:
    """Tell whether a key holds no mapping, which would be the author's own affair."""
    return not isinstance(keys.look(key), dict)


def _image(keys: _FrontKeys) -> tuple[str, str]:
    for key in IMAGE:
        value = keys.look(key)
        if isinstance(value, dict):
            address = next(
                (value[k] for k in ("path", "src", "image", "url", "feature") if value.get(k)), ""
            )
            if isinstance(address, str) and address:
                keys.take(key)
                return address, text_of(value.get("alt"))
        elif isinstance(value, str | list) and (address := next(iter(texts_of(value)), "")):
            keys.take(key)
            return address, ""
    return "", ""


def _tags(keys: _FrontKeys, separator: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    written = [texts_of(keys.first(key), separator) for key in TAGS]
    tags = _each_once([tag for each in written for tag in each])
    grouped = [texts_of(keys.first(key), separator) for key in CATEGORIES]
    names = [name for each in grouped for name in each if name.lower() not in NO_CATEGORY]
    known = {slugify(tag) for tag in tags}
    return tags, tuple(name for name in _each_once(names) if slugify(name) not in known)


def _authors(keys: _FrontKeys, separator: str | None) -> tuple[str, ...]:
    """Return who wrote it: a name, a mapping that has one, or a list of these."""
    names: list[str] = []
    for key in AUTHORS:
        value = keys.look(key)
        found = [name_of(each) for each in value] if isinstance(value, list) else []
        found = list(filter(None, found)) or list(_parted(name_of(value), separator))
        if found:
            keys.take(key)
        names += found
    return _each_once(names)


def _parted(names: str, separator: str | None) -> tuple[str, ...]:
    """Part names: a space stands within them, and so does a comma where semicolons part them."""
    if separator == "," and ";" in names:
        separator = ";"
    return texts_of(names, None if separator == " " else separator)


def _each_once(names: Sequence[str]) -> tuple[str, ...]:
    """Return names that an address can be made of, one for each address."""
    by_slug = {slugify(name): name for name in reversed(names) if slugify(name)}
    return tuple(reversed(by_slug.values()))


def title_from(name: str) -> str:
    """Make a title of a file's name, where an entry has none."""
    words = name.replace("-", " ").replace("_", " ").split()
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def postrock_date(written: str, zone: str) -> str:
    """Return a date in a form that Postrock reads in a time zone, or nothing."""
    found = _iso(written.strip()) or _spoken(written.strip())
    day = found[:10]
    # A time that clocks skipped has its day at least.
    return next((each for each in (found, day) if each and read_date(each, zone).iso), "")


def _iso(written: str) -> str:
    match = _ISO.fullmatch(written)
    if match is None:
        return ""
    year, month, day, hour, minute, second, offset = match.groups()
    date = f"{year}-{int(month):02}-{int(day):02}"
    if hour is None:
        return date
    if offset:
        return f"{date}T{int(hour):02}:{minute}:{second or '00'}{_offset(offset)}"
    seconds = f":{second}" if second and second != "00" else ""
    return f"{date} {int(hour):02}:{minute}{seconds}"


def _offset(written: str) -> str:
    if not written.startswith(("+", "-")):
        return "Z"
    return written if ":" in written else f"{written[:3]}:{written[3:]}"


def _spoken(written: str) -> str:
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", written)
    for form in _FORMS:
        try:
            found = datetime.strptime(plain, form)  # noqa: DTZ007
        except ValueError:
            continue
        return found.strftime("%Y-%m-%d %H:%M" if "%H" in form else "%Y-%m-%d")
    try:
        return parsedate_to_datetime(written).isoformat()
    except (TypeError, ValueError, IndexError):
        return ""
