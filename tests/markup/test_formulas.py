import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.markup.formulas import math_element, meant
from generator.markup.tree import node, to_html

if TYPE_CHECKING:
    from tests.markup.conftest import Convert


def written(tex: str, *, display: bool = False) -> str:
    root = node("p")
    root.append(math_element(tex, display=display)[0])
    return re.sub(r' alttext="[^"<>]*"', "", to_html(root))


@pytest.mark.parametrize("text", ["$x$", "\\(x\\)", "($x$)", "$x$, $x$", "**$x$**"])
def test_formulas_in_a_line(converted: "Convert", text: str) -> None:
    page = converted(f"a {text} b", math="tex")
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline">' in page.html
    assert page.markup.has_math


@pytest.mark.parametrize(
    "text", ["$$\nx\n$$", "$$x$$", "\\[\nx\n\\]", "> $$\n> x\n> $$", "a\n$$\nx\n$$\nb"]
)
def test_formulas_on_display(converted: "Convert", text: str) -> None:
    page = converted(text, math="tex")
    assert '<div class="math"><math' in page.html
    assert 'display="block"' in page.html
    assert "<p><div" not in page.html


@pytest.mark.parametrize(
    "text",
    [
        "it costs $5 and $10",
        "from $5-$10, or US$7/$8",
        "a \\$x$ b",
        "`$x$`",
        "    $x$",
        "$ x $",
        "$HOME and a$b",
        "```\n$x$\n```",
        "$5",
        "$$",
        "it costs $5, see `$(pwd)$`",
        "`a` is $5, `b$` is not",
    ],
)
def test_prices_and_code_are_no_formulas(converted: "Convert", text: str) -> None:
    page = converted(text)
    assert "<math" not in page.html
    assert not page.markup.has_math
    assert page.problems == ()


@pytest.mark.parametrize("text", ["$$  \nx  \n$$", "a $x  \ny$ b", "> $$  \n> x   \n> $$"])
def test_spaces_at_the_end_of_a_line_break_no_formula(converted: "Convert", text: str) -> None:
    page = converted(text)
    assert "<math" in page.html
    assert "<br>" not in page.html
    assert page.problems == ()


def test_formulas_can_be_switched_off(converted: "Convert") -> None:
    assert converted("$x$\n\n$$\ny\n$$", math="").html == "<p>$x$</p>\n<p>$$\ny\n$$</p>"


def test_underscores_and_stars_in_formulas_are_not_emphasis(converted: "Convert") -> None:
    assert "<em>" not in converted("$a_1 * b_2 * c_3$").html


@pytest.mark.parametrize(
    ("tex", "fault"),
    [
        ("{a", "never closed"),
        ("a}", "closes nothing"),
        (r"\frac{a}", "denominator"),
        (r"\alhpa", r"there is no command \alhpa"),
        (r"\left( a", "do not pair"),
        ("^", "nothing to raise"),
        (r"\begin{matrix} a", "without its"),
        (r"\begin{CD} a & b \end{CD}", "there is no environment CD"),
        (r"\argx", r"there is no command \argx"),
    ],
)
def test_wrong_formulas_are_told_and_shown_as_code(tex: str, fault: str) -> None:
    assert fault in math_element(tex, display=False)[1]
    assert written(tex).startswith('<code class="math-error">')


def test_a_misspelt_command_has_a_hint() -> None:
    assert meant(r"\alhpa") == r"did you mean \alpha?"


def test_of_very_many_wrong_formulas_the_first_are_told(converted: "Convert") -> None:
    page = converted("".join(f"$\\nope{chr(97 + n % 26)}{'x' * n}$ " for n in range(300)))
    assert page.html.count("math-error") == 300
    assert len(page.problems) == 20


@pytest.mark.parametrize("text", ["$x{}$", "$$\nx{}\n$$"])
def test_a_formula_that_is_too_long_is_told(converted: "Convert", text: str) -> None:
    assert converted(text.format("+x" * 1500)).problems == ()
    (problem,) = converted(text.format("+x" * 2500)).problems
    assert problem.message.endswith("a formula may have 5000 characters")


def test_a_wrong_formula_is_a_problem_at_its_place(converted: "Convert") -> None:
    page = converted("`$\\x{$`\n\nso $a^{$ and $a^{$\n\n$$\n\\frac{a}{\n$$\n", 5)
    places = [str(problem.place) for problem in page.problems]
    assert places == ["a.md:7:4", "a.md:7:14", "a.md:9:1"]


@pytest.mark.parametrize("tex", [r"\text{<script>alert(1)</script>}", r"\text{a & b}", "a < b"])
def test_formulas_cannot_smuggle_html(tex: str) -> None:
    html = written(tex)
    assert "<script" not in html
    assert "& " not in html
    assert "< b" not in html


def test_formulas_have_no_links() -> None:
    assert "href" not in written(r"\href{javascript:alert(1)}{x}")


@pytest.mark.parametrize(
    "name", "align align* aligned eqnarray flalign gather* multline equation split dcases".split()
)
def test_aligned_lines_are_a_table(name: str) -> None:
    html = written(rf"\begin{{{name}}} a &= b \\ c &= d \end{{{name}}}", display=True)
    assert html.count("<mtr>") == 2
    assert "&amp;" not in html


def test_what_speaks_of_numbers_shows_nothing() -> None:
    assert written(r"\arg \max_a q \nonumber \label{eq:a} \notag") == written(
        r"\operatorname{arg} \max_a q"
    )


def test_latex2mathml_is_loaded_only_for_formulas() -> None:
    program = (
        "import sys; from generator.markup.convert import convert;"
        "from generator.markup.parts import MarkupSource;"
        "convert(MarkupSource('a.md', 'it costs $5 and $10'));"
        "assert 'latex2mathml' not in sys.modules;"
        "convert(MarkupSource('a.md', '$x$')); assert 'latex2mathml' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_formula_carries_its_tex(converted: "Convert") -> None:
    page = converted("a $x < \\frac{1}{2}$ b")
    assert 'alttext="x &lt; \\frac{1}{2}"' in page.text(page.markup.html)
