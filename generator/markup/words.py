"""Count the words of finished HTML; excerpt its beginning."""

import re
from html import unescape

NOT_PROSE = re.compile(r"<(pre|code|math|script|style|svg)\b")
TAGS = re.compile(r"<!--(?:(?!<!--).)*?-->|\x02[^\x03]*\x03|<[^<>]*>", re.DOTALL)
BUT_VALUES = re.compile(r"<!--(?:(?!<!--).)*?-->|\x02(?!V)[^\x03]*\x03|<[^<>]*>", re.DOTALL)
HALF_HOLE = re.compile("\x02[^\x03]*\\Z")
SPACES = re.compile(r"\s+")
# Scripts without spaces between words: two characters are about one word.
DENSE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
BREAK = re.compile(r"[\s\u3001\u3002\uff0c]")
LENGTH = 200
ENOUGH = 100


def count_words(html: str) -> int:
    """Count the words of prose, without code."""
    text = TAGS.sub(" ", _prose(html))
    dense = 0
    if not text.isascii():
        text, dense = DENSE.subn(" ", text)
    words = text.split()
    # A dash, a bullet or a quotation mark that stands alone is no word.
    lone = sum(1 for word in words if len(word) < 3 and not any(map(str.isalnum, word)))
    return len(words) - lone + (dense + 1) // 2 + html.count("\x02V")


def excerpt(html: str) -> str:
    """Return the plain text of the first paragraph and of what directly follows, cut at a word.

    The holes of its values are still in it.
    """
    text, end = "", 0
    while len(text) < ENOUGH:
        start = html.find("<p>", end)
        if start < 0 or (text and html[end:start].strip()):
            break
        end = html.find("</p>", start) + 4
        if end < 4:
            break
        text = f"{text} {with_value_holes(html[start:end])}".strip()
    if len(text) <= LENGTH:
        return text
    cut = text[:LENGTH]
    if not BREAK.match(text[LENGTH]):
        ends = [found.start() for found in BREAK.finditer(cut)]
        cut = cut[: ends[-1]] if ends and ends[-1] > LENGTH // 2 else HALF_HOLE.sub("", cut)
    return cut.rstrip(" \t\n,;:.\u2013\u2014\u2026-") + "\u2026"


def _prose(html: str) -> str:
    """Leave out elements that hold no prose, where they are closed."""
    kept, end = [], 0
    absent = set()
    for match in NOT_PROSE.finditer(html):
        if match.start() < end or match[1] in absent:
            continue
        closing = html.find(f"</{match[1]}", match.end())
        if closing < 0:
            absent.add(match[1])
            continue
        kept.append(html[end : match.start()])
        end = closing
    return " ".join([*kept, html[end:]])


def plain(html: str) -> str:
    """Return the text of some HTML, without tags and holes."""
    return SPACES.sub(" ", unescape(TAGS.sub("", html))).strip()


def with_value_holes(html: str) -> str:
    """Return the text of some HTML, with the holes of its values."""
    return SPACES.sub(" ", unescape(BUT_VALUES.sub("", html))).strip()
