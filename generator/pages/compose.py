"""COMPOSE: from values and templates to one page."""

from typing import Any

from msgspec import Struct

from generator.engine import Blob, Made, Read
from generator.pages.body import Body
from generator.pages.budget import Budget
from generator.pages.values import PageValue, SiteValue, TemplateSet


class Composition(Struct, frozen=True):
    """A page that is to be made: its layout, and every value that its template sees by name."""

    layout: str
    templates: TemplateSet
    site: SiteValue
    page: PageValue
    values: tuple[tuple[str, Any], ...] = ()
    body: Body | None = None
    budget: Budget | None = None


def compose(value: Composition, read: Read) -> Made[Blob]:
    """Render a page's layout with its values."""
    # Jinja is only loaded where some page has to be made.
    from generator.pages.typeset import typeset

    return typeset(value, read)
