"""Collections: folders of pages with a list, an order and a layout of their own."""

from pathlib import Path
from typing import Any

import pytest

from tests.small_sites import Small, small_site, source

LAYOUTS = {
    "themes/bare/templates/page.html": (
        "{{ post.title }} {{ post.previous.title if post.previous else '-' }}"
        " {{ post.next.title if post.next else '-' }}\n"
        "{% for tag in post.tags %}{{ tag.url }} {% endfor %}\n"
    ),
    "themes/bare/templates/collection.html": (
        "{{ collection.title }} {{ term.count }} {{ term.feed }} {{ pager.pages }}\n"
        "{% if intro %}{{ body | safe }}\n{% endif %}"
        '{% include "_posts.html" %}'
    ),
}


def entry(name: str, **front: Any) -> dict[str, str | bytes]:
    text = source(**{"title": name.capitalize(), **front})
    kept = [line for line in text.splitlines() if line != 'date: ""']
    return {f"content/projects/{name}.md": "\n".join([*kept, ""])}


def site_of(tmp_path: Path, written: str, *entries: dict[str, str | bytes]) -> Small:
    files: dict[str, str | bytes] = dict(LAYOUTS)
    for each in entries:
        files |= each
    return small_site(tmp_path, files, f"collections: {{projects: {written}}}\n")


def listed(site: Small) -> list[str]:
    lines = site.text("projects/index.html").splitlines()
    return [line.split()[1] for line in lines if line.startswith("- ")]


def test_a_folder_has_a_list_and_its_pages_their_neighbours(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        "Things I made",
        entry("kettle", date="2024-01-01"),
        entry("cup", date="2024-03-01", tags=["clay"]),
        entry("spoon", date="2024-02-01"),
        entry("notes", date=""),
        {"content/projects/index.md": source("All of *them*.", title="Made")},
    )
    site.made()
    assert site.text("projects/index.html").splitlines() == [
        "Made 4  1",
        "<p>All of <em>them</em>.</p>",
        "- Cup /projects/cup/",
        "- Spoon /projects/spoon/",
        "- Kettle /projects/kettle/",
        "- Notes /projects/notes/",
    ]
    assert site.text("projects/spoon/index.html").splitlines()[0] == "Spoon Kettle Cup"
    assert site.text("projects/cup/index.html").splitlines()[0] == "Cup Spoon -"
    assert site.text("projects/cup/index.html").splitlines()[1] == "/tags/clay/ "
    assert "- Cup /projects/cup/" in site.text("tags/clay/index.html")
    assert "Cup" not in site.text("index.html")
    assert site.text("sitemap.xml").count("/projects/</loc>") == 1


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("title", ["Äpfel", "Birnen", "Zimt"]),
        ("-title", ["Zimt", "Birnen", "Äpfel"]),
        ("weight", ["Zimt", "Äpfel", "Birnen"]),
        ("-weight", ["Äpfel", "Zimt", "Birnen"]),
        ("extra.size.cm", ["Birnen", "Äpfel", "Zimt"]),
        ("date", ["Birnen", "Zimt", "Äpfel"]),
        ("-date", ["Äpfel", "Zimt", "Birnen"]),
    ],
)
def test_entries_stand_in_the_order_that_is_asked_for(
    tmp_path: Path, order: str, names: list[str]
) -> None:
    one, two = ({"weight": each} if "weight" in order else {} for each in (10, 2))
    site = site_of(
        tmp_path,
        f"{{order: {order}}}",
        entry("one", title="Äpfel", date="2024-01-01", extra={"size": {"cm": 10}}, **one),
        entry("two", title="Zimt", date="2024-02-01", extra={"size": {"cm": "large"}}, **two),
        entry("three", title="Birnen", date="2024-03-01", extra={"size": {"cm": 9.5}}),
    )
    site.made()
    assert listed(site) == names
    files = {"Äpfel": "one", "Zimt": "two", "Birnen": "three"}
    middle = site.text(f"projects/{files[names[1]]}/index.html")
    around = names if "date" not in order else ["Äpfel", "Zimt", "Birnen"]
    assert middle.splitlines()[0].split() == [names[1], around[0], around[2]]


def test_feeds_layouts_addresses_and_pages_are_its_own(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        "{title: Made, feeds: true, layout: thing, list: gallery, per_page: 1,"
        ' permalink: "/made/{year}/{slug}/"}',
        entry("cup", date="2024-03-01"),
        entry("kettle", date="2023-03-01", layout="page"),
        {
            "themes/bare/templates/thing.html": "a thing: {{ post.title }}\n",
            "themes/bare/templates/gallery.html": "{{ pager.page }} {{ posts[0].url }}\n",
        },
    )
    site.made()
    assert site.text("made/2024/cup/index.html") == "a thing: Cup\n"
    assert site.text("made/2023/kettle/index.html").startswith("Kettle")
    assert site.text("projects/index.html") == "1 /made/2024/cup/\n"
    assert site.text("projects/page/2/index.html") == "2 /made/2023/kettle/\n"
    feed = site.text("projects/feed.atom")
    assert "<title>Tea: Made</title>" in feed
    assert feed.index("/made/2024/cup/") < feed.index("/made/2023/kettle/")


