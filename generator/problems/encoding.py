"""A file's bytes as text, or what is wrong with them."""

import re
import unicodedata
from codecs import BOM_UTF8

from generator.problems import Problem
from generator.problems.fault import Passage
from generator.problems.regex import regex

UNFIT = regex("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""No text can hold them: XML, and so every picture and feed, refuses marks of control and halves of
letters."""
# What the composed form would make another letter, which some names are written with.
_SINGLE = "[^\uf900-\ufaff\U0002f800-\U0002fa1f]+"


def composed(text: str) -> str:
    """Return a text in the one Unicode form that names are compared in: é as one character.

    The names of files and what authors write both come through here, so that they find each
    other whatever system or program wrote them.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return re.sub(_SINGLE, lambda part: unicodedata.normalize("NFC", part[0]), text)


def read_text(raw: bytes, path: str) -> str | Problem:
    """Decode UTF-8 into composed letters; bytes that are no text give a problem."""
    text = read_exactly(raw, path)
    return composed(text) if isinstance(text, str) else text


def read_exactly(raw: bytes, path: str) -> str | Problem:
    """Decode UTF-8, without a byte order mark; bytes that are no text give a problem."""
    content = raw.removeprefix(BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        found = content[error.start]
        message = f"not UTF-8: byte 0x{found:02x}"
        return _problem(content, path, error.start, message, "save the file as UTF-8")
    if "\0" in text:
        return _problem(content, path, content.index(0), "a NUL, which no text has", "delete it")
    return text


def _problem(content: bytes, path: str, at: int, message: str, hint: str) -> Problem:
    passage = Passage(path, content.decode(errors="replace"))
    return passage.problem_at(len(content[:at].decode()), message, hint)


def named(letter: str) -> str:
    """Return how a letter is called that cannot be written."""
    return f"U+{ord(letter):04X}"
