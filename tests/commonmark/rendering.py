"""Markdown to HTML by our grammar alone, before what a blog adds to it."""

from generator.markup.convert import plain_html


def render(markdown: str, *, extended: bool = True) -> str:
    """Return the HTML of one document."""
    return plain_html(markdown, extended=extended)
