"""The steps that this room offers."""

from generator.engine import Blob, Maker
from generator.images.files import ImageFacts
from generator.images.variants import Encoded

MEASURE = Maker("generator.images.reading:read_facts", ImageFacts)
ENCODE = Maker("generator.images.encoding:encode", Encoded)
CLEAN_SVG = Maker("generator.images.svg:clean_svg", Blob)
