"""What is not Markdown: found, masked without moving a place, and given back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup.mask import formulas, literal, mask, unmask, unmask_html
from generator.markup.parts import Math

MATHS: tuple[Math, ...] = ("", "dollars", "tex")
TEXTS = st.lists(
    st.sampled_from(
        ["$", "$$", "\\(", "\\)", "\\[", "\\]", "{{", "}}", "{.a}", "*[A]: b", "```", "`", ":::",
         "> ", "\n", "\n\n", " ", "  \n", "|", "a", "5", "\\", "<!--", "-->", "é", "*", "_"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@given(TEXTS, st.sampled_from(MATHS))
def test_no_place_moves_and_all_comes_back(text: str, math: Math) -> None:
    masked = mask(text, math)
    assert len(masked) == len(text)
    assert len(masked.encode()) == len(text.encode())
    assert masked.count("\n") == text.count("\n")
    assert unmask(masked) == text


MASKED = [
    ("a $x_1*2$ b", "x_1*2"), ("$$\nx_1\n$$", "x_1"), ("{{ a | b }}", " a | b "),
    ("x{.a #b-c}", ".a #b-c"), ("*[A]: b_c_", "*[A]: b_c_"), ("::: a", ":::"),
    ("> {{ a\n> *b* }}", " *b*"), ("$`a_b`$", "`a_b`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part"), MASKED)
def test_the_marks_of_a_part_are_masked(text: str, part: str) -> None:
    at = text.index(part)
    assert mask(text, "dollars")[at : at + len(part)] == literal(part) != part


@pytest.mark.parametrize(
    "text",
    ["`$x_1$`", "```\n$x_1$ {{ a_b }}\n```", "<!-- {{ a_b }} -->", "\\$x_1$", "$5 and 6$7",
     "$ x_1 $", "{ a_b }", "{{ a_b", "$x_1\n\ny$", "| $|x|$ |", "\\{{ a_b }"],
)  # fmt: skip
def test_what_is_code_escaped_or_no_such_part_stays(text: str) -> None:
    assert mask(text, "dollars") == text


def test_the_mark_of_a_quotation_stays_within_a_value() -> None:
    assert mask("> {{ a\n> b }}", "").split("\n")[1].startswith("> ")


@pytest.mark.parametrize(
    ("math", "found"), [("", []), ("dollars", ["x"]), ("tex", ["x", "y", "z"])]
)
def test_formulas_are_those_of_a_dialect(math: Math, found: list[str]) -> None:
    text = "$x$ \\(y\\) \\[z\\] `$a$`"
    assert [each.tex for each in formulas(text, math)] == found
    assert all(
        text[each.start : each.end].strip("$\\()[]") == each.tex for each in formulas(text, math)
    )


def test_a_formula_is_on_display_or_in_a_line() -> None:
    assert [each.display for each in formulas("$x$ $$y$$ \\(z\\) \\[a\\]", "tex")] == [
        False, True, False, True,
    ]  # fmt: skip


def test_what_comes_back_into_html_is_escaped() -> None:
    assert unmask_html(literal("a \"b\" & <c> 'd' *e*")) == (
        "a &quot;b&quot; &amp; &lt;c&gt; 'd' *e*"
    )


@pytest.mark.parametrize("text", ["{{ a  \nb }}", "$a  \nb$", "> $$  \n> a   \n> $$"])
def test_spaces_at_a_line_s_end_break_no_line_of_a_part(text: str) -> None:
    masked = mask(text, "dollars")
    assert " \n" not in masked
    assert unmask(masked) == text
