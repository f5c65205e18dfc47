"""Front matter of other generators, mapped to that of Postrock."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, structs

from generator.importers.foreign import folded_keys, is_true, text_of, texts_of
from generator.importers.found import BlogEntry, ReportNote
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
NO_CATEGORY = frozenset({"uncategorized", "uncategorised", "misc", "blog", "posts", "post"})
"""Names of categories that say nothing of a post."""


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
    keys_left = _FrontKeys(folded_keys(values))
    image, image_alt = _image(keys_left)
    draft = is_true(keys_left.first("draft")) or keys_left.first("published") in (
        False,
        "false",
        "no",
    )
    tags, categories = _tags(keys_left, naming.separator)
    entry = BlogEntry(
        source=naming.source,
        kind=naming.kind,
        name=slugify(text_of(keys_left.first("slug"))) or naming.name,
        body="",
        title=text_of(keys_left.first("title")),
        date=text_of(keys_left.first("date")),
        updated=text_of(keys_left.first(*UPDATED)),
        expires=text_of(keys_left.first(*EXPIRES)),
        draft=draft,
        summary=text_of(keys_left.first(*SUMMARY)),
        tags=(*tags, *categories),
        series=next(iter(texts_of(keys_left.first("series"))), ""),
        image=image,
        image_alt=image_alt or text_of(keys_left.first(*ALT)),
        aliases=texts_of(keys_left.first(*ALIASES)),
        math=True if any(is_true(keys_left.first(key)) for key in MATH) else None,
    )
    extra = keys_left.rest(naming.silent)
    notes = _notes(naming.source, categories, extra)
    return structs.replace(entry, extra=extra, notes=notes)


def date_told(entry: BlogEntry) -> BlogEntry:
    """Say of a page with a date that it stands in no list, as posts do."""
    if entry.kind != "page" or not entry.date:
        return entry
    why = "it has a date, but stands among no posts: it became a page, in no list and no feed"
    return structs.replace(entry, notes=(*entry.notes, ReportNote("changed", entry.source, why)))


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


def _is_plain(keys_left: _FrontKeys, key: str) -> bool:
    """Tell whether a key holds no mapping, which would be the author's own affair."""
    return not isinstance(keys_left.look(key), dict)


def _image(keys_left: _FrontKeys) -> tuple[str, str]:
    for key in IMAGE:
        value = keys_left.look(key)
        if isinstance(value, dict):
            address = next(
                (value[k] for k in ("path", "src", "image", "url", "feature") if value.get(k)), ""
            )
            if isinstance(address, str) and address:
                keys_left.take(key)
                return address, text_of(value.get("alt"))
        elif isinstance(value, str | list) and (address := next(iter(texts_of(value)), "")):
            keys_left.take(key)
            return address, ""
    return "", ""


def _tags(keys_left: _FrontKeys, separator: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    written = [texts_of(keys_left.first(key), separator) for key in TAGS]
    tags = _each_once([tag for each in written for tag in each])
    grouped = [texts_of(keys_left.first(key), separator) for key in CATEGORIES]
    names = [name for each in grouped for name in each if name.lower() not in NO_CATEGORY]
    known = {slugify(tag) for tag in tags}
    return tags, tuple(name for name in _each_once(names) if slugify(name) not in known)


def _each_once(names: Sequence[str]) -> tuple[str, ...]:
    """Return names that an address can be made of, one for each address."""
    by_slug = {slugify(name): name for name in reversed(names) if slugify(name)}
    return tuple(reversed(by_slug.values()))


def _notes(
    source: str, categories: tuple[str, ...], extra: Mapping[str, Any]
) -> tuple[ReportNote, ...]:
    changes = []
    if categories:
        changes.append(
            ReportNote("kept", source, f"categories became tags: {', '.join(categories)}")
        )
    if extra:
        changes.append(ReportNote("kept", source, f"under extra: {', '.join(extra)}"))
    return tuple(changes)


def title_from(name: str) -> str:
    """Make a title of a file's name, where an entry has none."""
    words = name.replace("-", " ").replace("_", " ").split()
    return " ".join(words)[:1].upper() + " ".join(words)[1:]
