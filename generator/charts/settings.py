"""The options that all kinds of chart share: what they may be, and how an author writes them."""

import re
from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from generator.charts.authored import Download, Settings
from generator.charts.credit import as_of, credit
from generator.charts.figure import Live, Size
from generator.charts.pictures.bounds import UNFIT, named
from generator.data.options import Option
from generator.data.tree import Tree, read_tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path, Spot

SETTINGS = ("caption", "alt", "source", "as_of", "width", "height", "live", "table", "download",
            "echo", "link", "data")  # fmt: skip
_DOWNLOADS: tuple[Download, ...] = get_args(Download)
_FLOWS = {"source": "{[", "download": "{["}
"""How a value begins that is YAML within an option's line."""
_LINKED = re.compile(r"\[[^\[\]]*\]\(")
_WORDS = {"true": True, "yes": True, "false": False, "no": False}


def settings_from_options(options: Mapping[str, Option]) -> Settings:
    """Read the ``#|`` options of a block. Raises Fault."""
    check_options(options)
    tree = option_tree(options)
    return read_settings(tree.value, tree)


def check_options(options: Mapping[str, Option]) -> None:
    """Refuse an option that no chart has. Raises Fault."""
    for key, option in options.items():
        if key not in SETTINGS:
            hint = suggestion(key, SETTINGS, f"known are {', '.join(SETTINGS)}")
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


def read_settings(values: Mapping[str, Any], tree: Tree) -> Settings:
    """Check the shared options' values, whose places ``tree`` knows. Raises Fault."""
    plain = Settings()
    return Settings(
        caption=_prose(values, "caption", tree),
        alt=_prose(values, "alt", tree),
        size=_word(values, "width", Size, tree),
        height=_height(values.get("height"), tree),
        live=_word(values, "live", Live, tree),
        echo=_flag(values, "echo", plain.echo, tree),
        source=credit(values.get("source"), tree),
        as_of=as_of(values.get("as_of"), tree),
        table=_flag(values, "table", plain.table, tree),
        downloads=_downloads(values.get("download"), tree),
        link=_flag(values, "link", plain.link, tree),
    )


def _word(values: Mapping[str, Any], key: str, of: Any, tree: Tree) -> Any:
    known = get_args(of)
    value = values.get(key) or known[0]
    if value not in known:
        hint = suggestion(str(value), known, f"one of {', '.join(known)}")
        raise Fault(f'{key} cannot be "{_shown(value)}"', tree.spot((key,)), hint)
    return value


def _prose(values: Mapping[str, Any], key: str, tree: Tree) -> str:
    value = values.get(key)
    if isinstance(value, dict | list):
        hint = "a text with a colon in it needs quotes"
        raise Fault(f"{key} must be a text", tree.spot((key,)), hint)
    text = "" if value is None else str(value).strip()
    if found := UNFIT.search(text):
        message = f"{key} holds a letter that nothing can show: {named(found[0])}"
        raise Fault(message, tree.spot((key,)))
    return text


def _height(value: Any, tree: Tree) -> int:
    if value is None:
        return 0
    try:
        height = 0 if isinstance(value, bool) else int(str(value))
    except ValueError:
        height = 0
    if not 20 <= height <= 4000:
        hint = "a number of pixels, such as 300"
        raise Fault(f'height cannot be "{_shown(value)}"', tree.spot(("height",)), hint)
    return height


def _flag(values: Mapping[str, Any], key: str, otherwise: bool, tree: Tree) -> bool:
    value = values.get(key)
    if value is None:
        return otherwise
    if _shown(value) not in _WORDS:
        raise Fault(f'{key} cannot be "{_shown(value)}"', tree.spot((key,)), "true or false")
    return _WORDS[_shown(value)]


def _downloads(value: Any, tree: Tree) -> tuple[Download, ...]:
    if value is None:
        return _DOWNLOADS
    if _shown(value) in _WORDS:
        return _DOWNLOADS if _WORDS[_shown(value)] else ()
    listed = value if isinstance(value, list) else [value]
    for index, form in enumerate(listed):
        if form not in _DOWNLOADS:
            hint = suggestion(str(form), _DOWNLOADS, f"any of {', '.join(_DOWNLOADS)}, or false")
            raise Fault(f'no download "{_shown(form)}"', tree.spot(("download", index)), hint)
    return tuple(form for form in _DOWNLOADS if form in listed)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.strip() if isinstance(value, str) else msgspec.json.encode(value).decode()
