"""A site that is searched: its index, what is in it, and what an edit makes of it anew."""

from pathlib import Path

from msgspec import json

from tests.small_sites import Small, small_site, source

SEARCH = '{{ site.search }} {{ page.noindex }} {{ posts | map(attribute="title") | join(", ") }}\n'
POSTS = {
    f"content/posts/2024-01-0{day}-{name}.md": source(
        f"Every {name} is {name}.", title=name, date=f"2024-01-0{day}"
    )
    for day, name in enumerate(("root", "leaf", "soil"), 1)
}


def searched(root: Path, **files: str) -> Small:
    shown: dict[str, str | bytes] = {**POSTS, **files, "themes/bare/templates/search.html": SEARCH}
    return small_site(root, shown, "search: true\n")


def titles(site: Small) -> list[str]:
    """Return the titles of all pages of the index, by their numbers."""
    count = json.decode(site.text("search/index.json"))["n"]
    return [json.decode(site.text(f"search/pages/{at}.json"))["t"] for at in range(count)]


def test_a_site_that_is_not_searched_has_nothing_of_it(tmp_path: Path) -> None:
    site = small_site(tmp_path, dict(POSTS))
    site.made()
    assert [path for path in site.outputs() if "search" in path] == []


def test_pages_come_before_posts_and_new_posts_last(tmp_path: Path) -> None:
    site = searched(tmp_path)
    site.write("content/about.md", source("Me.", title="About"))
    site.write("content/404.md", source("Lost.", title="Lost"))
    site.write("content/posts/late.md", source("Late.", title="Late", draft=True))
    site.made()
    assert titles(site) == ["About", "root", "leaf", "soil"]
    assert site.text("search/index.html").startswith("/search/ False ")
    assert "/search/" not in site.text("sitemap.xml")
    site.made(drafts=True)
    assert "Late" not in titles(site)


def test_a_second_build_makes_nothing_and_an_edit_little(tmp_path: Path) -> None:
    site = searched(tmp_path)
    site.made()
    again = site.made()
    assert sum(tally.made for tally in again.tallies.values()) == 0
    before = {path: site.text(path) for path in site.outputs() if path.startswith("search/")}
    path = next(iter(POSTS))
    site.write(path, POSTS[path] + "\nfrost\n")
    report = site.made()
    assert report.tallies["index"].made == 1
    after = {path: site.text(path) for path in site.outputs() if path.startswith("search/")}
    assert {path for path in after if after[path] != before.get(path)} == {
        "search/endings/_t.txt",
        "search/index.json",
        "search/pages/0.json",
        "search/terms/f_.txt",
    }


def test_a_theme_that_has_no_page_of_results_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    site = small_site(tmp_path, dict(POSTS), "search: true\n")
    problem = site.problem()
    assert 'there is no layout "search"' in problem.message
    assert str(problem.place) == "site.yaml:4:9"


def test_a_link_may_lead_to_the_page_of_results(tmp_path: Path) -> None:
    searched(tmp_path, **{"content/about.md": source("[Find](/search/)", title="About")}).made()
