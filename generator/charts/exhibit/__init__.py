"""Exhibits: an author's own module, and the art that stands in its place.

``pipeline/files.py`` finds the files that a block names and all that these import
(``charts/exhibit/imports.py``); they are published as they lie to one another, in a folder that
carries their digest.
"""
