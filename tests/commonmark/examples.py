"""The examples of a specification, from its text or from a list in JSON."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# GitHub's section of forbidden tags is about its own pages: an author's own HTML is welcome here.
_EXTENSION = re.compile(r"(?!.*disallowed).*\(extension\)$", re.IGNORECASE)
_FENCE = "`" * 32
_PARTS = re.compile(
    rf"^{_FENCE} example\b.*\n(?P<markdown>[^\0]*?)^\.\n(?P<html>[^\0]*?)^{_FENCE}$"
    r"|^#{1,6} +(?P<section>.*)$",
    re.MULTILINE,
)


class Example(NamedTuple):
    """What an author writes, and what readers are to get."""

    number: int
    section: str
    markdown: str
    html: str

    @property
    def is_extended(self) -> bool:
        """Tell whether an example is one of GitHub's extensions."""
        return _EXTENSION.match(self.section) is not None


def read_examples(path: Path) -> list[Example]:
    """Read a specification's text, or its examples in JSON."""
    text = path.read_text(encoding="utf-8")
    return list(_in_json(text) if path.suffix == ".json" else _in_prose(text))


def extensions(examples: list[Example]) -> list[Example]:
    """Return the examples of GitHub's extensions."""
    return [example for example in examples if example.is_extended]


def _in_json(text: str) -> Iterator[Example]:
    for position, entry in enumerate(json.loads(text), 1):
        number = entry.get("number") or entry.get("example") or position
        yield _example(number, entry.get("section", ""), entry["markdown"], entry["html"])


def _in_prose(text: str) -> Iterator[Example]:
    number, section = 0, ""
    for part in _PARTS.finditer(text.partition("<!-- END TESTS -->")[0]):
        if part["section"]:
            section = part["section"]
        else:
            number += 1
            yield _example(number, section, part["markdown"], part["html"])


def _example(number: int, section: str, markdown: str, html: str) -> Example:
    """Put tabs where the specification writes arrows for them."""
    return Example(number, section, markdown.replace("→", "\t"), html.replace("→", "\t"))
