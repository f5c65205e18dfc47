"""Values as they may stand in YAML and in Markdown."""

import math
import re
from collections.abc import Sequence

import yaml

_MARKS = re.compile(r"[\\`*_$]|\{\{")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", "[": "&#91;"})


def yaml_text(text: str) -> str:
    """Write one line of text as a value of YAML, in quotes only where it needs them."""
    return _dumped({"": text}, flow=False).partition(": ")[2]


def yaml_list(texts: Sequence[str]) -> str:
    """Write texts as a list of YAML on one line."""
    return _dumped(list(texts), flow=True)


def markdown_text(text: str) -> str:
    """Write one line of text so that Markdown takes none of it for a mark."""
    # A backslash before a bracket would begin a formula.
    return _MARKS.sub(r"\\\g<0>", text).translate(_ENTITIES)


def _dumped(value: object, *, flow: bool) -> str:
    dumped = yaml.safe_dump(value, allow_unicode=True, width=math.inf, default_flow_style=flow)
    return str(dumped).removesuffix("\n")
