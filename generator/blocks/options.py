"""The options that all kinds of figures share: what they may be, and how an author writes them."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Struct

from generator.blocks.option_lines import TRUTH, Option, read_lines
from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.encoding import UNFIT, named
from generator.problems.fault import Fault
from generator.problems.regex import regex

Size = Literal["text", "wide", "full"]
Live = Literal["visible", "touch", "awake", "never"]
Download = Literal["csv", "json", "svg", "png"]
_DOWNLOADS: tuple[Download, ...] = get_args(Download)


def option_tree(options: Mapping[str, Option]) -> Tree:
    """Return all options as one mapping with places, as if they were YAML. Raises Fault."""
    for key, option in options.items():
        if key not in OPTION_NAMES:
            hint = suggestion(key, OPTION_NAMES, f"known are {', '.join(OPTION_NAMES)}")
            raise Fault(f'no option "{key}"', option.key_spot, hint)
    return read_lines(options)


def _word(value: Any, key: str, tree: Tree, known: tuple[str, ...]) -> Any:
    word = _shown(value or known[0])
    tree.check_word((key,), word, known)
    return word


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
    if _shown(value) not in TRUTH:
        raise Fault(f'{key} cannot be "{_shown(value)}"', tree.spot((key,)), "true or false")
    return TRUTH[_shown(value)]


def _downloads(value: Any, key: str, tree: Tree) -> tuple[Download, ...]:
    if _shown(value) in TRUTH:
        return _DOWNLOADS if TRUTH[_shown(value)] else ()
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


_SOURCE_KEYS = ("name", "url", "licence")
_SYNONYMS = {"license": "licence"}
_DATE = regex(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")
_COMMONS = regex(r"CC[ -](BY(?:-(?:NC|ND|SA)){0,2})[ -](\d\.\d)\Z", re.IGNORECASE)
_SPECIAL = regex(r"([\\`*_\[\]<>])")


def credit(value: Any, key: str, tree: Tree) -> str:
    """Return a source as inline Markdown, given so or as its name, url and licence.

    Raises Fault.
    """
    spot = tree.spot((key,))
    if isinstance(value, list):
        raise Fault("source must be a text or a mapping", spot, "such as: {name: …, url: …}")
    if not isinstance(value, dict):
        return str(value).strip()
    said = {_source_key(key, tree): value[key] for key in value}
    for name, part in value.items():
        if isinstance(part, dict | list):
            raise Fault(f"the source's {name} must be a text", tree.spot((key, name)))
    if not said.get("name"):
        raise Fault("a source needs a name", spot, "such as: {name: Eurostat, url: …}")
    name = _escaped(str(said["name"]))
    linked = f"[{name}](<{said['url']}>)" if said.get("url") else name
    return f"{linked} ({_licence(str(said['licence']))})" if said.get("licence") else linked


def _source_key(key: str, tree: Tree) -> str:
    known = _SYNONYMS.get(key, key)
    if known not in _SOURCE_KEYS:
        hint = suggestion(str(key), _SOURCE_KEYS, f"known are {', '.join(_SOURCE_KEYS)}")
        raise Fault(f'a source has no "{key}"', tree.key_spot(("source", key)), hint)
    return known


def _licence(text: str) -> str:
    """Link a Creative Commons licence to its text; any other is left as it is."""
    match = _COMMONS.match(text.strip())
    if not match:
        return _escaped(text)
    address = f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return f"[{text.strip()}]({address})"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.strip())


def moment(value: Any, key: str, tree: Tree) -> str:
    """Return a date, a month or a year in ISO 8601. Raises Fault."""
    text = str(value).strip()
    if not _is_date(text):
        hint = "such as 2026-03-01, 2026-03 or 2026"
        raise Fault(f'as_of cannot be "{text}"', tree.spot((key,)), hint)
    return text


def _is_date(text: str) -> bool:
    match = _DATE.match(text)
    try:
        return bool(match and date(int(match[1]), int(match[2] or 1), int(match[3] or 1)))
    except ValueError:
        return False


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

    @property
    def is_computed(self) -> bool:
        """Whether what comes alive is drawn anew by a script."""
        return self.live in ("visible", "touch")


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
