"""An author's own HTML: what would run or lead readers away is told at its place."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.markup.conftest import Convert

SCRIPT = "a link must not run a script"


@pytest.mark.parametrize(
    ("html", "column"),
    [
        ('<form action="javascript:alert(1)">x</form>', 15),
        ('<button formaction="javascript:alert(1)">x</button>', 21),
        ('<iframe src="java\tscript:alert(1)"></iframe>', 14),
        ("<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>", 20),
        ('<svg><animate attributeName="href" values="a;javascript:alert(1)"/></svg>', 46),
        ('<svg><set attributeName="href" to="javascript:alert(1)"/></svg>', 36),
        ('<math href="javascript:alert(1)"><mi>x</mi></math>', 13),
        ('<embed src="data:text/html,x">', 13),
        ('<video poster="javascript:alert(1)"></video>', 16),
        ('<img srcset="a.png 1x, javascript:alert(1) 2x">', 24),
        ('<link rel="stylesheet" href="javascript:alert(1)">', 30),
        ('<object data="data:text/html,x"></object>', 15),
        ("<javascript:alert(1)>", 2),
        ('<meta http-equiv="refresh" content="0;url=javascript:alert(1)">', 28),
        ("<iframe srcdoc='<a href=\"javascript:x()\">x</a>'></iframe>", 9),
        ("<use href='data:image/svg+xml,<svg/>'/>", 12),
    ],
)
def test_no_address_in_html_runs_a_script(converted: "Convert", html: str, column: int) -> None:
    page = converted(f"Before.\n\n{html}\n")
    errors = [each for each in page.problems if each.severity == "error"]
    assert [str(each.place) for each in errors] == [f"a.md:3:{column}"]
    assert errors[0].message.startswith("a link must not")


def test_an_address_is_told_once(converted: "Convert") -> None:
    page = converted('<a href="javascript:x()">a</a> and [b](javascript:y\\(\\))\n')
    assert page.told() == [f"a.md:1:10  {SCRIPT}", f"a.md:1:40  {SCRIPT}"]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<p onclick="x()">a</p>', '3:4  the recommended policy does not run "onclick"'),
        ("<svg onload=x()></svg>", '3:6  the recommended policy does not run "onload"'),
        ('<img src=x"onerror=x()>', ""),
        ('## A {onclick="x()"}', '3:7  the recommended policy does not run "onclick"'),
        ("a *b*{ onmouseover=x }", '3:8  the recommended policy does not run "onmouseover"'),
        ('<base href="https://evil.example/">', "3:2  the recommended policy ignores <base>"),
        ('<meta http-equiv="refresh" content="3">', "3:7  this sends readers away"),
        ("<meta http-equiv=Set-Cookie content=a>", '3:7  "set-cookie" does nothing in the body'),
        ('<form action="/send">a</form>', '3:7  the recommended policy sends no form to "action"'),
        ("<script>x()</script>", "3:2  the recommended policy does not run a script that stands"),
        (
            '<script src="//x.example/a.js"></script>',
            "3:9  the recommended policy does not run a script from another host",
        ),
        (
            "<iframe srcdoc='<p onclick=x()>a</p>'></iframe>",
            '3:9  the recommended policy does not run "onclick"',
        ),
    ],
)
def test_what_the_policy_stops_is_told(converted: "Convert", html: str, told: str) -> None:
    page = converted(f"Before.\n\n{html}\n")
    warnings = [each for each in page.problems if each.severity == "warning"]
    assert [f"{each.place}  {each.message}".startswith(f"a.md:{told}") for each in warnings] == (
        [True] if told else []
    )
    assert all(each.hint for each in warnings if "policy does" in each.message)


@pytest.mark.parametrize(
    "html",
    [
        "<p title='javascript: the good parts'>a</p>",
        "<p class=onclick data-on='x'>a</p>",
        "`<p onclick=x()>`",
        "    <p onclick=x()>\n",
        "<!-- <p onclick=x()> -->",
        '<script type="application/ld+json">{}</script>',
        '<script src="own.js"></script>',
        '<script type="text/plain">x</script>',
        '<meta name="x" content="y">',
        "<form><input></form>",
        '<img src="data:image/svg+xml,%3Csvg/%3E" alt="">',
        "<data value='1'>one</data> <time datetime='2020'>x</time>",
        "a {b=c} and 1 < 2",
        "```html\n<p onclick=x()>\n```",
    ],
)
def test_what_is_harmless_is_not_told(converted: "Convert", html: str) -> None:
    assert converted(f"Before.\n\n{html}\n").problems == ()


def test_two_alike_have_a_place_each(converted: "Convert") -> None:
    page = converted("<b onclick=x()>a</b>\n\n*c*{onclick=y}\n\n*d*{onclick=z}\n")
    assert [str(each.place) for each in page.problems] == ["a.md:1:4", "a.md:3:5", "a.md:5:5"]


def test_of_very_many_the_first_are_told(converted: "Convert") -> None:
    page = converted("<b onclick=x()>a</b>\n" * 500)
    assert len(page.problems) == 20


def test_notes_are_looked_at_too(converted: "Convert") -> None:
    page = converted("A[^1]\n\n[^1]: b <i onclick=x()>c</i>\n")
    assert [str(each.place) for each in page.problems] == ["a.md:3:12"]


UNCLOSED = '<figure>\n<img src="a.png" alt="x>\n<figcaption>{}</figcaption>\n</figure>\n'


@pytest.mark.parametrize(
    ("inside", "place", "message"),
    [
        ("y", "a.md:4:1", "this tag never ends"),
        ('<a href="b.md">y</a>', "a.md:4:22", "browsers take what follows for a value of this tag"),
    ],
)
def test_an_attribute_that_is_never_closed_is_told(
    converted: "Convert", inside: str, place: str, message: str
) -> None:
    page = converted(f"Before.\n\n{UNCLOSED.format(inside)}\nAfter.\n")
    problem = page.problems[0]
    assert (str(problem.place), problem.severity) == (place, "error")
    assert problem.message == message
    assert "quotation mark" in problem.hint
    assert "\u201c" not in page.html
