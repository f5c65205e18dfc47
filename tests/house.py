"""Figures of the house: how wide it is, and how its modules hang together.

python -m tests.house [CHECKOUT]
"""

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

LONGEST = 50
"""So many lines a function may have."""


class Import(NamedTuple):
    """A module of ours that another one imports, and whether a function of it does so."""

    target: str
    inside: bool


class Module(NamedTuple):
    """A module: its text as a tree, and what of ours it imports."""

    name: str
    lines: int
    text: str
    tree: ast.Module
    imports: tuple[Import, ...]


def modules_of(root: Path) -> dict[str, Module]:
    """Read all modules of a package's folder."""
    paths = {_name(path, root): path for path in sorted(root.rglob("*.py"))}
    return {name: _module(name, path, paths) for name, path in paths.items()}


def _name(path: Path, root: Path) -> str:
    parts = path.relative_to(root.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _module(name: str, path: Path, known: Mapping[str, Path]) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    return Module(name, text.count("\n"), text, tree, tuple(_imports(tree, known)))


def _imports(tree: ast.AST, known: Mapping[str, Path], *, inside: bool = False) -> Iterator[Import]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.ImportFrom):
            for alias in child.names:
                whole = f"{child.module}.{alias.name}"
                target = whole if whole in known else str(child.module)
                if target in known:
                    yield Import(target, inside)
        elif isinstance(child, ast.Import):
            yield from (Import(each.name, inside) for each in child.names if each.name in known)
        elif not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from _imports(child, known, inside=inside or is_function)


def with_one_importer(modules: Mapping[str, Module]) -> list[str]:
    """Return the modules that exactly one other imports."""
    importers: dict[str, set[str]] = defaultdict(set)
    for module in modules.values():
        for each in module.imports:
            importers[each.target].add(module.name)
    return [name for name in modules if len(importers[name] - {name}) == 1]


def circles(modules: Mapping[str, Module]) -> list[tuple[str, ...]]:
    """Return the sets of modules that import each other, those within functions counted."""
    below = {name: _reached(name, modules) for name in modules}
    found = {
        tuple(sorted({name} | {other for other in below[name] if name in below[other]}))
        for name in modules
        if name in below[name]
    }
    return sorted(found)


def _reached(name: str, modules: Mapping[str, Module]) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        fresh = {each.target for each in modules[waiting.pop()].imports} - reached
        reached |= fresh
        waiting += fresh
    return reached


def functions(modules: Mapping[str, Module]) -> Iterator[tuple[str, int]]:
    """Yield each function and how many lines it has."""
    for module in modules.values():
        for found in ast.walk(module.tree):
            if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module.name}:{found.name}", (found.end_lineno or 0) - found.lineno + 1


def without_reason(module: Module) -> Iterator[int]:
    """Yield the lines of a function's imports of ours that no comment stands above."""
    lines = module.text.splitlines()
    for found in ast.walk(module.tree):
        if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
            for each in ast.walk(found):
                if isinstance(each, ast.Import | ast.ImportFrom) and " generator" in ast.unparse(
                    each
                ):
                    above = lines[each.lineno - 2].lstrip()
                    if not above.startswith(("#", "from ", "import ")):
                        yield each.lineno


def shared_names(modules: Mapping[str, Module]) -> list[str]:
    """Return the names that several classes have."""
    names = Counter(
        found.name.lstrip("_")
        for module in modules.values()
        for found in ast.walk(module.tree)
        if isinstance(found, ast.ClassDef)
    )
    return sorted(name for name, count in names.items() if count > 1)


def other_names(modules: Iterable[Module]) -> set[str]:
    """Return the names that stand for ``dict[str, Any]`` and are no types of their own."""
    given = {
        ast.unparse(each.targets[0]): ast.unparse(each.value)
        for module in modules
        for each in module.tree.body
        if isinstance(each, ast.Assign)
    }
    names = {"dict[str, Any]"}
    while fresh := {name for name, value in given.items() if value in names} - names:
        names |= fresh
    return names - {"dict[str, Any]"}


def _uses(module: Module, names: Collection[str]) -> int:
    found = (each for each in ast.walk(module.tree) if isinstance(each, ast.Name))
    return sum(1 for each in found if each.id in names and isinstance(each.ctx, ast.Load))


def figures(modules: Mapping[str, Module]) -> dict[str, int]:
    """Count everything."""
    charts = [each for name, each in modules.items() if name.startswith("generator.charts")]
    names = other_names(charts)
    inside = [each for module in modules.values() for each in module.imports if each.inside]
    return {
        "files": len(modules),
        "lines": sum(module.lines for module in modules.values()),
        "modules with one importer": len(with_one_importer(modules)),
        "circles": len(circles(modules)),
        "own imports within functions": len(inside),
        "dict[str, Any] in charts": sum(each.text.count("dict[str, Any]") for each in charts),
        "the same by other names": sum(_uses(each, names) for each in charts),
        "names of several classes": len(shared_names(modules)),
        f"functions over {LONGEST} lines": sum(1 for _, n in functions(modules) if n > LONGEST),
    }


def main() -> None:
    checkout = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    modules = modules_of(checkout.resolve() / "generator")
    for name, count in figures(modules).items():
        print(f"{count:7,}  {name}")
    for circle in circles(modules):
        print("circle:", ", ".join(circle))
    for name, count in functions(modules):
        if count > LONGEST:
            print(f"long:   {name} {count}")


if __name__ == "__main__":
    main()
