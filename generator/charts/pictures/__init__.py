"""A compiled chart as pictures: SVG in the page, PNG, a raster, a file, a card."""
