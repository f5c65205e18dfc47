"""The specification of a chart in what a cell put out, without the data that it carries."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

_VEGA_LITE: Final = re.compile(r"application/vnd\.vegalite\.v\d+[.+]json")
_EMBEDDED: Final = re.compile(r"vegaEmbed\b.*\}\)\((?=\{)", re.DOTALL)
"""What stands before the specification in the HTML that Altair puts out."""
_VIEWS: Final = (
    {"continuousWidth": 300, "continuousHeight": 300},
    {"continuousWidth": 400, "continuousHeight": 300},
)
"""The sizes that Altair writes into every chart, which its author did not choose."""

KeepRows = Callable[[bytes], str]
"""What keeps rows as a file, and returns its path."""


def specification_in(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the Vega-Lite specification among the forms of an output, if there is one."""
    for mime, value in data.items():
        if _VEGA_LITE.fullmatch(mime):
            return _mapping(value if isinstance(value, dict) else _decoded(str(value)))
    html = data.get("text/html")
    found = _EMBEDDED.search(html) if isinstance(html, str) else None
    return _mapping(_decoded(html[found.end() :])) if found and isinstance(html, str) else None


def _decoded(text: str) -> Any:
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _mapping(value: Any) -> dict[str, Any] | None:
    is_vega = isinstance(value, dict) and "/vega/" in str(value.get("$schema"))
    return value if isinstance(value, dict) and not is_vega else None


def without_data(spec: Mapping[str, Any], keep: KeepRows) -> dict[str, Any]:
    """Return a specification whose datasets are files, in the sizes of the page."""
    sets = spec.get("datasets")
    files = {
        name: keep(
            json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        )
        for name, rows in (sets if isinstance(sets, dict) else {}).items()
        if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)
    }
    left = {key: value for key, value in spec.items() if key not in ("datasets", "usermeta")}
    named = {key: _named(value, files) for key, value in left.items()}
    inline = (
        {key: rows for key, rows in sets.items() if key not in files}
        if files and isinstance(sets, dict)
        else sets
    )
    return _unsized({**named, **({"datasets": inline} if inline else {})})


def _named(part: Any, files: Mapping[str, str]) -> Any:
    """Have everything that names a dataset name its file."""
    if isinstance(part, list):
        return [_named(each, files) for each in part]
    if not isinstance(part, dict):
        return part
    name = part.get("name")
    if isinstance(name, str) and name in files and part.keys() <= {"name", "format"}:
        return {"url": files[name], **{key: each for key, each in part.items() if key != "name"}}
    return {key: _named(each, files) for key, each in part.items()}


def _unsized(spec: dict[str, Any]) -> dict[str, Any]:
    config = spec.get("config")
    if not isinstance(config, dict) or config.get("view") not in _VIEWS:
        return spec
    left = {key: value for key, value in config.items() if key != "view"}
    rest = {key: value for key, value in spec.items() if key != "config"}
    return {**rest, "config": left} if left else rest
