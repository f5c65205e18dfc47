"""Hugo's configuration in each of its forms, and what of the content is a page."""

from pathlib import Path
from typing import Any

import pytest

from generator.importers.hugo.site import (
    HugoConfig,
    in_leaf,
    old_site,
    read_config,
    site_of,
    sources_of,
    stem_of,
)
from generator.importers.old_site import ReportNote, SiteInfo
from generator.problems import Problem
from tests.importers.running import write

PARAMS = "[Params]\nauthor = 'Me'\n"


@pytest.mark.parametrize(
    ("files", "values"),
    [
        ({"hugo.toml": "Title = 'A'\n" + PARAMS}, {"title": "A", "params": {"author": "Me"}}),
        ({"config.yml": "title: A", "config/_default/params.yaml": "b: C"},
         {"title": "A", "params": {"b": "C"}}),
        ({"hugo.json": '{"title": "A"}', "config.toml": "title = 'B'"}, {"title": "A"}),
        ({"config/_default/hugo.toml": PARAMS, "config/_default/params.toml": "c = 1"},
         {"params": {"author": "Me", "c": 1}}),
        ({"config/_default/languages.en.toml": "title = 'A'"},
         {"languages": {"en": {"title": "A"}}}),
        ({"config/_default/params.en.toml": "b = 1"}, {"languages": {"en": {"params": {"b": 1}}}}),
    ],
)  # fmt: skip
def test_configurations(files: dict[str, str], values: dict[str, Any], tmp_path: Path) -> None:
    assert read_config(write(tmp_path, files)) == (HugoConfig(values), ())


def test_a_configuration_that_is_not_there_is_told(tmp_path: Path) -> None:
    note = ReportNote("changed", "hugo.toml", "there is none, so Hugo's own settings were taken")
    assert read_config(tmp_path) == (HugoConfig({}), (note,))
    assert isinstance(read_config(write(tmp_path, {"hugo.toml": "a"}))[0], Problem)


@pytest.mark.parametrize(
    ("values", "info"),
    [
        ({"title": "A", "baseurl": "https://a.example/", "timezone": "Europe/Oslo"},
         SiteInfo("A", base_url="https://a.example/", timezone="Europe/Oslo")),
        ({"baseurl": "http://localhost:1313/", "author": {"name": "Me"}}, SiteInfo(author="Me")),
        ({"languages": {"en": {"title": "A"}}, "params": {"description": "D", "author": "Me"}},
         SiteInfo("A", "D", "Me")),
        ({"locale": "en_GB", "defaultcontentlanguage": "de"}, SiteInfo(language="en_GB")),
    ],
)  # fmt: skip
def test_what_it_says_of_its_site(values: dict[str, Any], info: SiteInfo) -> None:
    assert old_site(HugoConfig(values), "") == info


CONTENT = (
    *("_index.md", "about.md", "notes/a.de.md", "notes/b/index.md", "notes/b/c.md"),
    *("notes/b/d.png", "talks/e.md", "talks/f.md", "talks/g.org"),
)


@pytest.mark.parametrize(
    ("values", "sections"),
    [
        ({}, ("notes",)),
        ({"mainsections": ["talks"]}, ("talks",)),
        ({"params": {"mainsections": "talks"}}, ("talks",)),
    ],
)
def test_sections(values: dict[str, Any], sections: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path / "content", dict.fromkeys(CONTENT, "x"))
    assert site_of(tmp_path, HugoConfig(values)).sections == sections


def test_pages_and_bundles(tmp_path: Path) -> None:
    write(tmp_path / "pages", dict.fromkeys(CONTENT, "x"))
    config = HugoConfig({"contentdir": "pages", "languages": {"de": {}}})
    site, notes = site_of(tmp_path, config), list[ReportNote]()
    assert [(each.path, each.language) for each in sources_of(site, notes)] == [
        ("_index.md", ""),
        ("about.md", ""),
        ("notes/a.de.md", "de"),
        ("notes/b/index.md", ""),
        ("talks/e.md", ""),
        ("talks/f.md", ""),
    ]
    why = "only Markdown and HTML are read"
    assert notes == [ReportNote("left out", "content/talks/g.org", why)]
    assert [path for path in CONTENT if in_leaf(path, site)] == ["notes/b/c.md", "notes/b/d.png"]


@pytest.mark.parametrize(
    ("path", "stem"),
    [("a/b.md", "b"), ("a/b.de.md", "b"), ("a/b.fr.md", "b.fr"), ("a/b.png", "")],
)
def test_stems(path: str, stem: str) -> None:
    assert stem_of(path, HugoConfig({"languages": {"de": {}}})) == stem
