"""Formulas: TeX to MathML when the site is built."""

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from generator.markup.mask import literal
from generator.markup.tree import Node, node
from generator.problems import nearest
from generator.problems.regex import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

COMMAND = regex(r"\\[A-Za-z]+$")
"""The TeX command that a formula's fault names at its end."""
BRACE = regex(r"\\.|[{}]", re.DOTALL)
ENVIRONMENTS = regex(r"\\(begin|end)\{([a-zA-Z]+)(\*?)\}")
LIKE = {
    "align*": ("aligned", "alignat", "flalign", "eqnarray"),
    "matrix": ("gathered", "gather", "equation", "multline", "math", "displaymath"),
    "cases": ("cases", "dcases"),
}
WRITTEN_AS = {name: like for like, names in LIKE.items() for name in names}
SILENT = regex(r"\\(?:nonumber|notag)(?![A-Za-z])|\\label\{[^{}]*\}")
"""Commands for numbers, which no formula has here."""
ARGUMENT = regex(r"\\arg(?![A-Za-z])")
LONGEST = 5_000
FAULTS = {
    "ExtraLeftOrMissingRightError": r"\left and \right do not pair",
    "MissingSuperScriptOrSubscriptError": "^ or _ has nothing to raise or lower",
    "DoubleSubscriptsError": "two subscripts in a row",
    "DoubleSuperscriptsError": "two superscripts in a row",
    "NoAvailableTokensError": "something is missing at the end",
    "MissingEndError": r"\begin without its \end",
    "NumeratorNotFoundError": "a fraction without a numerator",
    "DenominatorNotFoundError": "a fraction without a denominator",
    "LimitsMustFollowMathOperatorError": r"\limits must follow an operator",
}


def math_element(tex: str, *, display: bool) -> tuple[Node, str]:
    """Turn TeX into MathML; where it is wrong, return its source as code, and the fault."""
    fault = _unbalanced(tex)
    if fault or len(tex) > LONGEST:
        return _wrong(tex, fault or f"a formula may have {LONGEST} characters")
    from latex2mathml.commands import MATRICES
    from latex2mathml.converter import Converter

    known = _known(tex)
    for _, name, star in ENVIRONMENTS.findall(known):
        # The package leaves such a one out, and shows what it holds as one line.
        if f"\\{name}{star}" not in MATRICES:
            return _wrong(tex, f"there is no environment {name}{star}")
    try:
        math = Converter(display="block" if display else "inline").convert_to_element(known)
    # The package has no common class for its errors, and malformed TeX raises others as well.
    except Exception as error:
        return _wrong(tex, FAULTS.get(type(error).__name__, "this is not TeX that can be read"))
    unknown = _unknown(math)
    if unknown:
        return _wrong(tex, f"there is no command {unknown}")
    if any(len(fraction) != 2 for fraction in math.iter("mfrac")):
        return _wrong(tex, FAULTS["DenominatorNotFoundError"])
    made = _as_node(math)
    made.set("alttext", literal(" ".join(tex.split())))
    return made, ""


def _wrong(tex: str, fault: str) -> tuple[Node, str]:
    code = node("code", text=literal(tex.strip()))
    code.set("class", "math-error")
    return code, fault


def _unbalanced(tex: str) -> str:
    depth = 0
    for brace in BRACE.findall(tex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return "a } closes nothing"
    return "a { is never closed" if depth else ""


def _known(tex: str) -> str:
    """Write what the package does not know as what it does."""

    def known(match: re.Match[str]) -> str:
        name = WRITTEN_AS.get(match[2], match[2] + match[3])
        return rf"\{match[1]}{{{name}}}"

    tex = ARGUMENT.sub(r"\\operatorname{arg}", SILENT.sub("", tex))
    return ENVIRONMENTS.sub(known, tex)


def _unknown(math: "Element") -> str:
    texts = (element.text or "" for element in math.iter("mi"))
    return next((text for text in texts if text.startswith("\\") and len(text) > 1), "")


@lru_cache(maxsize=256)
def meant(command: str) -> str:
    """Return a hint to the command that was meant by one that there is not."""
    from latex2mathml import commands
    from latex2mathml.symbols_parser import SYMBOLS

    words = {value for value in vars(commands).values() if isinstance(value, str)}
    known = {word for word in words | set(SYMBOLS) if word.startswith("\\")}
    near = nearest(command, sorted(known))
    return f"did you mean {near}?" if near else ""


def _as_node(math: "Element") -> Node:
    """Take MathML over; the package leaves entities in its texts."""
    for element in math.iter():
        element.attrib.pop("href", None)
        element.text = element.text and literal(unescape(element.text))
        element.tail = element.tail and literal(unescape(element.tail))
    made = Node("math", math.attrib)
    made.text = math.text
    made.extend(math)
    return made
