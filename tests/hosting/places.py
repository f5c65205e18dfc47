"""A place of each kind that a site can be published to, all on this machine."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.fixtures import ON_CI
from tests.hosting.bucket import Bucket, StoredObject
from tests.small_sites import tree

# The other machine is this one.
SSH = '#!/bin/sh\nwhile [ "$1" != rsync ]; do shift; done\nexec sh -c "$*"\n'


def needed(name: str) -> None:
    """Skip a test without a program, or fail under CI=true."""
    if shutil.which(name) is None:
        complaint = f"no {name} on this machine; `make test` installs it on Debian"
        if ON_CI:
            pytest.fail(complaint)
        pytest.skip(complaint)


class FolderPlace:
    """A folder beside the site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "www"
        self.target = "{folder: ../www}"
        self.environment: Mapping[str, str] = {}

    def files(self) -> dict[str, bytes]:
        return tree(self.folder) if self.folder.exists() else {}

    def put(self, path: str, content: bytes) -> None:
        """Be somebody else who puts a file there."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(content)

    def remove(self, path: str) -> None:
        (self.folder / path).unlink()


class RsyncPlace(FolderPlace):
    """The same behind a shell that stands for ssh."""

    def __init__(self, folder: Path) -> None:
        needed("rsync")
        super().__init__(folder)
        ssh = folder / "ssh"
        ssh.write_text(SSH)
        ssh.chmod(0o755)
        self.target = f'{{rsync: "ada@tea.example:{self.folder}"}}'
        self.environment = {"RSYNC_RSH": str(ssh)}


class GitPlace:
    """A branch of a bare repository."""

    def __init__(self, folder: Path) -> None:
        needed("git")
        self.folder = folder / "pages.git"
        self.target = "{git: ../pages.git, branch: pages}"
        self.environment = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@tea.example",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@tea.example",
        }  # fmt: skip
        self.git("init", "--quiet", "--bare", str(self.folder))
        self._copy = folder / "copy"

    def git(self, *words: str) -> bytes:
        environment = {**os.environ, **self.environment}
        return subprocess.run(
            ["git", *words], env=environment, check=True, capture_output=True
        ).stdout

    def commits(self) -> list[str]:
        found = self.git("--git-dir", str(self.folder), "log", "--format=%s", "pages")
        return found.decode().splitlines()

    def files(self) -> dict[str, bytes]:
        there = self.git("--git-dir", str(self.folder), "branch", "--list", "pages")
        if not there:
            return {}
        shutil.rmtree(self._copy, ignore_errors=True)
        self.git("clone", "--quiet", "--branch=pages", str(self.folder), str(self._copy))
        return {
            path: each for path, each in tree(self._copy).items() if not path.startswith(".git/")
        }

    def put(self, path: str, content: bytes) -> None:
        if not self.files():
            self.git("init", "--quiet", "--initial-branch=pages", str(self._copy))
            self.git("-C", str(self._copy), "remote", "add", "origin", str(self.folder))
        (self._copy / path).parent.mkdir(parents=True, exist_ok=True)
        (self._copy / path).write_bytes(content)
        self._commit()

    def remove(self, path: str) -> None:
        self.files()
        (self._copy / path).unlink()
        self._commit()

    def _commit(self) -> None:
        self.git("-C", str(self._copy), "add", "--all", "--force")
        self.git("-C", str(self._copy), "commit", "--quiet", "--message=By hand")
        self.git("-C", str(self._copy), "push", "--quiet", "origin", "pages")


class S3Place:
    """A bucket of a server that stands for Amazon's."""

    def __init__(self, folder: Path) -> None:
        pytest.importorskip("obstore")
        self.folder = folder / "nothing"
        self.bucket = self._bucket = Bucket("blog")
        address = self._bucket.start()
        self.target = f'{{s3: blog, prefix: site/, endpoint: "{address}", region: eu-north-1}}'
        self.environment = {"AWS_ACCESS_KEY_ID": "ada", "AWS_SECRET_ACCESS_KEY": "secret"}

    def files(self) -> dict[str, bytes]:
        found = {key.removeprefix("site/"): each.content for key, each in self.objects().items()}
        return dict(sorted(found.items()))

    def objects(self) -> dict[str, StoredObject]:
        return dict(self._bucket.objects)

    def put(self, path: str, content: bytes) -> None:
        self._bucket.objects[f"site/{path}"] = StoredObject(content)

    def remove(self, path: str) -> None:
        del self._bucket.objects[f"site/{path}"]


Place = FolderPlace | GitPlace | S3Place
PLACES: Mapping[str, Callable[[Path], Place]] = {
    "folder": FolderPlace,
    "git": GitPlace,
    "rsync": RsyncPlace,
    "s3": S3Place,
}
