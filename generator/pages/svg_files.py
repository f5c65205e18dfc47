"""SVG files as they are published: pictures, and nothing that runs."""

from msgspec import Struct

from generator.engine import Blob, Made, Read, Step


class SvgFile(Struct, frozen=True):
    """An SVG file of the site's or its theme's, and the source that a problem points at."""

    source: str
    blob: Blob


def svg_step(source: str, blob: Blob) -> Step:
    """Return the step that looks through an SVG file before it is published."""
    return Step(look_through, SvgFile(source, blob))


def look_through(value: SvgFile, read: Read) -> Made[Blob]:
    """Take out of an SVG what would run where it is opened on its own."""
    # What reads XML is only loaded where some SVG was not looked through before.
    from generator.pages.svg_cleaning import cleaned

    return cleaned(value, read)
