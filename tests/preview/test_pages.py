"""What a preview answers: while nobody edits anything, and while somebody does.

With ``--follow`` the browser goes where its author writes.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.preview.lively import OTHER, ROWS, put, write_lively_post, write_lively_site
from tests.preview.running import DEADLINE, Preview, run, running, wait_until, write_post


def test_a_folder_shows_its_page_with_the_script_and_is_not_kept(calm_preview: Preview) -> None:
    answer = calm_preview.get("/posts/one/?any=query")
    assert answer.status == 200
    assert "The first text." in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.count("/livereload.js?") == 1
    assert "preview-overlay" not in answer.text


def test_addresses_are_those_of_the_preview(calm_preview: Preview) -> None:
    page = calm_preview.get("/posts/one/").text
    assert f"{calm_preview.address}/posts/one/" in page
    assert "example.org" not in page


def test_a_file_keeps_its_bytes_and_has_its_type(calm_preview: Preview) -> None:
    answer = calm_preview.get("/r%C3%A4ka%20&%20co.txt")
    assert (answer.status, answer.body) == (200, "räka".encode())
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_head_has_no_body(calm_preview: Preview) -> None:
    answer = calm_preview.get("/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_a_folder_without_its_slash_is_redirected(calm_preview: Preview) -> None:
    answer = calm_preview.get("/posts/one?a=b")
    assert (answer.status, answer.headers["location"]) == (302, "/posts/one/?a=b")


def test_what_is_not_there_gets_the_sites_own_404(calm_preview: Preview) -> None:
    answer = calm_preview.get("/nowhere/")
    assert answer.status == 404
    assert "Small" in answer.text
    assert "/livereload.js?" in answer.text


def test_our_own_names_are_welcome(calm_preview: Preview) -> None:
    for name in ("localhost", "127.0.0.1", "LOCALHOST"):
        host = f"{name}:{calm_preview.port}"
        assert calm_preview.get("/", {"Host": host, "Origin": f"http://{host}"}).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(calm_preview: Preview, method: str) -> None:
    assert calm_preview.get("/", method=method).status == 405


def test_what_is_no_message_ends_the_connection_and_not_the_server(calm_preview: Preview) -> None:
    async def say(message: str | bytes) -> str:
        async with calm_preview.connect("0-0") as talk:
            assert await talk.hear() == "reload"  # for its version is long gone
            await talk.say(message)
            return await talk.hear()

    deep = ("[" * 30_000, '{"command": ' * 5_000, "[" * 30_000 + "]" * 30_000)
    for message in ("", "{", "[]", "{}", "7", b"\xff\x00", "x" * 100_000, *deep):
        assert run(say(message)) == "", message
    assert calm_preview.get("/").status == 200
    assert "Traceback" not in calm_preview.told()


@pytest.mark.parametrize("url", [7, None, [[[[]]]], {}, "\ud800", "//[", "/%ff/\x00", "x" * 60_000])
def test_an_odd_address_of_a_page_harms_nobody(calm_preview: Preview, url: object) -> None:
    async def say() -> str:
        async with calm_preview.connect("0-0") as talk:
            await talk.hear()
            await talk.say({"command": "info", "url": url})
            await talk.say({"command": "hello"})
            return await talk.hear()

    assert run(say()) == "hello"
    assert calm_preview.get("/").status == 200
    assert "Traceback" not in calm_preview.told()


@pytest.mark.parametrize(
    "path", ["/", "/posts/one/", "/nowhere", "/livereload.js", "/.preview/open"]
)
def test_no_other_site_may_frame_what_is_shown(calm_preview: Preview, path: str) -> None:
    headers = calm_preview.get(path).headers
    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert headers["x-frame-options"] == "SAMEORIGIN"


def test_a_refusal_may_not_be_framed_either(calm_preview: Preview) -> None:
    answer = calm_preview.get("/", {"Host": "evil.example"})
    assert (answer.status, answer.headers["x-frame-options"]) == (403, "SAMEORIGIN")


def test_a_preview_has_no_output_folder(calm_preview: Preview) -> None:
    names = {path.name for path in calm_preview.site.iterdir()}
    assert names == {"site.yaml", "content", "secret.txt", ".postrock"}


def test_nothing_read_tells_where_the_site_lies(calm_preview: Preview) -> None:
    place = str(Path(calm_preview.site).parent)
    assert all(place not in calm_preview.get(path).text for path in ("/", "/nowhere", "/%ff"))


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
    # The page is served before the terminal is told of it.
    wait_until(lambda: "content/posts/one.md:6:" in preview.told(), preview.told)
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
