"""Let Markdown of elsewhere mean in Postrock what it meant before."""

import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from pathlib import Path

from msgspec import structs

from generator.importers.files import open_text, walk_files
from generator.importers.markdown import CODE, MARK, in_prose, shown
from generator.importers.old_site import BlogEntry
from generator.markup.addresses import intended, refused
from generator.markup.code import ALIASES, PLAIN
from generator.markup.commonmark.parse import fences
from generator.markup.fence import SHOWN, Fence, Info, parse_info
from generator.markup.formulas import math_element
from generator.markup.mask import Formula, formulas
from generator.markup.parts import Math
from generator.markup.tree import TooMuch

BLANKS = re.compile(r"\n(?:[ \t]*\n){2,}")
ADDRESS = re.compile(
    r"""(?P<before>\]\(\s*<?|^[ ]{0,3}\[[^\]\n]+\]:[ ]*<?"""
    r"""|\b(?:href|src|action|formaction|data|poster|cite)\s*=\s*)"""
    r"""(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>(?:[^\s"'>()]|\([^\s)]*\))+;?))""",
    re.IGNORECASE | re.MULTILINE,
)
SHOWN_ELEMENT = re.compile(r"<(?:img|source|video|audio|track)\b[^<>]*$|!\[[^\]]*$", re.IGNORECASE)
TRAILING = re.compile(r"[ \t]+(?=\n)")
"""Spaces in a formula that would break a line of prose."""
MORE = re.compile(r"<!--\s*(?:more|PELICAN_END_SUMMARY)\s*-->", re.IGNORECASE)
"""Where lists cut a post, here as elsewhere."""
HELD = "\ue00d"
INSIDE = re.compile(r"[ \t>|#<:]|[-+*][ \t]|\[\^|\d+[.)]")
"""How what is no plain paragraph begins, and what stands in a list."""

SETTER = re.compile(r"mathjax|katex|tex2jax|render_math", re.IGNORECASE)
TEMPLATES = (".html", ".htm", ".js", ".yml", ".yaml", ".toml", ".json", ".py", ".j2")
BRACKETED = re.compile(r"(?<!\\)(?:\\\([^\n]+?\\\)|\\\[(?:(?!\n[ \t]*\n).)+?\\\])", re.DOTALL)
TWICE = re.compile(
    r"(?<!\\)\\\\(?:\((?=[^\n]+?\\\\\))|\[(?=(?:(?!\n[ \t]*\n).)+?\\\\\]))", re.DOTALL
)
DOLLARS = re.compile(r"(?<![\\$\w])\$(?![\s$])[^$\n]*(?<!\s)\$(?![\w$])")
SINGLE = re.compile(r"(?<!\\)\\(?P<bracket>[()\[\]])")
DOUBLE = re.compile(r"(?<!\\)\\\\(?=[()\[\]])")


def normalize(body: str, math: Math) -> tuple[str, tuple[str, ...]]:
    """Return a body that is safe to build, and what was changed in it."""
    changes: list[str] = []
    body = _summary_end(body, changes)
    body = _formulas(_fences(body, changes), math, changes)
    body = in_prose(body, lambda text: BLANKS.sub("\n\n", _scripts(text, changes)))
    return body, tuple(dict.fromkeys(changes))


def _summary_end(body: str, changes: list[str]) -> str:
    """Give the mark that ends a summary a line of its own, and let no other one stay."""
    before, mark, after = in_prose(body, lambda text: MORE.sub(HELD, text)).partition(HELD)
    after = after.replace(HELD, "")
    if not mark or not before.strip():
        return before + after
    line = before.rpartition("\n")[2]
    paragraph = before.rpartition("\n\n")[2] if line.strip() else line
    if INSIDE.match(paragraph) or INSIDE.match(line):
        changes.append("its <!--more--> stood inside of something, and ends no summary")
        return before + after
    after = after.lstrip(" \t").lstrip("\n")
    return f"{before.rstrip()}\n\n{MARK}\n\n{after}"


def _fences(body: str, changes: list[str]) -> str:
    lines = body.split("\n")
    unclosed: list[str] = []
    try:
        found = fences(body)
    except TooMuch as much:
        changes.append(f"{much.message}, which no build will take: {much.hint}")
        return body
    for fence in found:
        if not fence.closed:
            changes.append("a fence of code that was never closed is closed at the end")
            unclosed.append(" " * (fence.column - 1) + fence.mark)
        info = parse_info(fence.info, fence.content.count("\n"))
        if info.kind or info.name or info.odd or not is_language(info.word):
            _rename(fence, info, lines, changes)
    return "\n".join([*lines, *unclosed])


