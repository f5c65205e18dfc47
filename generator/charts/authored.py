"""What an author's block says: a specification, its settings, and where each part stands."""

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from generator.data.options import Option
from generator.data.tree import Fault, Path, Spot
from generator.markup.parts import Block
from generator.problems import Place, Problem, Severity, nearest

SETTINGS = ("caption", "alt", "width", "height", "live", "echo", "data")
_SIZES = ("text", "wide", "full")
_LIVES = ("visible", "touch", "never")
_WORDS = {"true": True, "yes": True, "false": False, "no": False}


class Settings(Struct, frozen=True):
    """The options that every kind of chart shares."""

    caption: str = ""
    alt: str = ""
    size: Literal["text", "wide", "full"] = "text"
    height: int = 0
    live: Literal["visible", "touch", "never"] = "visible"
    echo: bool = False
    source: str = ""
    """Inline Markdown."""
    as_of: str = ""
    table: bool = True
    downloads: tuple[str, ...] = ("csv", "json", "svg", "png")
    link: bool = True
    """Whether the address may carry what readers set."""


class Authored(Struct, frozen=True):
    """A Vega-Lite specification as its author gave it.

    ``spot`` tells where the value at a path of the specification stands in the block,
    ``key_spot`` where its key does.
    """

    spec: dict[str, Any]
    settings: Settings
    spot: Callable[[Path], Spot]
    key_spot: Callable[[Path], Spot]
    formats: dict[str, str] = {}
    """Number formats of the params that readers move, by name."""


def problem(block: Block, fault: Fault, severity: Severity = "error") -> Problem:
    """Return a fault in a block as a problem in its file."""
    line, column = fault.spot
    if line < 1:
        return Problem(
            fault.message, Place(block.path, block.line - 1), fault.hint, block.fence, severity
        )
    lines = block.text.splitlines()
    source = " " * block.indent + lines[line - 1] if line <= len(lines) else block.fence
    place = Place(block.path, block.line + line - 1, column + block.indent)
    return Problem(fault.message, place, fault.hint, source, severity)


def suggestion(word: str, known: Any, otherwise: str = "") -> str:
    """Return the hint that names the nearest known word."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else otherwise


def settings_from_options(options: dict[str, Option]) -> Settings:
    """Read the ``#|`` options of a block. Raises Fault."""
    for key, option in options.items():
        if key not in SETTINGS:
            hint = suggestion(key, SETTINGS, f"known are {', '.join(SETTINGS)}")
            raise Fault(f'no option "{key}"', option.key_spot, hint)
    values = {key: option.text for key, option in options.items()}
    return read_settings(values, lambda key: options[key].spot)


def read_settings(values: dict[str, Any], spot: Callable[[str], Spot]) -> Settings:
    """Check the shared options' values. Raises Fault."""

    def word(key: str, known: tuple[str, ...]) -> Any:
        value = values.get(key) or known[0]
        if value not in known:
            hint = suggestion(str(value), known, f"one of {', '.join(known)}")
            raise Fault(f'{key} cannot be "{value}"', spot(key), hint)
        return value

    def prose(key: str) -> str:
        value = values.get(key)
        if isinstance(value, dict | list):
            raise Fault(
                f"{key} must be a text", spot(key), "a text with a colon in it needs quotes"
            )
        return "" if value is None else str(value).strip()

    return Settings(
        prose("caption"),
        prose("alt"),
        word("width", _SIZES),
        _height(values.get("height"), spot),
        word("live", _LIVES),
        _flag(values.get("echo", False), spot),
    )


def _height(value: Any, spot: Callable[[str], Spot]) -> int:
    if value is None:
        return 0
    try:
        height = int(str(value))
    except ValueError:
        height = 0
    if not 20 <= height <= 4000:
        raise Fault(
            f'height cannot be "{value}"', spot("height"), "a number of pixels, such as 300"
        )
    return height


def _flag(value: Any, spot: Callable[[str], Spot]) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() not in _WORDS:
        raise Fault(f'echo cannot be "{value}"', spot("echo"), "true or false")
    return _WORDS[str(value).lower()]
