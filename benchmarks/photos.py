"""How long do photos take: a first build, one that changes nothing, and the encoders alone."""

import argparse
import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

WIDTHS = (1360, 1062, 708, 342)
ACROSS, DOWN = 4000, 3000
A_POST = 10


class Spent(NamedTuple):
    """Seconds of a clock and of processors, and the memory of the largest process in MB."""

    wall: float
    cpu: float
    memory: float = 0


def photo(seed: int) -> bytes:
    """Return a photo that nobody took: forms of all sizes with a camera's grain, 12 megapixels."""
    chance = np.random.default_rng(seed)
    whole = np.zeros((DOWN, ACROSS, 3), np.float32)
    for detail in (4, 16, 64, 256, 1024):
        size = (detail * DOWN // ACROSS + 2, detail + 2, 3)
        small = chance.normal(0, 120 / detail**0.5, size).astype(np.float32)
        for channel in range(3):
            layer = Image.fromarray(small[..., channel]).resize((ACROSS, DOWN), 3)
            whole[..., channel] += np.asarray(layer)
    whole += chance.normal(128, 2, whole.shape)
    file = io.BytesIO()
    Image.fromarray(np.clip(whole, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=90)
    return file.getvalue()


def make_site(folder: Path, count: int, different: int) -> None:
    """Write a site of posts with ten photos each; each file's bytes are its own."""
    made = [photo(seed) for seed in range(min(count, different))]
    (folder / "content/posts").mkdir(parents=True)
    (folder / "site.yaml").write_text(
        "title: Photos\nbase_url: https://example.org/\ncards: none\n"
    )
    for first in range(0, count, A_POST):
        post = folder / f"content/posts/day-{first}"
        post.mkdir()
        lines = [f"---\ntitle: Day {first}\ndate: 2026-01-01\n---\n"]
        for number in range(first, min(first + A_POST, count)):
            # What stands behind a JPEG's end is no part of the picture.
            (post / f"{number}.jpg").write_bytes(made[number % len(made)] + b"%d" % number)
            lines.append(f"\n![Photo {number}.]({number}.jpg)\n")
        (post / "index.md").write_text("".join(lines))


def encode_alone(path: Path) -> int:
    """Do with Pillow alone what a build does with one photo."""
    total = 0
    with Image.open(path) as image:
        image.draft("RGB", (1400, 1))
        image.load()
        for width in WIDTHS:
            height = DOWN * width // ACROSS
            base: Image.Image = image
            while base.width >= 2 * width:
                base = base.reduce(2)
            small = base.resize((width, height), 1)
            forms = [("AVIF", {"quality": 60, "speed": 8, "max_threads": 1})]
            forms.append(("WEBP", {"quality": 75, "method": 2}))
            if width == WIDTHS[0]:
                forms.append(("JPEG", {"quality": 79, "optimize": True, "progressive": True}))
            for form, options in forms:
                file = io.BytesIO()
                small.save(file, form, **options)
                total += file.tell()
    return total


def measured(work: Sequence[str]) -> Spent:
    """Run a program, and return what it took with all that it started."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(work, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(time.monotonic() - started, cpu, after.ru_maxrss / 1000)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=500)
    parser.add_argument("--different", type=int, default=20, help="so many are drawn")
    parser.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            sum(pool.map(encode_alone, sorted(given.alone.rglob("*.jpg"))))
        return
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        make_site(site, given.photos, given.different)
        build = [sys.executable, "-m", "generator", "--root", str(site), "build"]
        alone = measured([sys.executable, __file__, "--alone", str(site)])
        cold = measured(build)
        again = measured(build)
        shutil.rmtree(site / "build")
        shutil.rmtree(site / ".postrock")
        with (site / "site.yaml").open("a") as settings:
            settings.write("images: false\n")
        without = measured(build)
    table = {"the encoders alone": alone, "cold": cold, "unchanged": again, "no pictures": without}
    for name, spent in table.items():
        print(f"{name:20} {spent.wall:7.2f} s {spent.cpu:8.2f} s of CPU {spent.memory:7.0f} MB")
    print(f"cold / the encoders: {cold.wall / alone.wall:.2f} by the clock,", end=" ")
    print(f"{cold.cpu / alone.cpu:.2f} by the CPU;", end=" ")
    print(f"one photo {alone.cpu / given.photos:.2f} s of CPU")


if __name__ == "__main__":
    main()
