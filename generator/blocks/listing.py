"""A ``list`` block: links to posts and pages that its keys choose, put in when the page is made."""

from typing import Any, Final, Literal, get_args

from msgspec import Struct, structs

from generator.data.tree import Tree, read_tree
from generator.markup.parts import Block
from generator.problems import Place, Problem
from generator.problems.fault import Fault, Spot

Order = Literal["newest", "oldest", "title", "table"]
"""``table`` is that of the rows which pages are made of."""
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
Match = Literal["all", "any"]
MATCHES: Final[tuple[Match, ...]] = get_args(Match)
FENCE: Final = (0, 1)
TERMS: Final = ("tags", "series", "authors")
"""What posts of every site are gathered by; a site's own taxonomies come to it."""
KEYS: Final = (*TERMS, "match", "under", "pages", "number", "order", "summaries")
SYNONYMS: Final = {"tag": "tags", "author": "authors", "limit": "number", "sort": "order"}


class ListBlock(Struct, frozen=True):
    """What a list chooses; ``number`` is 0 where it takes all, ``terms`` are names by taxonomies.

    ``places`` are key, place and line of what was written, and of the block itself under no key.
    One that is not ``whole`` could not be read, which is told already.
    """

    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    match: Match = "all"
    under: str = ""
    pages: str = ""
    number: int = 0
    order: Order | Literal[""] = ""
    summaries: bool = False
    places: tuple[tuple[str, Place, str], ...] = ()
    whole: bool = True

    def place_of(self, key: str) -> tuple[Place, str]:
        """Return where a key's value stands, and its line; else those of the block."""
        found = {name: (place, line) for name, place, line in self.places}
        return found.get(key) or found[""]


def read_listing(block: Block, own: tuple[str, ...] = ()) -> tuple[ListBlock, tuple[Problem, ...]]:
    """Read a ``list`` block, and tell what is wrong with it; ``own`` are the site's taxonomies."""
    try:
        tree = read_tree(block.text)
        listing = _listing(tree, own)
    except Fault as fault:
        return ListBlock(places=_places(block, {}), whole=False), (block.problem(fault),)
    spots = {key: tree.spot((key,)) for key in tree.value or {}}
    named = {SYNONYMS.get(key, key): spot for key, spot in spots.items()}
    return structs.replace(listing, places=_places(block, named)), ()


def _places(block: Block, spots: dict[str, Spot]) -> tuple[tuple[str, Place, str], ...]:
    passage = block.passage
    every = {"": FENCE, **spots}
    return tuple((key, passage.place(at), passage.source(at[0])) for key, at in every.items())


def _listing(tree: Tree, own: tuple[str, ...]) -> ListBlock:
    """Read the keys of a list. Raises Fault."""
    if tree.value is None:
        return ListBlock()
    if not isinstance(tree.value, dict):
        hint = "such as tag: tea and number: 5"
        raise Fault("a list has keys", (1, 1), f"{hint}; to show it as code write {{.code}}")
    tree.check_keys((), (*KEYS, *own, *SYNONYMS), "a list")
    said: dict[str, Any] = {}
    for name, value in tree.value.items():
        written = str(name)
        key = SYNONYMS.get(written, written)
        if key in said:
            message = f'"{written}" says "{key}" a second time'
            raise Fault(message, tree.key_spot((written,)), "keep one of the two")
        said[key] = _READERS.get(key, _texts)(tree, written, value)
    if "pages" in said and "under" in said:
        hint = "pages: are those of a table, under: those of a folder"
        raise Fault("a list has either pages or under", tree.key_spot(("under",)), hint)
    if said.get("order") == "table" and "pages" not in said:
        raise Fault("only pages: of a table have its order", tree.spot(("order",)))
    terms = tuple([(key, said.pop(key)) for key in (*TERMS, *own) if key in said])
    return ListBlock(terms=terms, **said)


def _text(tree: Tree, key: str, value: Any) -> str:
    if isinstance(value, dict | list | bool) or value is None or not str(value).strip():
        raise Fault(f"{key} must be a text", tree.spot((key,)))
    return str(value).strip()


def _texts(tree: Tree, key: str, value: Any) -> tuple[str, ...]:
    each = value if isinstance(value, list) else [value]
    return tuple(_text(tree, key, one) for one in each)


def _number(tree: Tree, key: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 or value < 1:
        raise Fault(f"{key} must be a whole number of at least 1", tree.spot((key,)))
    return int(value)


def _match(tree: Tree, key: str, value: Any) -> Match:
    tree.check_word((key,), value, MATCHES)
    return MATCHES[MATCHES.index(value)]


def _order(tree: Tree, key: str, value: Any) -> Order:
    tree.check_word((key,), value, (*ORDERS, "date"))
    return "newest" if value == "date" else ORDERS[ORDERS.index(value)]


def _flag(tree: Tree, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Fault(f"{key} must be true or false", tree.spot((key,)))
    return value


_READERS: Final = {
    "match": _match,
    "under": _text,
    "pages": _text,
    "number": _number,
    "order": _order,
    "summaries": _flag,
}
