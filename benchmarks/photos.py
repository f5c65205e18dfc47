"""How long do photos take, beside peers and the encoders alone; and their bytes at the same look.

python benchmarks/photos.py [--photos 500] [--peers hugo,eleventy] [--work FOLDER]
"""

import argparse
import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from photo_sites import (
    FORMS,
    QUALITIES,
    bytes_at_same_look,
    environment,
    looks,
    photo_site,
    real_photos,
    write_photos,
)
from PIL import Image
from sites import Site

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


def write_posts(content: Path, count: int, different: int) -> None:
    """Write posts with ten photos each; each file's bytes are its own."""
    made = [photo(seed) for seed in range(min(count, different))]
    shutil.rmtree(content, ignore_errors=True)
    for first in range(0, count, A_POST):
        post = content / "posts" / f"day-{first}"
        post.mkdir(parents=True)
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


def measured(
    work: Sequence[str], folder: Path, environment: Mapping[str, str] = os.environ
) -> Spent:
    """Run a program in a folder, and return what it took with all that it started."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        work, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    wall = time.monotonic() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(work)} failed:\n{(done.stdout + done.stderr)[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(wall, cpu, after.ru_maxrss / 1000)


def compare_times(work: Path, sites: Sequence[Site], count: int, different: int) -> None:
    """Measure the encoders alone, then each site cold and unchanged, and print a table."""
    content = work / "photos" / "content"
    write_posts(content, count, different)
    alone = measured([sys.executable, __file__, "--alone", str(content)], work)
    _tell("the encoders alone", alone, alone)
    for site in sites:
        write_photos(site, content)
        asked = environment(site, WIDTHS)
        for kind in ("cold", "unchanged"):
            spent = measured(site.command(), site.root, asked)
            _tell(f"{site.name}, {kind}", spent, alone)
    print(f"one photo: {alone.cpu / count:.2f} s of CPU by the encoders alone")


def _tell(name: str, spent: Spent, alone: Spent) -> None:
    figures = f"{name:22}{spent.wall:8.2f} s {spent.cpu:8.2f} s of CPU"
    ratios = f"{spent.wall / alone.wall:.2f} and {spent.cpu / alone.cpu:.2f} of the encoders"
    print(f"{figures}, {ratios}", flush=True)


def compare_looks(work: Path, sites: Sequence[Site]) -> None:
    """Print the bytes of each peer's pictures at the similarity that ours have to the photos."""
    photos = real_photos(work)
    content = work / "photos" / "real"
    shutil.rmtree(content, ignore_errors=True)
    (content / "posts" / "real").mkdir(parents=True)
    lines = ["---\ntitle: Real\ndate: 2026-01-01\n---\n"]
    for path in photos:
        shutil.copy(path, content / "posts" / "real")
        lines.append(f"\n![A photo.]({path.name})\n")
    (content / "posts" / "real" / "index.md").write_text("".join(lines))
    found: dict[str, dict[int, Path]] = {}
    for site in sites:
        for quality in (0,) if site.name == "postrock" else QUALITIES:
            write_photos(site, content)
            measured(site.command(), site.root, environment(site, quality=quality))
            kept = work / "photos" / f"{site.name}-{quality}"
            shutil.rmtree(kept, ignore_errors=True)
            (site.root / site.output).rename(kept)
            found.setdefault(site.name, {})[quality] = kept
    for form in FORMS:
        ours = looks(found["postrock"][0], photos, form)
        seen = ", ".join(f"{similar:.3f}" for similar, _ in ours)
        print(f"{form}: structural similarity of ours {seen}")
        for name in found.keys() - {"postrock"}:
            theirs = {q: looks(path, photos, form) for q, path in found[name].items()}
            print(f"  {name} has {bytes_at_same_look(ours, theirs):.2f} of our bytes there")


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=500)
    parser.add_argument("--different", type=int, default=20, help="so many are drawn")
    parser.add_argument("--peers", default="hugo,eleventy", help="comma-separated; may be empty")
    parser.add_argument("--work", type=Path, help="folder for peers and sites, kept for next time")
    parser.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            sum(pool.map(encode_alone, sorted(given.alone.rglob("*.jpg"))))
        return
    names = ["postrock", *filter(None, given.peers.split(","))]
    with tempfile.TemporaryDirectory() as temporary:
        work = (given.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        sites = [photo_site(name, work) for name in names]
        compare_times(work, sites, given.photos, given.different)
        compare_looks(work, sites)


if __name__ == "__main__":
    main()
