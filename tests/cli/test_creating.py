"""``new`` and ``init`` as a person meets them."""

import json
import sys
from pathlib import Path

import pytest

from generator.cli.main import main
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from tests.small_sites import NOW, Small, tree


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    site = Small(tmp_path / "site")
    site.write("site.yaml", "title: Tea\nbase_url: https://tea.example/\n")
    monkeypatch.chdir(site.root)
    return site


def test_a_new_post_is_told_with_its_address(
    site: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "post", "Green tea", "--figure", "--tags", "tea, money,"]) == 0
    told, err = capsys.readouterr()
    assert err == ""
    assert told == (
        "content/posts/green-tea/index.md\n"
        "content/posts/green-tea/made-up.csv\n"
        "  a draft, to be at https://tea.example/posts/green-tea/\n"
        "  next: write, and look with python -m generator serve;"
        " take away draft: true to publish it\n"
    )
    assert "tags: [tea, money]" in (site.root / "content/posts/green-tea/index.md").read_text()


def test_a_post_to_come_says_when(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("archetypes/post.md", "---\ntitle: ${title}\ndate: ${date}\n---\n")
    assert main(["new", "post", "Tea", "--date", "2999-01-01 08:00"]) == 0
    told = capsys.readouterr().out.splitlines()
    address = "https://tea.example/posts/tea/"
    assert told[1] == f"  to be published at {address} not before 2999-01-01 08:00"
    assert told[2] == "  next: write, and look with python -m generator serve"


def test_a_post_that_is_there_is_told(site: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "post", "Tea"]) == 0
    before = tree(site.root)
    capsys.readouterr()
    assert main(["new", "post", "TEA!"]) == 1
    told, err = capsys.readouterr()
    assert told == ""
    assert err == (
        "content/posts/tea/index.md  error: a post of this name is there already\n"
        "  hint: go on writing there, or choose another name: --slug another-name\n"
    )
    assert tree(site.root) == before


def test_a_preview_at_work_is_in_nobodys_way(site: Small) -> None:
    with open_workspace(Request(site.root, NOW)):
        assert main(["new", "page", "About"]) == 0


def test_elsewhere_paths_are_whole(
    site: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path.parent)
    assert main(["--root", str(site.root), "new", "page", "About"]) == 0
    assert capsys.readouterr().out.startswith(f"{tmp_path.name}/site/content/about.md\n")


EDITOR = "import sys; open(sys.argv[1], 'a').write('Edited.'); sys.exit(int(sys.argv[2:] != []))"


@pytest.fixture
def editor(tmp_path: Path) -> str:
    place = tmp_path / "my editor.py"
    place.write_text(EDITOR)
    return f"'{sys.executable}' '{place}'"


@pytest.mark.parametrize("name", ["VISUAL", "EDITOR"])
def test_an_editor_opens_when_asked_for(
    site: Small, name: str, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv(name, editor)
    assert main(["new", "post", "Tea", "--open"]) == 0
    assert main(["new", "post", "Coffee"]) == 0
    texts = [
        (site.root / f"content/posts/{name}/index.md").read_text() for name in ("tea", "coffee")
    ]
    assert ["Edited." in text for text in texts] == [True, False]


@pytest.mark.parametrize(
    ("editor", "message"),
    [
        ("", "no editor to open it: set VISUAL or EDITOR, such as EDITOR=nano\n"),
        ("no-such-editor", "no-such-editor does not start: no such file or directory\n"),
        ("false", "false ended with 1\n"),
    ],
)
def test_an_editor_that_is_not_there_is_told(
    site: Small,
    editor: str,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    assert main(["new", "post", "Tea", "--open"]) == 1
    assert capsys.readouterr().err == message
    assert (site.root / "content/posts/tea/index.md").is_file()


def test_a_new_site_is_told_with_the_next_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "my notes", "--title", "Tea: a diary"]) == 0
    told = capsys.readouterr().out
    assert told.endswith("\nnext:\n  cd 'my notes'\n  python -m generator serve --open\n")
    monkeypatch.chdir("my notes")
    assert main(["build", "--json"]) == 0
    built = json.loads(capsys.readouterr().out)
    assert (built["posts"], built["pages"], built["figures"], built["problems"]) == (1, 1, 1, [])
    assert main(["init", "."]) == 1
    assert capsys.readouterr().err == (
        ".  error: this folder is not empty: .gitignore is in it\n"
        "  hint: choose a folder that is empty, or one that is not there yet\n"
    )
