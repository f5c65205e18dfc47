"""The maker that takes out of an SVG what would run in it."""

import re
from html import escape
from xml.parsers import expat

from generator.engine import Blob, Made, Read, keep
from generator.images.files import SvgFile
from generator.markup.addresses import SHOWING, addresses_in, refused
from generator.problems import Place, Problem
from generator.problems.regex import regex

SHOWN = 20
HINT = "nothing runs in a picture; an exhibit is for what needs a script"
_RUNNING = frozenset(
    """
    applet base embed form frame handler iframe listener meta object script
    """.split()
)
_SUSPICIOUS = regex(rb"script|\bon\w+\s*=|<!entity|<\?xml-stylesheet", re.IGNORECASE)


def clean_svg(value: SvgFile, read: Read) -> Made[Blob]:
    """Return a file without what would run in it, and what that was."""
    content = read(value.blob)
    cleaner = _Cleaner(value.source)
    try:
        cleaner.parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        return _unread(value, content, error)
    if not cleaner.problems:
        return Made(value.blob)
    blob, written = keep("".join(cleaner.written).encode("utf-8", "replace"))
    return Made(blob, tuple(cleaner.problems[:SHOWN]), (written,))


def _unread(value: SvgFile, content: bytes, error: Exception) -> Made[Blob]:
    """Refuse what no program can read and what may run all the same, up to where it goes wrong."""
    if not _SUSPICIOUS.search(content.replace(b"\0", b"")):
        return Made(value.blob)
    place, told = Place(value.source, 1, 1), str(error)
    if isinstance(error, expat.ExpatError):
        place = Place(value.source, error.lineno, error.offset + 1)
        told = expat.ErrorString(error.code)
    message = f"this SVG has a script and cannot be read: {told}"
    return Made(None, (Problem(message, place, HINT),))


class _Cleaner:
    """Writes an SVG again as it is read, without what would run."""

    def __init__(self, source: str) -> None:
        self.written: list[str] = []
        self.problems: list[Problem] = []
        self._source = source
        self._left_out = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if self._left_out or name in _RUNNING:
            if not self._left_out:
                self._tell(f"<{tag}>")
            self._left_out += 1
            return
        kept = {key: each for key, each in attributes.items() if not self._runs(name, key, each)}
        inside = "".join(f" {key}={_quoted(each)}" for key, each in kept.items())
        self.written.append(f"<{tag}{inside}>")

    def _end(self, tag: str) -> None:
        if self._left_out:
            self._left_out -= 1
        else:
            self.written.append(f"</{tag}>")

    def _text(self, text: str) -> None:
        if not self._left_out:
            self.written.append(escape(text, quote=False))

    def _instruction(self, target: str, _: str) -> None:
        # A style sheet in XSL may write scripts.
        if target == "xml-stylesheet":
            self._tell(f"<?{target}?>")

    def _runs(self, tag: str, key: str, value: str) -> bool:
        name = _local(key)
        runs = name.startswith("on") or name == "srcdoc"
        every = addresses_in(name, value)
        runs = runs or any(refused(each, shown=tag in SHOWING) for each in every)
        if runs:
            self._tell(f'"{key}"')
        return runs

    def _tell(self, what: str) -> None:
        place = Place(self._source)
        if self._source.lower().endswith(".svg"):
            spot = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            place = Place(self._source, *spot)
        message = f"{what} is left out of this SVG, as it would run where the file is opened"
        self.problems.append(Problem(message, place, HINT, severity="warning"))


def _quoted(value: str) -> str:
    # As in xml.sax.saxutils, which loads HTTP and TLS.
    text = escape(value, quote=False)
    text = text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace('"', "&quot;") + '"'


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
