"""Every example of CommonMark and of GitHub's extensions comes out, but for those listed."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.commonmark.__main__ import misses
from tests.commonmark.examples import extensions, read_examples
from tests.fixtures import ON_CI

EXAMPLES = Path(sys.prefix) / "commonmark"
LISTED = Path(__file__).with_name("README.md")
COMMONMARK = EXAMPLES / "node_modules/commonmark-spec/spec.txt"
GITHUB = EXAMPLES / "gfm.json"


def listed(name: str) -> set[int]:
    """Return the misses that the document gives a reason for."""
    rows = re.compile(rf"^\| {name} +\| +(\d+) +\| .*\w", re.MULTILINE)
    return set(map(int, rows.findall(LISTED.read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    ("name", "path", "count", "least"),
    [("CommonMark", COMMONMARK, 652, 0.99), ("GitHub", GITHUB, 27, 0.98)],
)
def test_the_specification(name: str, path: Path, count: int, least: float) -> None:
    if not path.is_file():
        complaint = "no examples of CommonMark; `make test` brings them where npm is"
        if ON_CI and shutil.which("npm"):
            pytest.fail(complaint)
        pytest.skip(complaint)
    examples = read_examples(path)
    if name == "GitHub":
        examples = extensions(examples)
    assert len(examples) == count
    missed = {example.number for example, _ in misses(examples)}
    assert missed == listed(name)
    assert len(missed) <= (1 - least) * count
