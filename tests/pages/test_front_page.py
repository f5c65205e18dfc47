"""A front page of the author's own, and where the list of posts stands then."""

from pathlib import Path

import pytest

from tests.pages.test_lists import dated
from tests.small_sites import BARE, Small, small_site, source

FRONT = source("Hello, I collect [cups](posts/cup-01.md).\n\n![A cup.](cup.svg)", title="Welcome")
CUP = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A cup</title></svg>'


def site_with(tmp_path: Path, settings: str = "") -> Small:
    files = {**dated(3), "content/index.md": FRONT, "content/cup.svg": CUP}
    return small_site(tmp_path, files, f"posts_per_page: 2\n{settings}")


def test_it_stands_at_the_root_and_the_list_at_an_address_of_its_own(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    site.made()
    assert site.text("index.html").startswith("# Welcome\n")
    assert 'href="/posts/cup-01/"' in site.text("index.html")
    assert 'src="/cup.svg"' in site.text("index.html")
    assert site.text("posts/index.html").splitlines()[:3] == [
        "page 1 of 2", "newer: ", "older: /posts/page/2/"
    ]  # fmt: skip
    assert "newer: /posts/\n" in site.text("posts/page/2/index.html")
    assert not any(path.startswith("page/") for path in site.outputs())
    sitemap = site.text("sitemap.xml")
    assert sitemap.count("<loc>https://tea.example/</loc>") == 1
    assert "<loc>https://tea.example/posts/</loc>" in sitemap


def test_site_yaml_says_where_the_list_stands_and_menus_lead_there(tmp_path: Path) -> None:
    site = site_with(tmp_path, "posts_url: blog\nmenu: [{title: Blog, url: /blog/}]\n")
    site.write("themes/bare/templates/posts.html", "{{ page.title }} {{ site.menu[0].url }}\n")
    site.write("themes/bare/templates/page.html", "{{ site.posts }} {{ page.canonical }}\n")
    site.made()
    assert site.text("blog/index.html") == "Posts /blog/\n"
    assert site.text("index.html") == "/blog/ https://tea.example/\n"


def test_a_page_gone_brings_the_list_back(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    site.made()
    (tmp_path / "content/index.md").unlink()
    site.made()
    assert site.text("index.html").startswith("page 1 of 2\n")
    assert "posts/index.html" not in site.outputs()


def test_a_draft_of_it_leaves_the_list_where_it_is(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    site.write("content/index.md", FRONT.replace("---\n", "---\ndraft: true\n", 1))
    site.made()
    assert site.text("index.html").startswith("page 1 of 2\n")


def test_its_layout_may_be_another(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    site.write("content/index.md", FRONT.replace("---\n", "---\nlayout: landing\n", 1))
    site.write("themes/bare/templates/landing.html", "landed on {{ post.title }}\n")
    site.made()
    assert site.text("index.html") == "landed on Welcome\n"


@pytest.mark.parametrize("url", ["/", "/a b/", "/{slug}/", "/a//b/", "/.x/"])
def test_a_list_needs_a_path_of_its_own(tmp_path: Path, url: str) -> None:
    problem = site_with(tmp_path, f'posts_url: "{url}"\n').problem()
    assert problem.hint == "write it as /posts/ or /blog/"
    assert "posts_url" in problem.source


def test_the_default_theme_names_the_site_and_leads_to_the_posts(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\n")
    for path, text in {**dated(1), "content/index.md": source(title="Welcome")}.items():
        site.write(path, text)
    site.made()
    front = site.text("index.html")
    assert "<title>Welcome · Tea</title>" in front
    assert "visually-hidden" not in front.partition("</header>")[0]
    assert '<li><a href="/posts/">Posts</a></li>' in front
    assert '<h1 id="list-title">Posts</h1>' in site.text("posts/index.html")
    assert "posts.html" not in BARE


@pytest.mark.parametrize("index", ["content/index.md", "content/posts/index.md"])
def test_a_draft_above_a_published_page_keeps_none_of_its_files_back(
    tmp_path: Path, index: str
) -> None:
    shown = source("![A cup.](cup.svg)", title="Shown")
    files = {"content/posts/cup/index.md": shown, "content/posts/cup/cup.svg": CUP}
    site = small_site(tmp_path, {**files, index: source(title="Later", draft=True)})
    site.made()
    assert "posts/cup/cup.svg" in site.outputs()
