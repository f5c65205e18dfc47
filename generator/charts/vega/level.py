"""How much life a chart needs: what its drawing tells by itself, or what Vega must compute."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.charts.spec import STORE, Node, Signal, Vega, mappings
from generator.charts.vega.tips import lines_of
from generator.problems.fault import WHOLE, Fault, Spot, spot_at
from generator.problems.regex import regex

_RESIZED = "window:resize"
_ASKED = regex(r"""^[ \t]*(?:#\|)?[ \t]*(?P<key>["']?live)["']?[ \t]*:""", re.MULTILINE)


class LifeLevel(Struct, frozen=True):
    """The lowest level that gives all that a chart asks for, and why it needs Vega."""

    name: Literal["awake", "full"]
    reason: str = ""


def level_of(vega: Vega) -> LifeLevel:
    """Return the lowest level that gives all that a compiled chart asks for."""
    reason = next(_computed(vega), "")
    return LifeLevel("full", reason) if reason else LifeLevel("awake")


def check_awake(vega: Vega, block: str) -> None:
    """Refuse to leave a chart without Vega that asks for what is computed. Raises Fault."""
    level = level_of(vega)
    if level.name == "awake":
        return
    hint = "take live: awake out, and it comes alive with Vega"
    message = f"this chart cannot be live: awake, because {level.reason}"
    raise Fault(message, asked_at(block), hint)


def asked_at(block: str) -> Spot:
    """Return where a block says how its chart lives."""
    asked = _ASKED.search(block)
    return spot_at(block, asked.start("key")) if asked else WHOLE


def _computed(vega: Vega) -> Iterator[str]:
    """Find what a drawing cannot do by itself."""
    for data in vega.get("data", ()):
        if data["name"].endswith(STORE):
            yield f'readers select in it ("{data["name"].removesuffix(STORE)}")'
    for _, node in mappings(vega):
        signals = node.get("signals")
        for signal in signals if isinstance(signals, list) else ():
            yield from _moved(signal)
    for _, node in mappings(vega.get("marks")):
        yield from _untold(node)


def _moved(signal: Signal) -> Iterator[str]:
    bind = signal.get("bind")
    if isinstance(bind, dict) and "input" in bind:
        yield f'a control sets "{signal["name"]}"'
    elif any(each.get("events") != _RESIZED for each in signal.get("on", ())):
        yield f'"{signal["name"]}" follows what happens'


def _untold(node: Node) -> Iterator[str]:
    tooltip = node.get("tooltip")
    for way in tooltip if isinstance(tooltip, list) else [tooltip]:
        signal = way.get("signal") if isinstance(way, dict) else None
        if not isinstance(signal, str):
            continue
        if signal.strip() == "datum":
            yield "its tooltips tell all columns"
        if any(name == "image" for name, _ in lines_of(signal) or ()):
            yield "its tooltips show pictures"
