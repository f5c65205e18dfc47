"""All capabilities in one site: it is valid, stands well, and a small edit makes little again."""

import random
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from msgspec import structs
from playwright.sync_api import Browser

from content.tests.building import Blog
from content.tests.conformance import faults
from content.tests.test_feeds import atom_grammar
from content.tests.test_links import named_in_pages
from content.tests.test_screens import SCHEMES, WIDTHS, Desk
from generator.hosting.publishing import PublishReport, PublishRequest, publish_site
from generator.hosting.record import RECORD
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from generator.site.policy import FRAMED_BY_NONE
from tests.hosting.places import needed
from tests.serving import STRICT_HEADERS, ServeFolder
from tests.small_sites import tree
from tests.whole.site import POSTS, photo, write_whole

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BASE = "https://example.org/"
LOOKED_AT = (
    "",
    "posts/",
    "posts/fees/",
    "posts/walk-0/",
    "posts/cells-1/",
    "posts/chart-2/",
    "posts/called-3/",
    "posts/blocks/",
    "posts/boat-trip/",
    "posts/extended/",
    "search/",
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


def published(site: Path, target: str = "live", **asked: Any) -> PublishReport:
    """Publish as an author does who lets go what is gone."""
    request, order = Request(site, NOW, **asked), PublishRequest(target)
    with open_workspace(request) as shop:
        report = publish_site(request, order, shop, print)
        if any("nothing leads on" in each.message for each in report.problems):
            order = structs.replace(order, gone=("*",))
            report = publish_site(request, order, shop, print)
    return report


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needed("dot")
    folder = tmp_path_factory.mktemp("whole") / "site"
    write_whole(folder)
    report = published(folder)
    assert [f"{each.place}: {each.message}" for each in report.problems] == []
    return folder


@pytest.fixture(scope="module")
def blog(site: Path) -> Blog:
    """Return what readers get."""
    return Blog(site.parent / "www", BASE)


@pytest.fixture(scope="module")
def headers(blog: Blog) -> dict[str, str]:
    """Return what the server sends with each page, as it was told."""
    told = re.search(r'Content-Security-Policy "(.*); \$', blog.text(".server/nginx.conf"))
    assert told is not None
    return STRICT_HEADERS | {"Content-Security-Policy": f"{told[1]}; {FRAMED_BY_NONE}"}


pytestmark = pytest.mark.slow


def test_there_are_forty_posts_and_a_second_build_makes_nothing(site: Path) -> None:
    report = published(site)
    assert report.build is not None
    assert report.build.assembly.counts.posts == POSTS - 1  # one is scheduled
    assert sum(tally.made for tally in report.build.tallies.values()) == 0
    assert report.build.published is not None
    assert (report.build.published.written, report.build.published.removed) == (0, 0)
    assert not report.changes


def test_readers_get_what_was_built(site: Path) -> None:
    built, there = tree(site / "build"), tree(site.parent / "www")
    assert {path: there.get(path) for path in built} == built
    added = (path for path in there.keys() - built.keys() if not path.endswith((".gz", ".br")))
    assert sorted(added) == [RECORD, ".server/nginx.conf"]


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
    browser: Browser, blog: Blog, headers: dict[str, str], serve_folder: ServeFolder, name: str
) -> None:
    address = serve_folder(blog.folder, headers=headers)
    tab = browser.new_page(reduced_motion="reduce")
    tab.route(
        re.compile("^https:"), lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    desk = Desk(tab)
    found: dict[int, list[str]] = {}
    violations: list[str] = []
    for width in WIDTHS:
        tab.goto("about:blank")  # or a picture of another width is asked for, and given up
        desk.open(address + name, width)
        found[width] = desk.faults()
        tab.emulate_media(color_scheme=SCHEMES[width > WIDTHS[0]])
        tab.evaluate(AXE)
        violations += tab.evaluate(VIOLATIONS)
    tab.close()
    assert found == {width: [] for width in WIDTHS}
    assert (violations, desk.complaints) == ([], [])


class Editor:
    """Edits the site in every way once, in an order of its own."""

    def __init__(self, site: Path, seed: int) -> None:
        self.site, self.draw = site, random.Random(seed)
        self.edits: list[Callable[[], str]] = [
            self.swap("content/data/cities.csv", "94393", "95000"),
            self.swap("content/data/temperatures.csv", "17.9", "18.1"),
            self.swap("snippets/key.html", "<kbd>", '<kbd class="k">'),
            self.swap("snippets/box.html", "<strong>", "<strong>Box: "),
            self.swap("content/posts/cells-1.ipynb", "What was", "All that was"),
            self.swap("content/authors/ada.md", "every pot", "each pot"),
            self.swap("content/index.md", "keep a log", "keep three logs"),
            self.swap("content/posts/chart-2.md", "2021,", "2020,3\n2021,"),
            self.swap("content/posts/chart-6.md", "#cups", "#mugs", all_of_it=True),
            self.swap("content/posts/called-3.md", "Uji", "Kyoto"),
            self.swap("content/posts/called-7.md", "/p7", "/seven"),
            self.swap("content/posts/blocks/index.md", "read -> draw", "read -> write -> draw"),
            self.swap("blocks/bib.py", '"\\n".join', '"".join'),
            self.swap("themes/mine/theme.yaml", "280", "333"),
            self.swap("site.yaml", "/tags/drinks/: /tags/tea/", "/tags/pots/: /tags/tea/"),
            self.swap("site.yaml", "frame-src", "media-src", all_of_it=True),
            self.swap("site.yaml", "site: ada", "site: bob"),
            self.photo,
            self.drop,
        ]
        self.draw.shuffle(self.edits)

    def swap(self, path: str, old: str, new: str, *, all_of_it: bool = False) -> Callable[[], str]:
        def edit() -> str:
            text = (self.site / path).read_text(encoding="utf-8")
            assert old in text, path
            text = text.replace(old, new, -1 if all_of_it else 1)
            (self.site / path).write_text(text, encoding="utf-8")
            return f"{path}: {old} → {new}"

        return edit

    def photo(self) -> str:
        (self.site / "content/posts/walk-4/one.jpg").write_bytes(photo("another"))
        return "another photo"

    def drop(self) -> str:
        self.draw.choice(sorted(self.site.glob("content/posts/called-[1-9]?.md"))).unlink()
        return "a post less"


def test_random_edits_make_what_a_clean_build_makes(site: Path, tmp_path: Path) -> None:
    copied, fresh = tmp_path / "site", tmp_path / "fresh"
    shutil.copytree(site, copied, ignore=shutil.ignore_patterns("build"))
    editor = Editor(copied, seed=16)
    while editor.edits:
        edits = [editor.edits.pop()() for _ in editor.edits[:7]]
        report = published(copied)
        assert report.done, (edits, report.problems)
        for folder in (fresh, tmp_path / "anew"):
            shutil.rmtree(folder, ignore_errors=True)
        assert published(copied, "anew", output=fresh, use_cache=False).done
        for mine, anew in ((copied / "build", fresh), (tmp_path / "www", tmp_path / "anew")):
            one, other = tree(mine), tree(anew)
            assert one.keys() == other.keys(), edits
            different = {path for path in other if one[path] != other[path]}
            assert different <= {RECORD}, edits
