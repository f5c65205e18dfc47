"""The door to Markdown: cheap to import, so that an unchanged site never loads ``markdown``."""

from generator.engine import Made
from generator.markup.parts import Markup, MarkupSource

__all__ = ["MarkupSource", "convert"]


def convert(source: MarkupSource) -> Made[Markup]:
    """Convert Markdown to HTML with holes, with every problem at its place in the file."""
    # Loading python-markdown takes longer than a build that changes nothing.
    from generator.markup.prose import convert_prose

    return convert_prose(source)
