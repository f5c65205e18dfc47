"""What a page knows of itself and of its neighbours."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.markup.parts import Heading
from generator.pages.describe import minutes, stable_id, table_of_contents
from generator.pages.values import HeadingValue
from generator.site.document import Document
from generator.site.front_matter import FrontMatter
from generator.site.placing import Page
from tests.small_sites import Small, small_site, source


def lines(site: Small, name: str) -> dict[str, str]:
    text = site.text(f"posts/{name}/index.html")
    return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)


def related(site: Small, name: str) -> list[str]:
    found = lines(site, name)["related"]
    return found.split(", ") if found else []


@pytest.mark.parametrize(("words", "expected"), [(0, 1), (1, 1), (230, 1), (231, 2), (2300, 10)])
def test_reading_time(words: int, expected: int) -> None:
    assert minutes(words, "en") == expected


def test_reading_time_counts_the_words_of_the_body(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/posts/a.md": source("word " * 500)})
    site.made()
    assert lines(site, "a")["minutes"] == "3"


def test_front_matter_is_shown_with_the_marks_of_the_language(tmp_path: Path) -> None:
    front: dict[str, Any] = {
        "summary": "So 'was'...",
        "tags": ["Rock 'n' Roll", "5'10"],
        "series": 'Toms "A"',
    }
    files: dict[str, str | bytes] = {
        "content/posts/a.md": source("[](b.md)", title='Hans\' "Haus"', **front),
        "content/posts/b.md": source(title="Ku'damm", date="2024-01-02", **front),
    }
    site = small_site(tmp_path, files, 'language: de\ndescription: "Hans\' Kram"\n')
    site.made()
    text = site.text("posts/a/index.html")
    assert "# Hans’ „Haus“\n" in text
    assert '<a href="/posts/b/">Ku’damm</a>' in text
    assert "tags: Rock ’n’ Roll /tags/rock-n-roll/ 5′10 /tags/510/ " in text
    assert lines(site, "a")["series"] == "1 of 2 Hans’ „Haus“, Ku’damm /series/toms-a/"
    assert site.text("series/toms-a/index.html").startswith("series Toms „A“")
    assert "tag 5′10 2 " in site.text("tags/510/index.html")
    feed = site.text("feed.json")
    assert all(part in feed for part in ("Ku’damm", "So ‚was‘…", "Hans’ Kram", "Rock 'n' Roll"))


def test_neighbours_in_time(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/posts/{name}.md": source(title=name.upper(), date=f"2024-01-0{day}")
        for day, name in enumerate("abc", 1)
    }
    site = small_site(tmp_path, files)
    site.made()
    around = {name: (lines(site, name)["previous"], lines(site, name)["next"]) for name in "abc"}
    assert around == {"a": ("", "B"), "b": ("A", "C"), "c": ("B", "")}


def test_rare_tags_weigh_more_than_common_ones(tmp_path: Path) -> None:
    tags = {
        "here": ["tea", "water", "rare"],
        "rare": ["rare"],
        "both": ["tea", "water"],
        "one": ["tea"],
        "two": ["tea", "water"],
        "three": ["tea", "water"],
        "none": ["milk"],
    }
    files: dict[str, str | bytes] = {
        f"content/posts/{name}.md": source(title=name, date=f"2024-01-{day:02}", tags=each)
        for day, (name, each) in enumerate(tags.items(), 1)
    }
    site = small_site(tmp_path, files)
    site.made()
    assert related(site, "here") == ["rare", "both", "two"]
    assert related(site, "none") == []


@pytest.mark.parametrize("count", [1, 2, 3, 30])
def test_related_are_at_most_three_and_never_the_post_itself(tmp_path: Path, count: int) -> None:
    files: dict[str, str | bytes] = {
        f"content/posts/p{n}.md": source(title=f"P{n}", date=f"2024-01-{n:02}", tags=["tea"])
        for n in range(1, count + 1)
    }
    site = small_site(tmp_path, files)
    site.made()
    for number in range(1, count + 1):
        found = related(site, f"p{number}")
        assert len(found) == min(3, count - 1)
        assert f"P{number}" not in found


def test_related_posts_are_found_anew_where_tags_or_the_order_change(tmp_path: Path) -> None:
    days = {"a": "2024-01-01", "b": "2024-01-02", "c": "2024-01-03"}
    files: dict[str, str | bytes] = {
        f"content/posts/{name}.md": source(title=name, date=date, tags=["tea"])
        for name, date in days.items()
    }
    site = small_site(tmp_path, files)
    assert site.made().tallies["related"].made == 1
    site.write("content/posts/a.md", source("Other", title="b", date="2024-01-01", tags=["tea"]))
    assert site.made().tallies["related"].made == 0
    site.write("content/posts/c.md", source(title="c", date="2024-01-03", tags=["milk"]))
    assert site.made().tallies["related"].made == 1
    assert related(site, "c") == []


def page(path: str, url: str = "/posts/x/", date: str = "2024-01-01T00:00:00+00:00") -> Page:
    # Ids come from the front matter and the path alone.
    document = structs.replace(_DOCUMENT, path=path)
    return Page(path, document, "post", url, date, "")


_DOCUMENT = Document("", FrontMatter(title="T"), None, (), ())  # type: ignore[arg-type]


def test_an_id_survives_another_slug_or_title() -> None:
    one = page("content/posts/a/index.md", "/posts/a/")
    other = structs.replace(one, url="/2024/another/")
    assert stable_id(one) == stable_id(other)
    assert stable_id(one).startswith("urn:uuid:")


def test_an_id_survives_a_date_in_the_name() -> None:
    assert stable_id(page("content/posts/a.md")) == stable_id(page("content/posts/2024-01-01-a.md"))


def test_other_posts_have_other_ids() -> None:
    paths = ["content/posts/a.md", "content/posts/b.md", "content/posts/c/index.md"]
    assert len({stable_id(page(path)) for path in paths}) == 3


def test_an_id_of_ones_own_wins() -> None:
    document = structs.replace(_DOCUMENT, front=FrontMatter(title="T", id="tag:tea,2024:1"))
    own = structs.replace(page("content/posts/a.md"), document=document)
    assert stable_id(own) == "tag:tea,2024:1"


def test_ids_in_feeds_survive_slug_and_base_url(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/posts/a.md": source(title="A")})
    site.made()
    before = [line for line in site.text("feed.json").splitlines() if '"id"' in line]
    site.write("content/posts/a.md", source(title="Another title", slug="another"))
    site.made(base_url="https://elsewhere.example/blog/")
    assert "https://elsewhere.example/blog/posts/another/" in site.text("feed.json")
    assert [line for line in site.text("feed.json").splitlines() if '"id"' in line] == before != []


def heading(level: int, text: str) -> Heading:
    return Heading(level, text, text, text)


def test_contents_nest_by_level() -> None:
    found = table_of_contents([heading(2, "a"), heading(3, "b"), heading(4, "c"), heading(2, "d")])
    deep = HeadingValue("b", "b", (HeadingValue("c", "c"),))
    assert found == (HeadingValue("a", "a", (deep,)), HeadingValue("d", "d"))


@given(st.lists(st.integers(1, 6), max_size=12))
def test_contents_lose_no_heading_and_keep_their_order(levels: list[int]) -> None:
    headings = [heading(level, str(index)) for index, level in enumerate(levels)]

    def flat(values: tuple[HeadingValue, ...]) -> list[str]:
        return [name for value in values for name in (value.anchor, *flat(value.children))]

    assert flat(table_of_contents(headings)) == [each.anchor for each in headings]


def test_every_language_is_read_at_its_own_speed() -> None:
    found = {each: minutes(1000, each) for each in ("en", "de-AT", "ar", "zh", "is")}
    assert found == {"en": 5, "de-AT": 6, "ar": 8, "zh": 8, "is": 5}
