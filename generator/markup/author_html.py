"""An author's own HTML: what of it would run a script or lead readers away, told at its place."""

import re
from collections.abc import Collection, Iterator

from msgspec import Struct, structs

from generator.markup.addresses import SHOWING, addresses_in, refused
from generator.markup.tags import Tag, tags
from generator.markup.text import Text
from generator.problems import Problem
from generator.problems.problem import Severity

SHOWN = 20
"""So many of a page's faults are told."""
POLICY = "see docs/deploying.md for the policy, and for what it lets through"
UNCLOSED = "is a quotation mark missing?"
PLAIN = ("alt", "class", "href", "id", "src", "style", "title")
"""Attributes whose values hold no tags."""
EXHIBIT = "an exhibit is for what needs a script"

_HTML = re.compile(r"<[a-zA-Z]|\{[^{}\n]*=")
_DATA = re.compile(r"(?:application|text)/(?!(?:x-)?(?:java|ecma|live)script)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_REFRESH = re.compile(r"[\d.\s]*[;,]?\s*(?:url\s*=)?\s*[\"']?", re.IGNORECASE)


class Fault(Struct, frozen=True):
    """What is wrong in a tag: a word of it to point at."""

    message: str
    tag: str
    word: str
    hint: str = ""
    severity: Severity = "warning"


def html_problems(text: Text, html: str, told: Collection[str]) -> Iterator[Problem]:
    """Find what an author's own HTML would do; ``told`` are addresses that are refused already."""
    if not ("<" in text.body or "{" in text.body) or not _HTML.search(text.prose):
        return
    places: dict[str, int] = {}
    for fault in _faults(html, told)[:SHOWN]:
        at = _locate(text.prose, fault, places)
        yield text.problem(fault.message, at, fault.hint, fault.severity)


def _faults(html: str, told: Collection[str]) -> list[Fault]:
    return [fault for tag in tags(html) for fault in _in_tag(tag, told)]


def _locate(prose: str, fault: Fault, places: dict[str, int]) -> int:
    """Return where a fault stands: in its tag where that is as written, else where its word is."""
    word = fault.word.lower()
    tag = prose.find(fault.tag, places.get(fault.tag + word, 0))
    within = max(fault.tag.lower().find(word), 0)
    at = tag + within if tag >= 0 else prose.lower().find(word, places.get(word, 0))
    places[fault.tag + word] = at - within + 1
    places[word] = max(at + 1, places.get(word, 0))
    return at


def _in_tag(tag: Tag, told: Collection[str]) -> Iterator[Fault]:
    given = tag.attributes
    if not tag.ends:
        yield Fault("this tag never ends", tag.written, f"<{tag.name}", UNCLOSED, "error")
    elif any("<" in value and "\n" in value for name, value in given.items() if name in PLAIN):
        message = "browsers take what follows for a value of this tag"
        yield Fault(message, tag.written, f"<{tag.name}", UNCLOSED)
    if ":" in tag.name and (wrong := refused(tag.written.strip("<>"))):
        yield Fault(wrong, tag.written, tag.name, severity="error")
    for name, value in given.items():
        yield from _in_attribute(tag, name, value, told)
    if tag.name == "script" and not _DATA.match(given.get("type", "")):
        yield from _script(tag)
    elif tag.name == "base":
        message = "the recommended policy ignores <base>, and without it all links change"
        yield Fault(message, tag.written, "base", POLICY)
    elif tag.name == "meta" and "http-equiv" in given:
        yield from _meta(tag)


def _in_attribute(tag: Tag, name: str, value: str, told: Collection[str]) -> Iterator[Fault]:
    if name.startswith("on") and len(name) > len("on"):
        message = f'the recommended policy does not run "{name}"'
        yield Fault(message, tag.written, name, EXHIBIT)
    elif name == "srcdoc":
        inside = _faults(value, ())
        yield from (structs.replace(each, tag=tag.written, word=name) for each in inside)
    elif (tag.name, name) == ("form", "action") or name == "formaction":
        message = f'the recommended policy sends no form to "{name}"'
        yield Fault(message, tag.written, name, POLICY)
    for address in addresses_in(name, value):
        wrong = refused(address, shown=tag.name in SHOWING)
        if wrong and address not in told:
            yield Fault(wrong, tag.written, address, severity="error")


def _script(tag: Tag) -> Iterator[Fault]:
    source = tag.attributes.get("src")
    if source is None:
        message = "the recommended policy does not run a script that stands in a page"
        yield Fault(message, tag.written, "script", EXHIBIT)
    elif _ELSEWHERE.match(source):
        message = "the recommended policy does not run a script from another host"
        yield Fault(message, tag.written, "src", POLICY)


def _meta(tag: Tag) -> Iterator[Fault]:
    kind = tag.attributes["http-equiv"].strip().lower()
    if kind != "refresh":
        yield Fault(f'"{kind}" does nothing in the body of a page', tag.written, "http-equiv")
        return
    message = "this sends readers away, and no policy keeps it from that"
    yield Fault(message, tag.written, "http-equiv", "write a link, or an alias of the other page")
    if wrong := refused(_REFRESH.sub("", tag.attributes.get("content", ""), count=1)):
        yield Fault(wrong, tag.written, "content", severity="error")
