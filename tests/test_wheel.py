"""The built wheel holds all that a site elsewhere needs, the default theme too."""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from generator.site.folders import SHIPPED
from tests.test_docs import examples

REPOSITORY = Path(__file__).parents[1]
RECIPES = [each.text for each in examples("docs/deploying.md") if each.language == "yaml"]
POST = """---
title: Fees
date: 2026-01-02
tags: [money]
---
What a yearly fee leaves.

```chart {#fees}
data:
  - {year: 1, value: 1200}
  - {year: 2, value: 2500}
mark: line
x: year:Q
y: value:Q
caption: Two years.
alt: A line that rises from 1,200 to 2,500.
```
"""
SETTINGS = """title: Elsewhere
base_url: https://example.org/notes/
"""

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path, more: Mapping[str, str] | None = None) -> str:
    """Run a command in a folder, away from this checkout; fail with what it said."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    environment |= more or {}
    words = [str(word) for word in command]
    ended = subprocess.run(
        words, cwd=folder, env=environment, text=True, capture_output=True, check=False
    )
    assert ended.returncode == 0, f"{' '.join(words)}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet")
    run(*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, REPOSITORY, folder=folder)
    (built,) = folder.glob("postrock-*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the Python of a fresh environment that holds the wheel and the locked packages."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    executable = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", "-r", REPOSITORY / "requirements.lock", folder=folder)
    run(*pip, "--no-deps", "--no-index", wheel, folder=folder)
    return executable


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "content" / "posts" / "fees.md").write_text(POST, encoding="utf-8")
    (tmp_path / "site.yaml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def test_the_wheel_holds_what_the_repository_holds(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    expected = published("generator", "generator").union(
        *(published(f"themes/{name}", f"generator/themes/{name}") for name in SHIPPED)
    )
    assert expected <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"generator", "postrock"}
    assert any(name.startswith("generator/charts/browser/") for name in names)


def published(folder: str, target: str) -> set[str]:
    paths = (path for path in (REPOSITORY / folder).rglob("*") if path.is_file())
    kept = (path for path in paths if "__pycache__" not in path.parts and path.name[0] != ".")
    return {f"{target}/{path.relative_to(REPOSITORY / folder).as_posix()}" for path in kept}


def test_the_installed_wheel_builds_a_site_elsewhere(python: Path, site: Path) -> None:
    run(python, "-m", "generator", "build", folder=site)
    home = (site / "build" / "index.html").read_text(encoding="utf-8")
    assert "Elsewhere" in home
    assert "Fees" in home
    assert list((site / "build").rglob("*.css")), "the default theme came with no style sheet"
    pages = [path.read_text(encoding="utf-8") for path in (site / "build").rglob("index.html")]
    assert any("<svg" in page and "What a yearly fee leaves." in page for page in pages)


def test_its_console_script_and_its_module_are_one(python: Path, site: Path) -> None:
    by_module = json.loads(run(python, "-m", "generator", "build", "--json", folder=site))
    script = python.with_name("postrock")
    by_script = json.loads(run(script, "build", "--json", folder=site))
    assert by_module.keys() == by_script.keys()


def test_it_is_imported_from_its_own_environment(python: Path, site: Path) -> None:
    code = "import generator; print(generator.__file__, generator.__version__)"
    path, version = run(python, "-c", code, folder=site).split()
    assert Path(path).is_relative_to(python.parents[1])
    assert version == run(python, "-m", "pip", "show", "postrock", folder=site).split()[3]


def commands(recipe: str) -> list[str]:
    """Return what a recipe of docs/deploying.md has a machine run, one line after another."""
    jobs: dict[str, Any] = yaml.safe_load(recipe)
    if "jobs" in jobs:
        steps = [step for job in jobs["jobs"].values() for step in job["steps"]]
        return [step["run"] for step in steps if "run" in step]
    return [line for job in jobs.values() for line in job["script"]]


@pytest.mark.parametrize("recipe", RECIPES, ids=["github", "gitlab"])
def test_a_repository_of_its_own_is_built_by_the_recipe(
    recipe: str, python: Path, wheel: Path, site: Path
) -> None:
    (site / "requirements.txt").write_text(f"{wheel}\n", encoding="utf-8")
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    offline = {"PATH": path, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    for line in commands(recipe):
        run("sh", "-ec", line, folder=site, more=offline)
    folder = "public" if "public" in recipe else "build"
    assert "Fees" in (site / folder / "index.html").read_text(encoding="utf-8")


def test_what_it_says_names_the_command_that_was_called(python: Path, tmp_path: Path) -> None:
    script = python.with_name("postrock")
    said = run(script, "init", "notes", folder=tmp_path)
    assert said.endswith("\n  postrock serve --open\n")
    assert "usage: postrock build" in run(script, "build", "--help", folder=tmp_path)
    post = "notes/content/posts/how-long-is-a-day/index.md"
    assert "`postrock new post " in (tmp_path / post).read_text(encoding="utf-8")
    module = (python, "-m", "generator")
    assert "usage: python -m generator" in run(*module, "--help", folder=tmp_path)
    assert run(*module, "--version", folder=tmp_path) == run(script, "--version", folder=tmp_path)
