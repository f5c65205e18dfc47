"""Split photos into those to learn from and those to be tested on, as many of Mila as of others.

    python content/posts/is-it-mila/split_photos.py .photos-own .photos-split

reads FOLDER/mila and FOLDER/other, and fills OUT/training/{mila,other} and
OUT/validation/{mila,other}. The smaller class decides how many; files that are no pictures, or
broken ones, are told and left out. Nothing is moved: the new folders have hard links, or copies.
"""

import argparse
import os
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mila_pictures import CLASSES, files_in
from PIL import Image

PARTS = ("training", "validation")


class Split(NamedTuple):
    """The photos of one class, and those that one class has more than the other."""

    training: list[Path]
    validation: list[Path]
    spare: list[Path]


def whole(path: Path) -> bool:
    """Say whether a file is a picture that can be read to its end."""
    try:
        with Image.open(path) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        print(f"left out, broken: {path} ({error})")
        return False
    return True


def photos(folder: Path) -> list[Path]:
    """List the whole pictures of a folder; tell of everything else that is there."""
    found = files_in(folder)
    for path in sorted(set(folder.glob("*")) - set(found)):
        print(f"left out, no picture that the networks read: {path}")
    return [path for path in found if whole(path)]


def split(found: Sequence[Path], count: int, share: float, seed: int) -> Split:
    """Take some photos at random, and put a share of them aside."""
    shuffled = random.Random(seed).sample(found, len(found))
    aside = max(1, round(count * share))
    return Split(shuffled[aside:count], shuffled[:aside], shuffled[count:])


def place(path: Path, folder: Path) -> None:
    """Put a file into a folder, too, at no cost where the file system can."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, folder / path.name)
    except OSError:
        shutil.copy2(path, folder / path.name)


def clear(out: Path) -> None:
    """Remove what an earlier split put there."""
    for path in (
        path for part in PARTS for name in CLASSES for path in (out / part / name).glob("*")
    ):
        path.unlink()


def run(source: Path, out: Path, share: float, seed: int) -> dict[str, Split]:
    """Split the photos of a folder into another one."""
    found = {name: photos(source / name) for name in CLASSES}
    fewest = min(len(paths) for paths in found.values())
    if fewest < 2:
        few = min(found, key=lambda name: len(found[name]))
        raise SystemExit(f"{source / few} needs at least two pictures, and has {len(found[few])}")
    splits = {name: split(paths, fewest, share, seed) for name, paths in found.items()}
    clear(out)
    for name, parts in splits.items():
        for part, paths in zip(PARTS, parts):
            for path in paths:
                place(path, out / part / name)
        print(
            f"{name}: {len(parts.training)} to learn from, {len(parts.validation)} to be tested on"
        )
        if parts.spare:
            print(f"left out, more {name} than the other class has: {len(parts.spare)}")
    return splits


def main(arguments: Sequence[str] | None = None) -> None:
    """Split, unless there is a split already."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="has the folders mila and other")
    parser.add_argument("out", type=Path, help="gets the folders training and validation")
    parser.add_argument("--validation", type=float, default=0.2, help="share to be tested on")
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--again", action="store_true", help="replace an earlier split")
    asked = parser.parse_args(arguments)
    if not 0 < asked.validation < 1:
        parser.error("--validation is a share between 0 and 1")
    if not asked.again and any((asked.out / part).exists() for part in PARTS):
        raise SystemExit(f"{asked.out} has a split already; --again makes another in its place")
    run(asked.folder, asked.out, asked.validation, asked.seed)


if __name__ == "__main__":
    main()
