"""Which part of a specification Vega stumbled over, where it says no more than that it did."""

import re
from collections.abc import Iterator
from typing import Any

from generator.charts.authored import Authored
from generator.charts.vega.convert import listening
from generator.problems.fault import Fault, Path

_EXPRESSIONS = ("calculate", "filter", "expr", "test")
_NAMED = re.compile(r"[\"'](.+?)[\"']|: ([^\s\"']+)\Z")


def blamed(fault: Fault, authored: Authored) -> Fault:
    """Return a fault of a whole chart as one of an expression of it, or of a word that it names."""
    if fault.spot[0] > 0:
        return fault
    texts = list(_texts(authored.spec, ()))
    path = next(_broken(texts), None) or next(_named(fault.message, texts), None)
    return fault.moved(authored.spot(path)) if path else fault


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else parts:
        if isinstance(part, str):
            yield (*path, key), part
        elif key not in ("values", "datasets", "config"):
            yield from _texts(part, (*path, key))


def _broken(texts: list[tuple[Path, str]]) -> Iterator[Path]:
    """Let Vega read each expression by itself: only where a chart could not be made."""
    import vl_convert

    for path, text in texts:
        if path[-1] not in _EXPRESSIONS:
            continue
        step = {"type": "formula", "expr": text, "as": "read"}
        rows = {"name": "none", "values": [], "transform": [step]}
        try:
            with listening():
                vl_convert.vega_to_svg({"data": [rows]}, allowed_base_urls=[])
        except ValueError as error:
            if "Unrecognized signal" not in str(error):
                yield path


def _named(message: str, texts: list[tuple[Path, str]]) -> Iterator[Path]:
    for match in _NAMED.finditer(message):
        word = re.compile(rf"(?<!\w){re.escape(match[1] or match[2])}(?!\w)")
        yield from (path for path, text in texts if word.search(text))
