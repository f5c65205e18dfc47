"""The altair block: Python of the author's whose last expression is the chart."""

import ast
import io
import re
import traceback
from collections.abc import Mapping
from contextlib import redirect_stdout
from typing import Any

import msgspec

from generator.charts.authored import Authored, settings_from_options, suggestion
from generator.data.dataset import Dataset
from generator.data.options import split_options
from generator.data.tree import Fault, Path, Spot

_FILE = "<altair block>"


def read_python(text: str, datasets: Mapping[str, Dataset], rows: Mapping[str, bytes]) -> Authored:
    """Run an ``altair`` block. Raises Fault at the line of the author's that failed."""
    options = split_options(text)
    settings = settings_from_options(options.values)
    tree = _parse(options.rest)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        where = _spot(last) if last else (1, 1)
        raise Fault("the last line must be the chart itself", where, "such as: chart")
    spec = _specification(_run(tree, _names(datasets, rows)), _spot(last))

    def spot(path: Path) -> Spot:
        return _spot_of_word(_part(spec, path), options.rest) or _spot(last)

    return Authored(spec, settings, spot, spot)


def _part(spec: Any, path: Path) -> Any:
    for step in path:
        inside = isinstance(spec, list) and isinstance(step, int) and step < len(spec)
        spec = spec[step] if inside else spec.get(step) if isinstance(spec, dict) else None
    return spec


def _spot_of_word(word: Any, text: str) -> Spot | None:
    """Find where the author's code has a word of the specification in quotes."""
    if not isinstance(word, str) or not word:
        return None
    match = re.search(rf"""["'][^"'\n]*?(?<!\w)({re.escape(word)})(?!\w)""", text)
    if match is None:
        return None
    before = text[: match.start(1)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _parse(text: str) -> ast.Module:
    try:
        return ast.parse(text, _FILE)
    except SyntaxError as error:
        spot = (error.lineno or 1, error.offset or 1)
        raise Fault(f"not Python: {error.msg}", spot) from None
    except ValueError as error:
        raise Fault(f"not Python: {error}", (1, 1)) from None


def _spot(statement: ast.stmt) -> Spot:
    return statement.lineno, statement.col_offset + 1


def identifier(name: str) -> str:
    """Return the Python name of a dataset: ``data/fee-curves.csv`` is ``fee_curves``."""
    stem = re.sub(r"\.[A-Za-z0-9]+\Z", "", name.rpartition("/")[2])
    word = re.sub(r"\W", "_", stem)
    return f"_{word}" if word[:1].isdigit() else word


def _names(datasets: Mapping[str, Dataset], rows: Mapping[str, bytes]) -> dict[str, Any]:
    import altair as alt
    import pandas as pd

    frames = {identifier(name): _frame(datasets[name], rows[name]) for name in datasets}
    return {"alt": alt, "pd": pd, "__name__": "__main__", **frames}


def _frame(dataset: Dataset, raw: bytes) -> Any:
    """Return a dataset as the author's code expects it; a map stays the plain object."""
    import pandas as pd

    value = msgspec.json.decode(raw)
    if not dataset.columns:
        return value
    frame = pd.DataFrame(value, columns=[column.name for column in dataset.columns])
    for column in dataset.columns:
        if column.type == "date":
            frame[column.name] = pd.to_datetime(frame[column.name], format="ISO8601")
    return frame


def _run(tree: ast.Module, names: dict[str, Any]) -> Any:
    """Run the author's code, then its last expression; what it prints is left aside."""
    alt = names["alt"]
    body, last = tree.body[:-1], tree.body[-1]
    assert isinstance(last, ast.Expr)  # noqa: S101
    try:
        with (
            alt.theme.enable("none"),
            alt.data_transformers.disable_max_rows(),
            redirect_stdout(io.StringIO()),
        ):
            exec(compile(ast.Module(body, []), _FILE, "exec"), names)  # noqa: S102
            value = eval(compile(ast.Expression(last.value), _FILE, "eval"), names)  # noqa: S307
            return value.to_dict() if hasattr(value, "to_dict") else value
    except (Exception, SystemExit) as error:
        raise _fault(error, names, _spot(last)) from None


def _fault(error: BaseException, names: Mapping[str, Any], otherwise: Spot) -> Fault:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == _FILE]
    spot = (frames[-1].lineno or 1, (frames[-1].colno or 0) + 1) if frames else otherwise
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    message = f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
    return Fault(message, spot, _advice(error, names))


def _advice(error: BaseException, names: Mapping[str, Any]) -> str:
    if isinstance(error, NameError) and error.name:
        otherwise = 'a dataset is declared by a line such as "#| data: fees.csv"'
        return suggestion(error.name, names, otherwise)
    if isinstance(error, AttributeError) and error.name and error.obj is not None:
        return suggestion(error.name, dir(error.obj))
    return ""


def _specification(value: Any, spot: Spot) -> dict[str, Any]:
    if isinstance(value, dict) and "$schema" in value:
        return value
    raise Fault("the last line is not a chart", spot, "its last expression must be an Altair chart")
