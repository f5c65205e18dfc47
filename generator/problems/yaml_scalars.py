"""What a bare word means: the core schema of YAML 1.2, and stricter about numbers.

``yes``, ``on``, ``0123``, ``12:30:45`` and dates are text. So is a number that no
float or 64-bit integer can hold, since its digits would change.
"""

import math
import re
from typing import Final

_WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FLOATS: Final = {
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_STARTS: Final = frozenset("0123456789+-.~nNtTfF")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,18})")
_OTHER_BASE = re.compile(r"0o[0-7]{1,21}|0x[0-9a-fA-F]{1,16}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LARGEST = 2**63


def resolve(text: str) -> str | int | float | bool | None:
    """Return the value of a bare word."""
    if text and text[0] not in _STARTS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return _number(text)


def _number(text: str) -> str | int | float:
    if _DECIMAL.fullmatch(text):
        return _in_range(int(text), text)
    if _OTHER_BASE.fullmatch(text):
        return _in_range(int(text, 0), text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return text if math.isinf(number) or text.lstrip("+-").isdigit() else number
    return _FLOATS.get(text, text)


def _in_range(number: int, text: str) -> int | str:
    return number if -_LARGEST <= number < _LARGEST else text
