"""The options that all kinds of figures share: what they may be, and how an author writes them."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Struct

from generator.blocks.credit import credit, moment
from generator.blocks.option_lines import Option
from generator.data.tree import Tree, read_tree
from generator.problems import suggestion
from generator.problems.encoding import UNFIT, named
from generator.problems.fault import Fault, Path, Spot

Size = Literal["text", "wide", "full"]
Live = Literal["visible", "touch", "never"]
Download = Literal["csv", "json", "svg", "png"]
_DOWNLOADS: tuple[Download, ...] = get_args(Download)
_FLOWS = {"source": "{[", "download": "{["}
"""How a value begins that is YAML within an option's line."""
_LINKED = re.compile(r"\[[^\[\]]*\]\(")
_WORDS = {"true": True, "yes": True, "false": False, "no": False}


def check_options(options: Mapping[str, Option]) -> None:
    """Refuse an option that no chart has. Raises Fault."""
    for key, option in options.items():
        if key not in OPTION_NAMES:
            hint = suggestion(key, OPTION_NAMES, f"known are {', '.join(OPTION_NAMES)}")
            raise Fault(f'no option "{key}"', option.key_spot, hint)


def option_tree(options: Mapping[str, Option]) -> Tree:
    """Return all options as one mapping with places, as if they were YAML. Raises Fault."""
    read = {key: _value(key, option) for key, option in options.items()}
    return Tree(
        {key: tree.value for key, tree in read.items()},
        {(key, *path): spot for key, tree in read.items() for path, spot in tree.values.items()},
        {(key, *path): spot for key, tree in read.items() for path, spot in tree.keys.items()},
    )


def _value(key: str, option: Option) -> Tree:
    """Read an option's text: a mapping, a list, a list with commas, or the text itself."""
    is_flow = option.text and option.text[0] in _FLOWS.get(key, "")
    if is_flow and not _LINKED.match(option.text):
        return _flow(option)
    if key == "download" and option.text not in _WORDS:
        return _listed(option)
    return Tree(option.text, {(): option.spot}, {})


def _flow(option: Option) -> Tree:
    line, column = option.spot

    def move(spot: Spot) -> Spot:
        return line, column + spot[1] - 1

    try:
        tree = read_tree(option.text)
    except Fault as fault:
        raise fault.moved(move(fault.spot)) from None
    values = {path: move(spot) for path, spot in tree.values.items()}
    return Tree(tree.value, values, {path: move(spot) for path, spot in tree.keys.items()})


def _listed(option: Option) -> Tree:
    line, column = option.spot
    spots: dict[Path, Spot] = {(): option.spot}
    words: list[str] = []
    for part in option.text.split(","):
        spots[(len(words),)] = (line, column + len(part) - len(part.lstrip()))
        words.append(part.strip())
        column += len(part) + 1
    return Tree(words, spots, {})


def _word(value: Any, key: str, tree: Tree, known: tuple[str, ...]) -> Any:
    value = value or known[0]
    if value not in known:
        hint = suggestion(str(value), known, f"one of {', '.join(known)}")
        raise Fault(f'{key} cannot be "{_shown(value)}"', tree.spot((key,)), hint)
    return value


def _prose(value: Any, key: str, tree: Tree) -> str:
    if isinstance(value, dict | list):
        hint = "a text with a colon in it needs quotes"
        raise Fault(f"{key} must be a text", tree.spot((key,)), hint)
    text = str(value).strip()
    if found := UNFIT.search(text):
        message = f"{key} holds a letter that nothing can show: {named(found[0])}"
        raise Fault(message, tree.spot((key,)))
    return text


def _height(value: Any, key: str, tree: Tree) -> int:
    try:
        height = 0 if isinstance(value, bool) else int(str(value))
    except ValueError:
        height = 0
    if not 20 <= height <= 4000:
        hint = "a number of pixels, such as 300"
        raise Fault(f'height cannot be "{_shown(value)}"', tree.spot((key,)), hint)
    return height


def _flag(value: Any, key: str, tree: Tree) -> bool:
    if _shown(value) not in _WORDS:
        raise Fault(f'{key} cannot be "{_shown(value)}"', tree.spot((key,)), "true or false")
    return _WORDS[_shown(value)]


def _downloads(value: Any, key: str, tree: Tree) -> tuple[Download, ...]:
    if _shown(value) in _WORDS:
        return _DOWNLOADS if _WORDS[_shown(value)] else ()
    listed = value if isinstance(value, list) else [value]
    for index, form in enumerate(listed):
        if form not in _DOWNLOADS:
            hint = suggestion(str(form), _DOWNLOADS, f"any of {', '.join(_DOWNLOADS)}, or false")
            raise Fault(f'no download "{_shown(form)}"', tree.spot((key, index)), hint)
    return tuple(form for form in _DOWNLOADS if form in listed)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.strip() if isinstance(value, str) else msgspec.json.encode(value).decode()


class FigureOptions(Struct, frozen=True):
    """The options that every kind of figure shares.

    Each has what reads it, and before that its author's word for it where that is another.
    """

    caption: Annotated[str, _prose] = ""
    alt: Annotated[str, _prose] = ""
    source: Annotated[str, credit] = ""
    """Inline Markdown."""
    as_of: Annotated[str, moment] = ""
    """A date in ISO 8601: when the data was true."""
    size: Annotated[Size, "width", partial(_word, known=get_args(Size))] = "text"
    height: Annotated[int, _height] = 0
    live: Annotated[Live, partial(_word, known=get_args(Live))] = "visible"
    table: Annotated[bool, _flag] = True
    downloads: Annotated[tuple[Download, ...], "download", _downloads] = _DOWNLOADS
    """What readers are offered."""
    echo: Annotated[bool, _flag] = False
    link: Annotated[bool, _flag] = True
    """Whether the address may carry what readers set."""


def _options() -> Iterator[tuple[str, tuple[str, Callable[[Any, str, Tree], Any]]]]:
    hints = get_type_hints(FigureOptions, include_extras=True)
    for field in FigureOptions.__struct_fields__:
        *words, reader = hints[field].__metadata__
        yield words[0] if words else field, (field, reader)


OPTIONS = dict(_options())
"""Each option as authors write it, the field that holds it, and what reads it."""
OPTION_NAMES = (*OPTIONS, "data")


def read_options(tree: Tree) -> FigureOptions:
    """Check the shared options among the keys of a mapping. Raises Fault."""
    said = {key: option for key, option in OPTIONS.items() if tree.value.get(key) is not None}
    read = {field: reader(tree.value[key], key, tree) for key, (field, reader) in said.items()}
    return FigureOptions(**read)
