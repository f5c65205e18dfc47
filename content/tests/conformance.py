"""What HTML's standard asks of a page, beyond what a parser notices.

The parser (of the standard's own algorithm) finds stray tags and blocks in a paragraph.
Here stand the rules for nesting, content, names and labels.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from justhtml import Element, JustHTML

from content.tests.building import elements, parsed, value

PHRASING = frozenset(
    "a abbr audio b bdi bdo br button canvas cite code data datalist del dfn em embed i iframe "
    "img input ins kbd label map mark math meter noscript object output picture progress q ruby "
    "s samp script select slot small span strong sub sup svg template textarea time u var video "
    "wbr".split()
)
FLOW = PHRASING | frozenset(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul".split()
)
INNER = frozenset(
    "html head body title meta link style base li dt dd figcaption summary caption colgroup col "
    "thead tbody tfoot tr th td option optgroup legend rp rt source track area param".split()
)
ONLY_PHRASING = frozenset(
    "p h1 h2 h3 h4 h5 h6 pre span em strong small s cite q code b i u mark sub sup label abbr "
    "time output button dfn kbd samp var".split()
)
ONLY = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "select": {"option", "optgroup", "hr"},
}
TRANSPARENT = frozenset("a ins del map noscript object".split())
LABELABLE = frozenset("button input meter output progress select textarea".split())
INTERACTIVE = LABELABLE - {"output", "meter", "progress"} | {"a", "label", "details", "summary"}
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def faults(html: str) -> list[str]:
    """Return everything that is wrong with a page, with line and column."""
    page = parsed(html)
    found = [f"{error.line}:{error.column} {error.message}" for error in page.errors]
    nesting = Nesting()
    nesting.feed(html)
    found += nesting.faults
    for rule in RULES:
        found += rule(page)
    return found


class Nesting(HTMLParser):
    """Finds tags that are not closed by their own end tag, and attributes given twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(dict(attrs)) < len(attrs):
            self.faults.append(f"{self.place} <{tag}> has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in VOID:
            return
        self.open.pop()
        if "svg" not in self.open and "math" not in self.open:
            self.faults.append(f"{self.place} <{tag}/> closes nothing")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"{self.place} </{tag}> does not close <{(self.open or [''])[-1]}>")

    @property
    def place(self) -> str:
        return "{}:{}".format(*self.getpos())


def _rule_ids(page: JustHTML) -> Iterator[str]:
    ids = Counter(value(element, "id") for element in elements(page.root))
    yield from (f"the id {name!r} stands {n} times" for name, n in ids.items() if name and n > 1)
    if "" in ids:
        yield "an id is empty"
    for element in elements(page.root):
        for reference in REFERENCES:
            for name in (value(element, reference) or "").split():
                if name not in ids:
                    yield f"{_at(element)} {reference} names {name!r}, which is not there"


def _rule_head(page: JustHTML) -> Iterator[str]:
    html, title = page.query("html"), page.query("head > title")
    if not html or not value(html[0], "lang"):
        yield "html has no lang"
    if len(title) != 1 or not title[0].to_text().strip():
        yield "there is not one title"
    if not page.query("head > meta[charset]"):
        yield "there is no charset"


def _rule_outline(page: JustHTML) -> Iterator[str]:
    if len(page.query("main")) != 1:
        yield "there is not one main"
    last = 0
    for heading in (element for element in elements(page.root) if element.name in HEADINGS):
        level = int(heading.name[1])
        if level > last + 1:
            yield f"{_at(heading)} h{level} follows h{last}"
        if not heading.to_text().strip():
            yield f"{_at(heading)} a heading is empty"
        last = level
    if len(page.query("h1")) != 1:
        yield "there is not one h1"


