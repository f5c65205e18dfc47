"""Profile a cold build and one with nothing changed.

    python benchmarks/profile_build.py [--posts 1000] [--root SITE] [--lines 40] [--save FOLDER]

With --root an existing site is profiled, in a copy; without it, the benchmark's corpus. One process
does all the work (--jobs 1), so that the profile sees it.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from pstats import SortKey, Stats

from make_corpus import make_posts
from sites import Site, postrock

UNWANTED = shutil.ignore_patterns(".git", ".venv", "build", ".postrock", "node_modules")


def prepare(asked: argparse.Namespace, work: Path) -> Site:
    site = postrock(work)
    if asked.root:
        shutil.copytree(asked.root, site.root, ignore=UNWANTED)
    else:
        site.write(list(make_posts(asked.posts)))
    return site


def profile(site: Site, saved: Path) -> None:
    """Run one build under cProfile, in a process of its own."""
    command = [sys.executable, "-m", "cProfile", "-o", str(saved), *site.command()[1:]]
    subprocess.run([*command, "--jobs", "1"], cwd=site.root, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Profile a cold build and an unchanged one.")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--root", type=Path, help="profile a copy of this site")
    parser.add_argument("--lines", type=int, default=40)
    parser.add_argument("--sort", default="tottime", choices=[str(key) for key in SortKey])
    parser.add_argument("--save", type=Path, help="keep cold.prof and same.prof in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="postrock-profile-") as temporary:
        site = prepare(asked, Path(temporary))
        folder = (asked.save or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for kind in ("cold", "same"):
            saved = folder / f"{kind}.prof"
            profile(site, saved)
            print(f"\n== {kind} ==", flush=True)
            Stats(str(saved)).strip_dirs().sort_stats(asked.sort).print_stats(asked.lines)


if __name__ == "__main__":
    main()
