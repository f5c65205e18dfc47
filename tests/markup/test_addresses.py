"""The one rule for addresses."""

import pytest

from generator.markup.addresses import hint_for, refused

SCRIPTS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01\x1fjavascript:alert(1)",
    "\x00javascript:alert(1)",
    "java\x00script:alert(1)",
    "\ufeffjavascript:alert(1)",
    "java\u200bscript:alert(1)",
    "javascript\t:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "java&Tab;script&colon;alert(1)",
    "%6Aavascript:alert(1)",
    "javascript%3Aalert(1)",
    "vbscript:msgbox(1)",
    "VBSCRIPT:msgbox(1)",
    "livescript:x",
    "javascript://example.org/%0aalert(1)",
)
HELD = (
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD4=",
    "da\tta:text/html,x",
    "data:,x",
    "data:application/javascript,x",
    "data:image/svg+xml,<svg onload='alert(1)'/>",
    "data:IMAGE/SVG+XML;base64,PHN2Zz4=",
    "blob:https://example.org/1",
    "filesystem:https://example.org/1",
)
FINE = (
    "",
    "a.md",
    "../a.md#b",
    "#javascript:x",
    "?q=javascript:x",
    "/javascript:x",
    "./javascript:x",
    "about-javascript:x.md",
    "javascript",
    "javascripts:x",
    "https://example.org/javascript:x",
    "http://example.org:8080/a?b#c",
    "//example.org/a",
    "https://[::1]:8000/",
    "https://münchen.example/ä",
    "mailto:a@example.org",
    "tel:+491234",
    "xmpp:a@example.org",
    "HTTP://example.org",
    "ftp://example.org/",
    "git+https://example.org/",
    "com.example.app:open",
    "data:image/png;base64,AAAA",
)


@pytest.mark.parametrize("address", SCRIPTS)
def test_what_would_run_a_script_is_refused(address: str) -> None:
    assert refused(address) == "a link must not run a script"
    assert refused(address, shown=True) == "a link must not run a script"


@pytest.mark.parametrize("address", HELD)
def test_what_brings_a_page_of_its_own_is_refused(address: str) -> None:
    assert "must not bring what it leads to" in refused(address)


@pytest.mark.parametrize("address", ["data:image/svg+xml,<svg/>", "data:audio/ogg;base64,AA"])
def test_what_is_only_shown_may_be_within_its_address(address: str) -> None:
    assert refused(address, shown=True) == ""


@pytest.mark.parametrize("address", ["data:text/html,x", "data:application/pdf,x", "blob:x"])
def test_what_is_shown_is_a_picture_or_sound(address: str) -> None:
    assert refused(address, shown=True) != ""


@pytest.mark.parametrize("address", FINE)
def test_other_addresses_may_stand(address: str) -> None:
    assert refused(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://x:99999999/",
        "https://x:port/",
        "https://",
        "http:///a",
        "//",
        "https://[::1/",
        "https:x",
        "http:/x.org",
        "localhost:8000",
        "example.org:8080/a",
        "htps://x.org",
        "HTTTP://x.org",
    ],
)
def test_an_address_that_no_browser_can_go_to_is_refused(address: str) -> None:
    assert refused(address) == "no browser can go to this address"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("github.com/me/tea", "https://github.com/me/tea"),
        ("www.example.museum", "https://www.example.museum"),
        ("docs.example.de/a.html#b", "https://docs.example.de/a.html#b"),
        ("example.org", "https://example.org"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("me@example.org", "mailto:me@example.org"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
        ("http:/example.org", "http://example.org"),
        ("https:example.org", "https://example.org"),
        ("https//example.org", "https://example.org"),
        ("htps://example.org", "https://example.org"),
    ],
)
def test_an_address_that_lacks_a_part_is_known(written: str, meant: str) -> None:
    assert hint_for(written) == f'did you mean "{meant}"?'


@pytest.mark.parametrize(
    "written",
    """# a.md ../a.md photo.jpg script.py notes.de a/b.com /x.org/a x.org\\a @me // http://
    javascript://x v1.2/a.md https://x:99999999/""".split(),
)
def test_nothing_is_guessed_of_what_may_be_a_file(written: str) -> None:
    assert hint_for(written) == ""
