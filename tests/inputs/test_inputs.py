"""Inputs that nobody means: each is refused with its place, or right as it is.

Every one is built over the same small site. Those that are refused leave build/ as it was. Those
that are taken stand in ``accepted.txt``, below the reason why that is right, with the number of
their warnings. What any of them may take is measured by what drawing a chart takes, not by a clock.
"""

import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import json

from tests.inputs.kinds import all_cases
from tests.inputs.running import TIMES, Outcome, allowed, faults, headlines, marks

ROOT = Path(__file__).parents[2]
ACCEPTED = Path(__file__).with_name("accepted.txt")
LINE = re.compile(r"  (?P<key>[^/]+/.+?)(?: \((?P<warnings>\d+)\))?")


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    command = [sys.executable, "-m", "tests.inputs.running", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    each = (json.decode(line, type=Outcome) for line in done.stdout.splitlines())
    return {outcome.key: outcome for outcome in each}


def accepted() -> dict[str, int]:
    """Return the cases that are right as they are, and how many warnings each has."""
    lines = [line for line in ACCEPTED.read_text(encoding="utf-8").splitlines() if line[:1] == " "]
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found), [line for line, match in zip(lines, found) if not match]
    return {match["key"]: int(match["warnings"] or 0) for match in found if match}


def test_there_are_many_cases_and_no_two_of_one_name() -> None:
    keys = Counter(case.key for case in all_cases())
    assert len(keys) >= 1_083
    assert [key for key, times in keys.items() if times > 1] == []


def test_each_reason_stands_above_some_cases() -> None:
    lines = ACCEPTED.read_text(encoding="utf-8").split("\n")
    assert [one for one, below in pairwise(lines) if one[:1].isalpha() and below[:2] != "  "] == []
    assert lines[0][:1].isalpha()


@pytest.mark.slow
def test_every_case_was_built(outcomes: dict[str, Outcome]) -> None:
    assert outcomes.keys() == {case.key for case in all_cases()}


@pytest.mark.slow
def test_each_is_refused_with_its_place_or_right(outcomes: dict[str, Outcome]) -> None:
    most = allowed(outcomes.values())
    wrong = {key: faults(each, most) for key, each in outcomes.items()}
    assert {key: told for key, told in wrong.items() if told} == {}


@pytest.mark.slow
def test_what_is_taken_is_known_with_its_warnings(outcomes: dict[str, Outcome]) -> None:
    taken = {key: each for key, each in outcomes.items() if each.status == 0}
    warned = {key: len(headlines(each.err, "warning")) for key, each in taken.items()}
    assert warned == accepted()


REFUSED = "content/a.md:2:1  error: wrong\n"


def outcome(**changed: object) -> Outcome:
    given = {"key": "a/b", "status": 1, "out": "", "err": REFUSED, "cpu": 0.1, "megabytes": 100}
    return Outcome(**{**given, "kept": True, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"status": 0, "err": "", "kept": False}, []),
        ({"err": "content/a.md:2  error: wrong\n"}, []),
        ({"status": 3}, ["exit status 3"]),
        ({"status": -9}, ["exit status -9"]),
        ({"err": f"{REFUSED}Traceback (most recent call last):\n"}, ["traceback"]),
        ({"err": f"{REFUSED}This is a bug of the generator's\n"}, ["traceback"]),
        ({"err": ""}, ["no error told"]),
        ({"err": "content/a.md  error: wrong\n"}, ["no place"]),
        ({"err": f"{REFUSED}error: wrong\n"}, ["no place"]),
        ({"kept": False}, ["build/ changed"]),
        ({"cpu": 21.0}, ["21.0 s"]),
        ({"cpu": 21.0, "err": REFUSED.replace("wrong", "this query was stopped: 8 s")}, []),
        ({"megabytes": 1500}, ["1500 MB"]),
    ],
)
def test_each_fault_is_noticed(changed: dict[str, object], wrong: list[str]) -> None:
    assert faults(outcome(**changed), most=20) == wrong


def test_a_case_may_take_a_multiple_of_what_drawing_takes() -> None:
    drawn = [outcome(key=f"chart key/{cpu}", status=0, cpu=cpu) for cpu in (1.0, 2.0, 9.0)]
    others = [outcome(key="chart key/x", cpu=50.0), outcome(key="sql/x", status=0, cpu=50.0)]
    assert allowed([*drawn, *others]) == TIMES * 2.0


def test_whatever_happens_to_build_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("one")
    before = marks(tmp_path)
    assert marks(tmp_path) == before
    page.write_text("two!")
    changed = marks(tmp_path)
    (tmp_path / "new").mkdir()
    assert len({str(each) for each in (before, changed, marks(tmp_path))}) == 3
