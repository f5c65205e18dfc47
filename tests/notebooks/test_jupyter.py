"""A Jupyter notebook as a post: its cells, its front matter, and what is told where."""

import json

import pytest

from generator.notebooks.file_lines import file_line
from generator.problems import CELL, Place
from tests.notebooks.making import code, codes_of, html_of, markdown, notebook, read, told


def test_a_notebook_is_a_post() -> None:
    made = read(notebook(markdown("Some *text*.\n\n## A head"), code("x = 1\nx")))
    assert made.problems == ()
    assert made.value is not None
    assert (made.value.front.title, made.value.front.date[:10]) == ("What fees leave", "2026-01-05")
    assert [each.text for each in made.value.markup.headings] == ["A head"]
    assert codes_of(notebook(code("\nx = 1\n\nx\n"))) == [("python", "x = 1\n\nx\n")]


def test_text_may_follow_the_front_matter_in_its_cell() -> None:
    text = notebook().replace('"---"\n', '"---\\n",\n"\\n",\n"And [there](b.md)."\n')
    made = read(text)
    assert made.value is not None
    assert made.value.markup.links[0].place == Place("content/posts/fees.ipynb", CELL + 6, 13)


@pytest.mark.parametrize("kind", ["raw", "markdown"])
def test_front_matter_may_stand_in_a_raw_cell(kind: str) -> None:
    cells = json.loads(notebook())
    cells["cells"][0]["cell_type"] = kind
    assert read(json.dumps(cells)).value is not None


def test_sources_may_be_one_text_and_json_one_line() -> None:
    written = json.loads(notebook(code("#| label: a\nx = 1")))
    for cell in written["cells"]:
        cell["source"] = "".join(cell["source"])
    assert codes_of(json.dumps(written)) == [("python", "x = 1\n")]


def test_the_third_format_is_read_too() -> None:
    front = {"cell_type": "markdown", "source": ["---\n", "title: T\n", "---"]}
    heading = {"cell_type": "heading", "level": 2, "source": ["Old"]}
    old = {
        "cell_type": "code",
        "input": ["1 + 1"],
        "language": "python",
        "outputs": [
            {"output_type": "pyout", "text": ["2"]},
            {"output_type": "stream", "stream": "stdout", "text": ["three\n"]},
            {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": ["E: v"]},
        ],
    }
    text = json.dumps({"worksheets": [{"cells": [front, heading, old]}], "nbformat": 3})
    assert codes_of(text) == [
        ("python", "1 + 1\n"),
        ("output", "2\n"),
        ("output", "three\n"),
        ("output", "E: v\n"),
    ]
    assert told(text) == ["cell 3: this cell ended with an error: E: v"]


@pytest.mark.parametrize(
    ("language", "shown"),
    [("python", "python"), ("R", "r"), ("julia-1.9", "julia"), ("sql", "sql"), ("klingon", "text")],
)
def test_code_has_the_language_of_the_kernel(language: str, shown: str) -> None:
    text = notebook(code("select 1"), language=language)
    assert codes_of(text) == [(shown, "select 1\n")]
    assert told(text) == []


def test_a_first_heading_is_the_title_where_there_is_none() -> None:
    untitled = notebook(markdown("# The `cost` of [tea](a.md)\n\nText.")).replace(
        '"title: What fees leave\\n",', ""
    )
    made = read(untitled)
    assert made.problems == ()
    assert made.value is not None
    assert made.value.front.title == "The cost of tea"
    assert html_of(untitled) == "<p>Text.</p>"


def test_a_heading_that_says_the_title_again_is_left_out() -> None:
    assert html_of(notebook(markdown("# What fees leave\n\nText."))) == "<p>Text.</p>"
    assert "<h1" in html_of(notebook(markdown("# Another\n\nText.")))


def test_problems_name_the_cell_and_its_line() -> None:
    text = notebook(markdown("Text.\n\nA [[mark]]."), code("x\n"), code("#| lable: fees\nx"))
    found = {each.partition(": ")[0]: each.partition(": ")[2] for each in told(text)}
    assert list(found) == ["cell 4, line 1", "cell 2, line 3"]
    assert found["cell 4, line 1"] == 'no option of a cell is called "lable": it does nothing'


def test_front_matter_has_its_places() -> None:
    text = notebook().replace("date: 2026-01-05", "dat: 2026-01-05")
    assert told(text) == ['cell 1, line 3: unknown key "dat"']
    text = notebook(markdown("Text.")).replace('"---"\n', '"."\n')
    assert told(text) == ["cell 1, line 1: this front matter is never closed"]


def test_two_figures_of_one_name_are_told_by_their_cells() -> None:
    block = "```chart {#a}\nmark: bar\n```"
    assert 'cell 3, line 1: two figures are called "a": one is in cell 2, line 1' in told(
        notebook(markdown(block), markdown(block))
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        '{"cells": []}',
        '{"cells": [{"cell_type": "markdown", "source": ["Text."]}]}',
        '{"cells": [{"cell_type": "code", "source": ["---"]}]}',
        '{"cells": 3, "metadata": "---"}',
        '{"cells": [null, 3, {"source": 7}], "nbformat": "---"}',
    ],
)
def test_a_notebook_without_front_matter_is_no_source(text: str) -> None:
    made = read(text)
    assert made.value is None
    assert [each.message for each in made.problems] in (
        [],
        ["this notebook is not JSON: expecting value"],
    )


def test_broken_json_is_told_at_its_place() -> None:
    text = notebook(markdown("Text."))
    cut = text[: text.rindex('"metadata"')]
    (problem,) = read(cut).problems
    assert problem.message.startswith("this notebook is not JSON: ")
    assert problem.place is not None
    assert problem.place.line == cut.count("\n") + 1
    merged = text.replace(' "metadata": {\n  "kern', '<<<<<<< HEAD\n "metadata": {\n  "kern')
    (problem,) = read(merged).problems
    assert "merged line by line" in problem.hint
    (problem,) = read('{"a": "---", "cells": ' + "[" * 100_000).problems
    assert problem.message == "this notebook is nested too deeply"


def test_pictures_that_are_attached_are_files() -> None:
    pixel = {"image.png": {"image/png": "iVBORw0KGgo="}}
    made = read(notebook(markdown("![One](attachment:image.png)", attachments=pixel)))
    assert made.problems == ()
    assert made.value is not None
    ((path, _),) = made.value.files
    assert path.startswith("content/posts/fees/")
    assert f"content/posts/{made.value.markup.links[0].href}" == path
    assert told(notebook(markdown("Text.\n![One](attachment:image.png)"))) == [
        'cell 2, line 2: "image.png" is not attached to this cell'
    ]


def test_raw_cells_are_prose_or_told() -> None:
    raw = {"cell_type": "raw", "metadata": {}, "source": ["*Text*."]}
    assert html_of(notebook(raw)) == "<p><em>Text</em>.</p>"
    latex = {**raw, "metadata": {"raw_mimetype": "text/latex"}}
    assert told(notebook(latex)) == ["cell 2, line 1: this raw cell is left out: it is text/latex"]


def test_an_editor_that_shows_json_opens_the_line() -> None:
    text = notebook(markdown("one\ntwo\nthree"), code("four\nfive"))
    lines = text.split("\n")
    found = [lines[file_line(text, cell * CELL + line) - 1] for cell, line in ((2, 3), (3, 1))]
    assert [each.strip() for each in found] == ['"three"', '"four\\n",']
    assert "four" in lines[file_line(text, 3 * CELL) - 1]
    assert [file_line(each, 9 * CELL) for each in (text, "{", "[]", '{"cells": 1}')] == [1] * 4
