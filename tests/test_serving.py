"""What the fixtures of the browser tests promise."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.serving import STRICT_HEADERS, ServeFolder

PAGE = """<!doctype html><html lang="en"><title>t</title><script>document.title = "ran"</script>
<p>text</p></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(PAGE)
    (tmp_path / "404.html").write_text("not here")
    return tmp_path


def status(address: str) -> int:
    try:
        with urlopen(address) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def test_serves_a_folder_below_its_base_path_alone(folder: Path, serve_folder: ServeFolder) -> None:
    address = serve_folder(folder, base="/b/c/")
    host = address.removesuffix("/b/c/")
    assert address.endswith("/b/c/")
    assert status(address + "a/") == 200
    assert status(host + "/a/") == 404
    assert status(address + "missing/") == 404
    assert status(address + "../conftest.py") == 404


def test_sends_the_headers_it_was_given(folder: Path, serve_folder: ServeFolder) -> None:
    with urlopen(serve_folder(folder, headers={"X-Test": "yes"}) + "a/") as answer:
        assert answer.headers["X-Test"] == "yes"


def test_a_strict_policy_stops_an_inline_script(
    folder: Path, serve_folder: ServeFolder, browser: Browser
) -> None:
    titles = []
    for headers in ({}, STRICT_HEADERS):
        page = browser.new_page()
        page.goto(serve_folder(folder, headers=headers) + "a/")
        titles.append(page.title())
        page.close()
    assert titles == ["ran", "t"]
