"""The command over folders that cannot be exchanged: killed at any moment, it loses nothing."""

import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.engine.test_publishing_matrix import namespace
from tests.small_sites import Small, small_site, source, tree

ROOT = Path(__file__).parents[2]
KILLS = 4
ROWS = {
    "mounted": ("mount -t tmpfs none build", "it is a file system of its own"),
    "elsewhere": ("mkdir inside; mount --bind build inside", "it is mounted elsewhere too"),
    "repository": ("git init --quiet build", "it holds a git repository"),
}
PROGRAM = f"{sys.executable} -m generator build"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files: dict[str, str | bytes] = {
        f"content/posts/{name}.md": source("Version 0.", title=name) for name in "abcd"
    }
    return small_site(tmp_path / "site", files)


def run(site: Small, prefix: list[str], script: str) -> str:
    done = subprocess.run(
        [*prefix, "sh", "-ec", script],
        cwd=site.root, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def killed_build(number: int, seconds: float) -> str:
    edit = f"sed -i 's/Version .*/Version {number}./' content/posts/*.md"
    kill = "kill -KILL $! || true; wait $! || true"
    return f"{edit}; {PROGRAM} --quiet & sleep {seconds:.2f}; {kill}"


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS)
def test_killed_builds_lose_nothing_and_say_what_they_are(row: str, site: Small) -> None:
    setup, why = ROWS[row]
    prefix = namespace()
    if row == "repository":
        if not shutil.which("git"):
            pytest.skip("there is no git")
    elif not prefix:
        pytest.skip("only root mounts, and not everywhere")
    (site.root / "build").mkdir()
    started = time.perf_counter()
    run(site, [], f"{PROGRAM} --output elsewhere --quiet")
    longest, draw = time.perf_counter() - started, random.Random(11)
    kills = "; ".join(killed_build(n, draw.uniform(0.5, 1) * longest) for n in range(KILLS))
    look = "rm -rf copy; cp -a build copy"
    mine = "mkdir -m 750 build/uploads; echo mine > build/CNAME"
    out = run(
        site, prefix,
        f"{setup}; {PROGRAM}; {mine}; {kills}; {PROGRAM}; {look};"
        f"{sys.executable} -m generator clean; rm -rf left; cp -a build left",
    )  # fmt: skip
    told = re.findall(r"build/ was filled file by file, .* for (.*); readers could", out)
    assert told[0] == why
    shown = (site.root / "copy/posts/a/index.html").read_text()
    assert f"Version {KILLS - 1}." in shown
    clean = set(tree(site.root / "elsewhere"))
    left = {path for path in tree(site.root / "copy") if not path.startswith(".git/")}
    assert left == clean | {"CNAME"}
    names = {path for path in tree(site.root / "left") if not path.startswith(".git/")}
    assert names == {"CNAME"}
    assert (site.root / "left/uploads").stat().st_mode & 0o777 == 0o750
