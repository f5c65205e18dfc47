"""MEASURE: pictures, so that a page can keep their places while they load."""

from generator.charts.pictures.sizes import size_of
from generator.engine import Made, Read
from generator.pages.pictures import Picture, Size


def measure(value: Picture, read: Read) -> Made[Size]:
    """Measure a picture by its bytes."""
    return Made(Size(*size_of(value.path, read(value.blob))))
