"""Print docs/settings.md: ``python docs/settings.py > docs/settings.md``."""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from textwrap import dedent
from typing import Any

from msgspec import Struct

from generator.site.keys import keys_of
from generator.site.settings import ENVIRONMENT, Settings
from generator.site.taxonomies import Taxonomy

INTRODUCTION = """\
# Settings

These keys stand in `site.yaml`. With `--env production` the file `site.production.yaml` lies
over it: mappings are laid over each other key by key, anything else replaces what is below.
Then come the variables of the environment that the table names (an empty one counts as not
set), and last the options of the command line.

An unknown key is an error, shown with its place and the nearest known name.

| Key | Type | Default | Environment | Meaning |
| --- | --- | --- | --- | --- |
"""
VARIABLES = {key: f"`{name}`" for name, key in ENVIRONMENT.items()}


def page() -> str:
    """Return docs/settings.md."""
    return INTRODUCTION + "".join(f"| {' | '.join(row)} |\n" for row in rows(Settings))


def rows(form: type[Struct], above: str = "") -> Iterator[tuple[str, ...]]:
    """Yield the cells of each key of a struct, and behind them those of the struct in it."""
    usual, meanings = form(), meanings_in(form)
    for name, key in keys_of(form).items():
        value, path = getattr(usual, name), above + name
        cells = (f"`{path}`", key.kind, default(value), VARIABLES.get(path, ""), meanings[name])
        yield cells
        if isinstance(value, Struct) and keys_of(type(value)):
            yield from rows(type(value), f"{path}.")


def meanings_in(form: type[Struct]) -> Mapping[str, str]:
    """Return the docstrings that stand below the fields of a struct, on one line each."""
    tree: Any = ast.parse(dedent(inspect.getsource(form)))
    body = tree.body[0].body
    return {
        ast.unparse(field.target): " ".join(ast.literal_eval(below.value).split())
        for field, below in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr)
    }


def default(value: object) -> str:
    """Write a value as it would stand in YAML; nothing for one that is empty."""
    if isinstance(value, Taxonomy):
        return f"`{value.title}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str | int):
        return f"`{value}`" if value not in ("", "{}") else ""
    return f"`[{', '.join(value)}]`" if isinstance(value, tuple) and value else ""


if __name__ == "__main__":
    sys.stdout.write(page())
