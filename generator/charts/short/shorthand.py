"""A column as the short chart writes it: ``year:Q``, ``mean(value)``, ``yearmonth(day)``."""

import re
from typing import Any

from generator.charts.short.known import Known
from generator.charts.vocabulary import words
from generator.problems import suggestion
from generator.problems.fault import Fault, Spot

_TYPES = {"q": "quantitative", "t": "temporal", "n": "nominal", "o": "ordinal", "g": "geojson"}
_SHORT = re.compile(
    r"(?:(?P<wrap>[a-z]+)\((?P<inner>.*)\)|(?P<field>.*?))(?::(?P<type>[A-Za-z]+))?\Z"
)
_BY_COLUMN = {"number": "quantitative", "date": "temporal", "text": "nominal", "boolean": "nominal"}


def read_shorthand(text: str, known: Known, spot: Spot) -> dict[str, Any]:
    """Read a column with its aggregate or time unit and its type. Raises Fault."""
    match = _SHORT.match(text)
    if text in known.types or not match:
        return {"field": text, "type": guessed_type({"field": text}, known)}
    made: dict[str, Any] = {}
    field = match["inner"] if match["wrap"] else match["field"]
    if not match["wrap"] and not field.strip():
        raise Fault("a column is missing here", spot, "such as year:Q or mean(value)")
    if match["wrap"]:
        made |= _wrapped(match["wrap"], spot)
    made |= {"field": field} if field else {}
    return made | {"type": _spelled_type(match["type"], spot) or guessed_type(made, known)}


def guessed_type(made: dict[str, Any], known: Known) -> str:
    """Return the type that a channel most likely has."""
    if made.get("bin") or made.get("aggregate") not in (None, "argmin", "argmax"):
        return "quantitative"
    if "timeUnit" in made:
        return "temporal"
    return _BY_COLUMN.get(known.types.get(str(made.get("field", "")), "text"), "nominal")


def _wrapped(word: str, spot: Spot) -> dict[str, Any]:
    """Read the word before the parentheses: an aggregate, a time unit or ``bin``."""
    if word in words("NonArgAggregateOp"):
        return {"aggregate": word}
    if word in words("TimeUnit"):
        return {"timeUnit": word}
    if word == "bin":
        return {"bin": True}
    every = words("NonArgAggregateOp") | words("TimeUnit") | {"bin"}
    raise Fault(f'no aggregate or time unit "{word}"', spot, suggestion(word, every))


def _spelled_type(word: str | None, spot: Spot) -> str:
    """Return a type in full from its letter or its name, empty for none."""
    if not word:
        return ""
    full = _TYPES.get(word.lower(), word)
    if full not in _TYPES.values():
        hint = suggestion(word, _TYPES.values(), "one of Q, T, N, O")
        raise Fault(f'no type "{word}"', spot, hint)
    return full
