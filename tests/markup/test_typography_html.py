import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup.typography_html import smart

SET = {
    '"a" b': "“a” b",
    "it's the dogs' day": "it’s the dogs’ day",
    "'a' b": "‘a’ b",
    "\"'a' b\"": "“‘a’ b”",
    "\"a 'b'\"": "“a ‘b’”",
    "'tis the '90s, rock 'n' roll": "’tis the ’90s, rock ’n’ roll",
    "the class of '99 is": "the class of ’99 is",
    '("a") ["b"] "c".': "(“a”) [“b”] “c”.",
    'a -- b --- "c"--"d"': "a – b — “c”–“d”",
    '"Yes --" he': "“Yes –” he",
    'a... "...b" .... 1..2': "a… “…b” .... 1..2",
    '"<em>a</em>" b': "“<em>a</em>” b",
    '<p><em>"a"</em> "b"</p>': "<p><em>“a”</em> “b”</p>",
    '<p>a "<a href="x">b</a>," c</p>': '<p>a “<a href="x">b</a>,” c</p>',
    '<p>"a"</p><p>"b"</p>': "<p>“a”</p><p>“b”</p>",
    'a <strong>"b</strong> c"': "a <strong>“b</strong> c”",
    '"<code>"x"</code>" \'<code>y</code>\'': '“<code>"x"</code>” ‘<code>y</code>’',
    "<code>a</code>'s": "<code>a</code>’s",
    "<code>it's</code> it's": "<code>it's</code> it’s",
    '<pre>"a" -- <b>"b"</b></pre>"c"': '<pre>"a" -- <b>"b"</b></pre>“c”',
    "<kbd>'</kbd> <math><mo>'</mo></math>": "<kbd>'</kbd> <math><mo>'</mo></math>",
    "<script>'a'--</script><style>'b'</style>": "<script>'a'--</script><style>'b'</style>",
    '<!-- "a" -- b --> "c"': '<!-- "a" -- b --> “c”',
    "<a title=\"it's > 'b'\">'c'</a>": "<a title=\"it's > 'b'\">‘c’</a>",
    'a &quot;b&quot; &nbsp;"c"': "a &quot;b&quot; &nbsp;“c”",
    'word\x02N0\x03" "next\x02N1\x03"': "word\x02N0\x03” “next\x02N1\x03”",
    'a " b': 'a " b',
    "-----": "-----",
    "<p>don't<br>'a'</p>": "<p>don’t<br>‘a’</p>",
}


@pytest.mark.parametrize("html", SET)
def test_english(html: str) -> None:
    assert smart(html) == SET[html]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "„a ‚b‘“ c’s"),
        ("de-CH", "«a ‹b›» c’s"),
        ("fr", "«\u202fa “b”\u202f» c’s"),
        ("sv", "”a ’b’” c’s"),
        ("pl", "„a «b»” c’s"),
        ("xx", "“a ‘b’” c’s"),
    ],
)
def test_other_languages_have_other_quotes(language: str, expected: str) -> None:
    assert smart("\"a 'b'\" c's", language) == expected


@given(st.text(alphabet="ab \"'-.<>/&;x\x02N0\x03\n", max_size=60))
def test_only_marks_are_touched(html: str) -> None:
    def bare(text: str) -> str:
        for mark in "“”‘’\"'":
            text = text.replace(mark, "'")
        for mark in ("…", "...", ". . ."):
            text = text.replace(mark, "")
        return text.replace("—", "").replace("–", "").replace("-", "").replace(".", "")

    assert bare(smart(html)) == bare(html)


def test_a_number_and_its_percent_sign_stay_on_one_line() -> None:
    assert (
        smart("<p>About 25 % of <b>12.5</b> %b</p>") == "<p>About 25\u00a0% of <b>12.5</b> %b</p>"
    )
