"""The one rule for addresses: which must not stand in a page, whoever wrote them.

Links in Markdown and HTML, menus, aliases, charts: all of them ask here.
"""

import re
from html import unescape
from urllib.parse import unquote, urlsplit

from generator.problems import nearest
from generator.problems.regex import regex

ATTRIBUTES = frozenset(
    """
    action background base cite classid codebase data dynsrc formaction from href icon longdesc
    lowsrc manifest ping poster profile src to xlink:href
    """.split()
)
LISTS = {"srcset": ",", "imagesrcset": ",", "values": ";"}
"""Attributes that hold several addresses, and what parts them."""
SHOWING = frozenset(("img", "source", "image", "feimage", "video", "audio", "track", "input"))
"""Elements that show what they name: nothing runs in that."""

# What browsers skip before and within a scheme, and what nobody sees.
_SKIPPED = regex("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
_PLAIN = regex(r"https?://[A-Za-z0-9.-]+(?:[/?#]|\Z)|(?!//)[^:%&]*\Z")
"""Most addresses, which a glance tells to be fine."""
_SCHEME = regex(r"([a-z][a-z0-9+.-]*):")
_RUNNING = frozenset(("javascript", "vbscript", "livescript", "mocha"))
_HOLDING = frozenset(("data", "blob", "filesystem"))
_PICTURE = regex(r"data:(?:image|audio|video|font)/")
_WEB = ("https", "http")
_HOST = r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+"
_HOST_AND_PORT = regex(rf"(?:localhost|{_HOST}):[0-9]+(?:[/?#]|\Z)", re.IGNORECASE)
_SCHEME_AND_REST = regex(r"([a-z]+)(?::/*|//+)(?=[^\s/])", re.IGNORECASE)
_MAIL = regex(rf"[^\s@/:?#]+@{_HOST}\Z", re.IGNORECASE)
_MACHINE = regex(r"(?:localhost|[0-9]+(?:\.[0-9]+){3})(?::[0-9]+)?(?:[/?#]|\Z)", re.IGNORECASE)
_DOMAINS = (
    "app biz cloud com dev edu eu gov info io me mil net online org page site tech tv uk wiki xyz"
)
# Two letters are those of a country, or, where nothing follows, of a file.
_SITE = regex(
    rf"(?:www\.{_HOST}|(?:[a-z0-9_-]+\.)+(?:{'|'.join(_DOMAINS.split())}|[a-z][a-z](?=[:/])))"
    r"(?::[0-9]+)?(?:[/?#]|\Z)",
    re.IGNORECASE,
)
_DRAWING = regex(r"data:image/svg")


def refused(address: str, *, shown: bool = False) -> str:
    """Return why an address must not stand in a page, empty where it may.

    ``shown`` is that of a picture or sound, in which browsers run nothing.
    """
    if _PLAIN.match(address):
        return ""
    plain = _SKIPPED.sub("", unquote(unescape(address))).lower()
    found = _SCHEME.match(plain)
    scheme = found[1] if found else ""
    if scheme in _RUNNING:
        return "a link must not run a script"
    if scheme in _HOLDING and not _is_picture(plain, shown=shown):
        return f'a link must not bring what it leads to ("{scheme}:")'
    is_on_web = scheme in _WEB or plain.startswith("//")
    goes = _has_host(address) if is_on_web else not _is_almost_web(plain, scheme)
    return "" if goes else "no browser can go to this address"


def intended(address: str) -> str:
    """Return the address beyond the site of which an author left out a part; empty for others."""
    whole = _completed(address.strip())
    return "" if refused(whole) else whole


def hint_for(address: str) -> str:
    """Return a hint for an address that leads nowhere, where it looks like one on the web."""
    better = intended(address)
    return f'did you mean "{better}"?' if better else ""


def _completed(address: str) -> str:
    for known, before in ((_MAIL, "mailto:"), (_MACHINE, "http://"), (_SITE, "https://")):
        if known.match(address):
            return before + address
    found = _SCHEME_AND_REST.match(address)
    scheme = nearest(found[1], _WEB) if found else None
    return f"{scheme}://{address[found.end() :]}" if found and scheme else ""


def addresses_in(attribute: str, value: str) -> list[str]:
    """Return the addresses that an attribute of HTML or SVG holds."""
    if attribute in LISTS:
        return [part.strip().partition(" ")[0] for part in value.split(LISTS[attribute])]
    return [value] if attribute in ATTRIBUTES else []


def _is_almost_web(plain: str, scheme: str) -> bool:
    """Tell whether what stands before the first colon is a host, or a misspelt scheme."""
    if not scheme:
        return False
    is_misspelt = (
        scheme.isalpha() and plain.startswith("//", len(scheme) + 1) and bool(nearest(scheme, _WEB))
    )
    return is_misspelt or _HOST_AND_PORT.match(plain) is not None


def _is_picture(plain: str, *, shown: bool) -> bool:
    return bool(_PICTURE.match(plain)) and (shown or not _DRAWING.match(plain))


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
        # To ask for the port is to have it read.
        return bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError:
        return False
