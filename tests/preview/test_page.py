"""Which output an address means, and what a page gets while it is served."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.preview.page import MovedFolder, OutputFile, content_type, inject, locate
from tests.preview.running import undress

PATHS = {"index.html", "posts/å/index.html", "feed.atom", "a b.csv", "posts/å/art.svg"}


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/posts/%C3%A5/", "posts/å/index.html"),
        ("/posts/%c3%a5/art.svg", "posts/å/art.svg"),
        ("/a%20b.csv", "a b.csv"),
    ],
)
def test_finds_what_is_there(address: str, path: str) -> None:
    assert locate(PATHS, address) == OutputFile(path)


def test_a_folder_without_its_slash_has_moved() -> None:
    assert locate(PATHS, "/posts/%C3%A5") == MovedFolder("/posts/%C3%A5/")


@pytest.mark.parametrize(
    "address", ["", "posts", "*", "/posts/", "//", "/feed.atom/", "/%ff", "http://127.0.0.1/"]
)
def test_finds_nothing_else(address: str) -> None:
    assert locate(PATHS, address) is None


@given(st.text(alphabet="./\\%2efcåpost:\0a index.html", max_size=40))
def test_no_spelling_leads_out_of_the_manifest(address: str) -> None:
    found = locate(PATHS, "/" + address)
    if isinstance(found, OutputFile):
        assert found.path in PATHS
    elif found is not None:
        assert isinstance(locate(PATHS, found.address), OutputFile)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.png", "image/png"),
        ("A.JPG", "image/jpeg"),
        ("a.woff2", "font/woff2"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.svg.gz", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
        ("data:text/html", "application/octet-stream"),
    ],
)
def test_content_types(path: str, kind: str) -> None:
    assert content_type(path) == kind


PAGE = b"<html><head><title>t</title></head><body class='a>b'><p>text</p></body></html>"
OVERLAY = "<preview-overlay data-preview>wrong</preview-overlay>"


def dressed(page: bytes, overlay: str = "", *, opens: str = "") -> bytes:
    return inject(page, 8000, "ab-1", overlay, opens=opens)


def test_the_scripts_are_one_piece_at_the_end_of_the_head() -> None:
    page = dressed(PAGE)
    assert page.startswith(b"<html><head><title>t</title><link data-preview")
    assert page.endswith(b"</script></head><body class='a>b'><p>text</p></body></html>")
    assert b'src="/livereload.js?maxdelay=2000&amp;port=8000/.preview/ab-1"' in page


def test_livereload_comes_after_its_plug_in() -> None:
    scripts = re.findall(rb'<script data-preview (\w+)[^>]*src="([^"?]*)', dressed(PAGE))
    assert scripts == [(b"type", b"/.preview/gentle.js"), (b"defer", b"/livereload.js")]


def test_the_overlay_is_one_piece_at_the_beginning_of_the_body() -> None:
    assert f"<body class='a>b'>{OVERLAY}<p>text".encode() in dressed(PAGE, OVERLAY)


def test_a_page_without_head_and_body_tags_gets_the_same() -> None:
    page = dressed(b"<title>t</title><p>text", OVERLAY)
    assert page.startswith(b"<title>t</title><p>text<link data-preview")
    assert page.endswith(OVERLAY.encode())


def test_a_page_tells_whether_an_editor_can_be_opened() -> None:
    assert b"data-opens" not in dressed(PAGE)
    assert b' data-opens="Open &amp; edit"></script>' in dressed(PAGE, opens="Open & edit")


PIECES = ["<html>", "<head>", "</head>", "<body>", "<BODY id='x'>", "</body>", "<p>", "text", "\n"]


@pytest.mark.parametrize("overlay", ["", OVERLAY])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_all_else_stays_as_it_is_in_a_clean_build(overlay: str, pieces: list[str]) -> None:
    page = "".join(pieces).encode()
    assert undress(dressed(page, overlay)) == page
