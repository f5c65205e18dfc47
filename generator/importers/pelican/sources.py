"""Sources of Pelican's: metadata in each of its forms, and reStructuredText through HTML."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any, NamedTuple

from generator.importers.files import SplitSource, folded_keys, split_source
from generator.problems import Problem

LINE = re.compile(r"[ ]{0,3}(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)")
MORE = re.compile(r"[ ]{4,}(?P<value>.+)")
FIELD = re.compile(r":(?P<key>[A-Za-z][\w -]*):(?:[ \t]+(?P<value>.*))?$")
RULE = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}[ \t]*$")


class ParsedSource(NamedTuple):
    """What a source says of itself, keys in lower case, and its body."""

    values: Mapping[str, Any]
    body: str
    notebook: str = ""


def markdown_metadata(text: str, path: str) -> ParsedSource | Problem:
    """Read the lines above the first blank one, or YAML between fences."""
    if text.startswith("---"):
        read = split_source(text, path)
        if isinstance(read, SplitSource) and read.form:
            return ParsedSource(folded_keys(read.front), read.body)
        text = re.sub(r"\A---[ \t]*\n", "", text)
    lines = text.lstrip("\n").split("\n")
    values, end = _lines(lines)
    return ParsedSource(values, "\n".join(lines[end:]))


def _lines(lines: list[str]) -> tuple[dict[str, str], int]:
    values: dict[str, str] = {}
    key = ""
    for number, line in enumerate(lines):
        if match := LINE.match(line):
            key = match["key"].lower()
            values[key] = match["value"].strip()
        elif key and (more := MORE.match(line)):
            values[key] = f"{values[key]} {more['value'].strip()}"
        else:
            is_end = not line.strip() or line.startswith(("---", "..."))
            return values, number + 1 if is_end else number
    return values, len(lines)


def rst_metadata(text: str) -> ParsedSource:
    """Read the title and the fields below it; the body is what follows."""
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    values: dict[str, str] = {}
    if at < len(lines) and not FIELD.match(lines[at]):
        title, at = _title(lines, at)
        values |= {"title": title} if title else {}
    start = at
    while at < len(lines) and not lines[at].strip():
        at += 1
    key = ""
    while at < len(lines) and lines[at].strip():
        if match := FIELD.match(lines[at]):
            key = match["key"].lower()
            values[key] = (match["value"] or "").strip()
        elif key and lines[at].startswith((" ", "\t")):
            values[key] = f"{values[key]} {lines[at].strip()}".strip()
        else:
            break
        at += 1
    return ParsedSource(values, "\n".join(lines[at if key else start :]))


def _title(lines: list[str], at: int) -> tuple[str, int]:
    if RULE.match(lines[at]) and at + 2 < len(lines) and RULE.match(lines[at + 2]):
        return lines[at + 1].strip(), at + 3
    if at + 1 < len(lines) and RULE.match(lines[at + 1]):
        return lines[at].strip(), at + 2
    return "", at


SETTINGS = {
    # A source may not read the machine's files, nor run anything.
    "file_insertion_enabled": False,
    "raw_enabled": True,
    "_disable_config": True,
    "report_level": 2,
    "halt_level": 5,
    "warning_stream": False,
    "doctitle_xform": False,
    "initial_header_level": 2,
    "syntax_highlight": "none",
    "math_output": "LaTeX",
    "input_encoding": "unicode",
    "embed_stylesheet": False,
}
MESSAGE = re.compile(
    r'<aside class="system-message"[^>]*>(?P<inner>.*?)</aside>|'
    r'<div class="system-message"[^>]*>(?P<old>.*?)</div>',
    re.DOTALL,
)
INLINE = re.compile(r'<span class="docutils literal">(?P<text>.*?)</span>', re.DOTALL)
PROBLEMATIC = re.compile(
    r'<a href="#[\w-]+"><span class="problematic"[^>]*>(?P<text>.*?)</span></a>', re.DOTALL
)
LITERAL = re.compile(r"<pre[^>]*>(?P<text>.*?)</pre>", re.DOTALL)
WHAT = re.compile(r"<p>(?P<text>[^<]*)")
ALONE, IN_LINE = "\ue00c", "\ue004"
"""What formulas are marked by until they are Markdown: those by themselves, and in a line."""
MATH = re.compile(r'<(?P<tag>pre|code|tt|span) class="math">(?P<tex>.*?)</(?P=tag)>', re.DOTALL)


def from_rst(text: str) -> tuple[str, tuple[str, ...]]:
    """Return Markdown of a body without its metadata, and what was changed."""
    from docutils.core import publish_parts

    # Its package may not be there, and takes long to load.
    from generator.importers.html import markdown_of

    changes: list[str] = []
    html = str(publish_parts(_known(text), writer="html5", settings_overrides=SETTINGS)["body"])
    html = MESSAGE.sub(lambda match: _kept(match[0], changes), html)
    html = INLINE.sub(r"<code>\g<text></code>", PROBLEMATIC.sub(r"\g<text>", html))
    body = markdown_of(MATH.sub(_formula, html))
    return _formulas(body), tuple(dict.fromkeys(changes))


def _known(text: str) -> str:
    """Spell directives of Sphinx's and Pelican's as docutils knows them."""
    text = re.sub(r"^(\s*\.\. )(?:sourcecode|code-block)::", r"\1code::", text, flags=re.MULTILINE)
    return re.sub(
        r"^[ \t]+:(?:linenos|emphasize-lines|linenothreshold|caption|hl_lines):.*\n",
        "",
        text,
        flags=re.MULTILINE,
    )


def _kept(message: str, changes: list[str]) -> str:
    """Keep what docutils cannot read, or may not do, as a block of code."""
    what = (unescape(" ".join(each.split())) for each in WHAT.findall(message))
    reason = next((each for each in what if each and "System Message" not in each), "")
    is_mere_doubt = "WARNING/2" in message and "disabled" not in reason
    literal = None if is_mere_doubt else LITERAL.search(message)
    changes.append(f"docutils cannot read something{': ' + reason if reason else ''}")
    return f"<pre>{literal['text']}</pre>" if literal else ""


def _formula(match: re.Match[str]) -> str:
    if match["tag"] == "pre":
        return f"<div><code>{ALONE}{match['tex']}{ALONE}</code></div>"
    return f"<span><code>{IN_LINE}{match['tex']}{IN_LINE}</code></span>"


def _formulas(body: str) -> str:
    alone = re.compile(f"^`{ALONE}(.*?){ALONE}`$", re.DOTALL | re.MULTILINE)
    body = alone.sub(lambda match: f"$$\n{match[1].strip()}\n$$", body)
    marked = re.compile(f"`([{ALONE}{IN_LINE}])(.*?)\\1`", re.DOTALL)
    return marked.sub(lambda match: f"${match[2].strip()}$", body)
