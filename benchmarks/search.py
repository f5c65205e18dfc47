"""Measure the search: what a build costs with it, and how much a reader loads for an answer.

    python benchmarks/search.py [--posts 1000] [--rounds 3] [--words 30000] [--peers pagefind]

Each post of the corpus gets 150 more words, drawn from so many made-up ones as words of a language
are: the corpus itself has a few hundred words, and says them all in every post. Needs Chromium and
the test packages; Pagefind comes from npm, and is left out where there is none.
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
from packages import from_npm  # noqa: E402
from playwright.sync_api import Page, Response, expect, sync_playwright  # noqa: E402
from sites import Site, postrock  # noqa: E402

from tests.fixtures import CHROMIUM_FLAGS, find_chromium  # noqa: E402
from tests.serving import STRICT_HEADERS, serve_folder_over_http  # noqa: E402

MORE = 150
SYLLABLES = [one + two for one in "bdfgklmnprstvz" for two in ("a", "e", "i", "o", "u", "an", "er")]


PAGEFIND = "pagefind@1.6.0"
FOUND_BY_PAGEFIND = """<!doctype html><script type="module">
const { search } = await import("/pagefind/pagefind.js");
const { results } = await search(new URLSearchParams(location.search).get("q"));
const shown = await Promise.all(results.slice(0, 5).map((each) => each.data()));
const status = document.querySelector("[role=status]");
status.textContent = `${results.length} found, ${shown.length} shown`;
</script><p role="status"></p>"""
"""As many results as our page shows, with their texts."""
WATCH = """new MutationObserver(() => {
  if (document.querySelector("[role=status]")?.textContent) window.answered ??= performance.now();
}).observe(document, { childList: true, subtree: true, characterData: true })"""


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


def weigh_answers(
    folder: Path, page: str, queries: list[str], headers: dict[str, str]
) -> dict[str, tuple[float, float]]:
    """Return what each query takes until it is answered: compressed KB, and milliseconds."""
    with (
        serve_folder_over_http(folder, "/", headers) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*CHROMIUM_FLAGS]
        )
        return {
            query: weigh_answer(browser.new_page(), f"{address}{page}?q={query}", query)
            for query in queries
        }


def weigh_answer(page: Page, address: str, query: str) -> tuple[float, float]:
    """Weigh the index, what its script needs, and the texts of an answer; nothing is cached."""
    loaded: list[Response] = []
    page.on("response", lambda answer: loaded.extend([answer]))
    page.add_init_script(WATCH)
    page.goto(address)
    expect(page.get_by_role("status")).not_to_be_empty()
    sizes = {True: 0, False: 0}
    for each in loaded:
        is_script = each.url.endswith(".js")
        if is_script or (
            ("/search/" in each.url or "/pagefind/" in each.url) and "?q=" not in each.url
        ):
            sizes[is_script] += weight(each.body())
    said = page.locator("[role=status]").inner_text()
    waited = float(page.evaluate("window.answered"))
    page.close()
    index, script = sizes[False] / 1000, sizes[True] / 1000
    print(f"{query:16} index {index:5.1f} KB, script {script:.1f} KB, {waited:4.0f} ms: {said}")
    return index + script, waited


def weight(body: bytes) -> int:
    """Return what is transferred: Pagefind's own files are compressed already."""
    return len(body) if body[:2] == b"\x1f\x8b" else len(gzip.compress(body))


def beside_pagefind(
    work: Path, site: Site, queries: list[str], ours: dict[str, tuple[float, float]]
) -> None:
    """Index the same pages with Pagefind, ask it the same, and tell how ours compares."""
    if not shutil.which("npm"):
        print("pagefind: npm is not installed, so it is left out")
        return
    node, folder = work / "npm-pagefind", site.root / "build"
    from_npm(node, [PAGEFIND])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(node / "node_modules/.bin/pagefind"), "--site", str(folder), "--quiet"]
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"pagefind         indexes in {spent:.2f} s of processors, after the build")
    (folder / "found.html").write_text(FOUND_BY_PAGEFIND, encoding="utf-8")
    theirs = weigh_answers(folder, "found.html", queries, {})
    for query, (size, waited) in theirs.items():
        own_size, own_waited = ours[query]
        ratios = f"{own_size / size:.2f} of the bytes, {own_waited / waited:.2f} of the time"
        print(f"{query:16} ours takes {ratios}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--peers", default="pagefind", help="may be empty")
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
        answers = weigh_answers(folder, "search/", queries, STRICT_HEADERS)
        if asked.peers:
            beside_pagefind(work, sites["without"], queries, answers)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
