"""The content security policy that a site's pages are made for, and what its services add to it."""

from collections.abc import Mapping
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
    "frame-ancestors": "'none'",
}
"""What pages of a site without services need, directive by directive."""


def policy_of(settings: Settings, *, framed: bool = False) -> str:
    """Return the policy of a site; ``framed`` is that of figures' pages, which others may show."""
    added = sources_of(settings.comments, settings.analytics, settings.newsletter)
    whole: dict[str, tuple[str, ...]] = {name: (value,) for name, value in STRICT.items()}
    for name, origins in added.items():
        kept = whole.get(name, ())
        whole[name] = (*(each for each in kept if each != "'none'"), *origins)
    if framed:
        whole["frame-ancestors"] = ("*",)
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in whole.items())
