"""Small sites of each kind: the whole of what is imported, and that it builds.

Write what is expected anew with ``python -m tests.importers.test_sites``, and read the difference.
"""

import shutil
import tempfile
from pathlib import Path

import pytest

from generator.cli.main import main
from tests.importers.running import SITES, imported, tree

CASES = {path.name: path for path in sorted(SITES.iterdir())}


def import_case(case: Path, into: Path) -> None:
    kind, source = case.name.partition("-")[0], case / "source"
    if kind == "wordpress":
        imported(kind, next(source.glob("*.xml")), into, source / "uploads")
    else:
        imported(kind, source, into)


@pytest.mark.parametrize("name", CASES)
def test_a_site_becomes_what_is_expected_builds_and_stays_as_it_is(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(CASES[name] / "source")
    import_case(CASES[name], tmp_path / "new")
    assert tree(tmp_path / "new") == tree(CASES[name] / "expected")
    assert tree(CASES[name] / "source") == before
    code = main(["--root", str(tmp_path / "new"), "build", "--now", "2026-01-01"])
    shown = capsys.readouterr()
    warned = [line for line in shown.err.splitlines() if "  warning: " in line]
    assert code == 0
    assert " post" in shown.out
    # What was not brought along is loaded from where it was, as the report says; and what shows a
    # picture without words did so before.
    known = ("loaded from another host", "cannot see this image")
    assert [line for line in warned if not any(each in line for each in known)] == []


def write_expected() -> None:
    for case in CASES.values():
        with tempfile.TemporaryDirectory() as folder:
            import_case(case, Path(folder) / "new")
            shutil.rmtree(case / "expected", ignore_errors=True)
            made = shutil.ignore_patterns(".postrock")
            shutil.copytree(Path(folder) / "new", case / "expected", ignore=made)


if __name__ == "__main__":
    write_expected()
