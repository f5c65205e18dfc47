"""What a site's charts do not call for, taken out of Vega's bundle before it is shaken.

Vega finds these parts by name when it runs (a renderer, a data format, a function of its
expressions, a colour scheme), so that nothing but the charts can tell whether they are used.
Each cut says for which part of a figure it stays. One that no longer finds its place in a newer
bundle changes nothing: the bundle is then larger, and a test of its size says so.
"""

import re
from collections.abc import Callable, Iterator

from generator.charts.bundle.tokens import ScriptToken, deeper, tokens
from generator.charts.spec import Vega, mappings
from generator.charts.vega.ground import is_choice

_NAME = r"[\w$]+"
_IDLE = rf"{_NAME}\({_NAME}\(\"[0-9a-f]{{300,}}\"\)\)"
RARE_FUNCTIONS = frozenset(
    ("geoArea", "geoBounds", "geoCentroid", "geoShape", "geoScale", "treePath", "treeAncestors",
     "cumulativeNormal", "cumulativeLogNormal", "cumulativeUniform", "densityNormal",
     "densityLogNormal", "densityUniform", "quantileNormal", "quantileLogNormal",
     "quantileUniform", "sampleNormal", "sampleLogNormal", "sampleUniform")
)  # fmt: skip
"""Functions of Vega's expressions that a bundle has only for the charts which call them."""
SCHEMES = {"category": "tableau10", "ordinal": "blues", "ramp": "blues",
           "heatmap": "yellowgreenblue", "diverging": "blueorange"}  # fmt: skip
"""The colour schemes that Vega takes where a chart's configuration names no range."""
ALL_SCHEMES = "schemes"
_CALL = re.compile(rf"\b({'|'.join(sorted(RARE_FUNCTIONS))})\s*\(")


def called_for(vega: Vega, text: str) -> Iterator[str]:
    """Name what a Vega specification calls for; ``text`` is the same as JSON without its rows."""
    yield from _CALL.findall(text)
    if "topojson" in text:
        yield "topojson"
    ranges = (vega.get("config") or {}).get("range") or {}
    yield from (scheme for name, scheme in SCHEMES.items() if name not in ranges)
    yield from _schemes(vega)
    if re.search(r"\bscheme\s*\(", text):
        yield ALL_SCHEMES


def _schemes(vega: Vega) -> Iterator[str]:
    for _, node in mappings(vega):
        if "scheme" in node and not is_choice(node["scheme"]):
            scheme = node["scheme"]
            yield scheme.lower() if isinstance(scheme, str) else ALL_SCHEMES


def cut(text: str, parts: frozenset[str]) -> str:
    """Return a bundle without what no chart of the site calls for."""
    for place, kept in _REPLACED:
        text = place.sub(kept, text)
    text = _without_canvas(text)
    if "topojson" not in parts:
        text = re.sub(rf"(\{{json:{_NAME}),topojson:{_NAME}\}}", r"\1}", text)
    if not parts & {"geopath", "geopoint", "geoshape", "graticule", "projection", *_GEO}:
        text = _REGISTERED_GEO.sub("", text)
    return _without_members(text, parts)


_GEO = frozenset(name for name in RARE_FUNCTIONS if name.startswith("geo"))
_REGISTERED_GEO = re.compile(rf"(?<=[,;]){_NAME}\(\"(?:geo\w+|tree\w+)\",{_NAME}(?:,{_NAME})?\),")
_REPLACED = (
    # Node's Buffer comes along for a test whether a loaded text is one.
    (re.compile(rf"\b{_NAME}\(({_NAME})\.isBuffer\)&&\1\.isBuffer\({_NAME}\)"), "!1"),
    # What may begin and go on a name: lists of characters that every browser knows by now.
    (re.compile(r'new RegExp\("\[\\\\xAA\\\\xB5(?:(?!\\\\u0300)[^"])*"\)'), r"/\\p{ID_Start}/u"),
    (
        re.compile(r'new RegExp\("\[\\\\xAA\\\\xB5[^"]*"\)'),
        r"/[\\p{ID_Continue}\\u200c\\u200d]/u",
    ),
    # Our data is JSON; the reader of CSV makes functions from text, which a strict policy refuses.
    (
        re.compile(
            rf"\{{dsv:{_NAME},csv:{_NAME}\(\",\"\),tsv:{_NAME}\(\"\t\"\),"
            rf"(json:{_NAME},topojson:{_NAME}\}})"
        ),
        r"{\1",
    ),
    (re.compile(rf"\b({_NAME})={_NAME}\(\"[,\t]\"\)(?=,{_NAME}=\1\.parse\b)"), r"\1={}"),
    (
        re.compile(r'return new Function\("d",.{1,150}?\.join\(","\)\+"\}"\)'),
        "return null",
    ),
    # Calls whose results no module took, so that the bundler left them standing alone.
    (re.compile(rf"(\.TYPED_ARRAY_SUPPORT=void 0===[^,;]*),{_NAME}\(\)(?=,)"), r"\1"),
    (re.compile(rf"(?<=,){_NAME}\.TYPED_ARRAY_SUPPORT&&\([^()]*\),"), ""),
    (re.compile(rf"(?<=[,;]){_IDLE},"), ""),
    (re.compile(rf",{_IDLE}(?=;)"), ""),
)
_RENDERERS = re.compile(
    rf"({_NAME})\[{_NAME}\]=\1\.png=\{{[^{{}}]*handler:({_NAME})\}},"
    rf"(\1\.svg=\{{[^{{}}]*handler:({_NAME})\}}),\1\[{_NAME}\]=\{{[^{{}}]*\}},"
)


