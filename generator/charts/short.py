"""The short chart: a few lines of YAML into a Vega-Lite specification."""

import re
from collections.abc import Mapping
from typing import Any

from generator.charts.authored import Authored, Settings, read_settings, suggestion
from generator.charts.params import expand_params
from generator.charts.shorthand import (
    PLACED,
    expand_mark,
    place_format,
    spelled_type,
    wrapped,
)
from generator.charts.vocabulary import channel_words, words
from generator.data.dataset import Dataset
from generator.data.options import split_options
from generator.data.table import from_rows
from generator.data.tree import Fault, Path, Spot, Tree, read_tree

_TOP = ("data", "title", "caption", "alt", "width", "height", "live", "echo", "layer", "params",
        "columns")  # fmt: skip
_VIEW = ("mark", "transform")
_SHORT = re.compile(
    r"(?:(?P<wrap>[a-z]+)\((?P<inner>.*)\)|(?P<field>.*?))(?::(?P<type>[A-Za-z]+))?\Z"
)
_BY_COLUMN = {"number": "quantitative", "date": "temporal", "text": "nominal", "boolean": "nominal"}


def read_short(text: str, datasets: Mapping[str, Dataset]) -> Authored:
    """Read a ``chart`` block. Raises Fault at the first thing that cannot be understood."""
    options = split_options(text)
    tree = read_tree(options.rest)
    if not isinstance(tree.value, dict):
        raise Fault("a chart needs keys such as data, mark, x and y", (1, 1))
    stated = tree.value | {key: option.text for key, option in options.values.items()}
    _check_keys(tree, (), tree.value, (*_TOP, *_VIEW))
    return _Short(tree, datasets).authored(stated, options.values)


