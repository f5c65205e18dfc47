"""Formulas: TeX to MathML when the site is built."""

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.problems import nearest

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
ENVIRONMENTS = re.compile(r"\\(begin|end)\{(aligned|gathered|gather\*?|alignat\*?|equation\*?)\}")
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


class Formula(Struct, frozen=True):
    """A formula as MathML; where ``fault`` says that it is wrong, its source as code."""

    html: str
    fault: str = ""
    hint: str = ""


def formula(tex: str, *, display: bool) -> Formula:
    """Turn TeX into MathML."""
    fault = _unbalanced(tex)
    if fault or len(tex) > LONGEST:
        return _wrong(tex, fault or f"a formula may have {LONGEST} characters")
    from latex2mathml.converter import Converter

    try:
        math = Converter(display="block" if display else "inline").convert_to_element(_known(tex))
    # The package has no common class for its errors, and malformed TeX raises others as well.
    except Exception as error:
        return _wrong(tex, FAULTS.get(type(error).__name__, "this is not TeX that can be read"))
    unknown = _unknown(math)
    if unknown:
        return _wrong(tex, f"there is no command {unknown}", _did_you_mean(unknown))
    if any(len(fraction) != 2 for fraction in math.iter("mfrac")):
        return _wrong(tex, FAULTS["DenominatorNotFoundError"])
    return Formula(_serialized(math))


def _wrong(tex: str, fault: str, hint: str = "") -> Formula:
    return Formula(
        f'<code class="math-error">{escape(tex.strip(), quote=False)}</code>', fault, hint
    )


def _unbalanced(tex: str) -> str:
    depth = 0
    for brace in BRACE.findall(tex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return "a } closes nothing"
    return "a { is never closed" if depth else ""


def _known(tex: str) -> str:
    """Write environments that the package does not know as those that it does."""

    def known(match: re.Match[str]) -> str:
        name = "align*" if match[2].startswith("align") else "matrix"
        return rf"\{match[1]}{{{name}}}"

    return ENVIRONMENTS.sub(known, tex)


def _unknown(math: "Element") -> str:
    texts = (element.text or "" for element in math.iter("mi"))
    return next((text for text in texts if text.startswith("\\") and len(text) > 1), "")


def _did_you_mean(command: str) -> str:
    from latex2mathml import commands
    from latex2mathml.symbols_parser import SYMBOLS

    words = {value for value in vars(commands).values() if isinstance(value, str)}
    known = {word for word in words | set(SYMBOLS) if word.startswith("\\")}
    near = nearest(command, sorted(known))
    return f"did you mean {near}?" if near else ""


def _serialized(math: "Element") -> str:
    """Write MathML; the package leaves entities in its texts and escapes nothing itself."""
    from xml.etree.ElementTree import tostring

    for element in math.iter():
        element.attrib.pop("href", None)
        if element.text:
            element.text = unescape(element.text)
        if element.tail:
            element.tail = unescape(element.tail)
    return tostring(math, encoding="unicode", short_empty_elements=False)
