"""Make Markdown of elsewhere mean in Postrock what it meant before.

Fences whose language names one of our figures, formulas that cannot become MathML, scripts in
links: each is told, and nothing of the text is lost.
"""

import re
from functools import cache
from html import unescape

from generator.importers.texts import in_prose, shown
from generator.markup.addresses import intended, refused
from generator.markup.code import ALIASES, PLAIN
from generator.markup.elements import FORMULA
from generator.markup.fences import Fence, scan_fences
from generator.markup.formulas import formula
from generator.markup.info import SHOWN, Info, parse_info

FORMULAS = re.compile(FORMULA, re.DOTALL)
BLANKS = re.compile(r"\n(?:[ \t]*\n){2,}")
ADDRESS = re.compile(
    r"""(?P<before>\]\(\s*<?|^[ ]{0,3}\[[^\]\n]+\]:[ ]*<?"""
    r"""|\b(?:href|src|action|formaction|data|poster|cite)\s*=\s*)"""
    r"""(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>(?:[^\s"'>()]|\([^\s)]*\))+;?))""",
    re.IGNORECASE | re.MULTILINE,
)
SHOWN_ELEMENT = re.compile(r"<(?:img|source|video|audio|track)\b[^<>]*$|!\[[^\]]*$", re.IGNORECASE)
MORE = re.compile(r"^[ \t]*<!--\s*more\s*-->[ \t]*\n?", re.IGNORECASE | re.MULTILINE)
"""Where lists cut a post elsewhere; here they have a summary, or its first sentences."""


def tame(body: str, *, math: bool) -> tuple[str, tuple[str, ...]]:
    """Return a body that is safe to build, and what was changed in it."""
    told: list[str] = []
    body = in_prose(body, lambda text: MORE.sub("", text))
    body = _fences(body, told, math=math)
    if math:
        body = in_prose(body, lambda text: _formulas(text, told))
    body = in_prose(body, lambda text: BLANKS.sub("\n\n", _scripts(text, told)))
    return body, tuple(dict.fromkeys(told))


def _fences(body: str, told: list[str], *, math: bool) -> str:
    lines = body.split("\n")
    unclosed: list[str] = []

    def look(fence: Fence) -> str:
        if fence.is_formula:
            _displayed(fence, lines, told)
            return ""
        if not fence.closed:
            told.append("a fence of code that was never closed is closed at the end")
            unclosed.append(" " * (fence.column - 1) + fence.mark)
        info = parse_info(fence.info, len(fence.content))
        if info.kind or info.name or info.odd or not is_language(info.word):
            _rename(fence, info, lines, told)
        return ""

    scan_fences(body, look, math=math)
    return "\n".join([*lines, *unclosed])


def _rename(fence: Fence, info: Info, lines: list[str], told: list[str]) -> None:
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
    told += [f"{odd} of a block of code is left out: {hint}" for odd, hint in info.odd]
    if info.kind:
        told.append(f"code in {word} is marked {{.{SHOWN}}}, as blocks of our own are called so")
    elif not known:
        told.append(f"code in {word} is marked {better}, as nothing can colour it")
    elif info.name:
        told.append(f"the code block {fence.info} has no name any more")


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


def _displayed(fence: Fence, lines: list[str], told: list[str]) -> None:
    tex = "\n".join(fence.content)
    done = formula(tex, display=True)
    if not done.fault:
        return
    told.append(f"a formula stays as TeX: {done.fault}")
    prefix = lines[fence.first][: fence.column - 1]
    blank = prefix if ">" in prefix and not prefix.strip("> ") else " " * len(prefix)
    inside = [f"{blank}{line}" for line in tex.strip().split("\n")]
    block = [f"{prefix}```latex", *inside, f"{blank}```"]
    # The lines keep their number, so that the places of later fences stay true.
    lines[fence.first : fence.last + 1] = _as_many(block, fence.last + 1 - fence.first)


def _as_many(block: list[str], count: int) -> list[str]:
    return ["\n".join(block), *[""] * (count - 1)]


def _formulas(text: str, told: list[str]) -> str:
    def checked(match: re.Match[str]) -> str:
        display = match["display"] or match["square"]
        tex = display or match["inline"] or match["round"]
        done = formula(tex, display=bool(display))
        if not done.fault:
            return match[0]
        told.append(f"a formula stays as TeX: {done.fault}")
        return shown(match[0])

    return FORMULAS.sub(checked, text)


def _scripts(text: str, told: list[str]) -> str:
    """Let no address lead to what no page of ours may lead to."""

    def harmless(match: re.Match[str]) -> str:
        address = match["double"] or match["single"] or match["bare"] or ""
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not refused(unescape(address), shown=bool(SHOWN_ELEMENT.search(line))):
            return match[0]
        better = intended(address)
        whither = f"to {better}" if better else "nowhere"
        told.append(f"a link leads {whither} now: it was {_brief(address)}")
        return f"{match['before']}{better or '#'}"

    return ADDRESS.sub(harmless, text)


def _brief(address: str) -> str:
    return address if len(address) <= 60 else f"{address[:59]}…"
