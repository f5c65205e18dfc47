"""What a pasted specification says to vega-embed: its locales are taken, the rest is told."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from generator.charts.spec import Config, Spec, merged
from generator.charts.vega.language import numbers_for_d3, times_for_d3
from generator.data.locales import Locale, is_known_language, locale_of
from generator.problems.fault import At, Fault, Path

_PATH = ("usermeta", "embedOptions")
_LOCALES = {"formatLocale": "number", "timeFormatLocale": "time"}
_NUMBERS: Config = {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]}
_IN_CHART = "say it in the chart itself"
_LOOK = "a chart has the look of the site's theme; what is its own stands under config"
_TOLD = {
    "config": "write it as config of the chart",
    "theme": _LOOK,
    "patch": _IN_CHART,
    "padding": _IN_CHART,
    "width": _IN_CHART,
    "height": _IN_CHART,
    "expressionFunctions": "only Vega's own functions are known",
}
"""What would change the picture; what vega-embed puts around it means nothing here."""


def with_embedded(spec: Spec) -> Spec:
    """Return a specification that has the locales of its ``embedOptions`` as its own."""
    given = _options(spec)
    found = {
        kind: _locale(given[key], kind)
        for key, kind in _LOCALES.items()
        if key in given and not _is_unknown(given[key])
    }
    return merged({"config": {"locale": found}}, spec) if found else spec


def _options(spec: Spec) -> Mapping[str, Any]:
    meta = spec.get(_PATH[0])
    options = meta.get(_PATH[1]) if isinstance(meta, dict) else None
    return options if isinstance(options, dict) else {}


def _is_unknown(given: Any) -> bool:
    """Tell whether a locale is neither d3's own object nor the name of a language."""
    return not (isinstance(given, dict) or (isinstance(given, str) and is_known_language(given)))


def _locale(given: Any, kind: str) -> Config:
    if isinstance(given, dict):
        return _NUMBERS | given if kind == "number" else given
    locale = locale_of(given)
    return numbers_for_d3(locale, "") if kind == "number" else times_for_d3(locale, [])


def embed_faults(spec: Spec) -> Iterator[Fault]:
    """Find what ``embedOptions`` say that is not done."""
    for key, given in _options(spec).items():
        path: Path = (*_PATH, key)
        if key in _LOCALES and _is_unknown(given):
            hint = "d3's object for it, or a language such as de"
            yield Fault(f"{key} is no locale", At(path), hint, "warning")
        elif key in _TOLD and given is not None:
            yield Fault(f"embedOptions.{key} is not taken", At(path), _TOLD[key], "warning")


def own_locale(spec: Spec, locale: Locale) -> Locale:
    """Return how a specification writes numbers and dates that has a locale of its own."""
    own = (spec.get("config") or {}).get("locale") or {}
    number, time = own.get("number") or {}, own.get("time") or {}
    kept = {key: number[key] for key in ("decimal", "thousands", "minus") if key in number}
    kept |= {key: tuple(number[key]) for key in ("grouping", "currency") if key in number}
    kept |= {"percent": ("", number["percent"])} if "percent" in number else {}
    for key, name in (("months", "months"), ("shortMonths", "short_months")):
        kept |= {name: tuple(time[key]), f"{name}_alone": tuple(time[key])} if key in time else {}
    for key, name in (("days", "days"), ("shortDays", "short_days")):
        kept |= {name: (*time[key][1:], time[key][0])} if key in time else {}
    return replace(locale, **kept) if kept else locale
