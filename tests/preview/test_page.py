"""What is added to a page while it is served."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.preview.page import dress
from tests.preview.running import undress

PAGE = b"<html><head><title>t</title></head><body class='a>b'><p>text</p></body></html>"
DESK = "<preview-desk data-preview>wrong</preview-desk>"


def dressed(page: bytes, desk: str = "", *, can_open: bool = False) -> bytes:
    return dress(page, 8000, "ab-1", desk, can_open=can_open)


def test_the_scripts_are_one_piece_at_the_end_of_the_head() -> None:
    page = dressed(PAGE)
    assert page.startswith(b"<html><head><title>t</title><link data-preview")
    assert page.endswith(b"</script></head><body class='a>b'><p>text</p></body></html>")
    assert b'src="/livereload.js?maxdelay=2000&amp;port=8000/.preview/ab-1"' in page


def test_livereload_comes_after_its_plug_in() -> None:
    scripts = re.findall(rb'<script data-preview (\w+)[^>]*src="([^"?]*)', dressed(PAGE))
    assert scripts == [(b"type", b"/.preview/gentle.js"), (b"defer", b"/livereload.js")]


def test_the_desk_is_one_piece_at_the_beginning_of_the_body() -> None:
    assert f"<body class='a>b'>{DESK}<p>text".encode() in dressed(PAGE, DESK)


def test_a_page_without_head_and_body_tags_gets_the_same() -> None:
    page = dressed(b"<title>t</title><p>text", DESK)
    assert page.startswith(b"<title>t</title><p>text<link data-preview")
    assert page.endswith(DESK.encode())


def test_a_page_tells_whether_an_editor_can_be_opened() -> None:
    assert b"data-opens" not in dressed(PAGE)
    assert b" data-opens></script>" in dressed(PAGE, can_open=True)


PIECES = ["<html>", "<head>", "</head>", "<body>", "<BODY id='x'>", "</body>", "<p>", "text", "\n"]


@pytest.mark.parametrize("desk", ["", DESK])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_all_else_stays_as_it_is_in_a_clean_build(desk: str, pieces: list[str]) -> None:
    page = "".join(pieces).encode()
    assert undress(dressed(page, desk)) == page
