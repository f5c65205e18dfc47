"""Jinja for templates that may be a stranger's: what they reach, and what their errors mean.

They read their values: Python's own is closed to them, values stay as they are, and what would be
huge at one stroke is refused. What grows step by step is for the limits of the process that
renders.
"""

import re
from collections.abc import Callable, Collection
from functools import wraps
from itertools import islice
from typing import Any, NoReturn

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, modifies_known_mutable

from generator.problems.regex import regex

MOST_LENGTH = 10_000_000
"""So many characters or entries ``+`` and ``*`` make at most."""
MOST_BITS = 14_000
"""So large a whole number can still be written: Python writes none of more than 4,300 digits."""
MOST_RANGE = 100_000
MOST_WIDTH = 10_000
"""So wide, deep or precise a filter or method may be asked to be."""

_WIDE_FILTERS = ("batch", "center", "indent", "round", "slice", "tojson", "wordwrap")
_WIDE_METHODS = frozenset(
    ("center", "expandtabs", "ljust", "rjust", "to_bytes", "zfill", "generate_lorem_ipsum")
)
_FORMATTING = frozenset(("format", "format_map"))
_WIDE_FORMAT = regex(r"%[-+ #0-9.]*(?:\*|[0-9]{5})|\{[^{}]*:[^{}]*(?:\{|[0-9]{5})")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja that lets a template read its values, and reach nothing else."""

    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def __init__(self, **options: Any) -> None:
        """Take what an environment takes."""
        super().__init__(**options)
        self.globals["range"] = _short_range
        self.filters |= {name: _narrow(self.filters[name]) for name in _WIDE_FILTERS}
        self.filters["format"] = _plain_format(self.filters["format"])

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute that a template may see."""
        # Fields of our own values are most of what is asked for, and there is nothing behind them.
        if attribute in getattr(type(obj), "__struct_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def unsafe_undefined(self, obj: Any, attribute: str) -> NoReturn:
        """Refuse what leads into Python, or would change a value."""
        if modifies_known_mutable(obj, attribute):
            raise SecurityError(f'a template cannot change a value by "{attribute}"')
        raise SecurityError(f'a template cannot reach "{attribute}"')

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out what is not too large to be worked out."""
        if _is_too_large(operator, left, right):
            raise SecurityError(f'what "{operator}" would make here is too large')
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *given: Any, **named: Any) -> Any:
        """Call what a template may call."""
        name = getattr(obj, "__name__", "")
        if name in _WIDE_METHODS:
            _check_widths((*given, *named.values()))
        elif name in _FORMATTING:
            _check_format(getattr(getattr(obj, "__wrapped__", None), "__self__", ""))
        return super().call(context, obj, *given, **named)

    def compile(self, source: Any, name: Any = None, filename: Any = None, *rest: Any) -> Any:
        """Compile a template; what Python cannot even read is an error of its syntax."""
        try:
            return super().compile(source, name, filename, *rest)
        except (RecursionError, SyntaxError):
            message = "this template is nested too deeply"
        except (ValueError, OverflowError, MemoryError):
            message = "a number here is too long to be read"
        raise TemplateSyntaxError(message, _longest_line(str(source)), name, filename)


def _longest_line(source: str) -> int:
    """Return the line that what is too much for Python stands in, as far as one can tell."""
    lengths = [len(line) for line in source.split("\n")]
    return lengths.index(max(lengths)) + 1


def _is_too_large(operator: str, left: Any, right: Any) -> bool:
    if operator == "%":
        return isinstance(left, str) and _WIDE_FORMAT.search(left) is not None
    if operator == "+":
        return _length(left) + _length(right) > MOST_LENGTH
    if isinstance(left, int) and isinstance(right, int):
        if operator == "**":
            return abs(left) > 1 and left.bit_length() * right > MOST_BITS
        return left.bit_length() + right.bit_length() > MOST_BITS
    if operator == "**":
        return False
    times = next((each for each in (left, right) if isinstance(each, int)), 0)
    return (_length(left) or _length(right)) * times > MOST_LENGTH


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes | list | tuple) else 0


def _check_widths(given: tuple[Any, ...]) -> None:
    wide = next((one for one in given if isinstance(one, int) and abs(one) > MOST_WIDTH), None)
    if wide is not None:
        raise SecurityError(f"a template cannot ask for more than {MOST_WIDTH:,} here")


def _check_format(text: str) -> None:
    if _WIDE_FORMAT.search(text):
        raise SecurityError(
            "a format in a template cannot be so wide, or take its width from a value"
        )


def _narrow(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Bound the widths that a filter is asked for; its first argument is what it works on."""
    first = 1 + hasattr(filter_, "jinja_pass_arg")

    @wraps(filter_)
    def filtered(*given: Any, **named: Any) -> Any:
        _check_widths((*islice(given, first, None), *named.values()))
        return filter_(*given, **named)

    return filtered


def _plain_format(filter_: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(filter_)
    def filtered(text: Any, *given: Any, **named: Any) -> Any:
        _check_format(str(text))
        return filter_(text, *given, **named)

    return filtered


def _short_range(*given: int) -> range:
    """Return a range of what a page could ever show."""
    found = range(*given)
    if found[MOST_RANGE : MOST_RANGE + 1]:
        raise SecurityError(f"a range in a template has at most {MOST_RANGE:,} numbers")
    return found


_SYNTAX = tuple(
    (regex(pattern, re.DOTALL), plain, hint)
    for pattern, plain, hint in (
        (
            r"unknown tag '(\w+)'.*to be closed is '(\w+)'",
            r'"\1" comes where the "\2" above it is still open',
            r"close it with {% end\2 %}",
        ),
        (
            r"end of template.*to be closed is '(\w+)'",
            r'the template ends where a "\1" is still open',
            r"close it with {% end\1 %}",
        ),
        (r"unknown tag '(\w+)'", r'there is no tag "\1"', ""),
        (r"No filter named '(\w+)'", r'there is no filter "\1"', ""),
        (
            r"(a template cannot change .*)",
            r"\1",
            "count in a namespace(), or build another list with +",
        ),
        (
            r"(a template cannot reach .*)",
            r"\1",
            "it is given values, and nothing of Python",
        ),
    )
)
"""What Jinja's longer complaints mean, and how to mend them."""


TOO_MUCH = "this makes more than there is memory for"


def message_of(error: TemplateError) -> str:
    """Return what is wrong with a template."""
    written = (error.message or type(error).__name__).removesuffix(".")
    matches = ((pattern.search(written), plain) for pattern, plain, _ in _SYNTAX)
    return next((match.expand(plain) for match, plain in matches if match), written)


def hint_of(error: Exception) -> str:
    """Return how to mend what is wrong, empty where nobody can tell."""
    written = (error.message or "") if isinstance(error, TemplateError) else ""
    matches = ((pattern.search(written), hint) for pattern, _, hint in _SYNTAX)
    return next((match.expand(hint) for match, hint in matches if match), "")


def line_in(error: Exception, files: Collection[str]) -> tuple[str, int]:
    """Return the innermost of these templates that an error came through, and the line."""
    found = ("", 0)
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in files:
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return found
