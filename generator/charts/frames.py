"""An animated chart at rest: its first frame, where Vega by itself draws all of them at once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from generator.charts.spec import Vega
from generator.charts.utc import date_fields

_TUPLE, _FIELDS, _STORE = "_tuple", "_tuple_fields", "_store"


def first_frame(vega: Vega) -> Vega:
    """Return a Vega specification whose timers have selected what they begin with."""
    started = {
        f"{name}{_STORE}": [{"unit": "", "fields": fields, "values": [first]}]
        for name, fields in _timers(vega)
        if (first := _first(vega, fields[0]["field"])) is not None
    }
    if not started:
        return vega
    data = [
        each | {"values": started[each["name"]]} if each["name"] in started else each
        for each in vega["data"]
    ]
    return vega | {"data": data}


def _timers(vega: Vega) -> Iterator[tuple[str, list[dict[str, str]]]]:
    signals = {signal["name"]: signal for signal in vega.get("signals", ())}
    for name, signal in signals.items():
        timed = any("anim_value" in str(way.get("update")) for way in signal.get("on", ()))
        fields = signals.get(f"{name}_fields", {}).get("value")
        if timed and name.endswith(_TUPLE) and isinstance(fields, list) and len(fields) == 1:
            yield name.removesuffix(_TUPLE), fields


def _first(vega: Vega, field: str) -> Any:
    values = [
        row[field]
        for data in vega.get("data", ())
        for row in data.get("values") or ()
        if isinstance(row, dict) and row.get(field) is not None
    ]
    try:
        first = min(values, default=None)
        if isinstance(first, str) and field in date_fields(vega):
            return _milliseconds(first)
    except (TypeError, ValueError):  # mixed values, or no date: then all frames are drawn
        return None
    return first


def _milliseconds(text: str) -> int:
    moment = datetime.fromisoformat(text)
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(zoned.timestamp() * 1000)
