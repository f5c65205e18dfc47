"""Measure the search: what a build costs with it, and how much a reader loads for an answer.

    python benchmarks/search.py [--posts 1000] [--rounds 3] [--words 30000]

Each post of the corpus gets 150 more words, drawn from so many made-up ones as words of a language
are: the corpus itself has a few hundred words, and says them all in every post. Needs Chromium and
the test packages.
"""

import argparse
import gzip
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from make_corpus import Post, make_posts  # noqa: E402
from playwright.sync_api import Page, Response, expect, sync_playwright  # noqa: E402
from sites import Site, postrock  # noqa: E402

from tests.fixtures import CHROMIUM_FLAGS, find_chromium  # noqa: E402
from tests.serving import STRICT_HEADERS, serve_folder_over_http  # noqa: E402

MORE = 150
SYLLABLES = [one + two for one in "bdfgklmnprstvz" for two in ("a", "e", "i", "o", "u", "an", "er")]


def made_up(count: int) -> list[str]:
    """Return words of two to four syllables, the same on every machine."""
    draw = random.Random(7)
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4)))] = None
    return list(words)


def richer(posts: Iterator[Post], words: list[str]) -> Iterator[Post]:
    """Give each post words by Zipf's law: the hundredth is as rare as one in a hundred."""
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for number, post in enumerate(posts):
        drawn = random.Random(number).choices(words, cum_weights=weights, k=MORE)
        yield replace(post, body=f"{post.body}\n\n{' '.join(drawn)}.\n")


def prepared(work: Path, posts: list[Post], *, searched: bool) -> Site:
    site = postrock(work / ("with" if searched else "without"))
    site.write(posts)
    if searched:
        settings = site.root / "site.yaml"
        settings.write_text(settings.read_text("utf-8") + "search: true\n", encoding="utf-8")
    return site


def seconds(site: Site, *, cold: bool) -> float:
    """Return the processor's seconds of a build."""
    if cold:
        site.clean()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(site.command(), cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def edit(site: Site, post: Post, word: str) -> None:
    source = site.source(post)
    source.write_text(f"{source.read_text('utf-8')}\n{word}\n", encoding="utf-8")


def compare(sites: dict[str, Site], post: Post, rounds: int) -> None:
    """Build with and without a search in turn, from nothing and after an edit."""
    found: dict[str, list[float]] = {}
    for turn in range(rounds):
        for name, site in sites.items():
            found.setdefault(f"cold, {name}", []).append(seconds(site, cold=True))
            seconds(site, cold=False)
            edit(site, post, f"edited{turn}")
            found.setdefault(f"one edit, {name}", []).append(seconds(site, cold=False))
    for name, each in sorted(found.items()):
        middle, least, most = statistics.median(each), min(each), max(each)
        print(f"{name:24} {middle:6.2f} s of processors ({least:.2f} to {most:.2f})")


def weigh_index(folder: Path) -> None:
    for name in ("terms", "endings", "pages"):
        files = [path.read_bytes() for path in (folder / name).iterdir()]
        zipped = sum(len(gzip.compress(each)) for each in files)
        largest = max(len(gzip.compress(each)) for each in files)
        whole = sum(map(len, files))
        sizes = f"{whole / 1000:.0f} KB, {zipped / 1000:.0f} KB compressed"
        print(f"{name:8} {len(files):5} files, {sizes}, largest {largest / 1000:.1f} KB")


def weigh_answers(folder: Path, queries: list[str]) -> None:
    with (
        serve_folder_over_http(folder, "/", STRICT_HEADERS) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*CHROMIUM_FLAGS]
        )
        for query in queries:
            print(weigh_answer(browser.new_page(), f"{address}search/?q={query}", query))
        browser.close()


def weigh_answer(page: Page, address: str, query: str) -> str:
    """Tell how many compressed bytes of the index and of scripts an answer takes."""
    loaded: list[Response] = []
    page.on("response", lambda answer: loaded.extend([answer]))
    page.goto(address)
    expect(page.get_by_role("status")).not_to_be_empty()
    sizes = {True: 0, False: 0}
    for each in loaded:
        if each.url.endswith(".js") or ("/search/" in each.url and "?q=" not in each.url):
            sizes[each.url.endswith(".js")] += len(gzip.compress(each.body()))
    said = page.locator("[role=status]").inner_text()
    page.close()
    index, script = sizes[False] / 1000, sizes[True] / 1000
    return f"{query:16} index {index:5.1f} KB, script {script:.1f} KB: {said}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--words", type=int, default=30_000)
    asked = parser.parse_args()
    words = made_up(asked.words)
    posts = list(richer(make_posts(asked.posts), words))
    rare, common = words[3000 % len(words)], words[0]
    misspelt = rare[0] + rare[2:]
    queries = [
        rare,
        common,
        f"{words[5]} {words[50]}",
        "window",
        misspelt,
        f"x{rare[1:]}",
        "zzzzzz",
    ]
    work = Path(tempfile.mkdtemp(prefix="postrock-search-"))
    try:
        sites = {
            "without": prepared(work, posts, searched=False),
            "with a search": prepared(work, posts, searched=True),
        }
        compare(sites, posts[len(posts) // 2], asked.rounds)
        folder = sites["with a search"].root / "build"
        weigh_index(folder / "search")
        weigh_answers(folder, queries)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
