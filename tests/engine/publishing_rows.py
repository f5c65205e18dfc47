"""One row of the matrix of publishing: a folder of some kind, filled, killed and cleaned.

It runs in a process of its own, which may have a mount namespace of its own, and prints what it
found as JSON: ``python -m tests.engine.publishing_rows ROW FOLDER KILLS SEED``.
"""

import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.engine import Published, keep, publish, unpublish
from generator.engine.seal import user_seal

USER, OTHER = 1234, 2345
POSTS = range(12)
Texts = dict[str, str]


def version(number: int, size: int = 400) -> Texts:
    """Return a site whose pages name assets by its version; some files are always the same."""
    pages = {f"posts/{post}/index.html": f"uses {number}" for post in (*POSTS, 100 + number)}
    assets = {f"posts/{post}/{number}.svg": f"picture {number} " * size for post in POSTS}
    lasting = {f"assets/{name}.js": f"script {name}" * 50 for name in range(6)}
    style = {f"assets/style.{number}.css": f"style {number}"}
    home = dict.fromkeys(("index.html", "feed.xml"), f"uses {number}")
    return home | pages | assets | lasting | style


class Row:
    """A folder to publish to, what the user has in it, and what is promised of it."""

    def __init__(self, folder: Path) -> None:
        """Name the places of a site."""
        self.root = folder / "site"
        self.output = self.root / "build"
        self.record = self.root / "workshop/published.msgpack"
        self.promised = ""
        """Why it is filled in place; nothing where it is exchanged."""
        self.refused = ""
        """The error that every publication ends with."""

    def publish(self, texts: Texts) -> Published:
        """Publish one version."""
        kept = {path: keep(text) for path, text in texts.items()}
        contents = dict(kept.values())
        manifest = {path: blob for path, (blob, _) in kept.items()}
        return publish(manifest, contents.__getitem__, self.output, self.record)

    def clean(self) -> object:
        """Remove what was published."""
        return unpublish(self.output, self.record)


def run(*command: str | Path) -> None:
    """Run a program of the system."""
    subprocess.run(command, check=True, capture_output=True)


def put_users_things(row: Row) -> None:
    """Lay things of every kind into the folder that no build wrote."""
    mine = row.output / "mine"
    for folder, mode in ((mine / "deep/empty", 0o711), (row.output / "uploads", 0o750)):
        folder.mkdir(parents=True)
        folder.chmod(mode)
    (row.output / "CNAME").write_text("example.org")
    (mine / "own").write_text("mine")
    os.link(mine / "own", mine / "deep/second")
    os.mkfifo(mine / "pipe")
    (mine / "link").symlink_to("/etc")
    (mine / "nowhere").symlink_to("not-there")
    mine.chmod(0o705)


def give_away(folder: Path, user: int) -> None:
    """Give a folder and all that is in it to a user."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user, follow_symlinks=False)


def plain(row: Row) -> None:
    """Nothing special."""


def foreign(row: Row) -> None:
    """Nothing special but for what the user has in it."""


def mounted(row: Row) -> None:
    """A container's volume."""
    run("mount", "-t", "tmpfs", "none", row.output)
    row.promised = "it is a file system of its own"


def bound(row: Row) -> None:
    """A folder of this file system, seen at another place of it."""
    (row.root / "elsewhere").mkdir()
    run("mount", "--bind", row.root / "elsewhere", row.output)
    row.promised = "it is a mount point, or holds one"


def bound_elsewhere(row: Row) -> None:
    """The folder of a server in a container."""
    (row.root / "inside").mkdir()
    run("mount", "--bind", row.output, row.root / "inside")
    row.promised = "it is mounted elsewhere too"


def link(row: Row) -> None:
    """A link to a folder."""
    row.output.rename(row.root / "public")
    row.output.symlink_to("public")


def read_only(row: Row) -> None:
    """A mount that nobody may write to, over a site that was published before."""
    put_users_things(row)
    row.publish(version(0))
    run("mount", "--bind", row.output, row.output)
    run("mount", "-o", "remount,bind,ro", row.output)
    row.promised, row.refused = "it is a mount point, or holds one", "Read-only file system"


