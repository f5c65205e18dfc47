"""Whatever is written, a page comes out, whole and without marks of ours; or one is refused.

``MUTATIONS=200000`` tries as many texts. What each of them takes is no test, for a test asks no
clock: ``python -m tests.markup.mutate`` prints it.
"""

import os

import pytest

from tests.markup.mutate import source_of, told_of
from tests.markup.soundness import unbalanced

AT_ONCE = 500
COUNT = int(os.environ.get("MUTATIONS", "4000"))


@pytest.mark.parametrize("first", range(0, COUNT, AT_ONCE))
def test_every_text_becomes_a_whole_page(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        assert told_of(source_of(seed)) == [], f"seed {seed}: {source_of(seed)!r}"


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ("<p>a<br>b</p>", ""),
        ("<p>a", "<p>"),
        ("<p><b>a</p></b>", "</p>"),
        ("a</p>", "</p>"),
        ("<script>a < b</script><b x='<i>'>c</b>", ""),
        ("<script><b></script>", ""),
        ("<!-- <b> --><i></i>", ""),
        ("<!--> <b>", "<b>"),
        ("<svg><path/></svg>", ""),
        ("<div/>", "<div>"),
        ("<b a='", "<b"),
        ("a <- b", ""),
    ],
)
def test_what_is_not_balanced_is_seen(html: str, wrong: str) -> None:
    assert unbalanced(html) == wrong
