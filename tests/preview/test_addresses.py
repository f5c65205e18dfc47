"""From an address to a path of the manifest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.preview.addresses import Found, Moved, content_type, locate

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
    assert locate(PATHS, address) == Found(path)


def test_a_folder_without_its_slash_has_moved() -> None:
    assert locate(PATHS, "/posts/%C3%A5") == Moved("/posts/%C3%A5/")


@pytest.mark.parametrize(
    "address", ["", "posts", "*", "/posts/", "//", "/feed.atom/", "/%ff", "http://127.0.0.1/"]
)
def test_finds_nothing_else(address: str) -> None:
    assert locate(PATHS, address) is None


@given(st.text(alphabet="./\\%2efcåpost:\0a index.html", max_size=40))
def test_no_spelling_leads_out_of_the_manifest(address: str) -> None:
    found = locate(PATHS, "/" + address)
    if isinstance(found, Found):
        assert found.path in PATHS
    elif found is not None:
        assert isinstance(locate(PATHS, found.address), Found)


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
