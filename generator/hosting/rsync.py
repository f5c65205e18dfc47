"""A folder on another machine as a target, filled by rsync, mostly over ssh.

Files come one after another there: first what pages show, then new pages, then those that lead to
them, and what is gone is removed last. The record knows what is underway before it begins.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from generator.engine.programs import scratch_folder
from generator.engine.record import above
from generator.hosting.changes import Delivery, TargetChanges
from generator.hosting.record import RECORD, UNDERWAY, Found, TargetRecord, found, read_record
from generator.hosting.running import Tool
from generator.hosting.target import Approach
from generator.problems.regex import regex

MISSING = 23
"""What rsync says where something that it was asked for is not there, or may not be read."""
REACH = "see that you get there by yourself: rsync --list-only {}"
_RECEIVED = regex(r"(.*/)?\.([^/]+)\.[A-Za-z0-9]{6}")
"""How rsync calls a file while it receives it; a name that begins with a dot gets no second one."""
_LISTED = regex(rb"([-dlpscb])\S{9}\S? +([\d,]+) \S+ \S+ (.*)")


class RsyncTarget:
    """A folder that rsync reaches."""

    def __init__(self, approach: Approach) -> None:
        self._approach = approach
        self._rsync = Tool("rsync", approach)
        self._place = approach.target.place.rstrip("/") + "/"
        self._found = Found(TargetRecord())

    def look(self) -> Found:
        """Return what stands there."""
        hint = REACH.format(self._place)
        words = ("--recursive", "--list-only", "--8-bit-output", "--no-human-readable", "--")
        done = self._rsync.ask(*words, self._place, fine=(0, MISSING), hint=hint)
        if done.returncode and b"No such file" not in done.stderr:
            raise self._approach.refuse(
                f"{self._place} cannot be listed: {_last(done.stderr)}", hint
            )
        there = dict(_entries(done.stdout))
        record = self.read(RECORD) if RECORD in there else None
        self._found = found(record, there, frozenset(_unfinished(record, there)))
        return self._found

    def read(self, path: str) -> bytes:
        """Return the bytes of a file that stands there."""
        with scratch_folder("read-") as folder:
            self._rsync.ask("--", self._place + path, f"{folder}/read")
            return (folder / "read").read_bytes()

    def publish(self, delivery: Delivery, changes: TargetChanges) -> str:
        """Put what differs in turns, and remove what is gone."""
        changed = [path for turn in changes.puts for path in turn]
        before = self._found.record.underway(changed).encoded()
        total = len(changed) + len(changes.go)
        self._put([RECORD], lambda path: before)
        self._remove(changes.in_the_way, delivery)
        done = 0
        for turn in changes.puts:
            self._put(turn, delivery.content)
            done += len(turn)
            self._approach.progress("publish", done, total)
        for turn in changes.removals:
            self._remove(turn, delivery)
        self._put([RECORD], lambda path: delivery.record.encoded())
        return ""

    def _put(self, paths: Sequence[str], content: Callable[[str], bytes]) -> None:
        with scratch_folder("sent-") as folder:
            for path in paths:
                place = folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content(path))
            self._send(folder, paths, "--ignore-times", "--chmod=D755,F644", "--perms")

    def _remove(self, paths: Sequence[str], delivery: Delivery) -> None:
        """Remove files, and the folders that are empty then, those within others first."""
        stays = above((*delivery.files, *self._found.others))
        emptied = above(paths) - stays if paths else ()
        depths = sorted({path.count("/") for path in emptied}, reverse=True)
        levels = ([path for path in emptied if path.count("/") == depth] for depth in depths)
        for each in (paths, *levels):
            # What is named and not there is removed, where the folders that lead to it are there.
            with scratch_folder("removed-") as folder:
                for path in above(each):
                    (folder / path).mkdir(parents=True, exist_ok=True)
                if each:
                    self._send(folder, each, "--delete-missing-args", fine=(0, MISSING))

    def _send(
        self, folder: Path, paths: Iterable[str], *words: str, fine: tuple[int, ...] = (0,)
    ) -> None:
        names = b"\0".join(os.fsencode(path) for path in paths)
        listed = ("--files-from=-", "--from0", "--no-implied-dirs")
        self._rsync.ask(*listed, *words, "--", f"{folder}/", self._place, given=names, fine=fine)


def _entries(listed: bytes) -> Iterator[tuple[str, int]]:
    """Yield the path and size of everything but folders."""
    for line in listed.splitlines():
        read = _LISTED.fullmatch(line)
        if read and read[1] != b"d":
            name = read[3].partition(b" -> ")[0] if read[1] == b"l" else read[3]
            yield os.fsdecode(name), int(read[2].replace(b",", b""))


def _unfinished(record: bytes | None, there: Iterable[str]) -> Iterator[str]:
    """Yield the files in which rsync was receiving what is underway when it was killed."""
    files = read_record(record).files.items()
    underway = {RECORD, *(path for path, file in files if file == UNDERWAY)}
    for path in there:
        if read := _RECEIVED.fullmatch(path):
            folder, name = read[1] or "", read[2]
            if not underway.isdisjoint((f"{folder}{name}", f"{folder}.{name}")):
                yield path


def _last(said: bytes) -> str:
    return next(reversed(said.decode("utf-8", "replace").strip().splitlines()), "")
