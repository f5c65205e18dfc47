"""Shortcodes: what has a plain equivalent becomes Markdown, the rest a comment."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.importers.files import text_of
from generator.importers.hugo.calls import ShortcodeCall, called
from generator.importers.markdown import (
    CODE,
    HIDDEN,
    SEEN,
    TextStash,
    behind_text,
    unknown,
)

ESCAPED = re.compile(r"\{\{(?P<open>[<%])/\*(?P<inner>.*?)\*/(?P<close>[>%])\}\}", re.DOTALL)
OPENING = re.compile(
    r"\{\{(?P<mark>[<%])\s*(?P<name>[\w./-]+)(?P<args>(?:\s(?:[^\"`>%]|\"(?:\\.|[^\"\\])*\"|`[^`]*`|[>%](?!\}\}))*?)?)"
    r"\s*(?P<single>/)?\s*[>%]\}\}",
    re.DOTALL,
)
CLOSING = r"\{\{[<%]\s*/\s*NAME\s*[>%]\}\}"
ARGUMENT = re.compile(
    r"""(?:(?P<key>[\w-]+)\s*=\s*)?(?:"(?P<double>(?:\\.|[^"\\])*)"|`(?P<raw>[^`]*)`|(?P<bare>[^\s"`=]+))"""
)
LEAD = re.compile(r"(?P<around>[ \t>]*)(?P<mark>(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
DEEPEST = 20


class _PageText(NamedTuple):
    """What the conversion of a text needs: parameters, code that was put aside, what it changed."""

    values: Mapping[str, Any]
    code: TextStash
    changes: list[str]


def from_shortcodes(text: str, values: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return Markdown without shortcodes, and what was changed; ``values`` are parameters."""
    if "{{" not in text:
        return text, ()
    page = _PageText(values, TextStash("\ue002\ue003"), [])
    text = ESCAPED.sub(_literal, text)
    text = _convert(CODE.sub(lambda match: page.code.keep(match[0]), text), page, 0)
    text = page.code.restore(text).translate(SEEN)
    return behind_text(text), tuple(dict.fromkeys(page.changes))


def _literal(match: re.Match[str]) -> str:
    return f"{{{{{match['open']}{match['inner']}{match['close']}}}}}".translate(HIDDEN)


def _convert(text: str, page: _PageText, depth: int) -> str:
    parts, at = [], 0
    while match := OPENING.search(text, at):
        inner, end = _inner(text, match)
        is_code = match["name"].startswith("high")
        if inner is not None and depth < DEEPEST and not is_code:
            inner = _convert(inner, page, depth + 1)
        parts += [text[at : match.start()], _within(text, match.start(), _made(match, inner, page))]
        at = end
    return "".join([*parts, text[at:]])


def _within(text: str, at: int, made: str) -> str:
    """Let what a shortcode became stand where it stood: in a quotation, in an entry of a list."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    found = LEAD.fullmatch(before)
    if "\n" not in made or not before or found is None:
        return made
    lead = found["around"] + " " * len(found["mark"] or "")
    lines = (f"{lead}{line}" if line else lead.rstrip() for line in made.strip("\n").split("\n"))
    inside = "\n".join(lines).removeprefix(lead)
    return inside if found["mark"] else f"\n{lead}{inside}\n"


def _inner(text: str, match: re.Match[str]) -> tuple[str | None, int]:
    """Return what a shortcode encloses, if it does, and where it ends."""
    closing = re.compile(CLOSING.replace("NAME", re.escape(match["name"])))
    if match["single"]:
        return None, match.end()
    at, depth = match.end(), 1
    while end := closing.search(text, at):
        again = [
            one for one in OPENING.finditer(text, at, end.start()) if one["name"] == match["name"]
        ]
        depth += len(again) - 1
        if depth == 0:
            return text[match.end() : end.start()], end.end()
        at = end.end()
    return None, match.end()


def _made(match: re.Match[str], inner: str | None, page: _PageText) -> str:
    call = _call(match, inner, page)
    name = call.name.lower()
    if name == "param":
        return text_of(page.values.get(call.get().lower()))
    made = called(name, call)
    if made:
        if name not in ("ref", "relref", "highlight"):
            page.changes.append(f"{{{{< {call.name} >}}}} became Markdown")
        return made
    written = page.code.restore(match[0])
    made = unknown(written, match.string[: match.start()], page.changes)
    return made.translate(HIDDEN) + (inner or "")


def _call(match: re.Match[str], inner: str | None, page: _PageText) -> ShortcodeCall:
    named: dict[str, str] = {}
    words: list[str] = []
    for found in ARGUMENT.finditer(page.code.restore(match["args"] or "")):
        value = next(
            each for each in (found["double"], found["raw"], found["bare"]) if each is not None
        )
        value = value.replace('\\"', '"')
        if found["key"]:
            named[found["key"].lower()] = value
        else:
            words.append(value)
    return ShortcodeCall(match["name"], named, tuple(words), inner, page.changes)
