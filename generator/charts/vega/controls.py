"""Sliders, menus and boxes for the params that readers move, as HTML of our own.

They stand in the page from the start, so that nothing moves when the chart comes alive.
"""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from msgspec import Struct

from generator.charts.spec import Signal, Vega, is_number
from generator.charts.vega.language import form_for_d3
from generator.data.locales import ENGLISH, Locale
from generator.data.numbers import format_number
from generator.data.prose.values import Param

_PASSED = ("min", "max", "step", "placeholder", "autocomplete")


class Written(Struct, frozen=True):
    """How a chart's controls write numbers: each param's format, the language, the currency."""

    formats: Mapping[str, str] = {}
    locale: Locale = ENGLISH
    currency: str = ""


def controls(spec: Vega, name: str, written: Written, *, link: bool = True) -> str:
    """Return the HTML of a Vega specification's bound signals, empty where it has none.

    Without ``link`` the address does not follow what readers set.
    """
    inner = "".join(_control(signal, name, written) for signal in _bound(spec))
    quiet = "" if link else " data-link=off"
    return f'<div class="vega-bindings"{quiet}>{inner}</div>' if inner else ""


def params_of(spec: Vega) -> tuple[Param, ...]:
    """Return the params that a Vega specification's controls move."""
    return tuple(_param(signal["name"], signal) for signal in _bound(spec))


def control_id(figure: str, param: str) -> str:
    """Return the id of the control that moves a param."""
    return f"{figure}-param-{param}"


def _bound(spec: Vega) -> list[Signal]:
    return [signal for signal in spec.get("signals", ()) if _is_bound(signal)]


def _param(name: str, signal: Signal) -> Param:
    bind, start = signal["bind"], json.dumps(signal.get("value"))
    if bind["input"] in ("select", "radio"):
        return Param(name, start, options=tuple(map(json.dumps, bind.get("options") or ())))
    if bind["input"] == "checkbox":
        return Param(name, json.dumps(bool(signal.get("value"))), options=("true", "false"))
    if bind["input"] in ("range", "number"):
        return Param(name, start, _limit(bind.get("min")), _limit(bind.get("max")))
    return Param(name, start)


def _limit(value: Any) -> float | None:
    return float(value) if is_number(value) else None


def without_bindings(spec: Vega) -> Vega:
    """Return the specification with its signals unbound: our own controls move them."""
    if "signals" not in spec:
        return spec
    made = spec.copy()
    made["signals"] = [each.copy() for each in spec["signals"]]
    for signal in filter(_is_bound, made["signals"]):
        signal.pop("bind")
    return made


def _is_bound(signal: Signal) -> bool:
    return isinstance(signal.get("bind"), dict) and "input" in signal["bind"]


def _control(signal: Signal, figure: str, written: Written) -> str:
    bind = signal["bind"]
    label = _span("vega-bind-name", escape(str(bind.get("name") or signal["name"]).strip()))
    kind = bind["input"]
    if kind == "radio":
        return _radios(signal, figure, label, written.locale)
    is_menu = kind == "select"
    field = _menu(signal, figure, written.locale) if is_menu else _input(signal, figure)
    shown = _shown(signal, written) if kind == "range" else ""
    return f'<div class="vega-bind"><label>{label}{field}</label>{shown}</div>'


def _shown(signal: Signal, written: Written) -> str:
    form = written.formats.get(signal["name"], "")
    text = escape(format_number(signal.get("value"), form, written.locale))
    form = form_for_d3(form, written.locale, written.currency)
    told = f' data-format="{escape(form)}"' if form else ""
    return _span("vega-bind-value", f"<output{told}>{text}</output>")


def _span(name: str, inner: str) -> str:
    return f'<span class="{name}">{inner}</span>'


def _input(signal: Signal, figure: str) -> str:
    bind, value = signal["bind"], signal.get("value")
    attributes = {"type": str(bind["input"])} | _names(signal, figure)
    attributes |= {key: str(bind[key]) for key in _PASSED if key in bind}
    if bind["input"] == "range":
        attributes = {"step": "any" if "step" not in bind else str(bind["step"])} | attributes
    if bind["input"] == "checkbox":
        return f"<input {_written(attributes)}{' checked' if value else ''}>"
    shown = "" if value is None else str(value)
    return f"<input {_written({'autocomplete': 'off'} | attributes | {'value': shown})}>"


def _names(signal: Signal, figure: str) -> dict[str, str]:
    return {"id": control_id(figure, signal["name"]), "data-signal": signal["name"]}


def _menu(signal: Signal, figure: str, locale: Locale) -> str:
    options = "".join(
        f'<option value="{escape(json.dumps(option))}"{" selected" * chosen}>{label}</option>'
        for option, label, chosen in _options(signal, locale)
    )
    name = _written(_names(signal, figure) | {"autocomplete": "off"})
    return f"<select {name}>{options}</select>"


def _radios(signal: Signal, figure: str, label: str, locale: Locale) -> str:
    group = {"type": "radio", "name": f"{figure}-{signal['name']}", "data-signal": signal["name"]}
    inner = "".join(
        f"<label><input {_written(group | {'value': json.dumps(option)})}"
        f"{' checked' if chosen else ''}>{text}</label>"
        for option, text, chosen in _options(signal, locale)
    )
    name = escape(str(signal["bind"].get("name") or signal["name"]).strip())
    group_id = escape(control_id(figure, signal["name"]))
    return (
        f'<div class="vega-bind" id="{group_id}" role="radiogroup" aria-label="{name}">'
        f"{label}{inner}</div>"
    )


def _options(signal: Signal, locale: Locale) -> list[tuple[Any, str, bool]]:
    bind, value = signal["bind"], signal.get("value")
    options = bind.get("options") or []
    labels = bind.get("labels") or [_option(each, locale) for each in options]
    return [
        (option, escape(str(label)) or "–", option == value)
        for option, label in zip(options, labels, strict=False)
    ]


def _option(option: Any, locale: Locale) -> str:
    text = str("" if option is None else option)
    return locale.localized(text) if isinstance(option, float) else text


def _written(attributes: Mapping[str, str]) -> str:
    return " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
