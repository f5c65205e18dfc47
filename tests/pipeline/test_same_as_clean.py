"""An incremental build equals a clean one, byte for byte, whatever was edited."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec import structs

from generator.engine import Blob, Cache, Made, Read, Workers, keep
from generator.hosting.publishing import PublishRequest, publish_site
from generator.hosting.record import RECORD
from generator.pages import articles
from generator.pages.outputs import PageRender
from generator.pages.render import render_page
from generator.pipeline import workspace
from generator.pipeline.build import build
from generator.pipeline.request import Report, Request
from generator.pipeline.workspace import Workspace, open_workspace
from tests.engine.honesty import Dishonest, honest_makers
from tests.engine.makers import named
from tests.pipeline.gardener import Gardener
from tests.small_sites import tree

NOW = datetime(2025, 6, 1, tzinfo=UTC)
GARDEN = Path(__file__).parents[1] / "sites" / "garden"
BUILDS = 150


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    site = tmp_path / "garden"
    shutil.copytree(GARDEN, site)
    return site


def incremental(site: Path) -> Report:
    request = Request(site, NOW, jobs=1)
    with open_workspace(request) as shop:
        return build(request, shop)


@contextmanager
def opened_anew(request: Request) -> Iterator[Workspace]:
    """Open a workspace that knows only what all sites have in common, as no edit changes that."""
    asked = structs.replace(request, use_cache=False)
    with TemporaryDirectory() as folder, open_workspace(asked) as shop:
        shop.cache.close()
        shop.cache = Cache(Path(folder) / "cache.sqlite")
        yield shop


def clean(site: Path) -> Report:
    shutil.rmtree(site.parent / "clean", ignore_errors=True)
    request = Request(site, NOW, site.parent / "clean", jobs=1)
    with opened_anew(request) as shop:
        return build(request, shop)


def assert_same(site: Path, edit: str) -> None:
    one, other = incremental(site), clean(site)
    assert one.assembly.problems == other.assembly.problems, edit
    assert not one.assembly.failed, (edit, one.assembly.problems)
    mine, fresh = tree(site / "build"), tree(site.parent / "clean")
    assert mine.keys() == fresh.keys(), edit
    assert [path for path in fresh if mine[path] != fresh[path]] == [], edit


def assert_published(site: Path, edit: str) -> None:
    """Publish as an author does who lets go what is gone: the folder holds what a new one would."""
    request = Request(site, NOW, jobs=1)
    shutil.rmtree(site.parent / "anew", ignore_errors=True)
    for order, opened in (
        (PublishRequest("www"), open_workspace),
        (PublishRequest("www", gone=("*",)), open_workspace),
        (PublishRequest("anew"), opened_anew),
    ):
        with opened(request) as shop:
            report = publish_site(request, order, shop, print)
    assert report.done, (edit, report.problems)
    mine, anew = (without_gone(tree(site.parent / name)) for name in ("www", "anew"))
    assert mine.keys() == anew.keys(), edit
    assert {path for path in anew if mine[path] != anew[path]} <= {RECORD}, edit


def without_gone(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out what servers are told of addresses that are gone: a new ledger knows of none."""
    said = {path: files[path].splitlines() for path in files if path.startswith(".server/")}
    gone = (b" 410", b"@postrock_gone")
    kept = {
        path: b"\n".join(line for line in lines if not any(each in line for each in gone))
        for path, lines in said.items()
    }
    return files | kept


class Lasting:
    """One process that builds again and again, as the preview does, from what it recalls."""

    def __init__(self, site: Path) -> None:
        self.request = Request(site, NOW, site.parent / "lasting", jobs=1, use_cache=False)
        self.shop = Workspace(self.request)

    def assert_same(self, site: Path, edit: str) -> None:
        assert not build(self.request, self.shop).assembly.failed
        mine, fresh = tree(self.request.folder), tree(site.parent / "clean")
        assert mine.keys() == fresh.keys(), edit
        assert [path for path in fresh if mine[path] != fresh[path]] == [], edit

    def stumble(self, site: Path) -> None:
        """Build what cannot be built; what it recalls then must not be lost or wrong."""
        settings = site / "site.yaml"
        whole = settings.read_text()
        settings.write_text(f"{whole}no_such_key: 1\n")
        assert build(self.request, self.shop).assembly.failed
        settings.write_text(whole)


