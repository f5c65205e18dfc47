"""The mark ``<!--more-->``: what stands above it is what lists quote of a page."""

from collections.abc import Iterable, Iterator

from generator.markup.holes import QUOTED
from generator.markup.runs import plain
from generator.markup.text import Text
from generator.markup.tree import PIECE, Node, nodes, nodes_of
from generator.problems import Problem
from generator.problems.regex import regex

MORE = regex(r"<!--\s*more\s*-->")
_OWN_LINE = (
    "give it a line of its own between two paragraphs, outside of lists, tables and quotations"
)
_TEXTS = frozenset(("p", "ul", "ol", "dl", "blockquote"))


def take_more(
    root: Node, roots: Iterable[Node], text: Text
) -> tuple[Node | None, tuple[Problem, ...]]:
    """Take the marks out of what readers see; return the one that counts, and what is wrong."""
    if not MORE.search(text.body):
        return None, ()
    found = [each for one in roots for each in nodes(one) if _is_more(each)]
    for each in found:
        each.text = ""
    at_top = [each for each in nodes_of(root) if each in found]
    problems = [text.problem(*told, severity="warning") for told in _wrong(root, found, at_top)]
    return (at_top[0] if at_top else None), tuple(problems)


def _is_more(element: Node) -> bool:
    return element.tag == PIECE and MORE.fullmatch(element.text or "") is not None


def _wrong(root: Node, found: list[Node], at_top: list[Node]) -> Iterator[tuple[str, int, str]]:
    for each in found:
        if each not in at_top:
            yield (
                "this <!--more--> ends no summary, for it stands inside something",
                each.at,
                _OWN_LINE,
            )
        elif each is not at_top[0]:
            message = "there is a <!--more--> above this one, and what follows it is in no summary"
            yield message, each.at, "take one of them out"
    if at_top and not text_above(root, at_top[0]):
        message = "there is no text above this <!--more--> for lists to show"
        yield message, at_top[0].at, "put it behind the first paragraph"


def text_above(root: Node, mark: Node) -> str:
    """Return the plain text above a mark: paragraphs, lists and quotations; holes stay in it."""
    parts: list[str] = []
    for child in nodes_of(root):
        if child is mark:
            break
        if child.tag in _TEXTS:
            parts.append(plain(child, QUOTED))
    return " ".join(filter(None, parts))
