"""Read an ``altair`` block whose Python was run: its options, its chart, and where words stand."""

import re
from typing import Any

import msgspec

from generator.blocks.altair import column, parse
from generator.charts.authored import Authored
from generator.problems.fault import Path, Spot, spot_at


def read_python(code: str, made: bytes) -> Authored:
    """Return the specification that a block's Python made, with the places of its words."""
    spec = msgspec.json.decode(made)

    def spot(path: Path) -> Spot:
        words = (_word(_part(spec, path[:length])) for length in range(len(path), 0, -1))
        spots = (spot_of_word(word, code) for word in words)
        return next(filter(None, spots), None) or last_spot(code)

    return Authored(spec, spot, spot)


def identifier(name: str) -> str:
    """Return the Python name of a dataset: ``data/fee-curves.csv`` is ``fee_curves``."""
    stem = re.sub(r"\.[A-Za-z0-9]+\Z", "", name.rpartition("/")[2])
    word = re.sub(r"\W", "_", stem)
    return f"_{word}" if word[:1].isdigit() else word


def last_spot(code: str) -> Spot:
    """Return where the last statement of some code begins, which is the chart."""
    tree = parse(code)
    if tree is None or not tree.body:
        return 1, 1
    last = tree.body[-1]
    return last.lineno, column(code.split("\n"), last)


def spot_of_word(word: Any, text: str) -> Spot | None:
    """Find where the author's code has a word of the specification in quotes."""
    if not isinstance(word, str) or not word:
        return None
    match = re.search(rf"""["'][^"'\n]*?(?<!\w)({re.escape(word)})(?!\w)""", text)
    if match is None:
        return None
    return spot_at(text, match.start(1))


def _word(part: Any) -> Any:
    """Return what the author most likely wrote of a part: itself, or the column it shows."""
    return part.get("field") if isinstance(part, dict) else part


def _part(spec: Any, path: Path) -> Any:
    for step in path:
        inside = isinstance(spec, list) and isinstance(step, int) and step < len(spec)
        spec = spec[step] if inside else spec.get(step) if isinstance(spec, dict) else None
    return spec
