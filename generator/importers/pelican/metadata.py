"""Metadata of Pelican's sources: ``Key: value`` lines, YAML fences, fields of reStructuredText."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.importers.fencing import SplitSource, split_source
from generator.importers.foreign import folded_keys
from generator.problems import Problem

LINE = re.compile(r"[ ]{0,3}(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)")
MORE = re.compile(r"[ ]{4,}(?P<value>.+)")
FIELD = re.compile(r":(?P<key>[A-Za-z][\w -]*):(?:[ \t]+(?P<value>.*))?$")
RULE = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}[ \t]*$")


class ParsedSource(NamedTuple):
    """What a source says of itself, keys in lower case, and its body."""

    values: Mapping[str, Any]
    body: str


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
