"""Which files of the site a loader declares as its inputs."""

import pytest

from generator.data.loaders import Input
from generator.problems import Place
from generator.site.files import find_inputs
from tests.site.writing import files

AT = Place("content/posts/a/fees.csv.py", 1, 11)
FILES = files(
    "content/all.txt",
    "content/posts/a/fees.csv.py",
    "content/posts/a/raw/deep/three.json",
    "content/posts/a/raw/one.json",
    "content/posts/a/raw/two.csv",
    "content/posts/b/other.json",
    "site.yaml",
)


def find(pattern: str) -> list[str]:
    paths, problems = find_inputs([Input(pattern, AT, "")], FILES)
    assert bool(paths) != bool(problems)
    return [path.removeprefix("content/posts/a/") for path in paths]


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("raw/one.json", ["raw/one.json"]),
        ("./raw/one.json", ["raw/one.json"]),
        ("raw/*.json", ["raw/one.json"]),
        ("raw/*", ["raw/one.json", "raw/two.csv"]),
        ("raw/**", ["raw/deep/three.json", "raw/one.json", "raw/two.csv"]),
        ("raw", ["raw/deep/three.json", "raw/one.json", "raw/two.csv"]),
        ("raw/", ["raw/deep/three.json", "raw/one.json", "raw/two.csv"]),
        ("raw/?ne.json", ["raw/one.json"]),
        ("../b/*.json", ["content/posts/b/other.json"]),
        ("/all.txt", ["content/all.txt"]),
        ("../../../site.yaml", []),
        ("/../site.yaml", []),
        ("../../../**", []),
        ("raw/*.txt", []),
        ("ra", []),
    ],
)
def test_patterns(pattern: str, paths: list[str]) -> None:
    assert find(pattern) == paths


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("raw/one.jsn", 'did you mean "raw/one.json"?'),
        ("../../../site.yaml", "inputs stand under content/"),
        ("raw/*.txt", ""),
    ],
)
def test_what_matches_nothing_has_a_hint(pattern: str, hint: str) -> None:
    paths, (problem,) = find_inputs([Input(pattern, AT, "# inputs: …")], FILES)
    assert (problem.place, problem.source, problem.hint) == (AT, "# inputs: …", hint)
    assert paths == ()
