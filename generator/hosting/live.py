"""The live site, asked after publishing whether it shows what was meant."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from generator.engine import digest
from generator.hosting.addresses import address_of
from generator.hosting.changes import INDEXES, PAGE, Delivery, TargetChanges
from generator.hosting.headers import POLICY, type_of
from generator.hosting.record import TargetRecord
from generator.problems import Problem

if TYPE_CHECKING:
    from email.message import Message

PAGES_ASKED: Final = 4
"""So many of the pages that are new or changed are asked for."""
SECONDS: Final = 10
NOWHERE: Final = "there-is-no-such-page/"
PATIENCE: Final[dict[str, int]] = {"git": 90}
"""For so many seconds a kind of target may take its time until readers see what is there."""
PAUSE: Final = 3
_XML: Final = {"application/xml", "text/xml"}
_SAME: Final = (
    {"text/javascript", "application/javascript"},
    {"application/atom+xml", *_XML},
    {"application/rss+xml", "application/x-rss+xml", *_XML},
)
"""Types that browsers and feed readers take for one another."""
_NOBODYS: Final = ("example", "test", "invalid", "localhost")
"""Ends of names that are kept for examples: nobody's site is there."""


class LiveAnswer(Struct, frozen=True):
    """What an address answered; ``failed`` says why it did not."""

    status: int = 0
    digest: str = ""
    headers: Mapping[str, str] = {}
    failed: str = ""


class Awaited(Struct, frozen=True):
    """What an address is to answer: a file, and what stood there before; or nothing at all."""

    url: str
    path: str = ""
    digest: str = ""
    before: str = ""


class LiveCheck(Struct, frozen=True):
    """What is asked of a site that was published, and whether its server was told how to answer."""

    asked: Sequence[Awaited]
    is_told: bool = False
    patience: int = 0

    def problems(self) -> Sequence[Problem]:
        """Ask, and ask again for as long as readers may still be shown what was there before."""
        until = time.monotonic() + self.patience
        while True:
            problems = self._once()
            if not problems or time.monotonic() >= until:
                return problems
            time.sleep(min(PAUSE, self.patience))

    def _once(self) -> Sequence[Problem]:
        with ThreadPoolExecutor(4) as threads:
            answers = list(threads.map(lambda each: ask(each.url), self.asked))
        silent = [each.failed for each in answers if each.failed]
        if len(silent) == len(answers):
            hint = "base_url says where readers find the site"
            return [_warning(f"{self.asked[0].url} does not answer: {silent[0]}", hint)]
        found = (_wrong(each, answer) for each, answer in zip(self.asked, answers))
        told = [problem for problem in found if problem is not None]
        return told + (list(_unsaid(self.asked, answers)) if self.is_told else [])


def is_anybodys(base_url: str) -> bool:
    """Tell whether an address can be that of a site: some names are kept for examples."""
    host = urlsplit(base_url).hostname or ""
    is_example = host.removeprefix("www.") in ("example.com", "example.net", "example.org")
    return not is_example and host.rpartition(".")[2] not in _NOBODYS


def awaited_of(
    delivery: Delivery, changes: TargetChanges, before: TargetRecord
) -> Sequence[Awaited]:
    """Choose what to ask for: the home page, some that changed, what shows them, and nothing."""
    changed = [*changes.change, *changes.appear]
    pages = [path for path in changed if path.endswith(PAGE) and path != "404.html"]
    indexes = [path for path in delivery.files if path.endswith(INDEXES)]
    styles = [path for path in delivery.files if path.endswith((".css", ".js"))]
    paths = dict.fromkeys(("index.html", *pages[:PAGES_ASKED], *indexes[:2], *styles[:2]))
    chosen = [path for path in paths if path in delivery.files]
    gone = [path for path in changes.go if path.endswith(PAGE)][:1]
    return [
        *(_awaited(path, delivery, before) for path in chosen),
        *(Awaited(_url(path, delivery)) for path in gone),
        Awaited(urljoin(delivery.base_url, NOWHERE)),
    ]


def _awaited(path: str, delivery: Delivery, before: TargetRecord) -> Awaited:
    old = before.files[path].digest if path in before.files else ""
    return Awaited(_url(path, delivery), path, delivery.files[path].digest, old)


def _url(path: str, delivery: Delivery) -> str:
    return urljoin(delivery.base_url, address_of(path, delivery.base_url))


def ask(url: str) -> LiveAnswer:
    """Ask an address once; where it leads on to is not followed."""
    # Only who publishes asks anybody.
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import HTTPRedirectHandler, Request, build_opener

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *given: object) -> None:
            """Follow nothing."""

    said = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": "postrock"}
    try:
        with build_opener(Stay).open(Request(url, headers=said), timeout=SECONDS) as answer:  # noqa: S310
            return LiveAnswer(answer.status, digest(answer.read()), _lower(answer.headers))
    except HTTPError as error:
        with error:
            return LiveAnswer(error.code, "", _lower(error.headers))
    except (URLError, HTTPException, OSError) as error:
        return LiveAnswer(failed=str(getattr(error, "reason", error)) or type(error).__name__)


def _lower(headers: "Message[str, str]") -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _wrong(expected: Awaited, answer: LiveAnswer) -> Problem | None:
    url = expected.url
    if answer.failed:
        return _warning(f"{url} does not answer: {answer.failed}", "ask for it in a browser")
    if not expected.path:
        return _still_there(url, answer)
    if 300 <= answer.status < 400:
        where = answer.headers.get("location", "elsewhere")
        hint = "let base_url be the address that readers end up at"
        return _warning(f"{url} leads on to {where}", hint)
    if answer.status != 200:
        hint = "does base_url name what is served from the target?"
        return _warning(f"{url} answers {answer.status}, where {expected.path} was published", hint)
    if answer.digest != expected.digest:
        return _another(expected, answer)
    return _mistyped(expected, answer)


def _still_there(url: str, answer: LiveAnswer) -> Problem | None:
    if url.endswith(NOWHERE) and answer.status == 200:
        hint = "let the host answer 404 there, with 404.html"
        return _warning(f"{url} is no page, and answers 200", hint)
    if not url.endswith(NOWHERE) and answer.status == 200:
        hint = "a cache in between may keep it: wait, or empty it"
        return _warning(f"{url} was removed, and is still shown", hint)
    return None


def _another(expected: Awaited, answer: LiveAnswer) -> Problem:
    if answer.digest == expected.before:
        hint = "a cache in between may keep it: wait, or empty it"
        return _warning(f"{expected.url} still shows what was there before", hint)
    hint = "does the host change what it sends, or does base_url name another site?"
    return _warning(f"{expected.url} shows something else than was published", hint)


def _mistyped(expected: Awaited, answer: LiveAnswer) -> Problem | None:
    wanted = type_of(expected.path).partition(";")[0]
    said = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if said == wanted or any({said, wanted} <= same for same in _SAME):
        return None
    message = f"{expected.url} is sent as {said or 'nothing that is known'}, not as {wanted}"
    return _warning(message, "tell the server; server: nginx or caddy at the target does")


def _unsaid(asked: Sequence[Awaited], answers: Sequence[LiveAnswer]) -> Iterator[Problem]:
    """Yield what a server does not say that was told to."""
    for each, answer in zip(asked, answers):
        if each.path.endswith(PAGE) and answer.status == 200:
            if POLICY.lower() not in answer.headers:
                hint = "does the server read what was published for it, and was it told to anew?"
                yield _warning(f"{each.url} comes without {POLICY}", hint)
            return


def _warning(message: str, hint: str) -> Problem:
    return Problem(message, hint=hint, severity="warning")
