"""Lists within pages: what they choose, what they hang on, and what an author gets wrong."""

from pathlib import Path

import pytest

from generator.problems import Place
from tests.small_sites import Small, small_site, source


def block(keys: str) -> str:
    return f"Before.\n\n```list\n{keys}\n```\n\nAfter.\n"


POSTS = {
    "a": source(
        title="Ale", date="2024-01-01", tags=["beer"], places=["Uji", "Köln"], authors="bob"
    ),
    "b": source(title="Black tea", date="2024-02-01", tags=["tea", "money"]),
    "c": source(
        title="Cold tea", date="2024-03-01", tags=["Tea"], series="Ice", places="Uji", authors="ada"
    ),
    "d": source(title="Draft tea", date="2024-04-01", tags=["tea"], draft=True),
}
SETTINGS = "author: Ada\ntaxonomies: {places: true}\n"
PLAIN = "{% for post in posts %}[{{ post.title }}|{{ post.url }}]{% endfor %}"


def listing_site(root: Path, keys: str, **files: str) -> Small:
    posts = {f"content/posts/{name}.md": text for name, text in POSTS.items()}
    about = "---\ntitle: About\n---\n" + block(keys)
    rest = {"content/about.md": about, "content/projects/kettle.md": "---\ntitle: Kettle\n---\n"}
    theme = {"themes/bare/templates/list.html": PLAIN}
    return small_site(root, {**posts, **rest, **theme, **files}, SETTINGS)


def titles(site: Small, page: str = "about/index.html") -> list[str]:
    return [part.partition("|")[0] for part in site.text(page).split("[")[1:]]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("", ["Cold tea", "Black tea", "Ale"]),
        ("tag: tea", ["Cold tea", "Black tea"]),
        ("tag: TEA\norder: oldest", ["Black tea", "Cold tea"]),
        ("tags: [tea, money]", ["Black tea"]),
        ("tags: [beer, money]\nmatch: any\norder: title", ["Ale", "Black tea"]),
        ("series: ice", ["Cold tea"]),
        ("places: Uji", ["Cold tea", "Ale"]),
        ("places: [uji, Köln]", ["Ale"]),
        ("author: ada", ["Cold tea", "Black tea"]),
        ("authors: [ada, bob]\nmatch: any\nplaces: uji", ["Cold tea", "Ale"]),
        ("number: 2", ["Cold tea", "Black tea"]),
        ("order: title\nlimit: 1", ["Ale"]),
        ("under: projects/", ["Kettle"]),
        ("under: posts\nnumber: 1", ["Cold tea"]),
    ],
)
def test_a_list_chooses(tmp_path: Path, keys: str, found: list[str]) -> None:
    site = listing_site(tmp_path, keys)
    site.made()
    assert titles(site) == found
    assert "<p>Before.</p>\n[" in site.text("about/index.html")


def test_a_list_never_names_its_own_page(tmp_path: Path) -> None:
    post = "---\ntitle: Black tea\ndate: 2024-02-01\ntags: [tea]\n---\n" + block("tag: tea")
    site = listing_site(tmp_path, "number: 1", **{"content/posts/b.md": post})
    site.made()
    assert titles(site, "posts/b/index.html") == ["Cold tea"]
    feed = site.text("feed.json")
    assert '<ul>\\n<li><a href=\\"https://tea.example/posts/c/\\">Cold tea</a></li>\\n</ul>' in feed


def test_a_list_hangs_on_what_it_quotes_alone(tmp_path: Path) -> None:
    site = listing_site(tmp_path, "tag: tea")
    site.made()
    site.write(
        "content/posts/a.md", source("Other.", title="Ale", date="2024-01-01", tags=["beer"])
    )
    before = (tmp_path / "build/about/index.html").stat().st_mtime_ns
    site.made()
    assert (tmp_path / "build/about/index.html").stat().st_mtime_ns == before
    site.write("content/posts/b.md", source(title="White tea", date="2024-02-01", tags=["tea"]))
    site.made()
    assert titles(site) == ["Cold tea", "White tea"]
    assert all(tally.made == 0 for tally in site.made().tallies.values())


def test_a_theme_without_a_template_for_lists_has_plain_links(tmp_path: Path) -> None:
    site = listing_site(tmp_path, "tag: beer")
    (tmp_path / "themes/bare/templates/list.html").unlink()
    site.made()
    assert '<ul>\n<li><a href="/posts/a/">Ale</a></li>\n</ul>' in site.text("about/index.html")


OWN = "it lists what is published, and never the page that it stands on"
NO_KEYS = "such as tag: tea and number: 5; to show it as code write {.code}"
NO_TABLE = '"about.md" is no source with pages of a table'
ROWS = "such as cities.md, whose front matter has pages:"
WRONG = {
    "tag: teas": ('nothing has the tag "teas"', 'did you mean "tea"?', (7, 6)),
    "series: ise": ('nothing has the series "ise"', 'did you mean "Ice"?', (7, 9)),
    "under: project": ('nothing is published under "project"', 'did you mean "projects"?', (7, 8)),
    "pages: about.md": (NO_TABLE, ROWS, (7, 8)),
    "places: Ujo": ('nothing has "Ujo" among its places', 'did you mean "Uji"?', (7, 9)),
    "tags: [beer, tea]": ("this list is empty", OWN, (6, 1)),
    "tga: tea": ('a list has no "tga"', 'did you mean "tag"?', (7, 1)),
    "tag: tea\ntags: tea": ('"tags" says "tags" a second time', "keep one of the two", (8, 1)),
    "number: no": ("number must be a whole number of at least 1", "", (7, 9)),
    "order: dates": ('order cannot be "dates"', 'did you mean "date"?', (7, 8)),
    "order: table": ("only pages: of a table have its order", "", (7, 8)),
    "summaries: 1": ("summaries must be true or false", "", (7, 12)),
    "tea": ("a list has keys", NO_KEYS, (7, 1)),
}


@pytest.mark.parametrize("keys", WRONG)
def test_what_is_wrong_with_a_list_is_told(tmp_path: Path, keys: str) -> None:
    problems = listing_site(tmp_path, keys).build().assembly.problems
    told = [(each.message, each.hint, each.place) for each in problems]
    message, hint, spot = WRONG[keys]
    assert told == [(message, hint, Place("content/about.md", *spot))]
