"""Taxonomies of a site's own, authors, and pages that a list begins with."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.small_sites import Small, small_site, source

TERMS = {
    "themes/bare/templates/post.html": (
        "{{ post.title }} by {{ post.authors | map(attribute='title') | join(' and ') }}\n"
        "{% for each in post.terms %}{{ each.title }} {{ each.url }}:"
        "{% for term in each.terms %} {{ term.title }} {{ term.url }}{% endfor +%}\n{% endfor %}"
        "author {{ page.author }}\n"
    ),
    "themes/bare/templates/term.html": (
        "{{ taxonomy.title }}: {{ term.name }} {{ term.count }} {{ term.feed }}\n"
        "{% if intro %}{{ intro.title }}, {{ body | safe }}\n{% endif %}"
        '{% include "_posts.html" %}'
    ),
}


def post(title: str, day: int, **front: Any) -> dict[str, str | bytes]:
    path = f"content/posts/{title.lower()}.md"
    return {path: source(title=title, date=f"2024-01-0{day}", **front)}


def test_a_taxonomy_has_a_list_a_page_for_each_term_and_a_key_in_front_matter(
    tmp_path: Path,
) -> None:
    files = {
        **TERMS,
        **post("One", 1, places=["Oslo", "Växjö"]),
        **post("Two", 2, places="oslo"),
        **post("Three", 3),
    }
    settings = "taxonomies: {places: Where we were, moods: true}\n"
    site = small_site(tmp_path, files, settings)
    site.made()
    assert site.text("places/index.html") == (
        "- oslo 2 /places/oslo/\n- Växjö 1 /places/v%C3%A4xj%C3%B6/\n"
    )
    assert site.text("places/oslo/index.html") == (
        "Where we were: oslo 2 \n- Two /posts/two/\n- One /posts/one/\n"
    )
    assert site.text("posts/one/index.html").splitlines()[1] == (
        "Where we were /places/: Oslo /places/oslo/ Växjö /places/v%C3%A4xj%C3%B6/"
    )
    assert site.text("moods/index.html") == ""
    assert "places/oslo/feed.atom" not in site.outputs()
    assert "<loc>https://tea.example/places/oslo/</loc>" in site.text("sitemap.xml")


def test_feeds_of_terms_are_asked_for(tmp_path: Path) -> None:
    settings = "taxonomies: {places: {title: Where, feeds: true}, tags: {feeds: false}}\n"
    site = small_site(
        tmp_path, {**TERMS, **post("One", 1, places=["Oslo"], tags=["tea"])}, settings
    )
    site.made()
    assert "Where: Oslo 1 /places/oslo/feed.atom\n" in site.text("places/oslo/index.html")
    assert "<title>Tea: Oslo</title>" in site.text("places/oslo/feed.atom")
    assert "tags/tea/index.html" in site.outputs()
    assert "tags/tea/feed.atom" not in site.outputs()


def test_one_that_is_off_has_no_pages_and_no_links(tmp_path: Path) -> None:
    files = {**TERMS, **post("One", 1, places=["Oslo"], tags=["tea"], author="Ada")}
    settings = "taxonomies: {places: false, tags: false, authors: false}\n"
    site = small_site(tmp_path, files, settings)
    site.made()
    assert not any(path.startswith(("places", "tags", "authors")) for path in site.outputs())
    assert site.text("posts/one/index.html") == "One by \nauthor \n"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("title: Titles", '"title" is a key of front matter already, and gathers nothing'),
        ("author: Writers", '"author" is a key of front matter already, and gathers nothing'),
        ("My Places: x", 'no address and no key can be made of "My Places"'),
        ("places: {titel: x}", 'unknown key "titel"'),
        ("places: no", '"places" wants a title or false, not the text "no"'),
    ],
)
def test_a_wrong_taxonomy_is_told(tmp_path: Path, written: str, message: str) -> None:
    problem = small_site(tmp_path, settings=f"taxonomies:\n  {written}\n").problem()
    assert problem.message == message
    assert problem.place is not None
    assert problem.place.line == 5


def test_a_key_that_no_taxonomy_has_is_unknown(tmp_path: Path) -> None:
    site = small_site(tmp_path, post("One", 1, place=["Oslo"]), "taxonomies: {places: true}\n")
    assert site.problem().hint == 'did you mean "places"?'


AUTHORS: dict[str, str | bytes] = {
    **TERMS,
    "content/authors/ada.md": source("She *counts*.", title="Ada Lovelace"),
    "content/authors/bob.md": source("He brews.", title="Bob"),
    **post("One", 1, authors=["ada", "bob"]),
    **post("Two", 2, author="ada"),
}


def test_an_author_has_a_page_with_a_text_and_posts_and_feeds(tmp_path: Path) -> None:
    site = small_site(tmp_path, AUTHORS)
    site.made()
    assert site.text("authors/ada/index.html") == (
        "Authors: Ada Lovelace 2 /authors/ada/feed.atom\n"
        "Ada Lovelace, <p>She <em>counts</em>.</p>\n- Two /posts/two/\n- One /posts/one/\n"
    )
    one = site.text("posts/one/index.html").splitlines()
    assert one == ["One by Ada Lovelace and Bob", "author Ada Lovelace, Bob"]
    atom = site.text("feed.atom")
    assert "<author><name>Bob</name><uri>https://tea.example/authors/bob/</uri></author>" in atom
    assert "<dc:creator>Ada Lovelace</dc:creator>" in site.text("feed.rss")
    items = json.loads(site.text("feed.json"))["items"]
    assert items[0]["authors"] == [
        {"name": "Ada Lovelace", "url": "https://tea.example/authors/ada/"}
    ]
    assert site.text("sitemap.xml").count("<loc>https://tea.example/authors/ada/</loc>") == 1


def test_who_has_no_posts_has_a_page_and_links_lead_to_it(tmp_path: Path) -> None:
    files = {
        **AUTHORS,
        "content/authors/eve.md": source("New.\n\n## Plans", title="Eve", aliases=["/eve/"]),
    }
    files |= {
        "content/about.md": source("[](authors/eve.md#plans), [](authors/ada.md)", title="About")
    }
    site = small_site(tmp_path, files)
    site.made()
    assert site.text("authors/eve/index.html").startswith("Authors: Eve 0 ")
    assert "- Eve 0 /authors/eve/\n" in site.text("authors/index.html")
    links = site.text("about/index.html")
    assert '<a href="/authors/eve/#plans">' in links
    assert '<a href="/authors/ada/">Ada Lovelace</a>' in links
    assert site.text("eve/index.html").startswith("to /authors/eve/")


def test_an_unknown_author_is_told_with_the_nearest(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**AUTHORS, **post("Three", 3, authors=["bob", "adda"])})
    problem = site.problem()
    assert (problem.message, problem.hint) == ('there is no author "adda"', 'did you mean "ada"?')
    assert problem.place is not None
    assert (problem.place.path, problem.place.line) == ("content/posts/three.md", 4)


def test_without_files_an_author_is_a_name(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**TERMS, **post("One", 1, author="Grace Hopper")})
    site.made()
    assert site.text("authors/grace-hopper/index.html").startswith("Authors: Grace Hopper 1 ")


def test_posts_that_name_nobody_are_those_of_the_site_where_there_are_authors(
    tmp_path: Path,
) -> None:
    site = small_site(tmp_path, {**AUTHORS, **post("Three", 3)}, "author: bob\n")
    site.made()
    assert site.text("posts/three/index.html").startswith("Three by Bob\n")
    assert site.text("authors/bob/index.html").startswith("Authors: Bob 2 ")
    alone = small_site(tmp_path / "alone", {**TERMS, **post("Three", 3)}, "author: bob\n")
    alone.made()
    assert alone.text("posts/three/index.html").startswith("Three by \n")
    assert not any(path.startswith("authors") for path in alone.outputs())


def test_a_page_at_the_address_of_a_list_is_what_it_begins_with(tmp_path: Path) -> None:
    layout = "{{ intro.title if intro else 'bare' }}|{{ page.title }}|{{ page.kind }}\n"
    files: dict[str, str | bytes] = {
        **{f"themes/bare/templates/{name}.html": layout for name in ("tags", "tag", "archive")},
        "themes/bare/templates/posts.html": layout,
        "themes/bare/templates/special.html": "special {{ pager.page }} {{ body | safe }}\n",
        **post("One", 1, tags=["tea", "milk"], series="Brewing"),
        "content/index.md": source(title="Front"),
        "content/posts.md": source(title="All posts"),
        "content/archive.md": source(title="Older things"),
        "content/tags/index.md": source(title="What it is about"),
        "content/tags/tea.md": source(title="Tea & leaves"),
        "content/series/brewing.md": source("All.", title="On brewing", layout="special2"),
        "content/tags/milk.md": source("White.", title="Milk", layout="special"),
        "themes/bare/templates/special2.html": "{{ name }} {{ posts | length }}\n",
    }
    site = small_site(tmp_path, files)
    site.made()
    assert site.text("posts/index.html") == "All posts|All posts|list\n"
    assert site.text("archive/index.html") == "Older things|Older things|list\n"
    assert site.text("tags/index.html") == "What it is about|What it is about|list\n"
    assert site.text("tags/tea/index.html") == "Tea &amp; leaves|Tea &amp; leaves|list\n"
    assert site.text("tags/milk/index.html") == "special 1 <p>White.</p>\n"
    assert site.text("series/brewing/index.html") == "On brewing 1\n"
    assert "tags: Tea &amp; leaves /tags/tea/" in site.text("posts/one/index.html")
    assert "series: 1 of 1 One /series/brewing/" in site.text("posts/one/index.html")
    assert "<title>Tea: Tea &amp; leaves</title>" in site.text("tags/tea/feed.atom")


def test_a_home_page_may_have_a_text_above_the_list(tmp_path: Path) -> None:
    files = {**post("One", 1), "content/index.md": source("Hello.", title="Hi", layout="home")}
    home = "{{ body | safe if intro else '' }}{{ pager.page }} of {{ pager.pages }}\n"
    files |= {"themes/bare/templates/home.html": home, **post("Two", 2)}
    site = small_site(tmp_path, files, "posts_per_page: 1\n")
    site.made()
    assert site.text("index.html") == "<p>Hello.</p>1 of 2\n"
    assert site.text("page/2/index.html") == "2 of 2\n"


def test_the_default_theme_shows_who_wrote_what(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\nauthor: Ada\ntaxonomies: {places: true}\n")
    files = {**AUTHORS, **post("Three", 3, places=["Oslo"])}
    for path, text in files.items():
        if not path.startswith("themes"):
            site.write(path, text)
    site.made()
    one = site.text("posts/one/index.html")
    assert 'href="/authors/ada/" rel="author">Ada Lovelace</a>, <a' in one
    assert '<meta name="author" content="Ada Lovelace, Bob">' in one
    assert '"author":[{"@type":"Person","name":"Ada Lovelace","url":' in one
    ada = site.text("authors/ada/index.html")
    assert "<span>3 posts</span>" in ada
    assert "<p>She <em>counts</em>.</p>" in ada
    assert '<ul class="tags" aria-label="Places">' in site.text("posts/three/index.html")
    assert '<li><a href="/authors/">Authors</a></li>' in ada
    assert '<li><a href="/places/">Places</a></li>' in ada