def closed_parent(row: Row) -> None:
    """A folder of ours within one that we may not write to."""
    row.record.parent.mkdir()
    give_away(row.root, USER)
    os.chown(row.root, 0, 0)
    os.setgid(USER)
    os.setuid(USER)
    row.promised = "the folder around it is closed"


def full(row: Row) -> None:
    """A site on a file system without room for a large version."""
    run("mount", "-t", "tmpfs", "-o", "size=3m", "none", row.root)
    row.output.mkdir()


def full_mount(row: Row) -> None:
    """A volume without room for a large version."""
    run("mount", "-t", "tmpfs", "-o", "size=3m", "none", row.output)
    row.promised = "it is a file system of its own"


def of_another(row: Row) -> None:
    """A folder of another user's, filled by root."""
    give_away(row.root, OTHER)


def of_another_and_open(row: Row) -> None:
    """A folder of another user's in which all may write."""
    give_away(row.root, USER)
    give_away(row.output, OTHER)
    row.output.chmod(0o777)
    os.setgid(USER)
    os.setuid(USER)
    row.promised = "it belongs to another user"


def repository(row: Row) -> None:
    """A clone of a branch for the site, with packed references."""
    git = ("git", "-C", row.output, "-c", "user.email=a@example.org", "-c", "user.name=A")
    run("git", "init", "--quiet", row.output)
    run(*git, "commit", "--quiet", "--allow-empty", "--message", "x")
    run(*git, "pack-refs", "--all")
    row.promised = "it holds a git repository"


ROWS: dict[str, Callable[[Row], None]] = {
    setup.__name__: setup
    for setup in (
        plain, foreign, mounted, bound, bound_elsewhere, link, read_only, closed_parent, full,
        full_mount, of_another, of_another_and_open, repository,
    )
}  # fmt: skip
FULL = ("full", "full_mount")


class Check:
    """Looks at a row's folder, and notes what is wrong."""

    def __init__(self, row: Row) -> None:
        """Remember what is the user's."""
        self.row = row
        self.wrong: list[str] = []
        self.users = self._seen()
        self._folder = row.output.stat().st_ino

    def users_things(self, when: str) -> None:
        """Compare what is the user's with what it was."""
        seen = self._seen()
        for path, marks in self.users.items():
            if seen.get(path) != marks:
                self.wrong.append(f"{when}: {path} was {marks}, is {seen.get(path)}")
        if self.row.promised and self.row.output.stat().st_ino != self._folder:
            self.wrong.append(f"{when}: another folder")

    def is_whole(self, when: str, *allowed: Texts) -> None:
        """Compare what is published with the versions that may be."""
        files = self.published()
        if files not in allowed:
            self.wrong.append(f"{when}: neither old nor new: {sorted(files)}")

    def is_sound(self, when: str) -> None:
        """See that every page has its assets, whole."""
        files = self.published()
        for path, text in files.items():
            if not path.endswith((".html", ".xml")):
                continue
            number = text.removeprefix("uses ")
            if files.get(f"assets/style.{number}.css") != f"style {number}":
                self.wrong.append(f"{when}: {path} has no style {number}")
            for post in POSTS:
                picture = files.get(f"posts/{post}/{number}.svg", "")
                if not picture or set(picture.split()) != {"picture", number}:
                    self.wrong.append(f"{when}: {path} has no picture {number}")

    def published(self) -> Texts:
        """Return what is in the folder and not the user's, but for what is being written."""
        found = (path for path in self.row.output.rglob("*") if path.is_file())
        return {
            name: path.read_text()
            for path in found
            if (name := path.relative_to(self.row.output).as_posix()) not in self.users
            and path.name != ".postrock-new"
        }

    def _seen(self) -> dict[str, object]:
        output = self.row.output
        mine = ("mine", "mine/*", "mine/**/*", "uploads", "CNAME", ".git", ".git/**/*")
        found = [output, *(path for pattern in mine for path in output.glob(pattern))]
        return {path.relative_to(output).as_posix(): _marks(path) for path in found}


def _marks(path: Path) -> object:
    seen = path.lstat()
    who = (seen.st_mode, seen.st_uid, seen.st_gid)
    if stat.S_ISDIR(seen.st_mode):
        return who
    text = path.read_bytes() if stat.S_ISREG(seen.st_mode) else b""
    return (*who, seen.st_ino, seen.st_mtime_ns, text)


