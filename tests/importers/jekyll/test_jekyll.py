"""A Jekyll site as entries and files."""

from pathlib import Path

import pytest

from generator.importers.jekyll import read_jekyll
from generator.importers.old_site import ImportSource, OldSite, SiteInfo
from tests.importers.running import write

POST = "_posts/2020-01-02-a.md"


def read(folder: Path, files: dict[str, str]) -> OldSite:
    found = read_jekyll(ImportSource(write(folder, {POST: "x", "_config.yml": "", **files})))
    assert isinstance(found, OldSite)
    return found


@pytest.mark.parametrize(
    ("config", "info"),
    [
        ("title: A\ndescription: D\nauthor: {name: Me}\nlang: de\ntimezone: Europe/Oslo",
         SiteInfo("A", "D", "Me", "", "de", "Europe/Oslo", "/{year}/{month}/{day}/{slug}.html")),
        ("name: A\nauthor: Me\nurl: https://a.example/\nbaseurl: /b/\npermalink: /:title/",
         SiteInfo("A", "", "Me", "https://a.example/b/", permalink="/{slug}/")),
        ("url: https://a.example\ncollections: {posts: {permalink: pretty}}",
         SiteInfo(base_url="https://a.example/", permalink="/{year}/{month}/{day}/{slug}/")),
    ],
)  # fmt: skip
def test_what_a_configuration_says(config: str, info: SiteInfo, tmp_path: Path) -> None:
    assert read(tmp_path, {"_config.yml": config}).site == info


def test_which_files_are_entries(tmp_path: Path) -> None:
    files = {
        "a/_posts/2020-01-03-b.markdown": "x",
        "_posts/no-date.md": "x",
        "_drafts/c.md": "x",
        "_teas/d.md": "x",
        "_none/e.md": "x",
        "f.md": "---\n---\nx",
        "g.md": "x",
        "h.html": "---\n---\n{% for x in y %}",
        "i.rst": "x",
        "out/j.md": "---\n---\nx",
        "_config.yml": "exclude: [out/]\ncollections: [teas]",
    }
    found = read(tmp_path, files)
    assert [each.source for each in found.entries] == [
        "_drafts/c.md",
        POST,
        "_teas/d.md",
        "a/_posts/2020-01-03-b.markdown",
        "f.md",
    ]
    assert [(note.path, note.reason) for note in found.notes] == [
        ("g.md", "it has no front matter, so it is no page"),
        ("h.html", "it is a template, which a theme has in Postrock"),
        ("i.rst", "only Markdown and HTML are read"),
    ]


@pytest.mark.parametrize(
    ("scope", "old"),
    [
        ("{path: '', type: posts}", "/x/a/"),
        ("{path: _posts}", "/x/a/"),
        ("{path: other}", "/2020/01/02/a.html"),
        ("{type: pages}", "/2020/01/02/a.html"),
        ("x", "/2020/01/02/a.html"),
    ],
)
def test_front_matter_that_a_configuration_gives(scope: str, old: str, tmp_path: Path) -> None:
    values = "{permalink: '/x/:title/', layout: wide}"
    config = f"defaults: [{{scope: {scope}, values: {values}}}]"
    (entry,) = read(tmp_path, {"_config.yml": config}).entries
    assert (entry.old, entry.extra) == (old, {})


def test_files(tmp_path: Path) -> None:
    names = ("img/a b.png", "CNAME", "_sass/c.css", "Gemfile", "out/d.png")
    found = read(tmp_path, {**dict.fromkeys(names, "x"), "_config.yml": "exclude: [out]"})
    assert found.sources == {"CNAME": "/CNAME", "img/a b.png": "/img/a%20b.png"}
    assert found.files["/img/a%20b.png"] == tmp_path / "img/a b.png"
    assert "/CNAME" in found.always


@pytest.mark.parametrize(("layout", "math"), [("MathJax", "tex"), ("plain", None)])
def test_formulas_stand_as_kramdown_sets_them(layout: str, math: object, tmp_path: Path) -> None:
    found = read(tmp_path, {POST: r"\\(x\\)", "_layouts/a.html": layout})
    assert found.entries[0].math == math
