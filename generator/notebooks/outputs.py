"""What cells put out when they were run, as Markdown: charts, pictures, tables, formulas, text."""

import json
import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from generator.markup.formulas import math_element
from generator.notebooks.cells import Cell, Output, Teller
from generator.notebooks.charts import specification_in, without_data
from generator.notebooks.files import CellFiles
from generator.notebooks.jupyter import joined
from generator.notebooks.options import CellDisplay
from generator.notebooks.tables import table_in
from generator.problems import shortened

PICTURES: Final = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
MOST_LINES: Final = 400
"""So many lines of a cell's text readers get."""
_COLOURS: Final = re.compile(r"\x1b\[[\d;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_REPR: Final = re.compile(
    r"\[?<[\w.]+(?: |:|\().*>,?\]?|<Figure size .*>|Text\(.*\)|<Axes.*>", re.DOTALL
)
"""How Python shows an object that has no text of its own."""
_SCRIPTED: Final = ("application/vnd.jupyter.widget-view+json", "application/javascript")
_DOLLARS: Final = re.compile(
    r"\A\s*(\$\$?|\\\[)\s*(?:\\displaystyle)?(.*?)(?:\$\$?|\\\])\s*\Z", re.DOTALL
)


class OutputWriter:
    """Writes what one cell put out, piece by piece; each piece is a block of Markdown."""

    def __init__(self, cell: Cell, asked: CellDisplay, teller: Teller, files: CellFiles) -> None:
        self.cell, self.asked, self.teller, self.files = cell, asked, teller, files
        self.shown = 0
        datas = [_mapping(each.get("data")) for each in cell.outputs]
        kinds = {mime for data in datas for mime in data}
        # What Python says of a picture or a chart is noise beside it.
        self.has_picture = any(mime in PICTURES or "vegalite" in mime for mime in kinds)

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Give each piece; ``True`` with what has the cell's options at its head."""
        for kind, group in groupby(self.cell.outputs, key=_stream):
            outputs = list(group)
            if kind == "stderr":
                self._tell_stderr(outputs)
            elif kind:
                text = "".join(joined(each.get("text")) for each in outputs)
                yield self._text(text if self.asked.stdout else ""), False
            else:
                for each in outputs:
                    yield self._output(each)

    def _output(self, output: Output) -> tuple[str, bool]:
        if output.get("output_type") == "error":
            return self._error(output), False
        data = {mime: _value(value) for mime, value in _mapping(output.get("data")).items()}
        spec = specification_in(data)
        if spec is not None:
            return self._chart(spec), True
        return self._still(data), False

    def _still(self, data: Mapping[str, Any]) -> str:
        """Write what is no chart: the best of its forms that a page can show."""
        if "text/latex" in data and "text/html" not in data:
            return self._formula(str(data["text/latex"]), data)
        mime = next((each for each in PICTURES if each in data), "")
        if mime:
            return self._picture(mime, str(data[mime]))
        table = table_in(str(data.get("text/html", "")))
        if table is not None:
            return self._table(*table)
        if "text/markdown" in data:
            return re.sub(r"(?<!\\)\{\{", r"\\{{", str(data["text/markdown"]))
        return self._plain(data)

    def _formula(self, latex: str, data: Mapping[str, Any]) -> str:
        match = _DOLLARS.match(latex)
        tex = (match[2] if match else latex).strip()
        _, fault = math_element(tex, display=True)
        if not fault:
            return fenced(tex, "math")
        hint = "tag the cell remove-output, or write the formula into a cell of Markdown"
        self.teller.tell(self.cell, f"this cell's formula is shown as text: {fault}", hint)
        return self._text(str(data.get("text/plain") or latex))

    def _plain(self, data: Mapping[str, Any]) -> str:
        text = str(data.get("text/plain", ""))
        is_empty = not text.strip() or _REPR.fullmatch(text.strip()) is not None
        others = [mime for mime in data if mime != "text/plain"]
        if is_empty and others and not (self.has_picture and set(others) <= {"text/html"}):
            self._tell_left_out(others)
        if is_empty and (others or self.has_picture):
            return ""
        return self._text(text)

    def _tell_left_out(self, others: Sequence[str]) -> None:
        kinds = "a widget" if any(each in _SCRIPTED for each in others) else others[0]
        if kinds == "text/html":
            kinds = "HTML that is no table"
        hint = "show it as a picture, a table or an Altair chart, or tag the cell remove-output"
        self.teller.tell(self.cell, f"what this cell put out is left out: {kinds}", hint)

    def _name(self) -> str:
        """Return the name of the next figure: the cell's label, which a second one numbers."""
        self.shown += 1
        name = self.asked.name
        return f"{name}-{self.shown}" if name and self.shown > 1 else name

    def _chart(self, spec: Mapping[str, Any]) -> str:
        name = self._name()
        head = f"vega-lite {{#{name}}}" if name else "vega-lite"
        slim = without_data(spec, lambda rows: self.files.keep(rows, "json"))
        return fenced(json.dumps(slim, ensure_ascii=False), head)

    def _picture(self, mime: str, data: str) -> str:
        raw = picture_of(mime, data)
        if raw is None:
            self.teller.tell(self.cell, f"this cell's picture is broken: its {mime} is not base64")
            return ""
        alt, caption = self.asked.said("alt"), self.asked.said("caption")
        if not alt:
            hint = "say what it shows in the first line of the cell: #| alt: …"
            self.teller.tell(self.cell, "this cell's picture has no alternative text", hint)
        name = self._name()
        return image(self.files.keep(raw, PICTURES[mime]), alt, caption, name)

    def _table(self, table: str, beside: str) -> str:
        name, caption = self._name(), self.asked.said("caption")
        given = f' id="{name}"' if name else ""
        title = f"\n<caption>{plain_html(caption)}</caption>" if caption else ""
        first, *rest = table.split("\n")
        whole = "\n".join([first.replace("<table", f"<table{given}", 1) + title, *rest])
        return f'<div class="table">\n{whole}\n</div>' + (f"\n\n{plain(beside)}" if beside else "")

    def _error(self, output: Output) -> str:
        name, value = output.get("ename", "error"), output.get("evalue", "")
        if not self.asked.fails:
            said = shortened(f"{name}: {value}".replace("\n", " "), 80)
            hint = "run it again, or tag the cell raises-exception where readers should see this"
            self.teller.tell(self.cell, f"this cell ended with an error: {said}", hint)
        trace = output.get("traceback")
        lines = [str(each) for each in trace] if isinstance(trace, list) else []
        return self._text("\n".join(lines) or f"{name}: {value}")

    def _tell_stderr(self, outputs: Sequence[Output]) -> None:
        text = "".join(joined(each.get("text")) for each in outputs).strip()
        if text and self.asked.stderr:
            said = shortened(_COLOURS.sub("", text).splitlines()[0], 80)
            hint = "mend what it warns of, or tag the cell remove-stderr"
            message = f"what this cell wrote to stderr is left out: {said}"
            self.teller.tell(self.cell, message, hint)

    def _text(self, text: str) -> str:
        lines = [
            line.rstrip("\r").rpartition("\r")[2] for line in _COLOURS.sub("", text).split("\n")
        ]
        while lines and not lines[-1].strip():
            lines.pop()
        if len(lines) > MOST_LINES:
            message = f"this cell put out {len(lines):,} lines: readers get the first {MOST_LINES}"
            self.teller.tell(self.cell, message, "print less, or tag the cell remove-output")
            lines = [*lines[:MOST_LINES], "…"]
        return fenced("\n".join(lines), "output") if any(lines) else ""


