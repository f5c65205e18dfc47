"""Where a figure's data come from, and when they were true."""

import re
from datetime import date
from typing import Any

from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.fault import Fault

_KEYS = ("name", "url", "licence")
_SYNONYMS = {"license": "licence"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")
_COMMONS = re.compile(r"CC[ -](BY(?:-(?:NC|ND|SA)){0,2})[ -](\d\.\d)\Z", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def credit(value: Any, key: str, tree: Tree) -> str:
    """Return a source as inline Markdown, given so or as its name, url and licence.

    Raises Fault.
    """
    spot = tree.spot((key,))
    if isinstance(value, list):
        raise Fault("source must be a text or a mapping", spot, "such as: {name: …, url: …}")
    if not isinstance(value, dict):
        return str(value).strip()
    said = {_known(key, tree): value[key] for key in value}
    for name, part in value.items():
        if isinstance(part, dict | list):
            raise Fault(f"the source's {name} must be a text", tree.spot((key, name)))
    if not said.get("name"):
        raise Fault("a source needs a name", spot, "such as: {name: Eurostat, url: …}")
    name = _escaped(str(said["name"]))
    linked = f"[{name}](<{said['url']}>)" if said.get("url") else name
    return f"{linked} ({_licence(str(said['licence']))})" if said.get("licence") else linked


def _known(key: str, tree: Tree) -> str:
    known = _SYNONYMS.get(key, key)
    if known not in _KEYS:
        hint = suggestion(str(key), _KEYS, f"known are {', '.join(_KEYS)}")
        raise Fault(f'a source has no "{key}"', tree.key_spot(("source", key)), hint)
    return known


def _licence(text: str) -> str:
    """Link a Creative Commons licence to its text; any other is left as it is."""
    match = _COMMONS.match(text.strip())
    if not match:
        return _escaped(text)
    address = f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return f"[{text.strip()}]({address})"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.strip())


def moment(value: Any, key: str, tree: Tree) -> str:
    """Return a date, a month or a year in ISO 8601. Raises Fault."""
    text = str(value).strip()
    if not _is_date(text):
        hint = "such as 2026-03-01, 2026-03 or 2026"
        raise Fault(f'as_of cannot be "{text}"', tree.spot((key,)), hint)
    return text


def _is_date(text: str) -> bool:
    match = _DATE.match(text)
    try:
        return bool(match and date(int(match[1]), int(match[2] or 1), int(match[3] or 1)))
    except ValueError:
        return False
