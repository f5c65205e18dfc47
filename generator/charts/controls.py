"""Sliders, menus and boxes for the params that readers move, as HTML of our own.

They stand in the page from the start, so that nothing moves when the chart comes alive.
"""

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

_FORMAT = re.compile(
    r"(?P<currency>\$?)(?P<comma>,?)(?:\.(?P<digits>\d+))?(?P<trim>~?)(?P<kind>[f%d]?)\Z"
)
_PASSED = ("min", "max", "step", "placeholder", "autocomplete")


def controls(spec: dict[str, Any], name: str, formats: Mapping[str, str]) -> str:
    """Return the HTML of a Vega specification's bound signals, empty where it has none."""
    bound = [signal for signal in spec.get("signals", ()) if _is_bound(signal)]
    inner = "".join(_control(signal, name, formats.get(signal["name"], "")) for signal in bound)
    return f'<div class="vega-bindings">{inner}</div>' if inner else ""


def without_bindings(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the specification with its signals unbound: our own controls move them."""
    if "signals" not in spec:
        return spec
    signals = [
        {key: part for key, part in signal.items() if key != "bind"}
        if _is_bound(signal)
        else signal
        for signal in spec["signals"]
    ]
    return spec | {"signals": signals}


def _is_bound(signal: dict[str, Any]) -> bool:
    return isinstance(signal.get("bind"), dict) and "input" in signal["bind"]


def _control(signal: dict[str, Any], figure: str, form: str) -> str:
    bind, value = signal["bind"], signal.get("value")
    label = _span("vega-bind-name", escape(str(bind.get("name") or signal["name"]).strip()))
    kind = bind["input"]
    if kind == "radio":
        return _radios(signal, figure, label)
    field = _menu(signal) if kind == "select" else _input(signal)
    shown = _shown(value, form) if kind == "range" else ""
    return f'<div class="vega-bind"><label>{label}{field}</label>{shown}</div>'


def _shown(value: Any, form: str) -> str:
    text = escape(format_number(value, form))
    told = f' data-format="{escape(form)}"' if form else ""
    return _span("vega-bind-value", f"<output{told}>{text}</output>")


def _span(name: str, inner: str) -> str:
    return f'<span class="{name}">{inner}</span>'


def _input(signal: dict[str, Any]) -> str:
    bind, value = signal["bind"], signal.get("value")
    attributes = {"type": str(bind["input"]), "data-signal": signal["name"]}
    attributes |= {key: str(bind[key]) for key in _PASSED if key in bind}
    if bind["input"] == "range":
        attributes = {"step": "any" if "step" not in bind else str(bind["step"])} | attributes
    if bind["input"] == "checkbox":
        return f"<input {_written(attributes)}{' checked' if value else ''}>"
    shown = "" if value is None else str(value)
    return f"<input {_written({'autocomplete': 'off'} | attributes | {'value': shown})}>"


def _menu(signal: dict[str, Any]) -> str:
    options = "".join(
        f'<option value="{escape(json.dumps(option))}"{" selected" * chosen}>{label}</option>'
        for option, label, chosen in _options(signal)
    )
    name = _written({"data-signal": signal["name"], "autocomplete": "off"})
    return f"<select {name}>{options}</select>"


def _radios(signal: dict[str, Any], figure: str, label: str) -> str:
    group = {"type": "radio", "name": f"{figure}-{signal['name']}", "data-signal": signal["name"]}
    inner = "".join(
        f"<label><input {_written(group | {'value': json.dumps(option)})}"
        f"{' checked' if chosen else ''}>{text}</label>"
        for option, text, chosen in _options(signal)
    )
    name = escape(str(signal["bind"].get("name") or signal["name"]).strip())
    return f'<div class="vega-bind" role="radiogroup" aria-label="{name}">{label}{inner}</div>'


def _options(signal: dict[str, Any]) -> list[tuple[Any, str, bool]]:
    bind, value = signal["bind"], signal.get("value")
    options = bind.get("options") or []
    labels = bind.get("labels") or [str("" if option is None else option) for option in options]
    return [
        (option, escape(str(label)) or "–", option == value)
        for option, label in zip(options, labels, strict=False)
    ]


def _written(attributes: Mapping[str, str]) -> str:
    return " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())


def format_number(value: Any, form: str = "") -> str:
    """Write a number by the usual d3 formats: ``,``, ``.2f``, ``$,.0f``, ``.1%``.

    Any other form leaves it as it is; the browser then writes it when the chart is alive.
    """
    match = _FORMAT.match(form)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "" if value is None else str(value)
    if not form or not match:
        return f"{value:.12g}"
    kind = "f" if match["kind"] in ("", "d", "f") else "%"
    digits = match["digits"] or ("0" if match["kind"] == "d" else "6")
    text = format(abs(value), f"{match['comma']}.{digits}{kind}")
    if match["trim"] and "." in text:
        text = re.sub(r"\.?0+(?=%?\Z)", "", text)
    return f"{'−' if value < 0 else ''}{match['currency']}{text}"
