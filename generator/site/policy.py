"""The content security policy that a site's pages are made for, and what is added to it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.site.services import sources_of
from generator.site.settings import Settings

STRICT: Final[Mapping[str, str]] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""What pages of a site without services need, directive by directive."""
FRAMED_BY_NONE: Final = "frame-ancestors 'none'"
"""Who may show pages in a frame: nobody."""
FRAMED_BY_ALL: Final = "frame-ancestors *"
"""The same of figures' own pages: everybody."""


def policy_of(settings: Settings, more: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the policy of a site's pages, but for who may frame them.

    What its services need is in it, and ``more``: sources that a target adds.
    """
    whole = dict(STRICT)
    added = sources_of(settings.comments, settings.analytics, settings.newsletter)
    for name, origins in added.items():
        whole[name] = " ".join((*filter(None, (whole.get(name),)), *origins))
    for name, sources in more.items():
        before = whole.get(name, "'self'")
        whole[name] = sources if before == "'none'" else f"{before} {sources}"
    return "; ".join(f"{name} {sources}" for name, sources in whole.items())
