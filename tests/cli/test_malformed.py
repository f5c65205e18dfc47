"""Malformed inputs: a folder of tests/sites/malformed/ each, with what the terminal must show.

A case is a whole site and its ``expected``: standard error of ``build``, to the letter. Whatever
an author gets wrong is shown with its place, and the site that was built before stays as it is.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli.main import main
from tests.small_sites import tree

SITES = Path(__file__).parents[1] / "sites"
MALFORMED = SITES / "malformed"
CASES = sorted(path.name for path in MALFORMED.iterdir())
IN_A_PROCESS = (
    "chart-python-error",
    "collision-two-posts",
    "encoding-not-utf8",
    "many-at-once",
    "site-missing",
    "yaml-tab-indentation",
)
HEADLINE = re.compile(r".*  (?:error|warning): ")
PLACED = re.compile(
    r"[^\s:]+(?::[1-9]\d*:[1-9]\d*|, cell [1-9]\d*, line [1-9]\d*)  (?:error|warning): "
)

Files = dict[str, bytes]


class Run(NamedTuple):
    """What a build answered, and build/ before and after it."""

    code: int
    out: str
    err: str
    before: Files
    after: Files


def faults(run: Run, expected: str) -> list[str]:
    """Tell in what a run is not what it must be."""
    checks = {
        "exit code": run.code == 1,
        "standard output": run.out == "",
        "standard error": run.err == expected,
        "traceback": "Traceback" not in run.err,
        "a build before": len(run.before) > 1,
        "build/": run.before == run.after,
    }
    return [name for name, holds in checks.items() if not holds]


def arguments(root: Path) -> list[str]:
    return ["--root", str(root), "build", "--jobs", "1", "--now", "2026-01-01"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build a site without a problem, once: every case begins as a copy of it."""
    site = tmp_path_factory.mktemp("built") / "site"
    shutil.copytree(SITES / "tea", site)
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith("GENERATOR_"):
                patch.delenv(name)
        assert main(arguments(site)) == 0
        yield site


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "site")
    return tmp_path / "site"


def spoil(root: Path, case: str) -> None:
    """Put the sources of a case in the place of a site's own; its build and cache stay."""
    for path in root.iterdir():
        if path.name not in ("build", ".postrock"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(
        MALFORMED / case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected")
    )


def expected(case: str) -> str:
    return (MALFORMED / case / "expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_malformed_input_is_told_with_its_place(
    case: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(root / "build")
    spoil(root, case)
    capsys.readouterr()
    code = main(arguments(root))
    shown = capsys.readouterr()
    assert shown.err == expected(case)
    run = Run(code, shown.out, shown.err, before, tree(root / "build"))
    assert faults(run, expected(case)) == []


@pytest.mark.parametrize("case", IN_A_PROCESS)
def test_a_process_of_its_own_answers_the_same(case: str, root: Path) -> None:
    before = tree(root / "build")
    spoil(root, case)
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments(root)],
        cwd=SITES.parents[1],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    run = Run(done.returncode, done.stdout, done.stderr, before, tree(root / "build"))
    assert faults(run, expected(case)) == []


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 44


@pytest.mark.parametrize("case", CASES)
def test_every_problem_has_a_line_and_a_column(case: str) -> None:
    headlines = [line for line in expected(case).splitlines() if HEADLINE.match(line)]
    assert headlines
    assert [line for line in headlines if not PLACED.match(line)] == []


def test_the_comparison_can_fail() -> None:
    built = {"index.html": b"old", "feed.atom": b"old"}
    run = Run(1, "", "a.md:1:1  error: a\n", built, built)
    assert faults(run, run.err) == []
    assert faults(run, "a.md:1:2  error: a\n") == ["standard error"]
    assert faults(run._replace(code=3), run.err) == ["exit code"]
    assert faults(run._replace(out="done"), run.err) == ["standard output"]
    assert faults(run._replace(after={**built, "index.html": b"new"}), run.err) == ["build/"]
    assert faults(run._replace(after={}), run.err) == ["build/"]
    assert faults(run._replace(before={}, after={}), run.err) == ["a build before"]
    broken = run._replace(err="Traceback (most recent call last):\n")
    assert faults(broken, broken.err) == ["traceback"]


def test_a_wrong_place_is_noticed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(root / "build")
    spoil(root, "yaml-tab-indentation")
    source = root / "content/posts/tea.md"
    source.write_text(source.read_text().replace("extra:", "\nextra:"))
    capsys.readouterr()
    code = main(arguments(root))
    shown = capsys.readouterr()
    run = Run(code, shown.out, shown.err, before, tree(root / "build"))
    assert faults(run, expected("yaml-tab-indentation")) == ["standard error"]
