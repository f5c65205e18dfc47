"""What cells put out: charts, pictures, tables, formulas and text; what hides it; what is told."""

import json
import re

import pytest

from generator.blocks.chart import ChartBlock
from generator.blocks.contents import content_of
from generator.engine import digest
from generator.markup.admonitions import said
from tests.notebooks.making import (
    ALTAIR,
    PANDAS,
    PIXEL,
    ROWS,
    SPEC,
    code,
    codes_of,
    html_of,
    notebook,
    read,
    result,
    stream,
    told,
)

HEAD = "#| label: fig-fees\n#| fig-cap: What *fees* leave.\n#| alt: A line.\n#| warning: false\n"


@pytest.mark.parametrize(
    "output",
    [
        result(chart=SPEC, plain="alt.Chart(...)"),
        result(html=ALTAIR % json.dumps(SPEC), plain="alt.Chart(...)"),
        {"output_type": "display_data", "data": {"application/vnd.vegalite.v6.json": SPEC}},
    ],
)
def test_an_altair_chart_is_a_figure(output: dict[str, object]) -> None:
    made = read(notebook(code(HEAD + "alt.Chart(fees)", output)))
    assert made.problems == ()
    assert made.value is not None
    (block,), (contents,) = made.value.markup.figures, made.value.contents
    assert (block.kind, block.name) == ("vega-lite", "fig-fees")
    assert contents.frame.options.alt == "A line."
    assert "<em>fees</em>" in contents.frame.caption.html
    raws = {digest(raw): raw for raw in made.blobs}
    tree = content_of(contents, ChartBlock, lambda blob: raws[blob.digest]).tree
    assert "config" not in tree.value
    ((path, blob),) = made.value.files
    assert json.loads(raws[blob.digest]) == ROWS
    assert f"content/posts/{tree.value['data']['url']}" == path
    assert [each.name for each in contents.datasets] == [tree.value["data"]["url"]]


def test_the_sizes_and_the_data_that_an_author_chose_stay() -> None:
    spec = {**SPEC, "config": {"view": {"continuousWidth": 500}}, "datasets": {"data-c34f98": []}}
    made = read(notebook(code("c", result(chart=spec))))
    assert made.value is not None
    (block,) = made.value.markup.figures
    assert '"continuousWidth": 500' in block.text
    assert '"datasets": {"data-c34f98": []}' in block.text
    assert made.value.files == ()


def test_options_of_a_figure_have_their_places() -> None:
    cell = code("#| alt: A line.\n#| width: brode\nc", result(chart=SPEC))
    made = read(notebook(cell))
    assert made.value is not None
    (contents,) = made.value.contents
    (problem,) = contents.problems
    assert problem.place is not None
    assert (problem.place.row, problem.message) == ("cell 2, line 2", 'width cannot be "brode"')


def test_two_charts_of_a_cell_have_two_names() -> None:
    made = read(notebook(code(HEAD + "c", result(chart=SPEC), result(chart=SPEC))))
    assert made.value is not None
    names = [each.name for each in made.value.markup.figures]
    assert names == ["fig-fees", "fig-fees-2"]


def test_a_picture_is_a_file_with_its_caption() -> None:
    noise = result(plain="[<matplotlib.lines.Line2D at 0x7f12>]")
    picture = result(png=PIXEL, plain="<Figure size 640x480 with 1 Axes>")
    text = notebook(code('#| alt: A "dot".\n#| fig-cap: Its *dot*.\nplot()', noise, picture))
    html = html_of(text)
    assert 'alt="A &quot;dot&quot;."' in html
    assert "<figcaption>Its *dot*.</figcaption>" in html
    assert [language for language, _ in codes_of(text)] == ["python"]
    assert told(notebook(code("plot()", picture))) == [
        "cell 2: this cell's picture has no alternative text"
    ]
    broken = result(png="%%%", plain="<Figure>")
    assert "is not base64" in told(notebook(code("plot()", broken)))[0]


def test_a_table_of_pandas_loses_its_styles_and_keeps_its_texts() -> None:
    html = html_of(notebook(code("fees", result(html=PANDAS, plain="..."), tags=["remove-input"])))
    assert "style" not in html
    assert "<th></th>\n" not in html
    assert '<th class="align-right">value</th>' in html
    assert '<td class="align-right">1.50</td>' in html
    assert "<td>&#123;&#123; x &#125;&#125; &lt;b&gt; &#42;y&#42; &#36;1</td>" in html or (
        "{{ x }} &lt;b&gt; *y* $1" in html
    )
    assert "2 rows × 2 columns" in html
    assert "<math" not in html


def test_a_table_takes_the_caption_and_the_label() -> None:
    cell = code("#| label: tbl-a\n#| tbl-cap: All <of> it\nx", result(html=PANDAS))
    html = html_of(notebook(cell))
    assert '<table id="tbl-a">' in html
    assert "&lt;of&gt; it</caption>" in html.replace("&#60;", "&lt;").replace("&#62;", "&gt;")


def test_formulas_and_markdown_are_read_as_such() -> None:
    html = html_of(notebook(code("x", result(latex="$\\displaystyle x^{2}$", plain="x**2"))))
    assert "<math" in html
    assert "displaystyle" not in html.replace('displaystyle="true"', "")
    html = html_of(notebook(code("x", result(markdown="Some *text*.", plain="<IPython>"))))
    assert "<em>text</em>" in html


