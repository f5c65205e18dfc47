"""All capabilities in one site: it is valid, stands well, and a small edit makes little again."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser

from content.tests.building import Blog
from content.tests.conformance import faults
from content.tests.test_feeds import atom_grammar
from content.tests.test_links import named_in_pages
from content.tests.test_screens import Desk
from generator.pipeline.build import build
from generator.pipeline.request import Report, Request
from generator.pipeline.workspace import open_workspace
from tests.serving import STRICT_HEADERS, ServeFolder
from tests.small_sites import tree
from tests.whole.site import POSTS, photo, write_whole

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BASE = "https://example.org/"
WIDTHS = (390, 820, 1440)
LOOKED_AT = (
    "",
    "posts/",
    "posts/fees/",
    "posts/walk-0/",
    "posts/cells-1/",
    "posts/chart-2/",
    "posts/called-3/",
    "posts/boat-trip/",
    "cities/lund/",
    "authors/ada/",
    "places/",
    "tags/brewing/",
    "figures/posts/fees/curves/",
    "404.html",
)
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """async () => (await axe.run()).violations.map(
  (each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120))}`)"""


def made(request: Request) -> Report:
    with open_workspace(request) as shop:
        return build(request, shop)


def incremental(site: Path) -> Report:
    return made(Request(site, NOW))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "site"
    write_whole(folder)
    report = incremental(folder)
    told = [f"{each.place}: {each.message}" for each in report.assembly.problems]
    assert told == []
    return folder


@pytest.fixture(scope="module")
def blog(site: Path) -> Blog:
    return Blog(site / "build", BASE)


pytestmark = pytest.mark.slow


def test_there_are_forty_posts_and_a_second_build_makes_nothing(site: Path) -> None:
    report = incremental(site)
    assert report.assembly.counts.posts == POSTS - 1  # one is scheduled
    assert sum(tally.made for tally in report.tallies.values()) == 0
    assert report.published is not None
    assert (report.published.written, report.published.removed) == (0, 0)


def test_every_page_conforms(blog: Blog) -> None:
    pages = [name for name in blog.names(".html") if "http-equiv" not in blog.text(name)]
    found = {name: faults(blog.text(name)) for name in pages}
    assert len(found) > 100
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_address_leads_to_a_file(blog: Blog) -> None:
    seen = list(named_in_pages(blog))
    ours = [(name, address) for name, _, address in seen if address.startswith(BASE)]
    assert len(ours) > 2_000
    assert {each for each in ours if blog.file_of(each[1]) is None} == set()


def test_feeds_are_valid(blog: Blog) -> None:
    feeds = blog.names("feed.atom")
    assert len(feeds) > 10
    for name in feeds:
        document = etree.fromstring((blog.folder / name).read_bytes())
        assert atom_grammar().validate(document), (name, atom_grammar().error_log)


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_stands_well_for_eyes_and_programs(
    browser: Browser, blog: Blog, serve_folder: ServeFolder, name: str
) -> None:
    address = serve_folder(blog.folder, headers=STRICT_HEADERS)
    tab = browser.new_page(reduced_motion="reduce")
    desk = Desk(tab)
    found: dict[int, list[str]] = {}
    for width in WIDTHS:
        tab.goto("about:blank")  # or a picture of another width is asked for, and given up
        desk.open(address + name, width)
        found[width] = desk.faults()
    tab.evaluate(AXE)
    violations = tab.evaluate(VIOLATIONS)
    tab.close()
    assert found == {width: [] for width in WIDTHS}
    assert (violations, desk.complaints) == ([], [])


class Editor:
    """Edits the site at random: its pictures, rows, cells, snippets, people and looks."""

    def __init__(self, site: Path, seed: int) -> None:
        self.site, self.draw, self.count = site, random.Random(seed), 0
        self.edits: tuple[Callable[[], str], ...] = (
            lambda: self.swap("content/data/cities.csv", "94393", str(self.number())),
            lambda: self.swap("content/data/temperatures.csv", "17.9", f"{self.number() / 10}"),
            lambda: self.swap("snippets/key.html", "<kbd>", f'<kbd class="k{self.number()}">'),
            lambda: self.swap("snippets/box.html", "<strong>", f"<strong>{self.number()} "),
            lambda: self.swap("content/posts/cells-1.ipynb", "What was", f"What {self.number()}"),
            lambda: self.swap("content/authors/ada.md", "every pot", f"pot {self.number()}"),
            lambda: self.swap("content/index.md", "keep a log", f"keep {self.number()} logs"),
            lambda: self.swap("content/posts/chart-2.md", "2021,", f"2020,{self.number()}\n2021,"),
            lambda: self.swap("content/posts/called-3.md", "Uji", "Kyoto"),
            lambda: self.swap("themes/mine/theme.yaml", "280", str(300 + self.number() % 90)),
            self.photo,
            self.drop,
        )

    def number(self) -> int:
        return self.draw.randrange(100, 1000)

    def edit(self) -> str:
        return self.draw.choice(self.edits)()

    def swap(self, path: str, old: str, new: str) -> str:
        place = self.site / path
        text = place.read_text(encoding="utf-8")
        place.write_text(text.replace(old, new, 1), encoding="utf-8")
        return f"{path}: {old} → {new}"

    def photo(self) -> str:
        self.count += 1
        path = self.site / "content/posts/walk-4/one.jpg"
        path.write_bytes(photo(f"new {self.count}"))
        return "another photo"

    def drop(self) -> str:
        posts = sorted(self.site.glob("content/posts/called-*.md"))[1:]
        if posts:
            posts[-1].unlink()
        return "a post less"


def test_random_edits_make_what_a_clean_build_makes(tmp_path: Path) -> None:
    copied = tmp_path / "site"
    write_whole(copied)
    editor = Editor(copied, seed=16)
    for _ in range(4):
        edits = [editor.edit() for _ in range(4)]
        report = incremental(copied)
        assert not report.assembly.failed, (edits, report.assembly.problems)
        fresh = copied.parent / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        made(Request(copied, NOW, fresh, use_cache=False))
        mine, anew = tree(copied / "build"), tree(fresh)
        assert mine.keys() == anew.keys(), edits
        assert [path for path in anew if mine[path] != anew[path]] == [], edits
