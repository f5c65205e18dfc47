"""Lists: home and its pages, tags, series, archive."""

from pathlib import Path
from typing import Any

import pytest

from tests.small_sites import Small, small_site, source


def dated(count: int, **front: Any) -> dict[str, str | bytes]:
    return {
        f"content/posts/cup-{n:02}.md": source(title=f"Cup {n:02}", date=f"2024-01-{n:02}", **front)
        for n in range(1, count + 1)
    }


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (2, 1), (3, 2), (5, 3)])
def test_home_has_as_many_pages_as_posts_need(tmp_path: Path, count: int, pages: int) -> None:
    site = small_site(tmp_path, dated(count), "posts_per_page: 2\n")
    site.made()
    assert site.text("index.html").startswith(f"page 1 of {pages}\n")
    later = {path for path in site.outputs() if path.startswith("page/")}
    assert later == {f"page/{n}/index.html" for n in range(2, pages + 1)}


def test_pages_lead_to_one_another_and_share_the_posts_newest_first(tmp_path: Path) -> None:
    site = small_site(tmp_path, dated(5), "posts_per_page: 2\n")
    site.made()
    assert site.text("index.html").splitlines() == [
        "page 1 of 3", "newer: ", "older: /page/2/",
        "- Cup 05 /posts/cup-05/", "- Cup 04 /posts/cup-04/",
    ]  # fmt: skip
    assert site.text("page/2/index.html").splitlines()[1:3] == ["newer: /", "older: /page/3/"]
    assert site.text("page/3/index.html").splitlines() == [
        "page 3 of 3", "newer: /page/2/", "older: ", "- Cup 01 /posts/cup-01/"
    ]  # fmt: skip


def test_lists_carry_the_base_path(tmp_path: Path) -> None:
    site = small_site(tmp_path, dated(3, tags=["tea"]), "posts_per_page: 2\n")
    site.made(base_url="https://example.org/a/b/")
    assert site.text("index.html").splitlines()[2:4] == [
        "older: /a/b/page/2/",
        "- Cup 03 /a/b/posts/cup-03/",
    ]
    assert site.text("tags/index.html") == "- tea 3 /a/b/tags/tea/\n"
    assert "older: /a/b/tags/tea/page/2/" in site.text("tags/tea/index.html")


def test_tags_in_any_script_have_pages_and_addresses(tmp_path: Path) -> None:
    names = ["Grüner Tee", "чай", "茶", "C++", "çay"]
    site = small_site(tmp_path, {"content/posts/a.md": source(title="A", tags=names)})
    site.made()
    slugs = {path.split("/")[1] for path in site.outputs() if path.startswith("tags/")}
    assert slugs - {"index.html"} == {"grüner-tee", "чай", "茶", "c-plus-plus", "çay"}
    assert "- чай 1 /tags/%D1%87%D0%B0%D0%B9/" in site.text("tags/index.html")
    assert site.text("tags/茶/index.html").startswith("tag 茶 1 /tags/%E8%8C%B6/feed.atom\n")


def test_spellings_of_one_tag_are_one_list(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/a.md": source(title="A", date="2024-01-01", tags=["green tea"]),
        "content/posts/b.md": source(title="B", date="2024-02-01", tags=["Green Tea"]),
    }
    site = small_site(tmp_path, files)
    site.made()
    assert site.text("tags/index.html") == "- Green Tea 2 /tags/green-tea/\n"
    assert "- B /posts/b/\n- A /posts/a/" in site.text("tags/green-tea/index.html")


def test_a_series_has_its_parts_oldest_first(tmp_path: Path) -> None:
    site = small_site(tmp_path, dated(3, series="How to brew"))
    site.made()
    assert site.text("series/how-to-brew/index.html").splitlines() == [
        "series How to brew",
        "- Cup 01 /posts/cup-01/",
        "- Cup 02 /posts/cup-02/",
        "- Cup 03 /posts/cup-03/",
    ]
    line = "series: 2 of 3 Cup 01, Cup 02, Cup 03 /series/how-to-brew/"
    assert line in site.text("posts/cup-02/index.html").splitlines()


def test_the_archive_goes_by_year_in_the_time_zone_of_each_date(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/a.md": source(title="A", date="2023-12-31T23:30:00-05:00"),
        "content/posts/b.md": source(title="B", date="2024-05-01"),
        "content/posts/c.md": source(title="C", date="2022-05-01"),
    }
    site = small_site(tmp_path, files)
    site.made()
    assert site.text("archive/index.html").split("\n") == [
        "2024", "- B /posts/b/", "2023", "- A /posts/a/", "2022", "- C /posts/c/", ""
    ]  # fmt: skip


def test_lists_that_are_off_are_not_there(tmp_path: Path) -> None:
    settings = "taxonomies: {tags: false, series: false}\nfeeds: false\n"
    site = small_site(tmp_path, dated(1, tags=["tea"], series="S"), settings)
    site.made()
    assert site.outputs() == {
        "index.html", "404.html", "archive/index.html", "posts/cup-01/index.html",
        "robots.txt", "sitemap.xml", *(p for p in site.outputs() if p.startswith("assets/")),
    }  # fmt: skip


def test_a_site_without_posts_is_whole(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Empty\n")
    site.made()
    assert {"index.html", "404.html", "archive/index.html", "feed.atom"} <= site.outputs()