def picture_of(mime: str, text: str) -> bytes | None:
    """Return the bytes of a picture as a notebook has it; None where they are broken."""
    if mime == "image/svg+xml":
        return text.encode()
    try:
        return b64decode("".join(text.split()), validate=True)
    except (Error, ValueError):
        return None


def _stream(output: Output) -> str:
    """Return the name of the stream that an output was written to, empty where to none."""
    is_stream = output.get("output_type") == "stream"
    return str(output.get("name", output.get("stream", "stdout"))) if is_stream else ""


def _value(value: Any) -> Any:
    return value if isinstance(value, dict) else joined(value)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def fenced(text: str, head: str) -> str:
    """Put a text between fences that are longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    mark = "`" * max(longest + 1, 3)
    return f"{mark}{head}\n{text}\n{mark}"


def plain(text: str) -> str:
    """Write a text so that Markdown takes none of it for a mark."""
    return re.sub(r"([\\`*_{}\[\]<>#$~|!])", r"\\\1", text)


def plain_html(text: str) -> str:
    """Write a text so that neither HTML nor Markdown takes any of it for a mark."""
    return "".join(f"&#{ord(c)};" if c in "&<>{}$\\*_`[]~" else c for c in text)


def image(path: str, alt: str, caption: str, name: str) -> str:
    """Write a picture as Markdown does; that one has no words is told at its cell."""
    title = ' "' + caption.replace("\\", "\\\\").replace('"', '\\"') + '"' if caption else ""
    given = [f"#{name}"] * bool(name) + ['alt=""'] * (not alt)
    return f"![{plain(alt)}]({path}{title})" + (f"{{{' '.join(given)}}}" if given else "")
