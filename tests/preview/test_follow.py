"""With ``--follow`` the browser goes where its author writes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.preview.lively import OTHER, ROWS, put, write_lively_post, write_lively_site
from tests.preview.running import DEADLINE, Preview, running

SOON = DEADLINE * 1000


@pytest.fixture
def following(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    site = write_lively_site(tmp_path_factory.mktemp("following") / "site")
    write_lively_post(site, OTHER)
    with running(site, "--follow") as preview:
        yield preview


def test_the_browser_goes_to_the_page_whose_body_or_data_is_edited(
    following: Preview, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{following.address}/")
    page.wait_for_function("window.LiveReload?.connector?.protocol >= 7")
    write_lively_post(following.site, f"Followed.\n\n{OTHER}")
    expect(page.get_by_text("Followed.")).to_be_visible(timeout=SOON)
    assert page.url == f"{following.address}/posts/lively/"
    page.wait_for_function("window.LiveReload?.connector?.protocol >= 7")
    quiet = "---\ntitle: Quiet\ndate: 2026-01-01\n---\n\nLouder words.\n"
    put(following.site, "content/posts/quiet.md", quiet)
    expect(page.get_by_text("Louder words.")).to_be_visible(timeout=SOON)
    page.wait_for_function("window.LiveReload?.connector?.protocol >= 7")
    put(following.site, "content/posts/lively/rows.csv", ROWS.replace("2003,4", "2003,9"))
    page.wait_for_url("**/posts/lively/", timeout=SOON)
    page.close()
