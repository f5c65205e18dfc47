"""The names of a specification's parts, and the ways through it: a tree of mappings and lists."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Required, TypedDict, TypeVar, cast

from generator.problems.fault import Path

T = TypeVar("T")

Node = dict[str, Any]
"""Any mapping within a specification.

What an author writes may be anything, so that no more is said of it than its name tells; what
Vega-Lite compiles has the shapes below.
"""
Spec = Node
"""A specification of Vega-Lite, or one view of it."""
Encoding = Node
"""A view's channels by their names."""
Channel = Node
Mark = Node
Transform = Node
Source = Node
"""What stands under ``data`` in Vega-Lite: rows, or where they come from."""
Config = Node
Row = dict[str, Any]
"""One row of data by its columns."""


class Records:
    """Rows, or a map, as one value within a specification, which nothing walks through.

    ``name`` is the dataset whose rows these are, but for columns and digits that nobody sees;
    ``raw`` is its JSON, where they are all of it.
    """

    __slots__ = ("name", "raw", "rows")

    def __init__(self, rows: Any, name: str = "", raw: bytes = b"") -> None:
        self.rows, self.name, self.raw = rows, name, raw


class Data(TypedDict, total=False):
    """One entry of Vega's data."""

    name: Required[str]
    values: Records
    source: str
    transform: list[Transform]
    format: Node
    url: str
    on: list[Node]


class Signal(TypedDict, total=False):
    """One of Vega's signals."""

    name: Required[str]
    value: Any
    init: str
    update: str
    bind: Any
    on: list[Node]
    push: str


class Vega(TypedDict, total=False):
    """What Vega-Lite compiles to, as far as a build looks into it; a group of marks is one too."""

    data: list[Data]
    signals: list[Signal]
    scales: list[Node]
    legends: list[Node]
    marks: list[Node]
    config: Config


STORE = "_store"
"""How the data of Vega end that hold what readers select."""
CHILDREN = ("layer", "concat", "hconcat", "vconcat")
"""Where a view has views within it, beside ``spec``."""
COMPOSED = ("facet", "concat", "hconcat", "vconcat", "repeat")
FACETED = ("facet", "row", "column")
PAINTS = ("color", "fill", "stroke")
EXPRESSIONS = ("calculate", "filter", "expr", "test")
"""Keys under which an author writes expressions."""
Keys = frozenset[str]
_INNER = (dict, list)
HOLD_ROWS: Keys = frozenset(("values", "datasets"))
"""Where rows stand, which are no part of what is said of them."""


def walk(value: Any, without: Keys = HOLD_ROWS) -> Iterator[tuple[Path, Any]]:
    """Yield every value of a tree with the way to it, in the order in which they are written.

    What stands under the keys ``without`` is passed over.
    """
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting:
        path, each = waiting.pop()
        yield path, each
        parts = each.items() if isinstance(each, dict) else ()
        inside = enumerate(each) if isinstance(each, list) else parts
        waiting += reversed([((*path, key), part) for key, part in inside if key not in without])


def mappings(value: Any, without: Keys = HOLD_ROWS) -> Iterator[tuple[Path, Node]]:
    """Yield the mappings alone of a tree: of ten values that are walked, two are one."""
    waiting: list[tuple[Path, Any]] = [((), value)] if isinstance(value, _INNER) else []
    while waiting:
        path, each = waiting.pop()
        if isinstance(each, dict):
            yield path, each
        inside = each.items() if isinstance(each, dict) else enumerate(each)
        waiting += reversed(
            [
                ((*path, key), part)
                for key, part in inside
                if isinstance(part, _INNER) and key not in without
            ]
        )


def rewrite(
    value: T, change: Callable[[Node, Path], Node], path: Path = (), without: Keys = HOLD_ROWS
) -> T:
    """Return a tree with each of its mappings changed, from the inside out."""
    made: Any = value
    if isinstance(value, list):
        made = [rewrite(part, change, (*path, at), without) for at, part in enumerate(value)]
    elif isinstance(value, dict):
        parts = {
            key: part if key in without else rewrite(part, change, (*path, key), without)
            for key, part in value.items()
        }
        made = change(parts, path)
    return cast("T", made)


def texts_in(value: Any) -> list[str]:
    """Return the texts that a value is, where one may stand for a list of them."""
    return [each for each in (value if isinstance(value, list) else [value])
            if isinstance(each, str)]  # fmt: skip


def inner_views(view: Spec) -> Iterator[tuple[Path, Spec]]:
    """Yield the views right within a view, with the way from it to each."""
    for key in CHILDREN:
        children = view.get(key)
        for index, child in enumerate(children if isinstance(children, list) else ()):
            if isinstance(child, dict):
                yield (key, index), child
    if isinstance(view.get("spec"), dict):
        yield ("spec",), view["spec"]


def with_inner_views(view: Spec, change: Callable[[Spec], Spec]) -> Spec:
    """Return a view with those right within it changed."""
    made = dict(view)
    for key in CHILDREN:
        if isinstance(view.get(key), list):
            made[key] = [change(each) for each in view[key]]
    if isinstance(view.get("spec"), dict):
        made["spec"] = change(view["spec"])
    return made


def is_single(spec: Spec) -> bool:
    """Tell whether a specification is one view, or layers of it."""
    encoding = spec.get("encoding") or {}
    return not any(key in spec for key in COMPOSED) and not any(f in encoding for f in FACETED)


def merged(under: Any, over: Any) -> Any:
    """Return two nested mappings as one; ``over`` wins."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    shared = {key: merged(under[key], over[key]) for key in over if key in under}
    return under | over | shared


def mapping_at(node: Mapping[str, Any], key: str) -> Node:
    """Return the mapping under a key, empty where there is none."""
    part = node.get(key)
    return part if isinstance(part, dict) else {}


def fit_of(vega: Any) -> str:
    """Return how a Vega specification is fitted into its box, empty where it is not."""
    size = vega.get("autosize")
    way = str(size.get("type")) if isinstance(size, dict) else ""
    return way if way.startswith("fit") else ""


def is_number(value: Any) -> bool:
    """Tell whether a value is a number, which true and false are in Python too."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def rows_in(values: Any) -> list[Any] | None:
    """Return the rows that a value is; None where it is something else."""
    inside = unwrapped(values)
    return inside if isinstance(inside, list) else None


def unwrapped(values: Any) -> Any:
    """Return rows, or the object that holds some, as JSON has them."""
    return values.rows if isinstance(values, Records) else values
