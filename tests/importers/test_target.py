"""The site that entries go into."""

from pathlib import Path

import pytest

from generator.importers.old_site import SiteInfo
from generator.importers.target import TargetSite, is_empty, new_target, open_target
from generator.problems import Problem
from tests.importers.running import write


@pytest.mark.parametrize(
    ("info", "text"),
    [
        (SiteInfo(), "title: new\n"),
        (SiteInfo("A: b", "D", "Me"), 'title: "A: b"\ndescription: D\nauthor: Me\n'),
        (SiteInfo(base_url="https://a.example/b/"), 'title: new\nbase_url: "https://a.example/b/"\n'),
        (SiteInfo(base_url="nowhere", timezone="Mars/North"), "title: new\n"),
        (SiteInfo(language="en_GB", timezone="Europe/Oslo"),
         "title: new\nlanguage: en-GB\ntimezone: Europe/Oslo\n"),
        (SiteInfo(permalink="/{slug}/"), 'title: new\npermalink: "/{slug}/"\n'),
        (SiteInfo(permalink="/{odd}/", markdown="python"), "title: new\nmarkdown: python\n"),
    ],
)  # fmt: skip
def test_a_new_site_says_what_the_old_one_did(info: SiteInfo, text: str) -> None:
    target = new_target(info, "new")
    assert target.text == text
    assert target.settings.markdown == info.markdown


def test_a_site_that_is_there(tmp_path: Path) -> None:
    files = {"site.yaml": "title: A\n", "content/a.md": "---\ntitle: B\n---\n", "content/b.png": ""}
    write(tmp_path, files | {"content/static/c.md": "x"})
    target = open_target(tmp_path)
    assert isinstance(target, TargetSite)
    assert (target.settings.title, [each.path for each in target.documents]) == (
        "A",
        ["content/a.md"],
    )
    assert target.files == {"content/b.png", "content/static/c.md"}
    assert target.text == ""


@pytest.mark.parametrize("text", ["title: [", "timezone: Mars/North\ntitle: A\n"])
def test_a_site_with_something_wrong_takes_nothing_in(text: str, tmp_path: Path) -> None:
    assert isinstance(open_target(write(tmp_path, {"site.yaml": text})), Problem)


def test_a_folder_is_empty_or_not(tmp_path: Path) -> None:
    assert is_empty(tmp_path)
    assert is_empty(tmp_path / "none")
    file = write(tmp_path, {"a": "x"}) / "a"
    assert not is_empty(tmp_path)
    assert not is_empty(file)