@pytest.mark.slow
def test_random_edits(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The cache is swept after every build, so that nothing is recalled whose bytes are gone.
    monkeypatch.setattr("generator.pipeline.workspace.CROWDED", 0)
    monkeypatch.setattr("generator.pipeline.workspace.SPARE", 0)
    gardener = Gardener(garden, seed=20260101)
    lasting = Lasting(garden)
    with closing(lasting.shop):
        for number in range(BUILDS):
            # One edit alone, then two at once, then three: what one would heal, another shows.
            edits = [gardener.edit() for _ in range(number % 3 + 1)] if number else ["nothing"]
            edit = f"build {number}: {', then '.join(edits)}"
            if number % 10 == 5:
                lasting.stumble(garden)
            assert_same(garden, edit)
            lasting.assert_same(garden, edit)
            if number % 15 == 14 and "targets:" in (garden / "site.yaml").read_text():
                assert_published(garden, edit)


def test_a_second_build_makes_and_writes_nothing(garden: Path) -> None:
    first = incremental(garden)
    before = {path: path.stat().st_mtime_ns for path in (garden / "build").rglob("*")}
    inode = (garden / "build").stat().st_ino
    second = incremental(garden)
    assert sum(tally.made for tally in first.tallies.values()) > 10
    assert sum(tally.made for tally in second.tallies.values()) == 0
    assert second.published is not None
    assert (second.published.written, second.published.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in (garden / "build").rglob("*")} == before
    assert (garden / "build").stat().st_ino == inode


def test_a_changed_body_makes_its_page_and_what_quotes_it(garden: Path) -> None:
    incremental(garden)
    before = tree(garden / "build")
    post = garden / "content/posts/plain/index.md"
    post.write_text(post.read_text() + "\nOne more paragraph.\n")
    report = incremental(garden)
    assert report.tallies["read"].made == 1
    assert report.tallies["draw"].made == 0
    after = tree(garden / "build")
    written = [path for path in after if after[path] != before.get(path)]
    assert "One more paragraph." in (garden / "build/posts/plain/index.html").read_text()
    shown = [path for path in written if not path.startswith("search/")]
    assert len(shown) <= 1 + 4, "the page, and the feeds that carry it"
    assert len(written) - len(shown) <= 10, "what the search has of three words"


def test_no_maker_looks_at_a_file_of_the_site_that_it_was_not_given(garden: Path) -> None:
    with honest_makers(garden):
        assert sum(tally.made for tally in clean(garden).tallies.values()) > 10


def dishonest(value: PageRender, read: Read) -> Made[Blob]:
    """Compose a page, and look at a file that is not in the value."""
    made = render_page(value, read)
    assert made.value is not None
    secret = Path(os.environ["LOOKS_AT"]).read_bytes()
    blob, content = keep(made.blobs[0] + secret)
    return structs.replace(made, value=blob, blobs=(content,))


def test_a_dishonest_maker_is_caught(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = garden / "secret.txt"
    secret.write_text("one")
    monkeypatch.setenv("LOOKS_AT", str(secret))
    monkeypatch.setattr(articles, "RENDER_PAGE", named(dishonest))
    # Workers that are warm already know nothing of the secret.
    monkeypatch.setattr(workspace, "Workers", Workers)
    assert_same(garden, "nothing")
    secret.write_text("two")
    with pytest.raises(AssertionError, match="edit of what nobody declared"):
        assert_same(garden, "edit of what nobody declared")


def test_a_dishonest_maker_is_seen_at_its_first_look(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = garden / "secret.txt"
    secret.write_text("one")
    monkeypatch.setenv("LOOKS_AT", str(secret))
    monkeypatch.setattr(articles, "RENDER_PAGE", named(dishonest))
    with pytest.raises(Dishonest, match="secret"), honest_makers(garden):
        clean(garden)
