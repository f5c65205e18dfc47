"""Notebooks of both formats become Markdown, code and pictures."""

import json
from base64 import b64encode

import pytest

from generator.importers.pelican.notebooks import notebook_of

PICTURE = b64encode(b"picture").decode()
NEW = {
    "metadata": {"language_info": {"name": "R"}},
    "cells": [
        {
            "cell_type": "markdown",
            "source": ["# A\n", "![x](attachment:x.png)"],
            "attachments": {"x.png": {"image/png": PICTURE}},
        },
        {
            "cell_type": "code",
            "source": "1 + 1",
            "outputs": [
                {"output_type": "stream", "text": ["hi\n"]},
                {
                    "output_type": "execute_result",
                    "data": {"text/plain": "2", "image/png": PICTURE},
                },
                {
                    "output_type": "display_data",
                    "data": {"text/html": "<b>2</b>", "text/plain": "2"},
                },
                {"output_type": "error", "traceback": ["\x1b[31mNo\x1b[0m"]},
            ],
        },
    ],
}
OLD = {
    "worksheets": [{"cells": [
        {"cell_type": "heading", "level": 2, "source": ["B"]},
        {"cell_type": "code", "input": ["x"], "outputs": [{"png": PICTURE}]},
        {"cell_type": "raw", "source": "{{ raw }}"},
    ]}],
}  # fmt: skip


def test_the_fourth_format() -> None:
    done = notebook_of(json.dumps(NEW), "n", None, None)
    assert done is not None
    assert done.text == (
        "# A\n![x](n-1.png)\n\n```R\n1 + 1\n```\n\n```text\nhi\n```\n\n![](n-2.png)\n\n"
        "```text\n2\n```\n\n```text\nNo\n```"
    )
    assert done.pictures == {"n-1.png": b"picture", "n-2.png": b"picture"}
    assert done.changes == ("what its notebook shows by HTML is its plain text here",)


def test_the_third_format() -> None:
    done = notebook_of(json.dumps(OLD), "n", 0, None)
    assert done is not None
    expected = "## B\n\n```python\nx\n```\n\n![](n-1.png)\n\n```text\n{{ raw }}\n```"
    assert done.text == expected


def test_a_part_of_the_cells() -> None:
    done = notebook_of(json.dumps(OLD), "n", 1, -1)
    assert done is not None
    assert done.text == "```python\nx\n```\n\n![](n-1.png)"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": [1]}', '{"cells": {}}', "[" * 9999])
def test_what_is_no_notebook(text: str) -> None:
    assert notebook_of(text, "n", None, None) is None or text == '{"cells": {}}'


@pytest.mark.parametrize(
    ("written", "indented"),
    [
        ("1. a\n   - b\n     c\n      - d", "1. a\n    - b\n    c\n        - d"),
        ("- a\n  - b\n\n    more\n- c", "- a\n    - b\n\n        more\n- c"),
        ("- a\n    - b", "- a\n    - b"),
        ("```\n  - a\n```", "```\n  - a\n```"),
    ],
)
def test_nested_lists_are_indented_as_python_markdown_reads_them(
    written: str, indented: str
) -> None:
    cell = {"cell_type": "markdown", "source": written}
    done = notebook_of(json.dumps({"cells": [cell]}), "n", None, None)
    assert done is not None
    assert done.text == indented
