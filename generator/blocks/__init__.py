"""Blocks: each fence of a document, read once into one frozen value.

READ calls ``read_block``, which lets the block's kind read its text (``markup/kinds.py`` names
the function) and keeps what it says as ``Contents``: the frame that all figures have, the names
of datasets and files with their places, and what the kind makes of its other keys, encoded in a
Blob. DRAW parses nothing again: it decodes that value. A block that is wrong further down still
names what stands above, so that its data are loaded and told of too; its own problem is kept with
it and told where the figure would be drawn.

Places count within the block's text; ``Block.passage`` gives those in the file, whatever was taken
off each of its lines. So prose that moves a block changes nothing but its place.
"""
