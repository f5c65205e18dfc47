import pytest

from generator.markup.fence import Info, parse_info


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Info()),
        ("python", Info("python")),
        ('python title="a b.py"', Info("python", title="a b.py")),
        ("python hl_lines='2 4-5' linenums", Info("python", marked=(2, 4, 5), numbered=True)),
        ('js linenums="1"', Info("js", numbered=True)),
        ("{.python #main}", Info("python", "main")),
        ("chart {#fees}", Info("chart", "fees")),
        ("js {1,3-4}", Info("js", marked=(1, 3, 4))),
        ("c++", Info("c++")),
        ("{python}", Info("python")),
    ],
)
def test_info_strings(text: str, expected: Info) -> None:
    assert parse_info(text, 9) == expected


@pytest.mark.parametrize(
    ("word", "kind"),
    [("chart", "chart"), ("vl", "vega-lite"), ("VegaLite", "vega-lite"), ("data", "data")],
)
def test_kinds_of_figures_and_their_other_names(word: str, kind: str) -> None:
    assert parse_info(word, 1).kind == kind


def test_a_misspelt_option_is_odd_and_a_strange_one_is_left_alone() -> None:
    assert parse_info('py titel="x"', 1).odd == (("titel", 'did you mean "title"?'),)
    assert parse_info("r echo=FALSE", 1).odd == ()


@pytest.mark.parametrize("lines", ["9", "x", "3-1", "0", "1-999999999"])
def test_marked_lines_that_are_not_there_are_odd(lines: str) -> None:
    info = parse_info(f'py hl_lines="{lines}"', 3)
    assert len(info.odd) == 1
    assert set(info.marked) <= {1, 2, 3}


@pytest.mark.parametrize("text", ["sql {.code}", "{.sql .code}", "sql{.code #a}", "chart {.code}"])
def test_a_block_of_ours_can_be_shown_as_code(text: str) -> None:
    info = parse_info(text, 3)
    assert info.shown
    assert info.kind == ""
    assert info.word in ("sql", "chart")
