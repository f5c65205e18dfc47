from typing import TYPE_CHECKING

import pytest

from generator.markup.code import highlight
from generator.markup.parts import GRAMMARS
from generator.problems import Place
from generator.problems.fault import Margin

if TYPE_CHECKING:
    from tests.markup.conftest import Convert


def test_a_fence_leaves_a_hole_that_is_in_no_paragraph(converted: "Convert") -> None:
    page = converted("a\n```py title='t.py'\nx = 1\n\n# y\n```\nb\n")
    assert page.html == "<p>a</p>\n[C0]\n<p>b</p>"
    (code,) = page.markup.codes
    assert (code.language, code.title) == ("py", "t.py")
    assert page.text(code.text) == "x = 1\n\n# y\n"


CONTAINERS = {
    "tight list": ("- a\n  ```\n  x\n    y\n  ```\n- b", "<ul>\n<li>a\n[C0]\n</li>\n<li>b</li>"),
    "loose list": ("- a\n\n  ```\n  x\n    y\n  ```\n\n- b", "<p>a</p>\n[C0]\n</li>"),
    "numbered": ("1. a\n\n   ```\n   x\n     y\n   ```\n", "<p>a</p>\n[C0]\n</li>\n</ol>"),
    "four spaces": ("- a\n\n    ```\n    x\n      y\n    ```\n", "<p>a</p>\n[C0]\n</li>"),
    "tab": ("- a\n\n\t```\n\tx\n\t  y\n\t```\n", "<p>a</p>\n[C0]\n</li>"),
    "on the marker": ("- ```\n  x\n    y\n  ```\n- b", "<li>\n[C0]\n</li>\n<li>b</li>"),
    "nested list": (
        "- a\n    - b\n\n        ```\n        x\n          y\n        ```\n",
        "<p>b</p>\n[C0]\n</li>\n</ul>\n</li>",
    ),
    "quotation": ("> a\n> ```\n> x\n>   y\n> ```\n> b", "<blockquote>\n<p>a</p>\n[C0]\n<p>b</p>"),
    "list in a quotation": (
        "> - a\n>\n>   ```\n>   x\n>     y\n>   ```\n",
        "<blockquote>\n<ul>\n<li>\n<p>a</p>\n[C0]\n</li>",
    ),
    "admonition": ("!!! tip\n    ```\n    x\n      y\n    ```\n    b", "Tip</p>\n[C0]\n<p>b</p>"),
    "alert": ("> [!TIP]\n> ```\n> x\n>   y\n> ```\n", 'tip">\n<p class="admonition-title">Tip</p>'),
    "definition": ("T\n:   d\n\n    ```\n    x\n      y\n    ```\n", "<dd>\n<p>d</p>\n[C0]"),
    "tildes": ("~~~~\nx\n  y\n~~~~\n", "[C0]"),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_fences_belong_to_what_they_stand_in(converted: "Convert", name: str) -> None:
    text, expected = CONTAINERS[name]
    page = converted(text)
    assert expected in page.html
    assert [page.text(code.text) for code in page.markup.codes] == ["x\n  y\n"]
    assert page.problems == ()


def test_what_is_escaped_in_an_opening_line_is_read(converted: "Convert") -> None:
    page = converted('```foo\\+bar title="&Auml; b"\nx\n```\n')
    (code,) = page.markup.codes
    assert (code.language, code.title) == ("foo+bar", "Ä b")
    assert page.told() == ['a.md:1:1  no language is called "foo+bar": shown as plain text']


def test_a_fence_in_a_loose_list_next_to_a_tight_one_is_in_no_paragraph(
    converted: "Convert",
) -> None:
    page = converted("- a\n  ```\n  x\n  ```\n\n- b\n")
    assert "<li>\n<p>a</p>\n[C0]\n</li>" in page.html


def test_what_is_no_fence_stays(converted: "Convert") -> None:
    text = "    ```\n    indented\n    ```\n\n``` one `` line ```\n\n<!--\n```chart\n```\n-->\n"
    page = converted(text)
    assert page.markup.codes == ()
    assert page.markup.figures == ()
    assert "<pre><code>```" in page.html


def test_fences_in_raw_html_stay(converted: "Convert") -> None:
    page = converted("<pre>\n```\nx\n```\n</pre>\n\n<script>\nlet s = `\n```\n`;\n</script>\n")
    assert page.markup.codes == ()


def test_longer_fences_hold_shorter_ones(converted: "Convert") -> None:
    page = converted("````md\n```chart\nx\n```\n````\n")
    assert page.text(page.markup.codes[0].text) == "```chart\nx\n```\n"
    assert page.markup.figures == ()


def test_code_keeps_its_tabs_and_characters(converted: "Convert") -> None:
    page = converted("```make\nall:\n\techo '$<' & \\*x\\*\n```\n")
    assert page.text(page.markup.codes[0].text) == "all:\n\techo '$<' & \\*x\\*\n"


def test_figures_and_data_keep_their_place(converted: "Convert") -> None:
    text = "a\n\n- b\n\n  ```vl {#fees}\n  mark: bar\n    x: 1\n  ```\n\n"
    text += "```data {#rows}\na,b\n```\n"
    page = converted(text, 10)
    (figure,) = page.markup.figures
    assert (figure.kind, figure.name, figure.line, figure.margins) == (
        "vega-lite",
        "fees",
        15,
        (Margin("  "),),
    )
    assert figure.text == "mark: bar\n  x: 1\n"
    assert figure.fence == "  ```vl {#fees}"
    (data,) = page.markup.data
    assert (data.kind, data.name, data.line, data.text) == ("data", "rows", 20, "a,b\n")
    assert page.html.count("[F0]") == 1
    assert "rows" not in page.html


RAGGED = {
    "as its fence": "  ```chart {#x}\n  a: 1\n\n    b: 2\n  ```\n",
    "less than its fence": "   ```chart {#x}\na: 1\n b: 2\n  c: 3\n      d: 4\n   ```\n",
    "tabs in a list": "- a\n\n\t```chart {#x}\n\ta: 1\n\t  b: 2\n\n    c: 3\n  \td: 4\n\t```\n",
    "half a tab": "- ```chart {#x}\n\ta: 1\n\t\tb: 2\n  c: 3\n  ```\n",
    "marks of a quotation": "> ```chart {#x}\n>a: 1\n> \tb: 2\n>\tc: 3\n>\n>  d: 4\n> ```\n",
    "a list in a quotation": "> - ```chart {#x}\n>   a: 1\n>\tb: 2\n>  \n>     c: 3\n>   ```\n",
    "never closed": "> - ```chart {#x}\n>   a: 1\n>     b: 2\n>  c: 3",
}


@pytest.mark.parametrize("grammar", GRAMMARS)
@pytest.mark.parametrize("name", RAGGED)
def test_all_in_a_block_has_its_true_place(converted: "Convert", name: str) -> None:
    text = RAGGED[name]
    (block,) = converted(text, 10).markup.figures
    written = dict(enumerate(text.split("\n"), 10))
    for number, line in enumerate(block.text.splitlines(), 1):
        place = block.passage.place((number, 0))
        assert (place.line, place.column) == (block.line + number - 1, 0)
        assert block.passage.source(number).rstrip() == written[place.line].rstrip()
        for column, letter in enumerate(line, 1):
            place = block.passage.place((number, column))
            if not letter.isspace():
                assert written[place.line][place.column - 1] == letter
    indented = len(block.fence) - len(block.fence.lstrip())
    assert block.passage.place((0, 5)) == Place("a.md", block.line - 1, indented + 5)
    assert block.passage.source(0) == written[block.line - 1]


def test_lines_that_stand_alike_have_one_margin(converted: "Convert") -> None:
    text = "> ```chart {#x}\n> a: 1\n>\n> b: 2\n> ```\n\n- ```chart {#y}\n  ```\n"
    figures = converted(text).markup.figures
    assert [block.margins for block in figures] == [(Margin("> "),), (Margin("  "),)]


def test_figures_without_a_name_are_counted(converted: "Convert") -> None:
    page = converted("```chart\n```\n\n```altair {#x}\n```\n\n```exhibit\n```\n")
    assert [block.name for block in page.markup.figures] == ["chart-1", "x", "chart-2"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_do_not_shift_lines(
    converted: "Convert", newline: str
) -> None:
    text = "\ufeff" + newline.join(["a", "", "```chart {#x}", "y", "```", "[l](m.md)", ""])
    page = converted(text, 3)
    assert page.markup.figures[0].line == 6
    assert str(page.markup.links[0].place) == "a.md:8:5"


def test_an_open_fence_is_a_problem_where_it_opens(converted: "Convert") -> None:
    page = converted("a\n\n  ~~~~py\nx\n\n# y\n", 7)
    assert page.told() == ["a.md:9:3  this fence is never closed"]
    assert page.problems[0].hint == "close it by a line of ~~~~"
    assert page.problems[0].source == "  ~~~~py"


def test_a_quotation_ends_an_open_fence(converted: "Convert") -> None:
    page = converted("> ```\n> x\n\nafter\n")
    assert "never closed" in page.problems[0].message
    assert "<p>after</p>" in page.html


def test_two_figures_of_one_name_are_a_problem_that_names_both(converted: "Convert") -> None:
    page = converted("```chart {#x}\n```\n\n```chart {#x}\n```\n", 5)
    assert page.told() == ['a.md:8:12  two figures are called "x": one is in line 5']


def test_data_needs_a_name_and_may_share_that_of_a_figure(converted: "Convert") -> None:
    page = converted("```data\na\n```\n\n```data {#x}\n```\n\n```chart {#x}\n```\n")
    assert page.told() == ["a.md:1:4  a data block needs a name"]


def test_a_misspelt_kind_with_a_name_is_a_warning(converted: "Convert") -> None:
    page = converted("```chrat {#fees}\n```\n\n```dart {#main}\n```\n\n```python {#x}\n```\n")
    (problem,) = page.problems
    assert (str(problem.place), problem.severity) == ("a.md:1:4", "warning")
    assert problem.hint == 'did you mean "chart"?'
    assert len(page.markup.codes) == 3


def test_an_unknown_language_is_a_warning_with_the_nearest_name(converted: "Convert") -> None:
    page = converted("a\n\n> ```pyhton title=b\n> x\n> ```\n")
    (problem,) = page.problems
    assert (str(problem.place), problem.severity) == ("a.md:3:6", "warning")
    assert problem.source == "> ```pyhton title=b"
    assert problem.hint == 'did you mean "python"?'


def test_a_diagram_is_like_no_language(converted: "Convert") -> None:
    (problem,) = converted("```mermaid\ngraph TD\n```\n").problems
    assert "SVG" in problem.hint


def test_an_edit_above_a_block_of_code_asks_for_no_other_highlighting(
    converted: "Convert",
) -> None:
    text = "```python\nx = 1\n```\n"
    assert converted(f"New.\n\n{text}").markup.codes == converted(text).markup.codes


def test_a_strange_name_is_a_problem(converted: "Convert") -> None:
    page = converted('```chart {#a"b}\n```\n')
    assert page.told() == ['a.md:1:12  "a"b" is not a name']


@pytest.mark.parametrize(
    "kind", ["sql", "data", "chart", "vega-lite", "altair", "exhibit", "infographic"]
)
@pytest.mark.parametrize("name", ["", " #a"])
def test_each_block_of_ours_can_be_shown_as_code(
    converted: "Convert", kind: str, name: str
) -> None:
    page = converted(f"```{kind} {{.code{name}}}\nSELECT 1\n```\n")
    assert page.told() == []
    assert (page.markup.figures, page.markup.data) == ((), ())
    (code,) = page.markup.codes
    made = highlight(code, lambda blob: page.text(blob).encode())
    assert made.problems == ()
    assert f'data-language="{kind}"' in made.blobs[0].decode()


def test_who_forgets_the_name_of_a_query_learns_both_ways(converted: "Convert") -> None:
    (problem,) = converted("```sql\nSELECT 1\n```\n").problems
    assert "```sql {#name}" in problem.hint
    assert "```sql {.code}" in problem.hint
