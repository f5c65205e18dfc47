"""What Jinja complains of in a template, in words that tell what to mend, and where."""

import re
from collections.abc import Collection

from jinja2 import TemplateError

_SYNTAX = tuple(
    (re.compile(pattern, re.DOTALL), plain, hint)
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
