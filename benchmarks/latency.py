"""Measure how long an edit takes to reach the browser, in Postrock's preview and in others'.

    python benchmarks/latency.py [--posts 1000,10000] [--rounds 10] [--work FOLDER] [--json FILE]

All servers are up during the whole run, but only the one whose turn it is runs: the others are held
still. Every round gives each its turn, so that a slow minute of the machine falls on all of them.
A turn is one edit that a page in Chromium waits for, and one that a poll over HTTP waits for.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import asdict, astuple, dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from latency_table import Figure, Row, summarize, table
from make_corpus import Post, make_posts
from onlookers import Onlooker, chromium, mark, poll, reaction
from playwright.async_api import Browser
from servers import OURS, SERVERS, Preview, Server, ServerFailed, running

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


@dataclass
class Findings:
    """What a run on one number of posts found out; times in seconds."""

    posts: int
    ready: dict[str, float] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    load: list[float] = field(default_factory=list)
    """The machine's, at the beginning of each start and turn."""

    @contextmanager
    def telling(self, name: str) -> Iterator[None]:
        """Note what goes wrong with a server; the others go on."""
        try:
            yield
        except ServerFailed as failed:
            self.failed[name] = str(failed)
            print(f"{name}: {failed}", file=sys.stderr)


@dataclass(frozen=True)
class Seat:
    """A preview, the page that is open at it, and the post that is being written."""

    preview: Preview
    onlooker: Onlooker
    post: Post

    def write(self, number: int) -> int:
        """Write the post's body with a new last word; return when that began."""
        site = self.preview.server.site
        text = f"{site.text(self.post).rstrip()} {mark(number)}\n".encode()
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
                    async for figure in take_turn(seat, turn, plan.patience):
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
            await onlooker.look_at(preview.url(post))
        await preview.settled(plan.patience)
    return Seat(preview, onlooker, post)


async def take_turn(seat: Seat, turn: int, patience: float) -> AsyncIterator[Figure]:
    """Edit once for the browser and once for the poll, each when the server has settled."""
    preview, name = seat.preview, seat.preview.server.name
    with preview.awake():
        await _any_moment(preview, patience)
        if preview.server.reloads:
            await seat.onlooker.page.bring_to_front()
            word = mark(2 * turn)
            started = seat.write(2 * turn)
            found = await seat.onlooker.sees(word, "found", patience)
            yield Figure(name, "found", turn, _seconds(started, found))
            painted = found and await seat.onlooker.sees(word, "painted", PAINTING)
            yield Figure(name, "painted", turn, _seconds(started, painted))
            await _any_moment(preview, patience)
        word = mark(2 * turn + 1)
        started = seat.write(2 * turn + 1)
        seen = await asyncio.to_thread(poll, preview.port, preview.path(seat.post), word, patience)
        yield Figure(name, "polled", turn, _seconds(started, seen))
        await preview.settled(patience)


async def _any_moment(preview: Preview, patience: float) -> None:
    """Wait until a server has settled, and on to no particular point between two of its looks."""
    await preview.settled(patience)
    await asyncio.sleep(random.uniform(0, WANDER))


def _seconds(started: int, seen: int | None) -> float | None:
    return None if seen is None else (seen - started) / 1e9


async def measure(plan: Plan, work: Path) -> dict[str, Any]:
    """Compare on every number of posts, print a table for each, return all there is to keep."""
    servers = [SERVERS[name](work) for name in plan.names]
    for server in servers:
        server.site.install()
    facts: dict[str, Any] = {"plan": asdict(plan), "cpus": os.cpu_count(), "sizes": []}
    facts["packages"] = {server.name: server.site.packages for server in servers}
    async with chromium() as browser:
        facts |= {"chromium": browser.version, "reaction": await reaction(browser)}
        told = 1000 * statistics.median(facts["reaction"])
        print(f"into a page and back, which every figure has half of: {told:.1f} ms")
        for count in plan.posts:
            found = await compare(browser, servers, list(make_posts(count)), plan)
            rows = summarize(found.figures, plan.names)
            tell(found, rows, plan)
            facts["sizes"].append(asdict(found) | {"rows": [asdict(row) for row in rows]})
    return facts


def tell(found: Findings, rows: Sequence[Row], plan: Plan) -> None:
    print(f"\n{found.posts:,} posts, milliseconds")
    print(table(rows, found.failed, plan.patience))
    least, most = min(found.load), max(found.load)
    print(f"load {least:.1f} to {most:.1f}, {os.cpu_count()} processors", flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure previews, from a write to the page.")
    parser.add_argument("--posts", type=_numbers, default=(1000,), help="one or more, by commas")
    parser.add_argument("--peers", default="hugo,eleventy,pelican", help="by commas; may be empty")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument(
        "--patience", type=float, default=120, metavar="SECONDS", help="for a start, and an edit"
    )
    parser.add_argument("--work", type=Path, help="folder for peers and sites, kept for next time")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    asked = parser.parse_args()
    asked.names = (OURS, *(name for name in asked.peers.split(",") if name))
    if unknown := [name for name in asked.names if name not in SERVERS]:
        parser.error(f"unknown peers {', '.join(unknown)}; known are {', '.join(SERVERS)}")
    return asked


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


def main() -> None:
    asked = arguments()
    plan = Plan(asked.posts, asked.names, asked.rounds, asked.patience)
    # As after Ctrl-C, so that every server is ended.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="postrock-latency-") as temporary:
        facts = asyncio.run(measure(plan, (asked.work or Path(temporary)).resolve()))
    if asked.json:
        asked.json.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
