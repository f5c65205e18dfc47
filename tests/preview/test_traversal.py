"""Two thousand spellings of a way out of the site: none leads to a byte beside it."""

import random
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest

from tests.preview.running import Preview, running
from tests.preview.trial import ask, leaks, status, with_secrets

SPELLINGS = 2000
TARGETS = (
    "secret.txt",
    ".secret",
    "content/.secret",
    "content/.hidden/secret.txt",
    "content/posts/.draft.md",
    "content/out/secret.txt",
    "content/out.txt",
    "out/secret.txt",
    "out.txt",
    "posts/one.md~",
    ".postrock/cache.sqlite",
    ".postrock/lock.sqlite",
    "site.yaml",
    "content/posts/one.md",
    "outside/secret.txt",
    "site-too/secret.txt",
    "etc/passwd",
    "Windows/win.ini",
)
DOTS = ("..", ".", "...", "....", "%2e%2e", ".%2e", "%2E.", "%252e%252e", "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae", "%f0%80%80%ae", "%uff0e%uff0e", "．．", "..;", "..%00", "..%20",
        "%2e%2e%2f", "..%5c", "..\\", "", "posts", "posts/..", "assets/..",
        "%2e", "%00")  # fmt: skip
SLASHES = ("/", "//", "\\", "%2f", "%2F", "%5c", "%5C", "%252f", "%255c", "%c0%af", "%c1%9c",
           "%e0%80%af", "/./", "/%2e/", "%u2215", "∕", "/;/", "/%09", "%00/")  # fmt: skip
STARTS = ("/", "//", "///", "/\\", "\\", "/%2f", "/%5c", "/C:/", "/c:\\", "/C|/", "/C:", "//?/C:/",
          "/\\\\127.0.0.1\\c$\\", "file:///", "/file://", "http://127.0.0.1/", "/~/", "/~root/",
          "/.preview/", "/.preview/../", "/assets/", "/posts/one/", "/./", "/%00", "", "*", "/?/",
          "/livereload.js/", "/.preview/ab-1/livereload/")  # fmt: skip
ENDS = ("", "", "", "/", "%00", "%00.html", "%00.css", "?", "?x=/../../", "#x", ".", "%20", "/.",
        "::$DATA", "/..", "%2e", "\\", ";.html", "~", "%0a", "%ff", "/index.html")  # fmt: skip


def spellings(seed: int = 5) -> Iterator[bytes]:
    chance = random.Random(seed)
    for _ in range(SPELLINGS):
        slash = chance.choice(SLASHES)
        depth = chance.choice((0, 1, 1, 2, 3, 5, 8, 12, 400))
        up = (
            [chance.choice(DOTS)] * depth
            if chance.random() < 0.7
            else chance.choices(DOTS, k=depth)
        )
        target = chance.choice(TARGETS).replace("/", chance.choice((slash, "/")))
        path = chance.choice(STARTS) + slash.join((*up, target)) + chance.choice(ENDS)
        disguise: Callable[[str], str] = chance.choice(
            (str, str, str, _some_encoded(chance), quote)
        )
        spelled = disguise(path).encode() if chance.random() < 0.9 else path.encode("utf-16-le")
        # Blanks and line ends would end the target and begin something else.
        yield bytes(byte for byte in spelled if byte not in b" \r\n") or b"/"


def _some_encoded(chance: random.Random) -> Callable[[str], str]:
    def encoded(path: str) -> str:
        return "".join(
            "".join(f"%{byte:02x}" for byte in each.encode()) if chance.random() < 0.4 else each
            for each in path
        )

    return encoded


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with running(with_secrets(tmp_path_factory.mktemp("secrets"))) as preview:
        yield preview


def test_no_spelling_leads_out_of_the_site(guarded: Preview) -> None:
    answers = {target: ask(guarded.port, target) for target in spellings()}
    leaking = [(target, answer) for target, answer in answers.items() if leaks(answer, guarded)]
    assert leaking == []
    assert {status(answer) for answer in answers.values()} <= {200, 302, 400, 403, 404}
    found = {re.split(rb"[?#]", target)[0] for target in answers if status(answers[target]) == 200}
    assert found <= {b"/", b"/livereload.js", b"/index.html"}
    assert guarded.get("/posts/one/").status == 200
    assert "Traceback" not in guarded.told()


def test_the_spellings_are_many_and_reach_every_secret() -> None:
    """The same bytes would be found, were paths joined with folders as they come."""
    every = set(spellings())
    assert len(every) > 0.9 * SPELLINGS
    assert all(any(name.encode() in each for each in every) for name in TARGETS if "/" not in name)


def test_a_link_out_of_the_site_is_told_and_not_followed(guarded: Preview) -> None:
    assert "leads out of content/" in guarded.told()
    for path in ("/out.txt", "/out/secret.txt", "/out/", "/.secret", "/.hidden/secret.txt"):
        assert guarded.get(path).status == 404
