"""Fetch a user's photos from Flickr by tag: those of Mila, and as many of everything else.

    export FLICKR_API_KEY=…        # to be had at https://www.flickr.com/services/apps/create/
    python content/posts/is-it-mila/fetch_photos.py USER --tag mila

writes FOLDER/mila (the photos with the tag) and FOLDER/other (as many without it, or all of them
with --all). Photos that were fetched before are not fetched again, also when they have been moved
to the other folder or thrown out since: cleaning by hand is part of the game. So a run that was
interrupted goes on where it stopped.
"""

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from flickr_api import BASE, IMAGES, LONGEST, Flickr, Photo
from patient_web import Gone, Pace, Trouble, Web

HERE = Path(__file__).parent
RECORD = "fetched.txt"
KINDS = {b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png", b"GIF8": ".gif", b"RIFF": ".webp"}


class Counts(NamedTuple):
    """How many photos were fetched, were fetched before, and are not to be had."""

    new: int
    before: int
    missing: int


class Store:
    """A folder for photos, with a record of all that ever came into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record = folder / RECORD
        for part in folder.glob("*/*.part"):
            part.unlink()
        recorded = self.record.read_text("utf-8").split() if self.record.exists() else []
        # A photo that came just before an interruption may not be in the record.
        self.known = {*recorded, *(path.stem for path in folder.glob("*/*"))}

    def keep(self, photo: str, into: str, body: bytes) -> None:
        """Write a photo under another name first, so that what has its name is whole."""
        path = self.folder / into / f"{photo}{ending(body)}"
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(body)
        part.replace(path)
        with self.record.open("a", encoding="utf-8") as record:
            record.write(f"{photo}\n")
        self.known.add(photo)


def ending(body: bytes) -> str:
    """Return the ending for a photo's file, from its first bytes."""
    return next((kind for start, kind in KINDS.items() if body.startswith(start)), "")


def is_photo(body: bytes) -> bytes:
    """Return a photo's bytes; what is no photo will not become one by asking again."""
    if not ending(body):
        raise Gone("what came is no photo")
    return body


def fetch(web: Web, photos: Sequence[Photo], size: str, store: Store, into: str) -> Counts:
    """Fetch photos into a folder, each in the wanted size or the next one that there is."""
    new = missing = 0
    known = [photo for photo in photos if photo.id in store.known]
    for number, photo in enumerate(photos, start=1):
        if photo.id not in store.known:
            body = download(web, photo.addresses(size))
            if body:
                store.keep(photo.id, into, body)
            new, missing = new + bool(body), missing + (not body)
        if number % 25 == 0 or number == len(photos):
            print(f"{into}: {number} of {len(photos)}", flush=True)
    return Counts(new, len(known), missing)


def download(web: Web, addresses: Sequence[str]) -> bytes:
    """Return what is at the first address that has a photo, or nothing."""
    for address in addresses:
        try:
            return web.patiently(address, is_photo)
        except Gone:
            continue
    print(f"  not to be had in any size: {addresses[-1]}")
    return b""


def others(photos: Sequence[Photo], tagged: Sequence[Photo], count: int | None) -> list[Photo]:
    """Choose photos without the tag: of all years, and the same ones in the next run, too."""
    having = {photo.id for photo in tagged}
    without = [photo for photo in photos if photo.id not in having]
    # The newest would all be of one holiday; a digest is as good as dice, and stays.
    without.sort(key=lambda photo: hashlib.sha256(photo.id.encode()).digest())
    return without[:count]


def run(asked: argparse.Namespace, key: str, web: Web) -> None:
    """List, choose and fetch."""
    flickr = Flickr(key, web, asked.base, asked.images)
    user = flickr.user(asked.user)
    tagged = list(flickr.photos(user, asked.tag))
    if not tagged:
        raise Trouble(f"{asked.user} has no public photos with the tag {asked.tag!r}")
    rest = others(list(flickr.photos(user)), tagged, None if asked.all else len(tagged))
    print(f"{len(tagged)} photos with the tag {asked.tag!r}, {len(rest)} chosen without it")
    store = Store(asked.out)
    for into, photos in (("mila", tagged), ("other", rest)):
        counts = fetch(web, photos, asked.size, store, into)
        print(
            f"{into}: {counts.new} fetched, {counts.before} fetched before,"
            f" {counts.missing} not to be had"
        )
    print(f"Now look through {asked.out} by hand, then run split_photos.py")


def options() -> argparse.ArgumentParser:
    """Return what can be said on the command line."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").splitlines()[0],
        epilog="The key is read from FLICKR_API_KEY.",
    )
    parser.add_argument("user", help="name, address of the photos, or id (12345678@N00)")
    parser.add_argument("--tag", default="mila")
    parser.add_argument("--out", type=Path, default=HERE / ".photos-own", help="folder to fill")
    parser.add_argument("--all", action="store_true", help="all photos without the tag")
    sides = ", ".join(f"{size} {side}" for size, side in LONGEST.items())
    parser.add_argument(
        "--size", choices=LONGEST, default="m", help=f"longest side in pixels: {sides}"
    )
    parser.add_argument("--gap", type=float, default=1.0, help="seconds from request to request")
    parser.add_argument("--base", default=BASE, help="address of the API")
    parser.add_argument("--images", default=IMAGES, help="address of the photos' files")
    return parser


def main(
    arguments: Sequence[str] | None = None,
    wait: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Fetch, and say how it went: 0 done, 1 not done, 130 interrupted."""
    asked = options().parse_args(arguments)
    key = os.environ.get("FLICKR_API_KEY", "").strip()
    if not key:
        print(
            "FLICKR_API_KEY is not set: ask Flickr for a key at"
            " https://www.flickr.com/services/apps/create/ and put it into the environment",
            file=sys.stderr,
        )
        return 1
    try:
        run(asked, key, Web(Pace(asked.gap, wait, clock)))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The same command goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
