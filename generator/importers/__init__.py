"""Blogs of other generators: read, planned, written, repaired where a build fails, and reported.

An importer is a function from an ``ImportSource`` to an ``OldSite``, and one line of this table.
"""

from typing import Final

IMPORTERS: Final[dict[str, str]] = {
    "jekyll": "generator.importers.jekyll:read_jekyll",
    "hugo": "generator.importers.hugo:read_hugo",
    "pelican": "generator.importers.pelican:read_pelican",
    "wordpress": "generator.importers.wordpress:read_wordpress",
}
"""Where each importer is, by the name that the command line knows it by."""