def test_drafts_and_what_is_to_come_are_held_back(tmp_path: Path) -> None:
    later, draft = entry("later", date="2030-01-01"), entry("draft", draft=True)
    site = site_of(tmp_path, "true", entry("cup"), later, draft)
    site.made()
    assert listed(site) == ["Cup"]
    site.made(future=True, drafts=True)
    assert listed(site) == ["Later", "Cup", "Draft"] or listed(site) == ["Later", "Draft", "Cup"]


def test_a_folder_that_is_not_declared_holds_pages(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**LAYOUTS, **entry("cup", date="2030-01-01")})
    site.made()
    assert "projects/cup/index.html" in site.outputs()
    assert "projects/index.html" not in site.outputs()


def test_without_a_layout_for_it_the_list_is_that_of_a_tag(tmp_path: Path) -> None:
    site = small_site(tmp_path, entry("cup"), "collections: {projects: Made}\n")
    site.made()
    assert site.text("projects/index.html").startswith("tag Made 1 \n")


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("{projcts: true}", "no page lies in content/projcts/", 'did you mean "projects"?'),
        ("{posts: true}", "content/posts/ means something else already", "name a folder"),
        ("{tags: true}", "content/tags/ means something else already", "name a folder"),
        ("{My Things: x}", 'no folder and no address can be called "My Things"', "name a"),
        (
            "{projects: {order: wieght}}",
            'a collection cannot be in the order of "wieght"',
            "weight",
        ),
        (
            "{projects: {order: extra.yaer}}",
            'no page in content/projects/ has the "extra.yaer" that they stand in order by',
            "another order",
        ),
        ("{projects: {titel: x}}", 'unknown key "titel"', "title"),
        ("{projects: {list: tagg}}", 'there is no layout "tagg"', 'did you mean "tag"?'),
        ("{projects: {layout: pge}}", 'there is no layout "pge"', 'did you mean "page"?'),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, written: str, message: str, hint: str) -> None:
    site = small_site(tmp_path, {**LAYOUTS, **entry("cup")}, f"collections: {written}\n")
    report = site.build()
    (problem,) = dict.fromkeys(report.assembly.problems)
    assert problem.message.startswith(message)
    assert hint in problem.hint
    assert problem.place is not None
    assert (problem.place.path, problem.place.line) == ("site.yaml", 4)


@pytest.mark.parametrize(
    ("written", "front", "message"),
    [
        (
            "{feeds: true}",
            {"date": ""},
            "without a date this stands in no feed of content/projects/",
        ),
        (
            '{permalink: "/{year}/{slug}/"}',
            {"date": ""},
            "the addresses in content/projects/ are made of dates, and this has none",
        ),
        ("{order: title}", {"weight": 3}, '"weight" puts nothing in order here'),
    ],
)
def test_an_entry_that_does_not_fit_is_told(
    tmp_path: Path, written: str, front: dict[str, Any], message: str
) -> None:
    site = site_of(tmp_path, written, entry("cup", **front), entry("other", date="2024-01-01"))
    report = site.build()
    (problem,) = dict.fromkeys(report.assembly.problems)
    assert problem.message == message
    assert problem.place is not None
    assert problem.place.path == "content/projects/cup.md"


def test_the_default_theme_shows_it(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\ncollections: {projects: {order: title, per_page: 2}}\n")
    for files in (
        entry("cup", date="", tags=["clay"], series="Kiln"),
        entry("pot", date=""),
        entry("ash"),
    ):
        for path, text in files.items():
            site.write(path, text)
    site.made()
    page = site.text("projects/index.html")
    assert '<h1 class="p-name" id="list-title">Projects</h1>' in page
    assert "After this</a>" in page
    site.write("site.yaml", "title: Tea\ncollections: {projects: {layout: post}}\n")
    site.made()
    assert "<time" not in site.text("projects/cup/index.html").partition("<footer")[0]
    site.write("site.yaml", "title: Tea\ncollections: {projects: {order: title, per_page: 2}}\n")
    site.made()
    cup = site.text("projects/cup/index.html")
    assert 'rel="next">Pot</a>' in cup
    assert 'rel="prev">Ash</a>' in cup
    assert 'href="/tags/clay/"' in cup
