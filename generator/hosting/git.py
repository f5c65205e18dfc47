"""A branch of a git repository as a target: GitHub Pages, GitLab Pages and what else serves one.

The commit is made beside the working tree and the index, which nothing of it touches, and the
branch moves to it in one step, if nobody else moved it meanwhile.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.hosting.changes import Delivery, TargetChanges
from generator.hosting.record import RECORD, Found, found
from generator.hosting.running import Tool
from generator.hosting.target import Approach

NOBODY = b"postrock <postrock@localhost> 0 +0000"
MOVED = "somebody else may have published meanwhile: do it again"
REACH = "see that the remote is there and lets you in: git ls-remote {}"


class GitTarget:
    """A branch of a remote repository."""

    def __init__(self, approach: Approach) -> None:
        self._approach = approach
        self._git = Tool("git", approach)
        self._remote = approach.target.place
        self._branch = f"refs/heads/{approach.target.branch}"
        self._ours = f"refs/postrock/{approach.target.branch}"
        self._repository = self._found_repository()
        self._tip = ""

    def look(self) -> Found:
        """Return what stands there."""
        hint = REACH.format(self._remote)
        refs = self._ask("ls-remote", "--heads", "--", self._remote, self._branch, hint=hint)
        self._tip = refs.split(b"\t")[0].decode()
        if not self._tip:
            return found(None, {})
        if self._ask("cat-file", "-t", self._tip, fine=(0, 128)).strip() != b"commit":
            self._fetch()
        there = dict(_entries(self._ask("ls-tree", "-r", "-z", "-l", self._tip)))
        record = self._ask("cat-file", "blob", f"{self._tip}:{RECORD}") if RECORD in there else None
        return found(record, there)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file that stands there."""
        return self._ask("cat-file", "blob", f"{self._tip}:{path}")

    def publish(self, delivery: Delivery, changes: TargetChanges) -> str:
        """Make a commit of what differs, and let the branch be it."""
        stream = b"".join(self._commit(delivery, changes))
        self._ask("fast-import", "--quiet", "--force", given=stream)
        lease = f"--force-with-lease={self._branch}:{self._tip}"
        moved = f"{self._ours}:{self._branch}"
        self._ask("push", "--quiet", "--no-verify", lease, "--", self._remote, moved, hint=MOVED)
        return ""

    def _commit(self, delivery: Delivery, changes: TargetChanges) -> Iterator[bytes]:
        message = f"Publish {delivery.base_url}{self._source()}\n".encode()
        yield b"commit %s\ncommitter %s\n" % (self._ours.encode(), self._committer())
        yield b"data %d\n%s\n" % (len(message), message)
        if self._tip:
            yield b"from %s\n" % self._tip.encode()
        for path in changes.go:
            yield b"D %s\n" % path.encode()
        for path in (*changes.appear, *changes.change):
            yield _file(path, delivery.content(path))
        yield _file(RECORD, delivery.record.encoded())

    def _committer(self) -> bytes:
        return self._ask("var", "GIT_COMMITTER_IDENT", fine=(0, 128)).strip() or NOBODY

    def _source(self) -> str:
        """Return which commit of the site this is made from, where there is one."""
        root = str(self._approach.request.root)
        done = self._git.ask("-C", root, "rev-parse", "--short", "HEAD", fine=(0, 128))
        return f" from {done.stdout.decode().strip()}" if not done.returncode else ""

    def _fetch(self) -> None:
        # In a repository that is cut off already, the branch may be cut off too.
        shallow = self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"
        depth = ["--depth=1"] if shallow else []
        moved = f"+{self._branch}:{self._ours}"
        self._ask("fetch", "--quiet", "--no-tags", *depth, "--", self._remote, moved)

    def _found_repository(self) -> Path:
        """Return the site's repository, or one of our own where the site is in none."""
        root = str(self._approach.request.root)
        done = self._git.ask("-C", root, "rev-parse", "--absolute-git-dir", fine=(0, 128))
        if not done.returncode:
            return Path(os.fsdecode(done.stdout.rstrip(b"\n")))
        own = self._approach.request.workspace / "publish.git"
        self._git.ask("init", "--quiet", "--bare", str(own))
        return own

    def _ask(
        self, *words: str, given: bytes = b"", fine: tuple[int, ...] = (0,), hint: str = ""
    ) -> bytes:
        # A remote such as ../pages.git is one beside the site, wherever the command is given.
        root, repository = str(self._approach.request.root), f"--git-dir={self._repository}"
        return self._git.ask(
            "-C", root, repository, *words, given=given, fine=fine, hint=hint
        ).stdout  # fmt: skip


def _entries(listed: bytes) -> Iterator[tuple[str, int]]:
    """Yield the path and size of each file of a tree; a submodule has none."""
    for line in filter(None, listed.split(b"\0")):
        marks, _, path = line.partition(b"\t")
        size = marks.split()[-1]
        yield os.fsdecode(path), int(size) if size.isdigit() else -1


def _file(path: str, content: bytes) -> bytes:
    return b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)