def _rule_names(page: JustHTML) -> Iterator[str]:
    for element in _html_elements(page):
        if "-" not in element.name and element.name not in FLOW | INNER:
            yield f"{_at(element)} there is no element {element.name}"
        for name in element.attrs:
            if name == "style" or name.startswith("on"):
                yield f"{_at(element)} {name} is refused by a strict policy"
        is_data = value(element, "type") == "application/ld+json"
        if element.name == "script" and value(element, "src") is None and not is_data:
            yield f"{_at(element)} a script stands inline"


def _rule_content(page: JustHTML) -> Iterator[str]:
    for element in _html_elements(page):
        holder = element.parent
        while holder is not None and holder.name in TRANSPARENT:
            holder = holder.parent
        if holder is None or getattr(holder, "namespace", "html") != "html":
            continue
        if holder.name in ONLY_PHRASING and element.name not in PHRASING:
            yield f"{_at(element)} {element.name} stands in {holder.name}"
        if element.name not in ONLY.get(holder.name, {element.name}):
            yield f"{_at(element)} {element.name} stands right in {holder.name}"
        if element.name == "figcaption" and not _is_at_an_end(element):
            yield f"{_at(element)} figcaption is neither first nor last in its figure"


def _rule_interaction(page: JustHTML) -> Iterator[str]:
    for element in _html_elements(page):
        if element.name in {"a", "button"}:
            inner = [e.name for e in elements(element) if e.name in INTERACTIVE]
            if inner:
                yield f"{_at(element)} {inner[0]} stands in {element.name}"
            if value(element, "aria-hidden") != "true" and not _named(element):
                yield f"{_at(element)} {element.name} has no text"
        if element.name == "a" and value(element, "href") == "":
            yield f"{_at(element)} a leads nowhere"


def _rule_labels(page: JustHTML) -> Iterator[str]:
    labels = [element for element in _html_elements(page) if element.name == "label"]
    targets = {value(label, "for") for label in labels}
    for label in labels:
        inner = [e for e in elements(label) if e.name in LABELABLE]
        if len(inner) > 1:
            yield f"{_at(label)} label holds {' and '.join(e.name for e in inner)}"
        if not inner and value(label, "for") is None:
            yield f"{_at(label)} label labels nothing"
    for field in _html_elements(page):
        if field.name not in {"input", "select", "textarea"} or value(field, "type") == "hidden":
            continue
        wrapped = any(holder.name == "label" for holder in _holders(field))
        if not (wrapped or value(field, "aria-label") or value(field, "id") in targets - {None}):
            yield f"{_at(field)} {field.name} has no label"


def _rule_pictures(page: JustHTML) -> Iterator[str]:
    for element in elements(page.root):
        if element.name == "img" and (value(element, "alt") is None or not value(element, "src")):
            yield f"{_at(element)} img without alt or src"
        if element.name == "svg" and value(element, "aria-hidden") != "true":
            named = value(element, "role") == "img" and value(element, "aria-label")
            if not named:
                yield f"{_at(element)} svg is neither hidden nor named"


RULES: tuple[Callable[[JustHTML], Iterator[str]], ...] = (
    _rule_ids,
    _rule_head,
    _rule_outline,
    _rule_names,
    _rule_content,
    _rule_interaction,
    _rule_labels,
    _rule_pictures,
)


def _html_elements(page: JustHTML) -> Iterator[Element]:
    return (element for element in elements(page.root) if element.namespace in {None, "html"})


def _holders(element: Element) -> Iterator[Element]:
    holder = element.parent
    while isinstance(holder, Element):
        yield holder
        holder = holder.parent


def _is_at_an_end(element: Element) -> bool:
    around = (element.parent.children if element.parent else None) or ()
    siblings = [child for child in around if isinstance(child, Element)]
    return element in (siblings[0], siblings[-1])


def _named(element: Element) -> bool:
    if element.to_text().strip() or value(element, "aria-label"):
        return True
    return any(value(inner, "alt") for inner in elements(element))


def _at(element: Element) -> str:
    return f"{element.origin_line}:{element.origin_col}"
