"""Sites that are published from a test, as their author would do it."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli.main import main
from tests.small_sites import Small, small_site, source

SETTINGS = "targets: {live: {folder: ../www}}\n"
FILES: dict[str, str | bytes] = {
    "content/posts/tea.md": source("Old.", title="Tea", date="2024-01-01", tags=["hot"]),
    "content/posts/cups.md": source("Blue.", title="Cups", date="2024-01-02"),
    "content/posts/pots.md": source("For [cups](cups.md).", title="Pots", date="2024-01-03"),
    "content/about.md": source("We.", title="About"),
    "content/static/.nojekyll": "",
    "content/static/.well-known/security.txt": "Contact: mailto:ada@tea.example\n",
}


class Told(NamedTuple):
    """The exit code of a command, and what it said."""

    code: int
    out: str
    err: str


class Author:
    """Somebody who publishes a site, and is told what came of it."""

    def __init__(self, site: Small, capsys: pytest.CaptureFixture[str]) -> None:
        self.site = site
        self._capsys = capsys

    def publish(self, *words: str) -> Told:
        self._capsys.readouterr()
        code = main(["--root", str(self.site.root), "publish", "--jobs", "1", *words])
        return Told(code, *self._capsys.readouterr())

    def published(self, *words: str) -> str:
        told = self.publish(*words)
        assert (told.code, told.err) == (0, ""), told
        return told.out

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.site.root / path).read_text("utf-8")
        assert old in text
        self.site.write(path, text.replace(old, new))

    def move(self, old: str, new: str) -> None:
        (self.site.root / new).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self.site.root / old, self.site.root / new)


def site_to_publish(folder: Path, settings: str = SETTINGS) -> Small:
    return small_site(folder / "site", FILES, settings)