def kill_at_random(work: Callable[[], object], longest: float, draw: random.Random) -> bool:
    """Do something in a child that is killed in the middle; tell whether it was in time."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(draw.uniform(0, longest))
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def attempt(row: Row, check: Check, texts: Texts, when: str) -> None:
    """Publish with nobody in the way; see that it says what is promised."""
    try:
        done = row.publish(texts)
    except OSError as error:
        if error.strerror != row.refused:
            check.wrong.append(f"{when}: {error}")
        return
    if done.refused or done.in_place != (row.promised if done.written or done.removed else ""):
        check.wrong.append(f"{when}: {done}")
    check.is_whole(when, texts)
    check.users_things(when)
    left = sorted(path.name for path in row.root.iterdir() if "staged" in path.name)
    unfinished = list(row.output.rglob(".postrock-new"))
    if left or unfinished:
        check.wrong.append(f"{when}: {left} {unfinished} are left")


def overfill(row: Row, check: Check, before: Texts) -> None:
    """Publish more than there is room for."""
    try:
        row.publish(version(50, size=40_000))
        check.wrong.append("overfilled: there was room")
    except OSError as error:
        if error.strerror != "No space left on device":
            check.wrong.append(f"overfilled: {error}")
    check.is_sound("overfilled")
    if not row.promised:
        check.is_whole("overfilled", before)
    check.users_things("overfilled")


def endure(row: Row, check: Check, kills: int, draw: random.Random) -> int:
    """Kill builds of a site that stands; look after each."""
    started = time.perf_counter()
    attempt(row, check, version(2), "measured")
    longest, killed = 1.2 * (time.perf_counter() - started), 0
    before = check.published()
    for number in range(3, 3 + 20 * kills):
        if killed == kills:
            break
        wanted = version(number)
        killed += kill_at_random(partial(row.publish, wanted), longest, draw)
        look_after(row, check, f"kill {killed}", before, wanted)
        if draw.random() < 0.5:
            attempt(row, check, version(number + 1000), f"after kill {killed}")
        before = check.published()
    return killed


def endure_first(row: Row, check: Check, kills: int, draw: random.Random) -> int:
    """Kill first builds, and the cleaning after them."""
    started = time.perf_counter()
    row.clean()
    attempt(row, check, version(1), "first build again")
    longest, killed = time.perf_counter() - started, 0
    for number in range(3, 3 + 20 * kills):
        if killed >= kills:
            break
        killed += kill_at_random(row.clean, longest / 2, draw)
        check.is_sound(f"clean {killed}")
        check.users_things(f"clean {killed}")
        row.clean()
        wanted = version(number)
        killed += kill_at_random(partial(row.publish, wanted), longest, draw)
        look_after(row, check, f"first {killed}", {}, wanted)
    return killed


def look_after(row: Row, check: Check, when: str, *allowed: Texts) -> None:
    """See what a kill has left."""
    check.is_sound(when)
    check.users_things(when)
    if not row.promised:
        check.is_whole(when, *allowed)


def go(name: str, folder: Path, kills: int, seed: int) -> dict[str, object]:
    """Go through a row: first build, rebuild, kills, clean."""
    row, draw = Row(folder), random.Random(seed)
    row.output.mkdir(parents=True)
    user_seal()
    ROWS[name](row)
    if name not in ("plain", "read_only"):
        put_users_things(row)
    check = Check(row)
    attempt(row, check, version(1), "first build")
    if name in FULL:
        overfill(row, check, version(1))
    killed = endure(row, check, kills, draw)
    attempt(row, check, version(900), "rebuild")
    if not row.refused:
        killed += endure_first(row, check, kills // 4, draw)
        row.clean()
        check.users_things("clean")
        check.is_whole("clean", {})
    return {"killed": killed, "wrong": check.wrong}


if __name__ == "__main__":
    row_name, place, count, seed_text = sys.argv[1:]
    found = go(row_name, Path(place), int(count), int(seed_text))
    sys.stdout.write(json.dumps(found))
