"""Write an entry as a source of Postrock: front matter that our own reader reads back, and body."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.importers.old_site import BlogEntry
from generator.site.front_keys import TEX

# A bare text that YAML of any version takes for nothing but text.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.'()/+&!?–—’-]*[\w.)!?])?")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:]+(?:Z|[-+][\d:]+)?)?")
# What JSON leaves as it is and YAML does not allow, or breaks lines at.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def compose(entry: BlogEntry) -> str:
    """Return the text of a source."""
    front = "".join(f"{line}\n" for line in _front(entry))
    return f"---\n{front}---\n{entry.body.strip(chr(10)).rstrip()}\n"


def _front(entry: BlogEntry) -> Iterator[str]:
    yield f"title: {scalar(entry.title)}"
    texts = ("date", "updated", "expires", "summary")
    yield from (f"{key}: {scalar(getattr(entry, key))}" for key in texts if getattr(entry, key))
    if entry.draft:
        yield "draft: true"
    if entry.tags:
        yield f"tags: {_list(entry.tags)}"
    more = ("series", "image", "image_alt")
    yield from (f"{key}: {scalar(getattr(entry, key))}" for key in more if getattr(entry, key))
    if entry.aliases:
        yield f"aliases: {_list(entry.aliases)}"
    if entry.math in (False, *TEX):
        yield f"math: {entry.math or 'false'}"
    if entry.extra:
        yield "extra:"
        yield from (f"  {scalar(key)}: {_value(value)}" for key, value in entry.extra.items())


def scalar(text: str) -> str:
    """Return a text as YAML: bare where nothing can mistake it, in quotes else."""
    if _DATE.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return _quoted(text)


def settings_text(settings: Mapping[str, str]) -> str:
    """Return the text of a site.yaml of texts."""
    return "".join(f"{key}: {scalar(value)}\n" for key, value in settings.items() if value)


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(scalar(text) if ',' not in text else _quoted(text) for text in texts)}]"


def _value(value: Any) -> str:
    """Return any value as YAML on one line: JSON but for bare texts."""
    if isinstance(value, str):
        return scalar(value)
    return _HIDDEN.sub(_escape, json.dumps(value, ensure_ascii=False))


def _quoted(text: str) -> str:
    return _HIDDEN.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    character = ord(match[0])
    return "\\ufffd" if 0xD800 <= character <= 0xDFFF else f"\\u{character:04x}"
