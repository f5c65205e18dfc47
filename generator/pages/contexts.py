"""The contexts of a build: what all pages share, what each has, and all that the plan takes."""

from collections.abc import Mapping

from msgspec import Struct

from generator.engine import Blob
from generator.markup.holes import with_values
from generator.pages.bind import Bound
from generator.pages.body import Drawn
from generator.pages.values import SiteValue, TemplateSet
from generator.site.catalogue import Catalogue
from generator.site.look import Look
from generator.site.placing import Page
from generator.site.settings import Settings


class SiteContext(Struct, frozen=True):
    """What all pages share.

    ``value`` is what templates see of it, ``layouts`` are the theme's template sets by layout.
    ``loader`` is the address of the script that wakes figures, ``look`` that of the theme's charts.
    """

    settings: Settings
    value: SiteValue
    layouts: Mapping[str, TemplateSet]
    loader: str
    look: Look


class PageContext(Struct, frozen=True):
    """A page with all that was made for it alone."""

    page: Page
    bound: Bound
    drawn: Drawn

    @property
    def summary(self) -> str:
        """Return what lists say of the page: its own words, or its beginning."""
        document = self.page.document
        return document.wording.summary or with_values(document.markup.excerpt, self.values)

    @property
    def values(self) -> tuple[str, ...]:
        """Return the plain texts of the values in its prose."""
        return tuple(each.text for each in self.drawn.values)

    def scripts(self, site: SiteContext) -> tuple[str, ...]:
        """Return the addresses of the modules that the page needs."""
        return (site.loader,) if self.bound.live else ()


class PlanInput(Struct, frozen=True):
    """What the plan is made from: ``pages`` has the context of each document by its path."""

    site: SiteContext
    catalogue: Catalogue
    pages: Mapping[str, PageContext]
    files: Mapping[str, Blob]

    @property
    def settings(self) -> Settings:
        """Return the settings."""
        return self.site.settings