def _check_keys(tree: Tree, path: Path, view: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in view:
        if key not in known and key not in words("FacetedEncoding"):
            every = {*known, *words("FacetedEncoding")}
            raise Fault(
                f'a chart has no "{key}"', tree.key_spot((*path, key)), suggestion(key, every)
            )


def validate(spec: dict[str, Any]) -> None:
    """Let Altair judge the whole specification. Raises Fault."""
    import altair as alt
    from altair.utils.schemapi import SchemaValidationError

    shown = {key: part for key, part in spec.items() if key != "data"}
    try:
        alt.Chart.from_dict({"data": {"name": "rows"}} | shown)
    except (TypeError, ValueError, SchemaValidationError) as error:
        raise Fault(f"Altair: {str(error).strip().splitlines()[0]}", (0, 0)) from None


class _Short:
    """One chart on its way to Vega-Lite; ``origins`` maps its paths to the author's."""

    def __init__(self, tree: Tree, datasets: Mapping[str, Dataset]) -> None:
        self.tree, self.datasets = tree, datasets
        self.origins: dict[Path, Path] = {(): ()}
        self.types: dict[str, str] = {}

    def authored(self, stated: dict[str, Any], options: Mapping[str, Any]) -> Authored:
        settings = read_settings(
            stated, lambda key: options[key].spot if key in options else self.tree.spot((key,))
        )
        spec, formats = self.spec(stated, settings)
        return Authored(spec, settings, self.spot, self.key_spot, formats)

    def spec(
        self, stated: dict[str, Any], settings: Settings
    ) -> tuple[dict[str, Any], dict[str, str]]:
        spec: dict[str, Any] = {}
        if "data" in stated:
            spec["data"] = self.data(stated["data"], ())
        if "title" in stated:
            spec["title"] = stated["title"]
        params, formats = expand_params(stated.get("params"), self.tree)
        if params:
            spec["params"] = params
        layers = stated.get("layer")
        if layers is None:
            spec |= self.view(stated, (), needs_mark=True)
        else:
            spec |= self.view(stated, (), needs_mark=False) | {"layer": self.layers(layers)}
        if "columns" in stated and "facet" in spec.get("encoding", {}):
            spec["encoding"]["facet"]["columns"] = stated["columns"]
        return spec, formats

    def layers(self, layers: Any) -> list[dict[str, Any]]:
        if not isinstance(layers, list) or not all(isinstance(part, dict) for part in layers):
            raise Fault(
                "layer must be a list of views",
                self.tree.spot(("layer",)),
                'each begins with "- mark: …"',
            )
        return [self.layer(layer, ("layer", index)) for index, layer in enumerate(layers)]

    def layer(self, layer: dict[str, Any], path: Path) -> dict[str, Any]:
        _check_keys(self.tree, path, layer, ("data", *_VIEW))
        view = self.view(layer, path, needs_mark=True)
        return view | ({"data": self.data(layer["data"], path)} if "data" in layer else {})

    def data(self, data: Any, path: Path) -> dict[str, Any]:
        if isinstance(data, str):
            dataset = self.datasets.get(data)
            self.types |= {c.name: c.type for c in dataset.columns} if dataset else {}
            return {"url": data} if "." in data or "/" in data else {"name": data}
        if isinstance(data, list) and data and all(isinstance(row, dict) for row in data):
            table = from_rows(data)
            self.types |= {column.name: column.type for column in table.columns}
            return {"values": table.rows}
        if isinstance(data, dict) and words("Generator") & data.keys():
            return data
        raise Fault(
            "data must name a dataset or be a list of rows",
            self.tree.spot((*path, "data")),
            "such as: data: fees.csv",
        )

    def view(self, view: dict[str, Any], path: Path, *, needs_mark: bool) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if "transform" in view:
            made["transform"] = view["transform"]
        if "mark" in view:
            made["mark"] = expand_mark(view["mark"])
        elif needs_mark:
            raise Fault("a chart needs a mark", self.tree.spot(path), "such as: mark: line")
        encoding = {
            key: self.channel(key, value, path)
            for key, value in view.items()
            if key in words("FacetedEncoding")
        }
        return made | ({"encoding": encoding} if encoding else {})

    def channel(self, name: str, value: Any, path: Path) -> Any:
        self.origins[(*path, "encoding", name)] = (*path, name)
        spot = self.tree.spot((*path, name))
        if isinstance(value, list):
            return [self.shorthand(p, spot) if isinstance(p, str) else p for p in value]
        if isinstance(value, str):
            return self.shorthand(value, spot)
        if isinstance(value, int | float):
            return {"datum" if name in PLACED else "value": value}
        if not isinstance(value, dict):
            raise Fault(f"{name} needs a column", spot, f"such as: {name}: year:Q")
        self.check_channel(name, value, path)
        return place_format(name, self.mapping(value, (*path, name)))

    def check_channel(self, name: str, value: dict[str, Any], path: Path) -> None:
        known = channel_words(name) | {"format"}
        for key in value:
            if key not in known:
                raise Fault(
                    f'{name} has no "{key}"',
                    self.tree.key_spot((*path, name, key)),
                    suggestion(key, known),
                )

    def mapping(self, value: dict[str, Any], path: Path) -> dict[str, Any]:
        field = value.get("field")
        if not isinstance(field, str):
            is_count = value.get("aggregate") == "count" and "type" not in value
            return value | ({"type": "quantitative"} if is_count else {})
        short = self.shorthand(field, self.tree.spot((*path, "field")))
        if value.get("bin") or value.get("aggregate") not in (None, "argmin", "argmax"):
            short = {"type": "quantitative"} | short
        elif "timeUnit" in value:
            short |= {"type": "temporal"}
        return short | {key: part for key, part in value.items() if key != "field"}

    def shorthand(self, text: str, spot: Spot) -> dict[str, Any]:
        """Read ``year:Q``, ``mean(value)``, ``count()`` or ``yearmonth(date):T``."""
        match = _SHORT.match(text)
        if text in self.types or not match:
            return {"field": text, "type": self.guess({"field": text})}
        made: dict[str, Any] = {}
        field = match["inner"] if match["wrap"] else match["field"]
        if match["wrap"]:
            made |= wrapped(match["wrap"], spot)
        made |= {"field": field} if field else {}
        return made | {"type": spelled_type(match["type"], spot) or self.guess(made)}

    def guess(self, made: dict[str, Any]) -> str:
        if "aggregate" in made:
            return "quantitative"
        if "timeUnit" in made:
            return "temporal"
        return _BY_COLUMN.get(self.types.get(made.get("field", ""), "text"), "nominal")

    def origin(self, path: Path) -> Path:
        for length in range(len(path), -1, -1):
            if path[:length] in self.origins:
                return self.origins[path[:length]] + path[length:]
        return path

    def spot(self, path: Path) -> Spot:
        return self.tree.spot(self.origin(path))

    def key_spot(self, path: Path) -> Spot:
        return self.tree.key_spot(self.origin(path))
