"""The workflow of releases: what it may do, and that nobody's password is in it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_docs import examples

ROOT = Path(__file__).parents[1]
WORKFLOW = ROOT / ".github/workflows/release.yml"
TEXT = WORKFLOW.read_text(encoding="utf-8")
JOBS: dict[str, Any] = yaml.safe_load(TEXT)["jobs"]


def steps(job: str) -> list[str]:
    return [str(step.get("uses") or step["run"]) for step in JOBS[job]["steps"]]


def test_a_release_is_tested_built_and_uploaded_in_that_order() -> None:
    assert list(JOBS) == ["test", "build", "upload"]
    assert (JOBS["build"]["needs"], JOBS["upload"]["needs"]) == ("test", "build")
    # YAML 1.1 takes the key "on" for true.
    assert yaml.safe_load(TEXT)[True] == {"push": {"tags": ["v[0-9]*"]}}
    assert ".ci/run" in steps("test")
    assert "make dist" in steps("build")


def test_each_job_may_do_what_it_needs_and_no_more() -> None:
    assert yaml.safe_load(TEXT)["permissions"] == {}
    assert JOBS["test"]["permissions"] == {"contents": "read"}
    assert JOBS["build"]["permissions"] == {
        "contents": "read",
        "id-token": "write",
        "attestations": "write",
    }
    assert JOBS["upload"]["permissions"] == {"id-token": "write"}
    assert JOBS["upload"]["environment"] == "release"


def test_it_is_trusted_and_holds_no_password() -> None:
    assert any(each.startswith("pypa/gh-action-pypi-publish@") for each in steps("upload"))
    assert any(each.startswith("actions/attest-build-provenance@") for each in steps("build"))
    assert not any(word in TEXT.lower() for word in ("secrets.", "password:", "token:  "))
    # What uploads runs nothing of the repository.
    assert all(step.startswith(("actions/", "pypa/")) for step in steps("upload"))
    checkouts = [s for j in JOBS.values() for s in j["steps"] if "checkout" in str(s.get("uses"))]
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


@pytest.mark.parametrize("name", ["docs/deploying.md", "docs/installing.md"])
def test_recipes_are_yaml(name: str) -> None:
    recipes = [each.text for each in examples(name) if each.language == "yaml"]
    assert all(isinstance(yaml.safe_load(text), dict) for text in recipes)


def test_each_recipe_installs_builds_and_keeps_the_cache() -> None:
    recipes = [each.text for each in examples("docs/deploying.md") if each.language == "yaml"]
    assert len(recipes) == 2
    for text in recipes:
        assert "pip install -r requirements.txt" in text
        assert "postrock build" in text
        assert ".postrock" in text


def test_every_extra_of_authors_is_told() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (ROOT / "docs/installing.md").read_text(encoding="utf-8")
    # What trains the blog's own networks is of use in a clone alone.
    extras = set(project["optional-dependencies"]) - {"train"}
    assert [each for each in sorted(extras) if f"[{each}]" not in told] == []