def _rename(fence: Fence, info: Info, lines: list[str], changes: list[str]) -> None:
    """Give a block of code a language that can be coloured, no name, and let it be no figure."""
    word = info.word
    known = is_language(word)
    better = word if known else "text"
    line = lines[fence.first]
    at = line.index(fence.mark, max(fence.column - 1, 0)) + len(fence.mark)
    options = [f"{{.{SHOWN}}}"] if info.kind else []
    options += [f'title="{info.title}"'] if info.title else []
    options += [f'hl_lines="{" ".join(map(str, info.marked))}"'] if info.marked else []
    options += ["linenums"] if info.numbered else []
    lines[fence.first] = line[:at] + " ".join([better, *options])
    changes += [f"{odd} of a block of code is left out: {hint}" for odd, hint in info.odd]
    if info.kind:
        changes.append(f"code in {word} is marked {{.{SHOWN}}}, as blocks of our own are called so")
    elif not known:
        changes.append(f"code in {word} is marked {better}, as nothing can colour it")
    elif info.name:
        changes.append(f"the code block {fence.info} has no name any more")


@cache
def is_language(word: str) -> bool:
    """Tell whether code can be coloured, or need not be."""
    if word.lower() in PLAIN or word.lower() in ALIASES:
        return True
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        get_lexer_by_name(word.lower())
    except ClassNotFound:
        return False
    return True


def _formulas(body: str, math: Math, changes: list[str]) -> str:
    """Show formulas that cannot become MathML as the TeX that they are."""
    parts: list[str] = []
    end = 0
    for found in formulas(body, math):
        clean = TRAILING.sub("", found.tex)
        _, fault = math_element(clean, display=found.display)
        if fault:
            changes.append(f"a formula stays as TeX: {fault}")
        if fault or clean != found.tex:
            written = body[found.start : found.end].replace(found.tex, clean)
            parts += (body[end : found.start], _as_code(body, found) if fault else written)
            end = found.end
    return "".join([*parts, body[end:]])


def _as_code(body: str, found: Formula) -> str:
    """Write a formula as code, as a block where it has its lines to itself."""
    line = body.rfind("\n", 0, found.start) + 1
    before, after = body[line : found.start], body[found.end :].partition("\n")[0]
    if not found.display or before.strip(" >") or after.strip():
        return shown(body[found.start : found.end])
    inside = "".join(f"{before}{one.strip(' >')}\n" for one in found.tex.strip().split("\n"))
    return f"```latex\n{inside}{before}```"


def _scripts(text: str, changes: list[str]) -> str:
    """Let no address lead to what no page of ours may lead to."""

    def harmless(match: re.Match[str]) -> str:
        address = match["double"] or match["single"] or match["bare"] or ""
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not refused(unescape(address), shown=bool(SHOWN_ELEMENT.search(line))):
            return match[0]
        better = intended(address)
        where = f"to {better}" if better else "nowhere"
        changes.append(f"a link leads {where} now: it was {_brief(address)}")
        return f"{match['before']}{better or '#'}"

    return ADDRESS.sub(harmless, text)


def _brief(address: str) -> str:
    return address if len(address) <= 60 else f"{address[:59]}…"


def sets_formulas(places: Iterable[Path]) -> bool | None:
    """Tell whether templates or settings name what sets formulas; None where there are none."""
    found: bool | None = None
    for place in places:
        inside = [(place.name, place)] if place.is_file() else walk_files(place)
        for name, file in inside:
            text = open_text(file, name) if name.endswith(TEMPLATES) else None
            if isinstance(text, str) and SETTER.search(text):
                return True
            found = False if place.is_dir() and text is not None else found
    return found


def with_formulas(entry: BlogEntry, *, sets: bool | None, twice: bool) -> BlogEntry:
    """Say of an entry how its formulas stand.

    ``twice`` where one began with two backslashes and a bracket, and with one backslash none.
    """
    prose = CODE.sub("", entry.body)
    if entry.math or sets:
        if twice and TWICE.search(prose):
            return structs.replace(entry, body=in_prose(entry.body, _once), math="tex")
        if not twice and BRACKETED.search(prose):
            return structs.replace(entry, math="tex")
    elif sets is False and entry.math is None and DOLLARS.search(prose):
        return entry.noted("its site set no formulas, so dollars are dollars", math=False)
    return entry


def _once(prose: str) -> str:
    """Let brackets of formulas have one backslash, and those that had one stand for themselves."""
    prose = SINGLE.sub(lambda match: f"&#{ord(match['bracket'])};", prose)
    return DOUBLE.sub(lambda _: "\\", prose)
