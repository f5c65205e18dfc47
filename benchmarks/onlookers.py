"""Who sees an edit arrive: a page in Chromium that tells by itself, or a poll over HTTP."""

import asyncio
import http.client
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from threading import Event
from typing import Any, Literal

from playwright.async_api import Browser, Page, async_playwright

from tests.fixtures import CHROMIUM_FLAGS, find_chromium

EVERY, SHARE = 0.005, 0.01
"""A poll asks again after so many seconds, or after this share of its wait if that is longer.

It is never further off than that, and a server that takes long is not kept from its work.
"""
Seen = Literal["found", "painted"]

LOOK = r"""
(() => {
  let told = "";
  const look = () => {
    const [word] = document.body?.textContent.match(/mark\d+x/) ?? [];
    if (!word || word === told) return;
    told = word;
    tellOnlooker(word, "found");
    requestAnimationFrame(() => setTimeout(() => tellOnlooker(word, "painted")));
  };
  new MutationObserver(look).observe(document, {
    childList: true, subtree: true, characterData: true,
  });
  document.addEventListener("DOMContentLoaded", look);
})();
"""
"""Runs in every document before its own scripts."""


def mark(number: int) -> str:
    """Return a word that stands in no post, for an edit of this number."""
    return f"mark{number}x"


class Onlooker:
    """A page in Chromium, and when which mark was there for the first time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._seen: dict[tuple[str, Seen], int] = {}
        self._news = asyncio.Event()

    async def look_at(self, url: str, patience: float) -> None:
        """Open an address, to stay there."""
        await self.page.expose_binding("tellOnlooker", self._take)
        await self.page.add_init_script(LOOK)
        await self.page.goto(url, wait_until="load", timeout=1000 * patience)

    async def sees(self, word: str, moment: Seen, patience: float) -> int | None:
        """Return when a mark was there, in nanoseconds of ``perf_counter_ns``."""
        try:
            async with asyncio.timeout(patience):
                while (word, moment) not in self._seen:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return None
        return self._seen[word, moment]

    def _take(self, source: Any, word: str, moment: Seen) -> None:
        self._seen.setdefault((word, moment), time.perf_counter_ns())
        self._news.set()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the browser that the tests use."""
    path = find_chromium()
    if path is None:
        raise SystemExit("there is no chromium on this machine; `make test` installs it on Debian")
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


async def reaction(browser: Browser, times: int = 30) -> list[float]:
    """Return how long a call into a page takes whose effect the onlooker tells back, in seconds."""
    page = await browser.new_page()
    onlooker = Onlooker(page)
    await onlooker.look_at("about:blank", 5.0)
    took = []
    for number in range(times):
        started = time.perf_counter_ns()
        await page.evaluate("word => { document.body.textContent = word }", mark(number))
        seen = await onlooker.sees(mark(number), "found", 5.0)
        assert seen is not None
        took.append((seen - started) / 1e9)
    await page.close()
    return took


async def poll(port: int, path: str, word: str, patience: float) -> int | None:
    """Ask for a page until it has a word; return when, in nanoseconds of ``perf_counter_ns``."""
    over = Event()
    try:
        return await asyncio.to_thread(_poll, port, path, word.encode(), patience, over)
    finally:
        over.set()


def _poll(port: int, path: str, word: bytes, patience: float, over: Event) -> int | None:
    started = time.monotonic()
    while (waited := time.monotonic() - started) < patience:
        if ask(port, path, word, patience - waited):
            return time.perf_counter_ns()
        if over.wait(max(EVERY, SHARE * waited)):
            break
    return None


def ask(port: int, path: str, wanted: bytes, patience: float) -> bool:
    """Tell whether a server gives a page with these bytes."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=patience)) as connection:
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status == 200 and wanted in answer.read()
        except (OSError, http.client.HTTPException):
            # Not listening yet, or between two builds.
            return False
