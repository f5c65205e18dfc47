"""Metadata of Pelican's sources, and reStructuredText."""

from typing import Any

import pytest

from generator.importers.pelican.sources import (
    ParsedSource,
    from_rst,
    markdown_metadata,
    rst_metadata,
)


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("Title: A: b\nTags: c,\n    d\n\nx\n", {"title": "A: b", "tags": "c, d"}, "x\n"),
        ("\n\nTitle: A\n\nx", {"title": "A"}, "x"),
        ("---\nTitle: A\n---\nx", {"title": "A"}, "x"),
        ("---\nTitle: A\n\nx", {"title": "A"}, "x"),
        ("Title: A\nx", {"title": "A"}, "x"),
        ("Title: A", {"title": "A"}, ""),
        ("x", {}, "x"),
    ],
)
def test_markdown(text: str, values: dict[str, Any], body: str) -> None:
    assert markdown_metadata(text, "a.md") == ParsedSource(values, body)


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("A\n=\n\n:date: 2020\n:tags: b\n  c\n\nx\n", {}, ""),
        ("A b\n===\n\n:date: 2020\n:tags: b\n  c\n\nx\n",
         {"title": "A b", "date": "2020", "tags": "b c"}, "\nx\n"),
        ("===\nA b\n===\n:slug:\n\nx", {"title": "A b", "slug": ""}, "\nx"),
        (":title: A\n\nx", {"title": "A"}, "\nx"),
        ("A\n---\n\nx", {"title": "A"}, "\nx"),
        ("x\n\ny", {}, "x\n\ny"),
    ],
)  # fmt: skip
def test_restructured(text: str, values: dict[str, Any], body: str) -> None:
    expected = ParsedSource(values, body) if values or body else ParsedSource({}, text)
    assert rst_metadata(text) == expected


SYSTEM = ('docutils cannot read something: Unknown directive type "none".',)


@pytest.mark.parametrize(
    ("text", "markdown", "changes"),
    [
        ("A *b* **c** ``d`` `e <u>`_", "A *b* **c** `d` [e](u)", ()),
        ("A\n=\n\nb", "## A\n\nb", ()),
        (".. sourcecode:: go\n   :linenos: table\n\n   a", "```go\na\n```", ()),
        (":math:`x^2`\n\n.. math::\n\n   y", "$x^2$\n\n$$\ny\n$$", ()),
        (".. image:: a.png\n   :alt: B", "![B](a.png)", ()),
        (".. none:: a\n\n   b", "```\n.. none:: a\n\n   b\n```", SYSTEM),
        (".. include:: /etc/hostname", "```\n.. include:: /etc/hostname\n```",
         ('docutils cannot read something: "include" directive disabled.',)),
        (":math:`x`", "$x$", ()),
        ("- .. math:: y", "- $y$", ()),
        ("``a  b``\n", "`a b`", ()),
        (":none:`a`", ":none:\\`a\\`",
         ('docutils cannot read something: Unknown interpreted text role "none".',)),
        ("a\n- b", "a\n\\- b", ()),
    ],
)  # fmt: skip
def test_rst(text: str, markdown: str, changes: tuple[str, ...]) -> None:
    assert from_rst(text) == (markdown, changes)