def test_text_is_a_block_of_output() -> None:
    progress = stream("10 %\r50 %\rdone\n") | {}
    more = stream("\x1b[31mred\x1b[0m ```\n")
    assert codes_of(notebook(code("x", progress, more, result(plain="42")))) == [
        ("python", "x\n"),
        ("output", "done\nred ```\n"),
        ("output", "42\n"),
    ]


def test_text_of_many_lines_is_cut_and_told() -> None:
    text = notebook(code("x", stream("line\n" * 1000)))
    assert codes_of(text)[1][1].count("line") == 400
    assert told(text) == ["cell 2: this cell put out 1,000 lines: readers get the first 400"]


def test_what_is_left_out_is_told() -> None:
    cells = [
        code("x", stream("a.py:3: UserWarning: careful\n  more", "stderr")),
        code("x", result(widget={"model_id": "1"}, plain="IntSlider()") | {}),
        code("x", result(html="<iframe src='x'></iframe>", plain="<IPython.lib.IFrame at 0x7>")),
        code("1 / 0", {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "by zero"}),
    ]
    said = told(notebook(*cells))
    assert [each.partition(": ")[0] for each in said] == ["cell 2", "cell 4", "cell 5"]
    assert said[0].endswith("to stderr is left out: a.py:3: UserWarning: careful")
    assert said[1].endswith("what this cell put out is left out: HTML that is no table")
    assert said[2].endswith("this cell ended with an error: ZeroDivisionError: by zero")


@pytest.mark.parametrize(
    ("tags", "options", "shown"),
    [
        ((), "", ["python", "output"]),
        (("remove-input",), "", ["output"]),
        (("remove_input",), "", ["output"]),
        (("remove-output",), "", ["python"]),
        (("remove-cell",), "", []),
        (("remove-stdout",), "", ["python"]),
        ((), "#| echo: false\n", ["output"]),
        ((), "#| output: false\n", ["python"]),
        ((), "#| include: false\n", []),
        ((), "#| eval: false\n", ["python", "output"]),
    ],
)
def test_tags_and_options_hide(tags: tuple[str, ...], options: str, shown: list[str]) -> None:
    cell = code(f"{options}x", stream("1\n"), tags=tags)
    assert [language for language, _ in codes_of(notebook(cell))] == shown


CODE, OUTPUT = said("cell_code"), said("cell_output")


@pytest.mark.parametrize(
    ("tags", "options", "summaries"),
    [
        (("hide-input",), "", [CODE]),
        (("hide-output",), "", [OUTPUT]),
        (("hide-cell",), "", [CODE, OUTPUT]),
        ((), "#| code-fold: true\n#| code-summary: How <so>\n", ["How &lt;so&gt;"]),
        ((), "#| code-fold: false\n", []),
    ],
)
def test_tags_and_options_fold(tags: tuple[str, ...], options: str, summaries: list[str]) -> None:
    html = html_of(notebook(code(f"{options}x", stream("1\n"), tags=tags)))
    found = re.findall(r"<summary>(.*)</summary>", html)
    assert [each.replace("&#60;", "&lt;").replace("&#62;", "&gt;") for each in found] == summaries
    assert html.count("</details>") == len(summaries)


@pytest.mark.parametrize(
    "front",
    [
        "execute: {echo: false, warning: false, freeze: auto}",
        "execute:\n  echo: false\n\n  warning: false",
    ],
)
def test_front_matter_says_it_for_all_cells(front: str) -> None:
    cells = [code("x", stream("1\n")), code("#| echo: true\ny", stream("hm", "stderr"))]
    lines = json.dumps(front.replace("\n", "\n")).strip('"')
    text = notebook(*cells).replace("date: 2026", f"{lines}\\ndate: 2026")
    assert codes_of(text) == [("output", "1\n"), ("python", "y\n")]
    assert told(text) == []


def test_other_front_matter_keeps_its_places() -> None:
    text = notebook().replace("date: 2026-01-05", "execute:\\n  echo: false\\ndat: 3")
    assert told(text) == ['cell 1, line 5: unknown key "dat"']
    text = notebook().replace("date: 2026-01-05", "execute: {echo: [}\\ndate: 2026-01-05")
    assert [each.partition(":")[0] for each in told(text)] == ["cell 1, line 3"]


def test_a_formula_that_cannot_be_set_is_text_and_told() -> None:
    text = notebook(code("x", result(latex="$\\frac{1$", plain="1/")))
    assert codes_of(text)[1:] == [("output", "1/\n")]
    assert told(text)[0].startswith("cell 2: this cell's formula is shown as text")


def test_markdown_that_is_put_out_has_no_values() -> None:
    text = notebook(code("x", result(markdown="{{ a }}", plain="x")))
    assert "{{ a }}" in html_of(text)


def test_what_is_meant_is_not_told() -> None:
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []}
    cells = [
        code("x", error, tags=["raises-exception"]),
        code("#| error: true\nx", error),
        code("x", stream("hm", "stderr"), tags=["remove-stderr"]),
        code("#| warning: false\nx", stream("hm", "stderr")),
    ]
    assert told(notebook(*cells)) == []
