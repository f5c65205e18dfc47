"""An ``altair`` block: options, Python whose last expression is a chart, and what that may mean."""

import ast
import builtins
import re
import warnings
from collections.abc import Iterator

from msgspec import Struct

from generator.blocks.option_lines import OptionLines, split_options
from generator.blocks.options import option_tree, read_options
from generator.blocks.reading import Names, Said
from generator.data.dataset import is_web, sample_at, sample_files
from generator.data.formats import ENDINGS, is_data
from generator.problems.fault import Spot
from generator.problems.regex import regex


class PythonBlock(Struct, frozen=True):
    """An author's Python, with empty lines for the options at its head."""

    code: str


def read_altair(text: str, names: Names) -> Said:
    """Read an ``altair`` block; what its Python makes is known when that was run. Raises Fault."""
    options = split_options(text)
    declared = list(_declared(options))
    names.datasets += [each for each in declared if _is_dataset(each[0])]
    names.noticed += [each for each in declared if not _is_dataset(each[0])]
    names.noticed += names_in(options.rest)
    names.code = options.rest
    tree = option_tree(options.values)
    return Said(read_options(tree), tree, PythonBlock(options.rest), options.broken)


def _declared(options: OptionLines) -> Iterator[tuple[str, Spot]]:
    option = options.values.get("data")
    if option is None:
        return
    line, column = option.spot
    for match in re.finditer(r"[^,\s][^,]*", option.text):
        yield match[0].strip(), (line, column + match.start())


def _is_dataset(name: str) -> bool:
    """Tell whether a name is one of rows: any other file is only there to be opened."""
    return is_data(name) or is_web(name) or not re.search(r"\.\w{1,5}\Z", name)


_ONLY_OPENED = (".txt", ".arrow", ".feather")
"""Endings of files that Python reads, but we do not."""
_FILE = regex(
    r"(?!.*//)[^\s\"'<>|*?:](?:[^\n\"'<>|*?:]*[^\s\"'<>|*?:])?"
    rf"(?:{'|'.join(map(re.escape, (*ENDINGS, *_ONLY_OPENED)))})",
    re.IGNORECASE,
)
_SAMPLES = ("altair.datasets", "vega_datasets")
"""Modules that give sample datasets by name."""
_BY_NAME = ("load", "url", "data", "local_data")
"""What these modules have that is called with the name of a sample."""
_GIVEN = frozenset(("alt", "pd", *dir(builtins)))


def names_in(code: str) -> Iterator[tuple[str, Spot]]:
    """Find files, sample datasets and names that nothing in the code defines, and where."""
    tree = parse(code)
    if tree is None:
        return
    lines = code.split("\n")
    for part, name in (*_files(tree), *_samples(tree), *_free_names(tree)):
        yield name, (part.lineno, column(lines, part))


def parse(code: str) -> ast.Module | None:
    """Parse Python; None where it cannot be, which is told when it is to be run."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def column(lines: list[str], part: ast.expr | ast.stmt) -> int:
    """Return the column of a part of the code in characters, from 1; Python counts bytes."""
    before = lines[part.lineno - 1].encode()[: part.col_offset]
    return len(before.decode(errors="replace")) + 1


def _files(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    for part in ast.walk(tree):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            text = sample_at(part.value) or part.value
            if _FILE.fullmatch(text):
                yield part, text


def _samples(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    """Find ``data.cars`` and ``load("cars")``, where these words come from a module of samples."""
    words = _imported(tree)
    for part in ast.walk(tree):
        if isinstance(part, ast.Attribute) and ast.unparse(part.value) in words:
            yield from ((part, file) for file in sample_files(part.attr))
        elif isinstance(part, ast.Call) and ast.unparse(part.func) in words and part.args:
            first = part.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                name = first.value.replace("-", "_")
                yield from ((part, file) for file in sample_files(name))


def _imported(tree: ast.Module) -> frozenset[str]:
    """Return the words under which the code has the modules of samples, and what they give."""
    words = set()
    for part in ast.walk(tree):
        if isinstance(part, ast.ImportFrom) and part.module in _SAMPLES:
            words |= {alias.asname or alias.name for alias in part.names}
        elif isinstance(part, ast.ImportFrom) and part.module == "altair":
            modules = {a.asname or a.name for a in part.names if a.name == "datasets"}
            words |= {f"{module}.{word}" for module in modules for word in _BY_NAME}
        elif isinstance(part, ast.Import):
            modules = {a.asname or a.name for a in part.names if a.name in _SAMPLES}
            words |= {f"{module}.{word}" for module in modules for word in _BY_NAME}
    return frozenset(words)


def _free_names(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    names = [part for part in ast.walk(tree) if isinstance(part, ast.Name)]
    defined = {part.id for part in names if not isinstance(part.ctx, ast.Load)}
    defined |= {word for part in ast.walk(tree) for word in _defined(part)}
    for part in names:
        if part.id not in defined and part.id not in _GIVEN:
            yield part, part.id


def _defined(part: ast.AST) -> Iterator[str]:
    if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield part.name
    elif isinstance(part, ast.arg):
        yield part.arg
    elif isinstance(part, ast.Import | ast.ImportFrom):
        for alias in part.names:
            yield alias.asname or alias.name.partition(".")[0]
