"""``list``: the same answer as a build's, for people and for programs."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from wcwidth import width

from generator.cli.main import main
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from tests.small_sites import NOW, Small, small_site, source

ROOT = Path(__file__).parents[2]


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files: dict[str, str | bytes] = {
        "content/posts/old.md": source("One two three.", title="Old", date="2024-01-01"),
        "content/posts/new.md": source("One.", title="お茶 🍵", date="2025-02-01"),
        "content/posts/idea.md": source("An idea.", title="Idea", draft=True, date="2024-03-01"),
        "content/plan.md": "---\ntitle: Plan\ndraft: true\n---\n",
        "content/posts/soon.md": source(title="Soon", date="2025-07-01 14:30"),
        "content/posts/later.md": source(title="Later", date="2026-01-01"),
        "content/posts/gone.md": source(title="Gone", date="2024-01-01", expires="2024-12-24"),
    }
    return small_site(tmp_path / "site", files, "timezone: Europe/Stockholm\n")


def run(site: Small, *arguments: str) -> int:
    return main(["--root", str(site.root), "list", *arguments, "--now", "2025-06-01T12:00+00:00"])


LISTS = {
    "posts": [
        "2025-02-01  お茶 🍵  1 word   content/posts/new.md",
        "2024-01-01  Old      3 words  content/posts/old.md",
    ],
    "drafts": [
        "2024-03-01  Idea  2 words  content/posts/idea.md",
        "no date     Plan  0 words  content/plan.md",
    ],
    "scheduled": [
        "2026-01-01  Later  0 words  until 2026-01-01 00:00  content/posts/later.md",
        "2025-07-01  Soon   0 words  until 2025-07-01 14:30  content/posts/soon.md",
    ],
    "expired": [
        "2024-01-01  Gone  0 words  since 2024-12-24 00:00  content/posts/gone.md",
    ],
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_for_people(site: Small, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site, kind) == 0
    assert capsys.readouterr() == ("\n".join(LISTS[kind]) + "\n", "")


def test_a_list_for_programs(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site, "posts", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told[0] == {
        "state": "published",
        "path": "content/posts/new.md",
        "title": "お茶 🍵",
        "date": "2025-02-01T00:00:00+01:00",
        "words": 1,
        "url": "/posts/new/",
    }
    assert run(site, "expired", "--json") == 0
    (gone,) = json.loads(capsys.readouterr().out)
    assert (gone["state"], gone["since"]) == ("expired", "2024-12-24T00:00:00+01:00")


def test_it_is_the_answer_of_the_build(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    held = site.made().assembly.held
    for kind, state in (("drafts", "draft"), ("scheduled", "scheduled"), ("expired", "expired")):
        assert run(site, kind, "--json") == 0
        listed = json.loads(capsys.readouterr().out)
        assert {each["path"] for each in listed} == {
            each.path for each in held if each.reason == state
        }


@pytest.mark.parametrize(
    ("kind", "message"),
    [("drafts", "there are no drafts\n"), ("scheduled", "nothing is scheduled\n")],
)
def test_where_there_is_nothing_that_is_said(
    tmp_path: Path, kind: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site = small_site(tmp_path / "site")
    assert run(site, kind) == 0
    assert capsys.readouterr() == ("", message)
    assert run(site, kind, "--json") == 0
    assert capsys.readouterr() == ("[]\n", "")


def test_problems_are_shown_as_a_build_shows_them(
    site: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("content/posts/bad.md", "---\ntitle: Bad\ndate: soon\n---\n")
    assert run(site, "posts") == 1
    out, err = capsys.readouterr()
    assert "content/posts/old.md" in out
    assert err.startswith('content/posts/bad.md:3:7  error: "soon" is not a date\n')


def test_another_build_at_work_is_in_nobodys_way(
    site: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_workspace(Request(site.root, NOW)):
        assert run(site, "posts") == 0
    assert capsys.readouterr().out.splitlines() == LISTS["posts"]


def test_a_list_leaves_no_trace_in_the_next_build(site: Small) -> None:
    site.made()
    assert run(site, "drafts") == 0
    assert site.made().published is not None
    assert site.text("posts/new/index.html")
    assert not site.made().tallies["compose"].made


def command(site: Small, kind: str) -> list[str]:
    now = ["--now", "2025-06-01T12:00+00:00"]
    return [sys.executable, "-m", "generator", "--root", str(site.root), "list", kind, *now]


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_a_terminal_gets_lines_of_its_width(site: Small) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "40"}
    with os.fdopen(ours, "rb", buffering=0) as screen:
        done = subprocess.run(
            command(site, "scheduled"),
            stdout=theirs,
            stderr=subprocess.PIPE,
            env=environment,
            check=True,
        )
        os.close(theirs)
        lines = screen.read(65536).decode().splitlines()
    assert done.stderr == b""
    assert [width(line) for line in lines] == [40, 40]
    assert lines[0].startswith("2026-01-01  Later  0 words  until 2026-")
