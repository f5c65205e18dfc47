"""A preview while its site is edited, and where the browser goes with ``--follow``."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.preview.lively import OTHER, ROWS, put, write_lively_post, write_lively_site
from tests.preview.running import DEADLINE, Preview, run, running, write_post


def test_posts_come_and_go(preview: Preview) -> None:
    write_post(preview.site, "two", "A second one.")
    preview.wait_for("/posts/two/", lambda got: got.status == 200)
    (preview.site / "content/posts/two.md").unlink()
    preview.wait_for("/posts/two/", lambda got: got.status == 404)


def test_drafts_and_scheduled_posts_are_shown(preview: Preview) -> None:
    posts = preview.site / "content/posts"
    (posts / "draft.md").write_text(
        "---\ntitle: D\ndate: 2026-01-01\ndraft: true\n---\n\nA draft.\n"
    )
    (posts / "later.md").write_text("---\ntitle: L\ndate: 2999-01-01\n---\n\nLater.\n")
    preview.wait_for("/posts/draft/", lambda got: "A draft." in got.text)
    preview.wait_for("/posts/later/", lambda got: "Later." in got.text)


def test_a_problem_leaves_the_last_good_page_with_the_problem_over_it(preview: Preview) -> None:
    write_post(preview.site, "one", "[broken](nowhere.md) <b>new</b>")
    answer = preview.wait_for("/posts/one/", lambda got: "preview-overlay" in got.text)
    assert "The first text." in answer.text
    assert "content/posts/one.md:6:" in answer.text
    assert "&lt;b&gt;new&lt;/b&gt;" in answer.text
    assert "<b>new</b>" not in answer.text
    assert str(preview.site) not in answer.text
    assert "content/posts/one.md:6:" in preview.told()
    write_post(preview.site, "one", "Mended.")
    mended = preview.wait_for("/posts/one/", lambda got: "preview-overlay" not in got.text)
    assert "Mended." in mended.text


def test_a_site_that_was_never_good_shows_its_problems_until_it_is(site: Path) -> None:
    (site / "site.yaml").write_text("titel: Small\n")
    with running(site) as preview:
        answer = preview.get("/posts/one/")
        assert answer.status == 503
        assert "titel" in answer.text
        assert "/livereload.js?" in answer.text
        (site / "site.yaml").write_text("title: Small\nbase_url: https://example.org/\n")
        preview.wait_for("/posts/one/", lambda got: got.status == 200)


def test_each_of_three_quick_edits_is_told(preview: Preview) -> None:
    # livereload as it comes keeps a second change within three seconds to itself.
    async def edit() -> None:
        async with preview.connect(preview.version()) as talk:
            for number in range(3):
                write_post(preview.site, "one", f"Edit {number}.")
                assert await talk.hear() == "reload"
                assert f"Edit {number}." in preview.get("/posts/one/").text

    run(edit())


def test_a_page_that_connects_too_late_is_told_at_once(preview: Preview) -> None:
    async def connect_late() -> None:
        before = preview.version()
        write_post(preview.site, "one", "Edited before the socket was open.")
        preview.wait_for("/posts/one/", lambda got: "Edited before" in got.text)
        async with preview.connect(before) as talk:
            assert await talk.hear() == "reload"

    run(connect_late())


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
    expect(page.get_by_text("Followed.")).to_be_visible(timeout=DEADLINE * 1000)
    assert page.url == f"{following.address}/posts/lively/"
    page.wait_for_function("window.LiveReload?.connector?.protocol >= 7")
    quiet = "---\ntitle: Quiet\ndate: 2026-01-01\n---\n\nLouder words.\n"
    put(following.site, "content/posts/quiet.md", quiet)
    expect(page.get_by_text("Louder words.")).to_be_visible(timeout=DEADLINE * 1000)
    page.wait_for_function("window.LiveReload?.connector?.protocol >= 7")
    put(following.site, "content/posts/lively/rows.csv", ROWS.replace("2003,4", "2003,9"))
    page.wait_for_url("**/posts/lively/", timeout=DEADLINE * 1000)
    page.close()
