"""Pelican's settings are read and never run, and its addresses are those that it documents."""

from pathlib import Path

import pytest

from generator.importers.old_site import ReportNote
from generator.importers.pelican.site import ArticleAddress, address, our_pattern, read_conf
from tests.importers.running import write

WANTED = frozenset({"PATH", "SITEURL", "SITENAME"})


def test_constants_are_known_and_nothing_runs(tmp_path: Path) -> None:
    text = """
import os
HERE = "con"
PATH = HERE + "tent"
SITENAME: str = "Mine"
SITEURL = os.environ["X"]
os.mkdir("made")
"""
    values, notes = read_conf(write(tmp_path, {"pelicanconf.py": text}), WANTED)
    assert values == {"HERE": "con", "PATH": "content", "SITENAME": "Mine"}
    assert [note.reason.split()[0] for note in notes] == ["SITEURL"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pelicanconf.py"]


def test_the_settings_of_publishing_lie_over_the_others(tmp_path: Path) -> None:
    files = {"pelicanconf.py": "SITEURL = ''\n", "publishconf.py": "SITEURL = 'https://a.b'\n"}
    assert read_conf(write(tmp_path, files), WANTED)[0] == {"SITEURL": "https://a.b"}


def test_python_2_is_read_line_by_line(tmp_path: Path) -> None:
    text = "SITENAME = u'Old'\nprint 'x'\n"
    assert read_conf(write(tmp_path, {"pelicanconf.py": text}), WANTED)[0] == {"SITENAME": "Old"}


def test_none_is_told(tmp_path: Path) -> None:
    note = ReportNote(
        "changed", "pelicanconf.py", "there is none, so Pelican's own settings were taken"
    )
    assert read_conf(tmp_path, WANTED) == ({}, [note])


ARTICLE = ArticleAddress("a-b", "2013-02-09", "tools", "me", "en")


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("{slug}.html", "/a-b.html"),
        ("{date:%Y}/{date:%b}/{date:%d}/{slug}/", "/2013/Feb/09/a-b/"),
        ("{category}/{slug}/index.html", "/tools/a-b/"),
        ("{unknown}/{slug}", ""),
    ],
)
def test_articles(pattern: str, made: str) -> None:
    assert address(pattern, ARTICLE) == made


@pytest.mark.parametrize(
    ("pattern", "ours"),
    [
        ("{slug}.html", "/{slug}.html"),
        ("{date:%Y}/{slug}/index.html", "/{year}/{slug}/"),
        ("{category}/{slug}/", ""),
        ("{date:%b}/{slug}/", ""),
    ],
)
def test_patterns_that_are_ours_too(pattern: str, ours: str) -> None:
    assert our_pattern(pattern) == ours
