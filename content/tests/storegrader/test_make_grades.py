"""The grades that ship are those that the script makes, and plainly no real ones."""

import csv
import subprocess
import sys
from pathlib import Path

import make_grades
import pytest

SCRIPT = Path(make_grades.__file__)


def test_the_script_makes_the_file_that_ships(tmp_path: Path) -> None:
    made = tmp_path / "grades.csv"
    subprocess.run([sys.executable, SCRIPT, "--out", made], check=True)
    assert made.read_bytes() == SCRIPT.with_name("grades.csv").read_bytes()


def test_another_seed_makes_other_shops_of_the_same_kind() -> None:
    first, second = (list(make_grades.rows(seed, 3)) for seed in (1, 2))
    assert first != second
    assert [row[:3] for row in first] == [row[:3] for row in second]
    assert len(first) == 3 * len(make_grades.LEVELS) * len(make_grades.CRITERIA)
    assert all(0 <= row[3] <= 100 and row[4] == make_grades.grade_of(row[3]) for row in first)


@pytest.mark.parametrize(
    ("points", "grade"),
    [(100, "A"), (85, "A"), (84, "B"), (55, "C"), (40, "D"), (39, "F"), (0, "F")],
)
def test_a_grade_is_the_letter_of_its_points(points: int, grade: str) -> None:
    assert make_grades.grade_of(points) == grade


def test_every_shop_has_every_grade_once() -> None:
    with SCRIPT.with_name("grades.csv").open(encoding="utf-8") as file:
        rows = [(row["shop"], row["criterion"]) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows)) == 144 * 6
