"""Measure how long the first chart of a post takes from its write to the open page.

    python benchmarks/first_chart.py [--posts 1000] [--rounds 3] [--work FOLDER] [--alone]

Every round starts a preview, opens a post without a chart, and writes one into it. With ``--alone``
nothing is known of charts: the user's common cache is empty in every round.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from make_corpus import Post, make_posts
from onlookers import Onlooker, chromium, mark
from playwright.async_api import Browser
from previews import Preview, running
from servers import OURS, SERVERS

PATIENCE = 120.0
CHART = """
```chart
data:
- {{name: {word}, value: 3}}
- {{name: other, value: 5}}
mark: bar
x: value
y: name
caption: Two bars.
alt: Two bars, the second one longer.
```
"""


async def measure(browser: Browser, work: Path, posts: Sequence[Post], number: int) -> None:
    """Start a preview, write a chart into the open post, and print what it took."""
    server = SERVERS[OURS](work)
    source, text = server.site.source(posts[-1]), server.site.text(posts[-1])
    source.write_text(text, encoding="utf-8")
    async with running(server) as preview:
        await preview.ready(posts[-1], PATIENCE)
        onlooker = Onlooker(await browser.new_page())
        await onlooker.look_at(preview.url(posts[-1]), PATIENCE)
        await preview.settled()
        for nth in ("first", "second"):
            word = mark(2 * number + (nth == "second"))
            # The newest stands first: of several marks the onlooker takes the first.
            head, body = text.split("\n---\n", 1)
            text = f"{head}\n---\n{CHART.format(word=word)}\n{body}"
            took = await _wait(preview, onlooker, source, text, word)
            print(f"{nth} chart: {took[0]:.2f} s, {took[1]:.2f} s of CPU", flush=True)
            FOUND.setdefault(nth, []).append(took[0])
            await preview.settled()


FOUND: dict[str, list[float]] = {}


async def _wait(
    preview: Preview, onlooker: Onlooker, source: Path, text: str, word: str
) -> tuple[float, float]:
    """Write the text; return the seconds until its word is there, and those of computing."""
    before, started = preview.used(), time.perf_counter_ns()
    source.write_text(text, encoding="utf-8")
    seen = await onlooker.sees(word, "found", PATIENCE)
    if seen is None:
        raise SystemExit(f"no chart within {PATIENCE:.0f} s")
    return (seen - started) / 1e9, preview.used() - before


async def run(asked: argparse.Namespace, work: Path) -> None:
    """Measure all rounds, and print the medians."""
    posts = list(make_posts(asked.posts))
    SERVERS[OURS](work).site.write(posts)
    async with chromium() as browser:
        for number in range(asked.rounds):
            if asked.alone:
                os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(dir=work)
            await measure(browser, work, posts, number)
    for nth, found in FOUND.items():
        print(f"{nth} chart: median {statistics.median(found):.2f} s of {len(found)}")


def main() -> None:
    """Read the arguments, and measure."""
    parser = argparse.ArgumentParser(description="Measure the first chart of a post in a preview.")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, help="folder for the site, kept for next time")
    parser.add_argument("--alone", action="store_true", help="with no common cache to begin with")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="postrock-first-") as temporary:
        work = (asked.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        asyncio.run(run(asked, work))


if __name__ == "__main__":
    main()
