"""The ``<style>`` of a drawing as attributes: a strict CSP refuses styles in a page.

What a colour is in the dark becomes ``light-dark()``, which an attribute can hold.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.problems import suggestion
from generator.problems.fault import AtWord, Fault

PROPERTIES = frozenset(
    """
    clip-path clip-rule color dominant-baseline fill fill-opacity fill-rule font-family font-size
    font-style font-weight letter-spacing marker-end marker-mid marker-start mask opacity
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration
    visibility word-spacing
    """.split()
)
"""What CSS and an attribute say in the same way."""
COLORS = frozenset(("fill", "stroke", "color", "stop-color"))

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\s*([^{}]+?)\s*\{([^{}]*)\}\s*", re.DOTALL)
_MEDIA = re.compile(r"\s*(@[^{}]*?)\s*\{((?:[^{}]*\{[^{}]*\})*\s*)\}\s*", re.DOTALL)
_DARK = re.compile(r"@media\s*(?:screen\s+and\s*)?\(\s*prefers-color-scheme\s*:\s*dark\s*\)\Z")
_SELECTOR = re.compile(r"[.#]?[A-Za-z_][\w-]*\Z")
_PAIR = re.compile(r"light-dark\(\s*([^(),]+(?:\([^()]*\))?)\s*,\s*([^(),]+(?:\([^()]*\))?)\s*\)")


class Rule(Struct, frozen=True):
    """Declarations for a tag, a class or an id."""

    selector: str
    declared: Mapping[str, str]
    is_dark: bool = False

    @property
    def weight(self) -> int:
        """Return how much it goes before others: a tag, a class, an id."""
        return {".": 1, "#": 2}.get(self.selector[0], 0)


def read_styles(text: str) -> tuple[Rule, ...]:
    """Read a style sheet of simple rules. Raises Fault, with its word."""
    rest = _COMMENT.sub("", text)
    rules: list[Rule] = []
    while rest.strip():
        media, rule = _MEDIA.match(rest), _RULE.match(rest)
        if media and _DARK.match(media[1]):
            inner = read_styles(media[2])
            rules += (Rule(each.selector, each.declared, True) for each in inner)
        elif rule and not rule[1].startswith("@"):
            rules += _rules(rule[1], rule[2])
        else:
            word = rest.split("{")[0].strip().split("\n")[0]
            hint = "rules for .classes, #ids and tags, and @media (prefers-color-scheme: dark)"
            raise Fault(f'no drawing in a page can have "{word}"', AtWord(word), hint)
        rest = rest[(media if media and rest.lstrip()[0] == "@" else rule).end() :]  # type: ignore[union-attr]
    return tuple(rules)


def _rules(selectors: str, text: str) -> Iterator[Rule]:
    declared = declarations(text)
    for selector in selectors.split(","):
        name = selector.strip()
        if not _SELECTOR.match(name):
            hint = "a .class, an #id or a tag by itself"
            raise Fault(f'a rule for "{name}" is not read', AtWord(name), hint)
        yield Rule(name, declared)


def declarations(text: str) -> dict[str, str]:
    """Read what stands between braces, or in a ``style`` attribute. Raises Fault, with its word."""
    declared: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = (each.strip() for each in part.partition(":"))
        if not name:
            continue
        if name not in PROPERTIES or not colon:
            hint = suggestion(name, PROPERTIES, "an SVG's own properties, such as fill")
            raise Fault(f'no drawing in a page can have the property "{name}"', AtWord(name), hint)
        declared[name] = value.removesuffix("!important").strip()
    return declared


def styled(tag: str, attributes: Mapping[str, str], rules: Iterable[Rule]) -> dict[str, str]:
    """Return an element's attributes with what rules say of it. Raises Fault, with its word."""
    names = {tag, *(f".{name}" for name in attributes.get("class", "").split())}
    names |= {f"#{attributes['id']}"} if "id" in attributes else set()
    ordered = sorted((rule for rule in rules if rule.selector in names), key=lambda r: r.weight)
    own = declarations(attributes.get("style", ""))
    light = dict(attributes) | _all(rule for rule in ordered if not rule.is_dark) | own
    light.pop("style", None)
    dark = _all(rule for rule in ordered if rule.is_dark)
    return light | {
        name: _pair(name, light.get(name), value)
        for name, value in dark.items()
        if value != light.get(name) and name not in own
    }


def _all(rules: Iterable[Rule]) -> dict[str, str]:
    return {name: value for rule in rules for name, value in rule.declared.items()}


def _pair(name: str, light: str | None, dark: str) -> str:
    if name not in COLORS:
        hint = f"only {', '.join(sorted(COLORS))} may"
        raise Fault(f'"{name}" cannot differ in the dark', AtWord(name), hint)
    if light is None or "none" in (light, dark):
        hint = "give it one in the light too"
        raise Fault(f'"{name}" has a colour in the dark alone', AtWord(name), hint)
    return f"light-dark({light}, {dark})"


def in_light(svg: str) -> str:
    """Return a drawing with the light ones of its colours, for where there is no dark."""
    return _PAIR.sub(r"\1", svg)
