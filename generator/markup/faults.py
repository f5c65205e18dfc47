"""What is wrong with a page as a whole: notes, formulas, names used twice."""

import re
from collections import Counter
from collections.abc import Container, Iterator

from generator.markup.blocks import COMMAND
from generator.markup.page import Page
from generator.markup.parts import Block
from generator.markup.text import Text
from generator.problems import Problem, nearest

SHOWN = 20
"""How many places of the same fault are worth telling."""
EXPLICIT = re.compile(r"\{:?[^{}\n]*#([\w.:-]+)[^{}\n]*\}[ \t]*$", re.MULTILINE)


def page_problems(
    text: Text, page: Page, shown: Container[str], figures: list[Block]
) -> Iterator[Problem]:
    """Find what can be told only when the whole page was read, and which notes are shown."""
    yield from _lost_characters(text)
    yield from _wrong_formulas(text, page)
    yield from _undefined_notes(text, page)
    yield from _unused_notes(text, page, shown)
    if "{" in text.body:
        yield from _same_anchors(text, figures)


def _lost_characters(text: Text) -> Iterator[Problem]:
    """Tell where controls were, which no text can hold, or what another program put there."""
    if "\ufffd" in text.body:
        message = "a character that no text can hold is shown as \ufffd"
        yield text.problem(message, text.body.index("\ufffd"), "delete it", "warning")


def _wrong_formulas(text: Text, page: Page) -> Iterator[Problem]:
    end: dict[str, int] = {}
    for written, fault, hint in page.faults[:SHOWN]:
        offset = text.prose.find(written, end.get(written, 0))
        end[written] = offset + 1
        command = COMMAND.search(fault)
        if command is not None and offset >= 0:
            offset = max(offset, text.prose.find(command[0], offset, offset + len(written)))
        yield text.problem(f"{_brief(written)}: {fault}", offset, hint)


def _undefined_notes(text: Text, page: Page) -> Iterator[Problem]:
    for name in list(dict.fromkeys(page.undefined))[:SHOWN]:
        near = nearest(name, page.definitions)
        hint = f'did you mean "[^{near}]"?' if near else f'write it as "[^{name}]: the note"'
        pattern = re.compile(rf"\[\^{re.escape(name)}\](?!:)")
        offsets = [match.start() for match in pattern.finditer(text.prose)][:SHOWN]
        for offset in offsets or [-1]:
            yield text.problem(f'no note is called "{name}"', offset, hint)


def _unused_notes(text: Text, page: Page, shown: Container[str]) -> Iterator[Problem]:
    for name, times in Counter(page.definitions).items():
        if name not in shown:
            first = _definition(text, name, 0)
            message = f'nothing refers to the note "{name}"'
            yield text.problem(message, first, f'"[^{name}]" does', "warning")
        if times > 1:
            first = _definition(text, name, 0)
            message = f'two notes are called "{name}", and only the last one is used'
            second = max(first, _definition(text, name, first + 1))
            yield text.problem(message, second, "", "warning")


def _definition(text: Text, name: str, start: int) -> int:
    pattern = rf"^(?:[ \t>]|\[\^[^\]\n]+\]:)*?(\[\^{re.escape(name)}\]:)"
    match = re.compile(pattern, re.MULTILINE).search(text.prose, start)
    return match.start(1) if match else -1


def _same_anchors(text: Text, figures: list[Block]) -> Iterator[Problem]:
    lines = {block.name: block.line - 1 for block in figures if block.fence}
    for match in EXPLICIT.finditer(text.prose):
        name = match[1]
        line = text.place(match.start()).line
        first = lines.setdefault(name, line)
        if first != line:
            message = f'two things on this page are called "{name}": one is in line {first}'
            yield text.problem(message, match.start(1), "give each a name of its own")


def _brief(written: str) -> str:
    return written if len(written) <= 40 else f"{written[:39]}\u2026"
