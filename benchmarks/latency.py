"""Measure how long an edit takes to reach the browser, in Postrock's preview and in others'.

    python benchmarks/latency.py [--posts 1000,10000] [--rounds 10] [--edit body]
        [--work FOLDER] [--json FILE]

All servers are up during the whole run, but only the one whose turn it is runs: the others are held
still. Every round gives each its turn, so that a slow minute of the machine falls on all of them.
A turn is one edit that a page in Chromium waits for, and one that a poll over HTTP waits for.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from latency_table import Row, summarize, table
from make_corpus import make_posts
from onlookers import chromium, reaction
from servers import OURS, SERVERS
from turns import Findings, Plan, compare


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
    print(f"\n{found.posts:,} posts, edits of a {plan.part}, milliseconds")
    print(table(rows, found.failed, plan.patience))
    for name, times in found.restless.items():
        print(f"{name}: edited {times} times though it had not come to rest")
    least, most = min(found.load), max(found.load)
    print(f"load {least:.1f} to {most:.1f}, {os.cpu_count()} processors", flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure previews, from a write to the page.")
    parser.add_argument("--posts", type=_numbers, default=(1000,), help="one or more, by commas")
    parser.add_argument("--peers", default="hugo,eleventy,pelican", help="by commas; may be empty")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--edit", default="body", choices=("body", "heading", "title"))
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
    plan = Plan(asked.posts, asked.names, asked.rounds, asked.patience, asked.edit)
    # As after Ctrl-C, so that every server is ended.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="postrock-latency-") as temporary:
        facts = asyncio.run(measure(plan, (asked.work or Path(temporary)).resolve()))
    if asked.json:
        asked.json.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
