"""Shortcodes: what has a plain equivalent becomes Markdown, the rest a comment."""

import re
from collections.abc import Mapping
from typing import Any

from generator.importers.files import text_of
from generator.importers.hugo.calls import ShortcodeCall, called
from generator.importers.markdown import CODE, behind_text, unknown

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
HIDDEN = str.maketrans({"{": "\ue000", "}": "\ue001"})
SEEN = str.maketrans({"\ue000": "{", "\ue001": "}"})
LEAD = re.compile(r"(?P<around>[ \t>]*)(?P<mark>(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
KEPT = re.compile("\ue002(\\d+)\ue003")
DEEPEST = 20


class _Text:
    """A text on its way: the parameters it may name, code that was put aside, what was told."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self.codes: list[str] = []
        self.changes: list[str] = []

    def keep(self, match: re.Match[str]) -> str:
        """Put code aside, where nothing is a shortcode."""
        self.codes.append(match[0])
        return f"\ue002{len(self.codes) - 1}\ue003"

    def restore(self, text: str) -> str:
        """Put code back."""
        return KEPT.sub(lambda match: self.codes[int(match[1])], text)


def from_shortcodes(text: str, values: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return Markdown without shortcodes, and what was changed; ``values`` are parameters."""
    if "{{" not in text:
        return text, ()
    way = _Text(values)
    text = ESCAPED.sub(_literal, text)
    text = _convert(CODE.sub(way.keep, text), way, 0)
    return behind_text(way.restore(text).translate(SEEN)), tuple(dict.fromkeys(way.changes))


def _literal(match: re.Match[str]) -> str:
    return f"{{{{{match['open']}{match['inner']}{match['close']}}}}}".translate(HIDDEN)


def _convert(text: str, way: _Text, depth: int) -> str:
    parts, at = [], 0
    while match := OPENING.search(text, at):
        inner, end = _inner(text, match)
        is_code = match["name"].startswith("high")
        if inner is not None and depth < DEEPEST and not is_code:
            inner = _convert(inner, way, depth + 1)
        parts += [text[at : match.start()], _within(text, match.start(), _made(match, inner, way))]
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


def _made(match: re.Match[str], inner: str | None, way: _Text) -> str:
    call = _call(match, inner, way)
    name = call.name.lower()
    if name == "param":
        return text_of(way.values.get(call.get().lower()))
    made = called(name, call)
    if made:
        if name not in ("ref", "relref", "highlight"):
            way.changes.append(f"{{{{< {call.name} >}}}} became Markdown")
        return made
    written = way.restore(match[0])
    made = unknown(written, match.string[: match.start()], way.changes)
    return made.translate(HIDDEN) + (inner or "")


def _call(match: re.Match[str], inner: str | None, way: _Text) -> ShortcodeCall:
    named: dict[str, str] = {}
    words: list[str] = []
    for found in ARGUMENT.finditer(way.restore(match["args"] or "")):
        value = next(
            each for each in (found["double"], found["raw"], found["bare"]) if each is not None
        )
        value = value.replace('\\"', '"')
        if found["key"]:
            named[found["key"].lower()] = value
        else:
            words.append(value)
    return ShortcodeCall(match["name"], named, tuple(words), inner, way.changes)
