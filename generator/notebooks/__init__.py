"""Notebooks and scripts in cells: what they hold as the text of a post.

``notebooks/jupyter.py`` and ``notebooks/percent.py`` read the two forms into the same cells,
``notebooks/reading.py`` finds the front matter, ``notebooks/manuscript.py`` writes the cells as
Markdown that knows where each of its lines is from, and ``notebooks/outputs.py`` what the cells put
out when they were run. Nothing is run here.

A line of a notebook is a number that holds its cell too (``CELL`` in ``problems/__init__.py``), so
that places go through READ and DRAW as those of any text do, and no output moves the next cell.
"""
