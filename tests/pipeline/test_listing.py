"""Listings: the waves of a build as far as the catalogue, over the same cache."""

from pathlib import Path

import pytest

from generator.pipeline.build import assemble
from generator.pipeline.listing import Listing, State, list_site
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from generator.site.document import Reading
from tests.small_sites import NOW, Small, small_site, source


@pytest.fixture
def site(tmp_path: Path) -> Small:
    site = small_site(tmp_path / "site")
    for number in range(3):
        date = f"2024-01-0{number + 1}"
        site.write(f"content/posts/p{number}.md", source("One.", title=f"P{number}", date=date))
        site.write(f"content/posts/d{number}.md", source(draft=True, date="2024-01-01"))
    site.write("content/about.md", source(title="About"))
    return site


def listed(site: Small, state: State = "published", **request: object) -> Listing:
    whole = {"root": site.root, "now": NOW, "jobs": 1, **request}
    return list_site(Request(**whole), state)  # type: ignore[arg-type]


def paths(given: Listing) -> list[str]:
    assert given.problems == ()
    return [entry.path.rpartition("/")[2] for entry in given.entries]


def test_posts_are_the_newest_first_and_pages_are_none(site: Small) -> None:
    assert paths(listed(site)) == ["p2.md", "p1.md", "p0.md"]
    assert paths(listed(site, "draft")) == ["d2.md", "d1.md", "d0.md"]
    assert paths(listed(site, "expired")) == []


def test_titles_are_listed_as_they_were_written(site: Small) -> None:
    site.write("content/posts/p9.md", source(title="Tom's", date="2024-02-01"))
    site.write("content/posts/d9.md", source(title="Tom's draft", draft=True))
    assert listed(site).entries[0].title == "Tom's"
    assert "Tom's draft" in [entry.title for entry in listed(site, "draft").entries]


def test_it_reads_as_the_build_does(site: Small) -> None:
    catalogue = {each.path for each in listed(site).entries}
    report = site.made()
    assert len(catalogue) == report.assembly.counts.posts
    assert {each.path for each in listed(site, "draft").entries} == {
        each.path for each in report.assembly.held
    }


def test_after_a_build_nothing_is_read_anew(site: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    site.made()

    def never(value: Reading, read: object) -> None:
        raise AssertionError(f"{value.path} is read again")

    monkeypatch.setattr("generator.site.reading.read_document", never)
    assert len(paths(listed(site))) == 3
    site.write("content/posts/p0.md", source("Changed."))
    with pytest.raises(Exception, match=r"p0\.md is read again"):
        listed(site)


def test_it_stands_beside_a_build_and_uses_the_same_cache(site: Small) -> None:
    with open_workspace(Request(site.root, NOW, jobs=1)) as shop:
        assert len(paths(listed(site))) == 3
        assert shop.cache.count() > 0
        engine, assembly = assemble(Request(site.root, NOW, jobs=1), shop)
        assert assembly.problems == ()
        assert engine.ran.tallies["read"].made == 0
        assert len(paths(listed(site, "draft"))) == 3


def test_it_keeps_what_it_read_for_the_next_build(site: Small) -> None:
    listed(site)
    assert site.made().tallies["read"].made == 0


@pytest.mark.parametrize("spoilt", ["title: [", "title: Tea\ntimezone: Nowhere\n"])
def test_settings_that_are_wrong_are_told(site: Small, spoilt: str) -> None:
    site.write("site.yaml", spoilt)
    assert listed(site).problems


def test_dates_at_the_ends_of_time_are_listed(site: Small) -> None:
    site.write("site.yaml", "title: Tea\ntheme: bare\ntimezone: Asia/Tokyo\n")
    site.write("content/posts/p0.md", source(date="9999-12-31T23:59:00Z"))
    site.write("content/posts/p1.md", source(date="0001-01-01T00:00:00+14:00"))
    assert paths(listed(site, "scheduled")) == ["p0.md"]
    assert paths(listed(site)) == ["p2.md", "p1.md"]
