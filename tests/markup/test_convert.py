import subprocess
import sys
import time
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine import encode
from generator.markup.convert import convert
from generator.markup.parts import GRAMMARS, Grammar, MarkupSource
from tests.markup.pathological import MANY, PATHOLOGICAL
from tests.markup.soundness import faults

MARKS = [
    *"abc \n>-*_`[]()<!#&\\~^:|+=.\"'{}$",
    *(
        "\n\n",
        "    ",
        "```",
        "[^1]",
        "[^1]: ",
        "<div>",
        "</div>",
        '<div markdown="1">',
        "$$",
        "\\(",
    ),
    *("[!NOTE]", "!!! a", "<!--", "-->", "{#a}", "](b)", "<pre>", "</p>", "~~~", "chart", "| a |"),
    *("\t", "\r\n", "\x02F0\x03", "<p>"),
]
AROUND = ["- a", "\n", "  ", "    ", "```x\ny\n```", "> ", "b", "[^1]: n", "[^1]"]


@pytest.mark.parametrize(
    ("grammar", "name"), [(grammar, name) for grammar in GRAMMARS for name in PATHOLOGICAL[grammar]]
)
def test_no_text_takes_for_ever(grammar: Grammar, name: str) -> None:
    start = time.process_time()
    made = convert(MarkupSource("a.md", PATHOLOGICAL[grammar][name], grammar=grammar))
    # Far more than any of them needs: without the budget of work some would take hours.
    assert time.process_time() - start < 120
    assert made.value is not None or made.problems[0].place is not None


def test_what_is_refused_is_named_and_leaves_nothing_behind() -> None:
    before = convert(MarkupSource("a.md", "- a\n\n    b[^1]\n\n[^1]: c"))
    refused = convert(MarkupSource("b.md", "> " * MANY))
    assert refused.value is None
    assert str(refused.problems[0].place) == "b.md:1:401"
    assert refused.problems[0].severity == "error"
    assert convert(MarkupSource("a.md", "- a\n\n    b[^1]\n\n[^1]: c")) == before


def test_deep_nesting_is_a_problem_not_a_crash() -> None:
    made = convert(MarkupSource("a.md", "- " * 2000 + "a"))
    assert made.value is not None or "nested" in made.problems[0].message


def test_of_very_much_of_one_kind_the_first_are_told_with_the_number_of_the_rest() -> None:
    text = "".join(f"[a][{number}] " for number in range(22)) + "[b](c [d](e"
    messages = [each.message for each in convert(MarkupSource("a.md", text)).problems]
    assert messages[18:20] == [
        'nothing says where "[18]" leads',
        'nothing says where "[19]" leads, and 2 more like this',
    ]
    assert messages[20:] == ["this is no link"] * 2


@given(st.text(max_size=300))
def test_nothing_is_raised_whatever_the_text(text: str) -> None:
    made = convert(MarkupSource("a.md", text))
    assert made.value is not None or made.problems
    encode(made.value)


@given(st.lists(st.sampled_from(MARKS), max_size=40))
def test_nothing_is_raised_whatever_the_marks(parts: list[str]) -> None:
    made = convert(MarkupSource("a.md", "".join(parts)))
    assert made.value is not None or made.problems


@given(st.lists(st.sampled_from(AROUND), max_size=14))
def test_every_fence_has_exactly_one_hole(parts: list[str]) -> None:
    made = convert(MarkupSource("a.md", "".join(parts)))
    assert made.value is not None
    texts = [made.blobs[0].decode(), *(note.html for note in made.value.notes)]
    unused = sum("nothing refers" in p.message or "two notes" in p.message for p in made.problems)
    for index in range(len(made.value.codes)):
        count = sum(text.count(f"\x02C{index}\x03") for text in texts)
        assert count == 1 or (count == 0 and unused)


def test_an_authors_control_characters_make_no_holes() -> None:
    made = convert(MarkupSource("a.md", "a \x02F0\x03 \x00 b"))
    assert made.blobs[0].decode() == "<p>a \ufffdF0\ufffd \ufffd b</p>"
    (problem,) = made.problems
    assert problem.message == "a character that no text can hold is shown as \ufffd"
    assert str(problem.place) == "a.md:1:3"


def test_no_entity_makes_a_hole() -> None:
    text = "&#2;L0&#3; &#x5; [a](b&#2;L0&#3;.md 'c&#2;F0&#3;')\n\n```d&#2;C0&#3;\ne\n```\n"
    made = convert(MarkupSource("a.md", text))
    assert made.value is not None
    assert b"\x02L0\x03 \xef" not in made.blobs[0]
    assert list(faults(MarkupSource("a.md", text), made)) == []


def test_the_same_page_gives_the_same_bytes() -> None:
    text = "# A\n\nb[^1] $x$ *[c]: d\n\n> [!NOTE]\n> e\n\n[^1]: f\n"
    first = convert(MarkupSource("a.md", text))
    convert(MarkupSource("b.md", "*[b]: other\n\n[r]: x\n\nb [r]"))
    assert convert(MarkupSource("a.md", text)) == first


def test_an_unchanged_site_pays_nothing_for_markdown() -> None:
    program = (
        "import sys, generator.markup.makers, generator.markup.parts, generator.markup.tree,"
        "generator.markup.holes;"
        "assert not {'markdown', 'pygments', 'pymdownx', 'latex2mathml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_parser_that_breaks_down_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    for raised in (PanicException, KeyboardInterrupt):
        failing = Mock(side_effect=raised)
        monkeypatch.setattr("pyromark.events_with_range", failing)
        if raised is KeyboardInterrupt:
            with pytest.raises(KeyboardInterrupt):
                convert(MarkupSource("a.md", "b", 5))
        else:
            made = convert(MarkupSource("a.md", "b", 5))
            told = [f"{problem.place}  {problem.message}" for problem in made.problems]
            assert (made.value, told) == (None, ["a.md:5  this page cannot be read"])
