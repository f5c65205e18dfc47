"""A preview while its site is edited."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.preview.running import DEADLINE, Preview, run, running, write_post


def test_an_edited_body_is_served(preview: Preview) -> None:
    write_post(preview.site, "one", "Quite another text.")
    answer = preview.wait_for("/posts/one/", lambda got: "Quite another text." in got.text)
    assert "The first text." not in answer.text
    assert not (preview.site / "build").exists()


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


def test_of_many_quick_saves_the_last_is_shown(preview: Preview) -> None:
    for number in range(50):
        write_post(preview.site, "one", f"Text number {number}.")
    preview.wait_for("/posts/one/", lambda got: "Text number 49." in got.text)


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


def test_the_browser_follows_by_itself(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{preview.address}/posts/one/")
    for number in range(3):
        write_post(preview.site, "one", f"Edit {number}.")
        expect(page.get_by_text(f"Edit {number}.")).to_be_visible(timeout=DEADLINE * 1000)
    write_post(preview.site, "one", "[broken](nowhere.md)")
    problems = page.locator("preview-overlay .problems")
    expect(problems).to_contain_text("content/posts/one.md:6:", timeout=DEADLINE * 1000)
    expect(problems).to_have_css("position", "fixed")
    expect(page.get_by_text("Edit 2.")).to_be_visible()
    write_post(preview.site, "one", "Mended.")
    expect(page.get_by_text("Mended.")).to_be_visible(timeout=DEADLINE * 1000)
    expect(problems).to_have_count(0)
    assert errors == []
    page.close()
