"""pelicanconf.py is read and never run."""

from pathlib import Path

from generator.importers.found import ReportNote
from generator.importers.pelican.conf import read_conf
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
