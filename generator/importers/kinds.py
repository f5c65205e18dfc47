"""The table of importers by the name that the command line knows them by."""

from typing import Final

from generator.importers.found import Importer
from generator.importers.hugo.reading import read_hugo
from generator.importers.jekyll.reading import read_jekyll
from generator.importers.pelican.reading import read_pelican
from generator.importers.wordpress.reading import read_wordpress

IMPORTERS: Final[dict[str, Importer]] = {
    "jekyll": read_jekyll,
    "hugo": read_hugo,
    "pelican": read_pelican,
    "wordpress": read_wordpress,
}
