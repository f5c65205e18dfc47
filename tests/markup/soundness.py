"""What holds of every page that comes out of a conversion, whatever went in."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.engine import Made, encode
from generator.markup.parts import Markup, MarkupSource
from generator.problems import Place, Problem

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
DRAWN = frozenset(("svg", "math"))
RAW = frozenset(("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"))
REFUSALS = ("this is nested too deeply",)
HOLE = re.compile("\x02([LFCNTSVWPQE])([0-9]+)\x03")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffc]|wzxhzdk:\\d|klzzwxh:\\d|zvalue:\\d")
# As browsers read it: a comment ends at "--!>" as well, and what begins otherwise at the next ">".
_PART = re.compile(
    r"<!--(?:-?>|.*?--!?>)|<[!?][^>]*>|</(?P<end>[a-zA-Z][^\s/>]*)[^>]*>"
    r"""|<(?P<start>[a-zA-Z][^\s/>]*)(?:[^"'>]|"[^"]*"|'[^']*')*>|(?P<open></?[a-zA-Z!?/])""",
    re.DOTALL,
)


def unbalanced(html: str) -> str:
    """Return the first tag that has no other, empty where each has."""
    opened: list[str] = []
    at = 0
    while match := _PART.search(html, at):
        at = match.end()
        name = (match["start"] or match["end"] or "").lower()
        if match["open"]:
            return match[0]
        if match["end"]:
            if not opened or opened.pop() != name:
                return match[0]
        elif name and name not in VOID and not _is_closed_svg(match[0], opened):
            opened.append(name)
            if name in RAW and DRAWN.isdisjoint(opened):
                end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
                at = end.start() if end else len(html)
    return f"<{opened[-1]}>" if opened else ""


def _is_closed_svg(tag: str, opened: list[str]) -> bool:
    return tag.endswith("/>") and (
        "svg" in opened or "math" in opened or tag[1:4] in ("svg", "mat")
    )


def faults(source: MarkupSource, made: Made[Markup]) -> Iterator[str]:
    """Tell what is wrong with what came out."""
    yield from _of_places(source, made.problems)
    if made.value is None:
        told = [problem.message for problem in made.problems]
        python = source.grammar == "python" and "python-markdown cannot read" in told[0]
        if not python and not any(each in told[0] for each in REFUSALS):
            yield f"refused: {told}"
        return
    encode(made.value)
    yield from _of_page(made.value, made.blobs[0].decode())
    links = [Problem(each.href, each.place, "", each.source) for each in made.value.links]
    values = [Problem(each.text, each.place, "", each.source) for each in made.value.values]
    yield from _of_places(source, (*links, *values))


def _of_page(markup: Markup, body: str) -> Iterator[str]:
    pages = [body, *(note.html for note in markup.notes)]
    for html in pages:
        if wrong := unbalanced(html):
            yield f"unbalanced {wrong!r}: {html!r}"
    texts = [*pages, markup.excerpt]
    texts += [text for each in markup.headings for text in (each.html, each.text, each.anchor)]
    texts += [*markup.anchors, *(link.href for link in markup.links)]
    for text in texts:
        if found := CONTROLS.search(HOLE.sub("", text)):
            yield f"a marker {found[0]!r}: {text!r}"
    yield from _of_holes(markup, Counter(HOLE.findall("".join(pages))))


def _of_holes(markup: Markup, holes: Counter[tuple[str, str]]) -> Iterator[str]:
    references = sum(len(note.references) for note in markup.notes)
    links, values = len(markup.links), len(markup.values)
    counts = {"L": links, "T": links, "S": links, "V": values, "N": references}
    counts |= {"F": len(markup.figures), "C": len(markup.codes), "E": len(markup.lists)}
    counts |= {"P": links, "Q": links}
    for (kind, index), times in holes.items():
        if kind == "W":  # many boxes may have one name
            continue
        if int(index) >= counts[kind] or times > 1:
            yield f"hole {kind}{index} {times} times, of {counts[kind]}"


def _of_places(source: MarkupSource, problems: tuple[Problem, ...]) -> Iterator[str]:
    lines = re.split(r"\r\n|\r|\n", source.text.removeprefix("\ufeff"))
    for problem in problems:
        place = problem.place or Place("")
        number = place.line - source.first_line
        if not 0 <= number < len(lines):
            yield f"no such line: {problem}"
        elif not 0 <= place.column <= len(lines[number]) + 1:
            yield f"no such column: {problem}"
