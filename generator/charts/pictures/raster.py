"""Drawings of so many marks that a picture is smaller than SVG."""

from xml.etree import ElementTree as ET

from generator.charts.pictures.svg import marks_of

MOST = 1_000
"""Marks above which the page gets a picture."""
_OF_PATH = 100
"""Characters of a path that weigh as much as one mark more: a line of 20,000 points is one mark."""


def is_heavy(root: ET.Element) -> bool:
    """Tell whether a drawing is too large to stand in a page as SVG."""
    weight = 0
    for mark in marks_of(root):
        weight += 1 + len(mark.get("d", "")) // _OF_PATH
        if weight > MOST:
            return True
    return False
