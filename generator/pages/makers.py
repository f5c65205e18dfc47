"""The steps that this room offers."""

from generator.engine import Blob, Maker
from generator.pages.layouts import References
from generator.pages.pictures import Size

FIND_REFERENCES = Maker("generator.pages.layouts:find_references", References)
MEASURE = Maker("generator.pages.measure:measure", Size)
CLEAN_SVG = Maker("generator.pages.svg_cleaning:clean_svg", Blob)
COMPOSE = Maker("generator.pages.compose:compose", Blob)
JOIN_STYLES = Maker("generator.pages.sheets:join_styles", Blob)
WRITE_OEMBED = Maker("generator.pages.embedding:write_oembed", Blob)
WRITE_ROBOTS = Maker("generator.pages.machine:write_robots", Blob)
WRITE_SITEMAP = Maker("generator.pages.machine:write_sitemap", Blob)
