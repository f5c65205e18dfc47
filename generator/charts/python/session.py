"""Runs the blocks of a post one after another, in one namespace."""

import ast
import io
import json
import random
import sys
import warnings
from collections.abc import Iterable
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.charts.python.guard import Guard
from generator.charts.python.message import SentAnswer, SentJob, SentTable, file_of
from generator.charts.python.web import Web
from generator.charts.python.wrong import problem_of, start_of
from generator.problems import Place, Problem
from generator.problems.fault import Fault

NOT_A_CHART = "its last expression must be an Altair chart"
_SEED = 0
_SHOWN = 300
"""So many characters of what a block prints are shown."""


class Session:
    """What the blocks of a post have in common."""

    def __init__(self, job: SentJob) -> None:
        """Prepare Python as an author finds it."""
        import altair as alt
        import pandas as pd

        self._codes = job.codes
        self._tables = {table.name: table for table in job.tables}
        self._displayed: list[Any] = []
        self._unmade: set[str] = set()
        self._guard = Guard(job.folder)
        module = ModuleType("__main__")
        sys.modules["__main__"] = module
        self._names = vars(module)
        self._names.update(alt=alt, pd=pd, display=self._displayed.append)
        Web(Path.cwd()).put_in_place()
        _seed_generators()
        _display_here(self._displayed)
        alt.theme.enable("none")
        sys.dont_write_bytecode = True

    def run(self, index: int) -> SentAnswer:
        """Run one block."""
        code = self._codes[index]
        for name in code.names:
            self._bind(name)
        printed = io.StringIO()
        self._displayed.clear()
        tree = None
        try:
            tree = _parse(code.text, index)
            with self._guard.awake(), redirect_stdout(printed), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                spec = self._specification(self._value(tree, index), tree, code.text)
        except BaseException as error:  # whatever the author's code raises is his to mend
            return self._failed(error, tree, index)
        return SentAnswer(spec, tuple(_printed(printed.getvalue(), index)))

    def _bind(self, name: str) -> None:
        table = self._tables.pop(name, None)
        if table is not None:
            self._names[name] = _frame(table)

    def _value(self, tree: ast.Module, index: int) -> Any:
        """Run a block, and return what its last expression is, or else what it displayed."""
        _begin_the_same()
        last = tree.body[-1] if tree.body else None
        body = tree.body[:-1] if isinstance(last, ast.Expr) else tree.body
        file = file_of(index)
        exec(compile(ast.Module(body, []), file, "exec"), self._names)  # noqa: S102
        if not isinstance(last, ast.Expr):
            name = last.targets[0] if isinstance(last, ast.Assign) else None
            chart = name.id if isinstance(name, ast.Name) else "chart"
            spot = start_of(last, self._codes[index].text)
            raise Fault("the last line must be the chart itself", spot, f"such as: {chart}")
        value = eval(compile(ast.Expression(last.value), file, "eval"), self._names)  # noqa: S307
        return self._displayed[-1] if value is None and self._displayed else value

    def _specification(self, value: Any, tree: ast.Module, text: str) -> bytes:
        import altair as alt

        if isinstance(value, alt.TopLevelMixin):
            with alt.data_transformers.enable("default", max_rows=None):
                value = value.to_dict()
        if not isinstance(value, dict) or "$schema" not in value:
            raise Fault("the last line is not a chart", start_of(tree.body[-1], text), NOT_A_CHART)
        embedded = alt.renderers.options.get("embed_options")
        if embedded and "usermeta" not in value:
            value |= {"usermeta": {"embedOptions": embedded}}
        return json.dumps(value).encode()

    def _failed(self, error: BaseException, tree: ast.Module | None, index: int) -> SentAnswer:
        """Tell what is wrong, but for what follows from an earlier block's failure."""
        follows = isinstance(error, NameError) and error.name in self._unmade
        self._unmade |= {name for name in _stored(tree) if name not in self._names}
        texts = [code.text for code in self._codes]
        last = tree.body[-1] if tree and tree.body else None
        problems = () if follows else (problem_of(error, index, texts, self._names, last),)
        return SentAnswer(problems=problems)


def _display_here(displayed: list[Any]) -> None:
    """Take charts that notebooks and scripts show or save, all of which need what is not here."""
    import altair as alt

    def display(chart: Any, *_: Any, **__: Any) -> None:
        displayed.append(chart)

    for method in ("display", "show", "save"):
        setattr(alt.TopLevelMixin, method, display)
    vars(alt)["JupyterChart"] = lambda chart, **_: chart


def _parse(text: str, index: int) -> ast.Module:
    with warnings.catch_warnings(action="ignore"):
        return ast.parse(text, file_of(index))


def _stored(tree: ast.Module | None) -> Iterable[str]:
    for part in ast.walk(tree) if tree else ():
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            yield part.id
        elif isinstance(part, ast.FunctionDef | ast.ClassDef):
            yield part.name


def _printed(text: str, index: int) -> Iterable[Problem]:
    if text.strip():
        shown = text.strip()[:_SHOWN]
        message = "this block prints something, which readers do not see"
        gap = "\n" if "\n" in shown else " "
        hint = f"it printed:{gap}{shown}"
        yield Problem(message, Place(file_of(index)), hint, severity="warning")


def _frame(table: SentTable) -> Any:
    """Return a dataset as the author's code expects it; a map stays the plain object."""
    import pandas as pd

    value = json.loads(table.rows)
    if not table.columns:
        return value
    frame = pd.DataFrame(value, columns=[name for name, _ in table.columns])
    for name, kind in table.columns:
        if kind == "date":
            frame[name] = pd.to_datetime(frame[name], format="ISO8601")
    return frame


def _begin_the_same() -> None:
    """Let every block find the same random numbers in every build."""
    import numpy as np

    random.seed(_SEED)
    np.random.seed(_SEED)


def _seed_generators() -> None:
    """Let generators of random numbers that are given no seed begin with ours."""
    import numpy as np

    unseeded = np.random.default_rng

    def default_rng(seed: Any = None) -> np.random.Generator:
        return unseeded(_SEED if seed is None else seed)

    np.random.default_rng = default_rng
