"""Measure the same blog in Postrock and its peers, side by side.

    python benchmarks/run.py [--posts 1000] [--peers hugo,pelican] [--rounds 5] [--work FOLDER]

Every round runs each generator in turn, so that a slow minute of the machine falls on all of them.
A run is one whole process and the children it waited for: wall and CPU time from wait4.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from make_corpus import Post, corpus_facts, make_posts
from sites import GONE, PEERS, Site, postrock

KINDS = {"cold": "cold", "same": "nothing changed", "edit": "one body edited"}


@dataclass(frozen=True)
class Run:
    """One measured build, in seconds."""

    name: str
    kind: str
    wall: float
    cpu: float
    memory: float
    """Of the largest of its processes, in MB."""


@dataclass(frozen=True)
class Row:
    """The medians of one generator and kind; the ratios are Postrock's part of this peer's."""

    name: str
    kind: str
    runs: int
    wall: float
    wall_least: float
    wall_most: float
    cpu: float
    memory: float
    wall_ratio: float
    cpu_ratio: float


class BuildFailed(Exception):
    """A generator's build ended badly, or its page lacks the edit."""


def run(site: Site, kind: str) -> Run:
    """Run one build as a fresh process and measure it."""
    log = site.root / "build.log"
    command = site.command()
    with log.open("wb") as said:
        files = [(os.POSIX_SPAWN_DUP2, said.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        os.chdir(site.root)
        began = time.perf_counter()
        child = os.posix_spawn(command[0], command, environment(), file_actions=files)
        _, status, used = os.wait4(child, 0)
        wall = time.perf_counter() - began
    if status:
        tail = log.read_text(errors="replace")[-2000:]
        raise BuildFailed(f"{site.name} ended with {os.waitstatus_to_exitcode(status)}:\n{tail}")
    return Run(site.name, kind, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def environment() -> dict[str, str]:
    """Return the same surroundings for all: UTC, UTF-8, no colours, Python's bytecode kept."""
    # Who installs a package has its bytecode; a checkout only keeps it where this is not set.
    mine = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**mine, "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def edit(site: Site, post: Post, word: str) -> None:
    """Append a word to the last paragraph of a post."""
    source = site.source(post)
    source.write_text(source.read_text(encoding="utf-8").rstrip() + f" {word}\n", encoding="utf-8")


def check(site: Site, post: Post, word: str) -> None:
    """Make sure that the edit has reached the page."""
    if word not in site.page(post).read_text(encoding="utf-8"):
        raise BuildFailed(f"{site.name}: {word} is not in {site.page(post)}")


def outputs(site: Site) -> dict[str, int]:
    """Count what a build wrote, to see that all did comparable work."""
    files = [path for path in (site.root / site.output).rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    return {
        "files": len(files),
        "pages": len(pages),
        "highlighted": sum("<span class=" in page.read_text(encoding="utf-8") for page in pages),
        "bytes": sum(path.stat().st_size for path in files),
    }


def warm_up(sites: Sequence[Site]) -> dict[str, dict[str, int]]:
    """Build each once, unmeasured: byte code is written, files come into memory."""
    counts = {}
    for site in sites:
        run(site, "warm-up")
        counts[site.name] = outputs(site)
        print(f"{site.name}: {counts[site.name]}", file=sys.stderr)
    return counts


def measure(sites: Sequence[Site], posts: Sequence[Post], rounds: int) -> Iterator[Run]:
    """Yield the runs of every round: all cold, all unchanged, all with one edit."""
    for number in range(rounds):
        post, word = posts[(number * 7919 + len(posts) // 2) % len(posts)], f"edited{number}x"
        turn = [*sites[number % len(sites) :], *sites[: number % len(sites)]]
        for site in turn:
            site.clean()
            yield run(site, "cold")
        for site in turn:
            yield run(site, "same")
        for site in turn:
            edit(site, post, word)
            yield run(site, "edit")
            check(site, post, word)


def summarize(runs: Sequence[Run], names: Sequence[str]) -> list[Row]:
    """Return a row for every kind and generator, Postrock first."""
    return [row(runs, name, kind) for kind in KINDS for name in names]


def row(runs: Sequence[Run], name: str, kind: str) -> Row:
    theirs = [found for found in runs if (found.name, found.kind) == (name, kind)]
    ours = [found for found in runs if (found.name, found.kind) == ("postrock", kind)]
    wall, cpu = median_of(theirs, "wall"), median_of(theirs, "cpu")
    return Row(
        name,
        kind,
        len(theirs),
        round(wall, 3),
        round(min(found.wall for found in theirs), 3),
        round(max(found.wall for found in theirs), 3),
        round(cpu, 3),
        round(max(found.memory for found in theirs), 1),
        round(median_of(ours, "wall") / wall, 3),
        round(median_of(ours, "cpu") / cpu, 3),
    )


def median_of(runs: Sequence[Run], field: Literal["wall", "cpu"]) -> float:
    return statistics.median(found.wall if field == "wall" else found.cpu for found in runs)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table for people."""
    head = (
        f"{'build':<16}{'generator':<11}{'wall s':>8}{'least':>8}{'most':>8}{'CPU s':>8}{'MB':>7}"
    )
    lines = [f"{head}{'ours/wall':>11}{'ours/CPU':>10}"]
    lines += [
        f"{KINDS[row.kind]:<16}{row.name:<11}{row.wall:>8.2f}{row.wall_least:>8.2f}"
        f"{row.wall_most:>8.2f}{row.cpu:>8.2f}{row.memory:>7.0f}{row.wall_ratio:>11.2f}{row.cpu_ratio:>10.2f}"
        for row in rows
    ]
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure builds beside other generators.")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--short", action="store_true", help="posts of some 110 words, for many")
    parser.add_argument("--peers", default="hugo,pelican", help="comma-separated; may be empty")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--work", type=Path, help="folder for peers and sites, kept for the next run"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    asked = parser.parse_args()
    asked.peers = [name for name in asked.peers.split(",") if name]
    if unknown := [name for name in asked.peers if name not in PEERS]:
        parser.error(f"unknown peers {', '.join(unknown)}; known are {', '.join(PEERS)}")
    return asked


def main() -> None:
    asked = arguments()
    if asked.json:
        asked.json = asked.json.resolve()
    with tempfile.TemporaryDirectory(prefix="postrock-bench-") as temporary:
        compare(asked, (asked.work or Path(temporary)).resolve())
        os.chdir("/")


def compare(asked: argparse.Namespace, work: Path) -> None:
    """Set every site up, measure, print."""
    posts = list(make_posts(asked.posts, short=asked.short))
    sites = [postrock(work), *(PEERS[name](work) for name in asked.peers)]
    for site in sites:
        site.install()
        site.clean(".")
        site.write(posts)
    counts = warm_up(sites)
    runs = list(measure(sites, posts, asked.rounds))
    shutil.rmtree(sites[0].root.parent / GONE)
    rows = summarize(runs, [site.name for site in sites])
    print(table(rows))
    if asked.json:
        facts = {"corpus": corpus_facts(posts), "outputs": counts, "cpus": os.cpu_count()}
        facts |= {"rows": [asdict(row) for row in rows], "runs": [asdict(run) for run in runs]}
        asked.json.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except BuildFailed as failed:
        sys.exit(str(failed))
