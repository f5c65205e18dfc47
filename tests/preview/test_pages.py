"""What a preview answers while nobody edits anything."""

from pathlib import Path

import pytest

from tests.preview.running import Preview, run


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
