"""A build fills no folder that holds sources, and follows no link out of the site."""

import re
from pathlib import Path

import pytest

from generator.cli.main import main
from generator.pipeline.request import Request, objection
from tests.small_sites import NOW, Small, small_site, source, tree


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    site = small_site(tmp_path / "home/sites/tea", {"content/posts/a.md": source("One.")})
    for path in (".git/config", ".venv/pyvenv.cfg", ".venv/lib/site.py", "content/data/a.csv"):
        site.write(path, "mine")
    return site


def said(site: Small, output: str | Path | None = None) -> str:
    return objection(Request(site.root, NOW, site.root / output if output else None))


@pytest.mark.parametrize(
    "output",
    ["content", "content/posts", "content/data", "content/new", "themes", "themes/bare", ".", "..",
     "../..", "../../..", "/", ".git", ".git/hooks", ".venv", ".venv/lib", ".postrock",
     ".postrock/x", "content/../themes", "public/../content"],
)  # fmt: skip
@pytest.mark.parametrize("command", ["build", "clean"])
def test_a_folder_of_sources_is_refused(
    site: Small, output: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(site.root)
    place = str(site.root / output)
    assert main(["--root", str(site.root), command, "--output", place]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("--output: ")
    assert re.search(r"; name a folder for (outputs|these) alone\n$", err)
    assert tree(site.root) == before


def test_a_folder_is_named_as_it_is_seen_from_where_one_stands(
    site: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.root / "content")
    assert main(["build", "--output", "posts"]) == 2
    assert f"{site.root}/content/posts lies in {site.root}/content;" in capsys.readouterr().err
    assert main(["build", "--quiet", "--output", "../public"]) == 0
    assert (site.root / "public/index.html").exists()


@pytest.mark.parametrize("output", [None, "build", "public", "a/b", "../out", "../../out"])
def test_any_other_folder_may_be_filled(site: Small, output: str | None) -> None:
    assert said(site, output) == ""


def test_a_repository_around_the_site_is_refused(site: Small) -> None:
    (site.root.parent / ".git").mkdir()
    assert "lies in" in said(site, "../.git/x")


def test_sources_behind_a_link_are_refused(site: Small) -> None:
    (site.root / "content").rename(site.root.parent / "notes")
    (site.root / "content").symlink_to("../notes")
    assert "holds more than outputs" in said(site, "../notes")
    assert "lies in" in said(site, "../notes/posts")


def test_a_link_out_of_the_site_is_followed_for_its_name_alone(
    site: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/mine").write_text("mine")
    (site.root / "build").symlink_to(tmp_path / "www")
    for command in ("build", "clean"):
        assert main(["--root", str(site.root), command]) == 1
        told = f"{site.root}/build is a link out of the site; to fill that folder, say --output"
        assert capsys.readouterr().err == f"{told} {tmp_path}/www\n"
        assert main(["--root", str(site.root), command, "--output", str(site.root / "build")]) == 2
        capsys.readouterr()
    assert tree(tmp_path / "www") == {"mine": b"mine"}
    named = ["--root", str(site.root), "build", "--quiet", "--output", str(tmp_path / "www")]
    assert main(named) == 0
    assert {"mine", "index.html"} <= tree(tmp_path / "www").keys()
    assert (site.root / "build").is_symlink()


def test_a_link_above_the_folder_counts_too(site: Small, tmp_path: Path) -> None:
    (site.root / "public").symlink_to(tmp_path)
    assert "is a link out of the site" in said(site, "public/www")


@pytest.mark.parametrize("target", ["content", ".venv/lib", ".git", "."])
def test_a_link_into_the_sources_is_refused(site: Small, target: str) -> None:
    (site.root / "build").symlink_to(target)
    assert "; name a folder for " in said(site)


@pytest.mark.parametrize("target", ["build", "other"])
def test_a_link_to_itself_is_refused(site: Small, target: str) -> None:
    (site.root / "build").symlink_to(target)
    (site.root / "other").symlink_to("build")
    assert said(site).endswith("/build is a link that leads nowhere; remove it")


def test_a_link_within_the_site_is_followed(site: Small) -> None:
    (site.root / "build").symlink_to("public")
    assert said(site) == ""
    site.made()
    assert (site.root / "public/index.html").exists()
    assert (site.root / "build").is_symlink()


def test_a_spare_tree_that_a_repository_brought_is_thrown_away_and_told(
    site: Small, tmp_path: Path
) -> None:
    (tmp_path / "victim/sub").mkdir(parents=True)
    (tmp_path / "victim/sub/doc").write_text("mine")
    site.made()
    (record,) = (site.root / ".postrock").glob("*.msgpack")
    record.with_name(record.name + ".spare").symlink_to(tmp_path / "victim")
    site.write("content/posts/a.md", source("Two."))
    (told,) = site.build().assembly.problems
    assert told.message == "this was a symbolic link where builds keep a folder; it was removed"
    assert tree(tmp_path / "victim") == {"sub/doc": b"mine"}
    assert "Two." in site.text("posts/a/index.html")
    site.write("content/posts/a.md", source("Three."))
    site.made()


def test_a_file_in_place_of_the_folder_is_told(site: Small) -> None:
    site.write("build", "mine")
    problem = site.problem()
    assert problem.message == "build is no folder"
    assert (site.root / "build").read_text() == "mine"
