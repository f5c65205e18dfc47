"""Measure what READ costs a post, beside another checkout in the same run.

    python benchmarks/reading.py --base PATH [--posts 1000] [--rounds 9]

Each checkout reads the corpus in a process of its own, with its own ``.venv`` where it has one. A
round is one pass of each over all posts, and who comes first changes; the first round is not
counted. Printed are the medians, and the median of the rounds' ratios.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from make_corpus import make_posts, yaml_post

HERE = Path(__file__).resolve().parent.parent


class Reader:
    """A process that reads all posts with the code of one checkout, each time it is asked."""

    def __init__(self, checkout: Path, posts: int) -> None:
        python = checkout / ".venv/bin/python"
        command = [str(python) if python.exists() else sys.executable, __file__, "--serve"]
        self.name = f"{_commit(checkout)} {checkout}"
        self.times: list[float] = []
        self.process = subprocess.Popen(
            [*command, "--posts", str(posts)],
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONHASHSEED": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self) -> float:
        """Return the milliseconds of CPU that a post took in one pass."""
        assert self.process.stdin
        assert self.process.stdout
        print(file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.name} failed")
        return float(answer)


def _commit(checkout: Path) -> str:
    command = ["git", "-C", str(checkout), "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@contextmanager
def readers(checkouts: list[Path], posts: int) -> Iterator[list[Reader]]:
    started: list[Reader] = []
    try:
        for checkout in checkouts:
            started.append(Reader(checkout.resolve(), posts))  # noqa: PERF401  ended if one fails
        yield started
    finally:
        for reader in started:
            with reader.process as process:
                process.kill()


def serve(posts: int) -> None:
    """Read all posts at each line of standard input, and answer how long one took."""
    import generator
    from generator.engine import Blob
    from generator.site import reading
    from generator.site.document import Reading
    from generator.site.settings import Settings

    assert generator.__file__ == str(Path("generator/__init__.py").absolute())
    texts = {f"content/posts/{post.slug}.md": yaml_post(post) for post in make_posts(posts)}
    raws = {path: text.encode() for path, text in texts.items()}
    # Earlier states have another name, and know the language alone.
    names = vars(reading)
    read_document = names.get("read_document") or names["parse_document"]
    dialect: Any = getattr(Settings(), "dialect", Settings().language)

    def raw_of(blob: Blob) -> bytes:
        return raws[blob.digest]

    for _ in sys.stdin:
        started = time.process_time()
        for path in raws:
            made = read_document(Reading(path, Blob(path), "UTC", dialect), raw_of)
            assert made.value, made.problems
        print((time.process_time() - started) * 1000 / posts, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what READ costs a post.")
    parser.add_argument("--base", type=Path, help="the checkout to compare with")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.posts)
        return
    checkouts = [HERE, *([asked.base] if asked.base else [])]
    with readers(checkouts, asked.posts) as started:
        for number in range(asked.rounds + 1):
            for reader in started[:: -1 if number % 2 else 1]:
                spent = reader.ask()
                if number:
                    reader.times.append(spent)
    for reader in started:
        low, high = min(reader.times), max(reader.times)
        print(f"{median(reader.times):6.3f} ms a post ({low:.3f} to {high:.3f})  {reader.name}")
    if asked.base:
        ratios = [ours / theirs for ours, theirs in zip(*(reader.times for reader in started))]
        print(f"{median(ratios):6.3f} of it, the median of {len(ratios)} rounds")


if __name__ == "__main__":
    main()
