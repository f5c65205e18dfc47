"""Problems as HTML."""

from generator.problems import Place, Problem
from generator.problems.hypertext import write, write_all

EVIL = "</pre><script>alert(1)</script>\" onload='"


def test_everything_is_escaped() -> None:
    shown = write(Problem(EVIL, Place(f"content/{EVIL}.md", 3, 2), hint=EVIL, source=EVIL))
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") == 5
    assert shown.count("</pre>") == 1
    assert " onload='" not in shown.replace("&quot; onload=&#x27;", "")


def test_the_caret_stands_under_its_column() -> None:
    shown = write(Problem("no column", Place("a.md", 12, 4), source="y: totl"))
    assert "  12 | y: totl\n     |    <b" in shown
    assert 'data-at="a.md:12:4"' in shown


def test_what_has_no_place_has_no_excerpt() -> None:
    assert write(Problem("wrong")) == '<div class="problem problem-error"><p>wrong</p></div>'


def test_many_stand_in_their_order() -> None:
    shown = write_all([Problem("one"), Problem("two", severity="warning")])
    assert shown.index("one") < shown.index("problem-warning") < shown.index("two")


def test_controls_are_shown_and_lines_stay_lines() -> None:
    assert "a\u241bb<br>c" in write(Problem("a\x1bb\nc"))
