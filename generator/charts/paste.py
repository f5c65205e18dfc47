"""The vega-lite block: a whole specification in JSON or YAML, pasted unchanged."""

from typing import Any

from generator.charts.authored import Authored, settings_from_options
from generator.data.options import split_options
from generator.data.tree import Fault, read_json, read_tree


def read_paste(text: str) -> Authored:
    """Read a ``vega-lite`` block. Raises Fault."""
    options = split_options(text)
    settings = settings_from_options(options.values)
    if options.rest.lstrip()[:1] == "{":
        read_json(options.rest)
    tree = read_tree(options.rest)
    if not isinstance(tree.value, dict) or not tree.value:
        raise Fault("a specification needs keys such as data, mark and encoding", (1, 1))
    _refuse_vega(tree.value)
    spec, formats = _without_formats(tree.value)
    return Authored(spec, settings, tree.spot, tree.key_spot, formats)


def _refuse_vega(spec: dict[str, Any]) -> None:
    if "/schema/vega/" in str(spec.get("$schema", "")):
        raise Fault("this is a Vega specification, not a Vega-Lite one", (1, 1))


def _without_formats(spec: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Take our one addition out of the params: ``format`` of a slider's number."""
    params = spec.get("params")
    if not isinstance(params, list):
        return spec, {}
    formats = {
        str(param.get("name")): str(param["bind"]["format"])
        for param in params
        if isinstance(param, dict)
        and isinstance(param.get("bind"), dict)
        and "format" in param["bind"]
    }
    return spec | {"params": [_without_format(param) for param in params]}, formats


def _without_format(param: Any) -> Any:
    if not isinstance(param, dict) or not isinstance(param.get("bind"), dict):
        return param
    return param | {"bind": {k: v for k, v in param["bind"].items() if k != "format"}}
