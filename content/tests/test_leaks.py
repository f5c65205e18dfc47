"""No output of the blog tells where, or by whom, it was built."""

import getpass
import os
from pathlib import Path

from content.tests.building import ROOT, Blog


def test_no_output_tells_of_the_machine(blog: Blog) -> None:
    every = (str(blog.folder.parent), str(ROOT), str(Path.home()), os.uname().nodename)
    # A short name is a word of many texts.
    names = [name for name in (*every, getpass.getuser()) if len(name) > len("/root")]
    assert len(names) >= 2
    files = [path for path in blog.folder.rglob("*") if path.is_file()]
    assert len(files) > 100
    told = [(path, name) for path in files for name in names if name.encode() in path.read_bytes()]
    assert told == []


def test_nothing_of_these_tests_is_published(blog: Blog) -> None:
    ours = {path.name for path in Path(__file__).parent.rglob("*") if path.is_file()}
    assert "test_leaks.py" in ours
    assert not [name for name in blog.files if Path(name).name in ours or "tests/" in name]
