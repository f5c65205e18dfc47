"""A Pelican site as entries and files."""

from pathlib import Path

import pytest

from generator.importers.old_site import ImportSource, OldSite, SiteInfo
from generator.importers.pelican import read_pelican
from tests.importers.running import write

ARTICLE = "Title: A b\nDate: 2020-01-02\n\nx\n"


def read(folder: Path, conf: str, files: dict[str, str]) -> OldSite:
    given = {"pelicanconf.py": conf, "content/a.md": ARTICLE, **files}
    found = read_pelican(ImportSource(write(folder, given)))
    assert isinstance(found, OldSite)
    return found


@pytest.mark.parametrize(
    ("conf", "info"),
    [
        ("SITENAME = 'A'\nAUTHOR = 'Me'\nSITEURL = 'https://a.example'\nDEFAULT_LANG = 'de'",
         SiteInfo("A", "", "Me", "https://a.example/", "de", "", "/{slug}.html", "python")),
        ("SITEURL = '/'\nTIMEZONE = 'Europe/Oslo'\nARTICLE_URL = '{date:%Y}/{slug}/'",
         SiteInfo(timezone="Europe/Oslo", permalink="/{year}/{slug}/", markdown="python")),
    ],
)  # fmt: skip
def test_what_the_settings_say(conf: str, info: SiteInfo, tmp_path: Path) -> None:
    assert read(tmp_path, conf, {}).site == info


def test_files(tmp_path: Path) -> None:
    conf = "STATIC_PATHS = ['images', 'extra']\n"
    conf += "EXTRA_PATH_METADATA = {'extra/r.txt': {'path': 'robots.txt'}, 'x': 1}"
    names = ("content/images/a b.png", "content/extra/r.txt", "content/loose.pdf")
    found = read(tmp_path, conf, dict.fromkeys(names, "x"))
    assert found.sources == {
        "content/extra/r.txt": "/robots.txt",
        "content/images/a b.png": "/images/a%20b.png",
        "content/loose.pdf": "/loose.pdf",
    }
    assert found.always == {"/robots.txt", "/images/a%20b.png"}


def test_a_site_without_a_folder_of_content(tmp_path: Path) -> None:
    found = read_pelican(ImportSource(write(tmp_path, {"a.md": ARTICLE})))
    assert isinstance(found, OldSite)
    assert [(each.source, each.old) for each in found.entries] == [("a.md", "/a-b.html")]


@pytest.mark.parametrize(("theme", "math"), [("MathJax", "tex"), ("plain", None)])
def test_formulas_stand_as_the_theme_sets_them(theme: str, math: object, tmp_path: Path) -> None:
    files = {"theme/base.html": theme, "content/a.md": ARTICLE + r"\\(x\\)"}
    assert read(tmp_path, "", files).entries[0].math == math
