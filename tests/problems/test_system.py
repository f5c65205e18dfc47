"""What the system refuses is the user's to mend; what fails within us is a bug."""

import errno
import os
from pathlib import Path

import pytest

from generator.problems import Place
from generator.problems.system import OURS, REFUSALS, refused


@pytest.mark.parametrize("name", REFUSALS)
def test_every_refusal_has_a_sentence_a_path_and_a_cure(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = getattr(errno, name, None)
    if code is None:
        pytest.skip("no error of this system's")
    problem = refused(OSError(code, os.strerror(code), str(tmp_path / "build/a.html")))
    assert problem is not None
    assert (problem.message, problem.hint) == REFUSALS[name]
    assert problem.place == Place("build/a.html")
    assert problem.severity == "error"


def test_a_path_elsewhere_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    problem = refused(PermissionError(errno.EACCES, "", os.fsencode(tmp_path / "there")))
    assert problem is not None
    assert problem.place == Place(str(tmp_path / "there"))


def test_where_we_stood_may_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(os, "getcwd", gone)
    problem = refused(PermissionError(errno.EACCES, "", str(tmp_path)))
    assert problem is not None
    assert problem.place == Place(str(tmp_path))


def test_of_two_paths_the_second_is_the_one_that_was_not_had(tmp_path: Path) -> None:
    problem = refused(OSError(errno.ENOTEMPTY, "Directory not empty", "a", None, str(tmp_path)))
    assert problem is not None
    assert (problem.message, problem.place) == ("directory not empty", Place(str(tmp_path)))


def test_a_refusal_without_a_path_has_no_place() -> None:
    problem = refused(OSError(errno.ENOSPC, "No space left on device"))
    assert problem is not None
    assert problem.place is None


@pytest.mark.parametrize(
    "error",
    [
        KeyError("a"),
        OSError("of some library"),
        FileNotFoundError(errno.ENOENT, "No such file or directory"),
        FileNotFoundError(errno.ENOENT, "No such file or directory", str(OURS / "a/lost.css")),
    ],
)
def test_what_is_a_bug_of_ours_stays_one(error: Exception) -> None:
    assert refused(error) is None
