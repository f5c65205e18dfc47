"""HTML to Markdown that our own reader reads back, by markdownify."""

import re

from generator.problems import Problem

NEEDED = 'pip install "postrock[import]"'


def missing() -> Problem | None:
    """Say what is to be installed before HTML can be read."""
    try:
        import markdownify  # noqa: F401
    except ImportError:
        return Problem(
            "HTML is turned into Markdown by markdownify, which is not installed", None, NEEDED
        )
    return None


def markdown_of(html: str) -> str:
    """Turn HTML into Markdown."""
    # Its package may not be there, and takes long to load.
    from generator.importers.converter import converter

    text = str(converter().convert(html))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