def _without_canvas(text: str) -> str:
    """Take out the renderers on canvas; until a view has a place, its events wait with SVG's."""
    found = _RENDERERS.search(text)
    if not found:
        return text
    text = _RENDERERS.sub(r"\3,", text)
    waits = re.compile(rf"(_handler=\(new |\.handler\|\|){re.escape(found[2])}\b")
    return waits.sub(lambda match: match[1] + found[4], text)


def _without_members(text: str, parts: frozenset[str]) -> str:
    """Take members out of the objects in which Vega looks things up."""
    found = tokens(text)
    gone = [
        span
        for at, token in enumerate(found)
        if token.text == "{" and found[at + 1].text in _TABLES and found[at + 2].text == ":"
        for span in _members(found, at, _TABLES[found[at + 1].text], parts)
    ]
    kept, start = [], 0
    for first, last in gone:
        kept.append(text[start:first])
        start = last
    return "".join([*kept, text[start:]])


Unused = Callable[[str, frozenset[str], frozenset[str]], bool]
"""Tells of a member by its name, all names beside it, and the parts that the site uses."""


def _is_unused_scheme(name: str, beside: frozenset[str], parts: frozenset[str]) -> bool:
    known = {"category10", "yelloworangered"} & {each.lower() for each in beside}
    return bool(known) and ALL_SCHEMES not in parts and name.lower() not in parts


def _is_unused_function(name: str, beside: frozenset[str], parts: frozenset[str]) -> bool:
    return "utcFormat" in beside and name in RARE_FUNCTIONS and name not in parts


def _is_codegen(_: str, beside: frozenset[str], __: frozenset[str]) -> bool:
    """Tell what makes functions from text: our charts' expressions are interpreted."""
    return {"operator", "handler", "codegen"} <= beside


def _is_canvas(name: str, beside: frozenset[str], _: frozenset[str]) -> bool:
    """Tell how a mark is drawn on canvas, and how one under the pointer is found there."""
    return {"tag", "nested", "draw", "pick"} <= beside and name in ("draw", "pick")


_TABLES: dict[str, Unused] = {
    "accent": _is_unused_scheme,
    "blues": _is_unused_scheme,
    "random": _is_unused_function,
    "operator": _is_codegen,
    "type": _is_canvas,
}
"""Each table by the first of its names."""


def _members(
    found: list[ScriptToken], at: int, is_unused: Unused, parts: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Yield where the unused members of the object that opens at a token stand in the text."""
    starts, end = _starts(found, at)
    names = frozenset(found[start].text for start in starts)
    for start, after in zip(starts, [*starts[1:], end]):
        if is_unused(found[start].text, names, parts):
            last = found[after - 1] if found[after - 1].text == "," else found[after]
            yield found[start].start, last.end if last.text == "," else last.start


def _starts(found: list[ScriptToken], at: int) -> tuple[list[int], int]:
    starts, depth = [at + 1], 0
    for index in range(at, len(found)):
        token = found[index]
        depth += deeper(token)
        if token.kind == "mark":
            if depth == 0:
                return starts, index
            if depth == 1 and token.text == ",":
                starts.append(index + 1)
    return starts, len(found) - 1
