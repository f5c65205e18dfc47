"""Rounds of edits: every preview takes its turn while the others sleep."""

import asyncio
import os
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import astuple, dataclass, field

from latency_table import Figure
from make_corpus import Post, edited
from onlookers import Onlooker, mark, poll
from playwright.async_api import Browser
from playwright.async_api import Error as BrowserFailed
from previews import UNREST, Preview, ServerFailed, running
from servers import Server

WANDER = 1.0
"""Seconds within which an edit comes once all is quiet: some servers look every half second."""
PAINTING = 5.0
"""Seconds that a page has to be painted in once it has the edit."""


@dataclass(frozen=True)
class Plan:
    """What was asked for."""

    posts: tuple[int, ...]
    names: tuple[str, ...]
    rounds: int
    patience: float
    part: str = "body"
    """Which part of the post is edited."""


@dataclass
class Findings:
    """What a run on one number of posts found out; times in seconds."""

    posts: int
    ready: dict[str, float] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    restless: Counter[str] = field(default_factory=Counter)
    """How often a server was edited though it had not come to rest."""
    figures: list[Figure] = field(default_factory=list)
    load: list[float] = field(default_factory=list)
    """The machine's, at the beginning of each start and turn."""

    @contextmanager
    def telling(self, name: str) -> Iterator[None]:
        """Note what goes wrong with a server; the others go on."""
        try:
            yield
        except (ServerFailed, BrowserFailed) as failed:
            self.failed[name] = str(failed)
            print(f"{name}: {failed}", file=sys.stderr)


@dataclass(frozen=True)
class Seat:
    """A preview, the page that is open at it, and the post that is being written."""

    preview: Preview
    onlooker: Onlooker
    post: Post
    part: str

    def write(self, number: int) -> int:
        """Write the post with a new last word in the part; return when that began."""
        site = self.preview.server.site
        text = site.text(edited(self.post, self.part, mark(number))).encode()
        source = site.source(self.post)
        started = time.perf_counter_ns()
        source.write_bytes(text)
        return started


async def compare(
    browser: Browser, servers: Sequence[Server], posts: Sequence[Post], plan: Plan
) -> Findings:
    """Start all servers on the same posts, and let each take its turn in every round."""
    found = Findings(len(posts))
    async with AsyncExitStack() as stack:
        seats: list[Seat] = []
        for server in servers:
            server.site.write(posts)
            found.load.append(os.getloadavg()[0])
            with found.telling(server.name):
                preview = await stack.enter_async_context(running(server))
                seats.append(await sit_down(browser, preview, posts[-1], plan, found))
        for turn in range(plan.rounds):
            first = turn % max(1, len(seats))
            for seat in [*seats[first:], *seats[:first]]:
                found.load.append(os.getloadavg()[0])
                with found.telling(seat.preview.server.name):
                    async for figure in take_turn(seat, turn, plan.patience, found):
                        print(*astuple(figure), file=sys.stderr)
                        found.figures.append(figure)
            seats = [seat for seat in seats if seat.preview.server.name not in found.failed]
    return found


async def sit_down(
    browser: Browser, preview: Preview, post: Post, plan: Plan, found: Findings
) -> Seat:
    """Open the post at a preview as soon as there is one; it sleeps from then on."""
    name = preview.server.name
    with preview.awake():
        found.ready[name] = await preview.ready(post, plan.patience)
        print(f"{name}: ready after {found.ready[name]:.1f} s", file=sys.stderr)
        onlooker = Onlooker(await browser.new_page())
        if preview.server.reloads:
            await onlooker.look_at(preview.url(post), plan.patience)
        await preview.settled()
    return Seat(preview, onlooker, post, plan.part)


async def take_turn(
    seat: Seat, turn: int, patience: float, found: Findings
) -> AsyncIterator[Figure]:
    """Edit once for the browser and once for the poll, each when the server has settled."""
    preview, name = seat.preview, seat.preview.server.name
    with preview.awake():
        if preview.server.reloads:
            await _any_moment(preview, found, patience)
            await seat.onlooker.page.bring_to_front()
            word, started = mark(2 * turn), seat.write(2 * turn)
            there = await seat.onlooker.sees(word, "found", patience)
            yield Figure(name, "found", turn, _seconds(started, there))
            painted = there and await seat.onlooker.sees(word, "painted", PAINTING)
            yield Figure(name, "painted", turn, _seconds(started, painted))
        await _any_moment(preview, found, patience)
        word, started = mark(2 * turn + 1), seat.write(2 * turn + 1)
        seen = await poll(preview.port, preview.path(seat.post), word, patience)
        yield Figure(name, "polled", turn, _seconds(started, seen))
        await preview.settled()


async def _any_moment(preview: Preview, found: Findings, patience: float) -> None:
    """Wait until a server has settled, and on to no particular point between two of its looks."""
    name = preview.server.name
    took = [each.seconds or patience for each in found.figures if each.name == name]
    if not await preview.settled(UNREST + 2 * max(took, default=0.0)):
        found.restless[name] += 1
    await asyncio.sleep(random.uniform(0, WANDER))


def _seconds(started: int, seen: int | None) -> float | None:
    return None if seen is None else (seen - started) / 1e9
