"""Links by source path: where each leads, or what is wrong with it."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine import Blob
from generator.markup.parts import Link, LinkKind
from generator.problems import Place, Problem
from generator.site.links import Addresses, Target, file_url, front_link, resolve
from generator.site.targets import faces_of
from tests.site.writing import documents, files, listed, source

FEES = "content/posts/fees/index.md"
PLACE = Place(FEES, 12, 3)
CHART = "```chart {#costs}\ndata: [{a: 1, b: 2}]\nmark: line\nx: a:Q\ny: b:Q\n```\n"
SOURCES = {
    FEES: source("Fees", f"## Results\n\nText.\n\n## Über uns\n\n{CHART}"),
    "content/posts/mila.md": source("Mila", "## The end\n"),
    "content/posts/東京.md": source("Tokyo"),
    "content/posts/2024-05-01-dated/index.md": source("Dated"),
    "content/posts/draft/index.md": source("Draft", draft="true"),
    "content/posts/later.md": source("Later", date="2030-01-01"),
    "content/posts/gone.md": source("Gone", date="2020-01-01", expires="2021-01-01"),
    "content/about.md": source("About", "## Me\n"),
    "content/about/team/index.md": source("Team"),
}
FILES = files(
    *SOURCES,
    "content/posts/fees/photo.jpg",
    "content/posts/fees/my art/drawing 1.svg",
    "content/posts/draft/secret.png",
    "content/posts/plan.pdf",
    "content/logo.svg",
    "content/static/robots.png",
    "content/static/read.md",
    "content/static/files/a.zip",
    "content/about/team/people.jpg",
    "themes/default/assets/style.css",
    "site.yaml",
)
MADE = ("/", "/tags/", "/tags/größe/", "/feed.xml")


@pytest.fixture(scope="module")
def known() -> Addresses:
    return site()


def site(
    made: Collection[str] = MADE,
    unread: Collection[str] = (),
    present: dict[str, Blob] = FILES,
) -> Addresses:
    catalogue, problems = listed(SOURCES)
    assert problems == ()
    held = {entry.path: entry for entry in catalogue.held}
    faces = faces_of(catalogue.all)
    return Addresses(faces, frozenset(present), frozenset(made), held, frozenset(unread))


def link(href: str) -> Link:
    return Link(href, PLACE, f"See [this]({href}).")


def follow(href: str, known: Addresses, page: str = FEES) -> Target | Problem:
    return resolve(link(href), page, known)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("../mila.md", "/posts/mila/"),
        ("./../mila.md", "/posts/mila/"),
        ("/posts/mila.md", "/posts/mila/"),
        ("../mila.md#the-end", "/posts/mila/#the-end"),
        ("../mila.md?a=b#the-end", "/posts/mila/?a=b#the-end"),
        ("../mila.md#:~:text=Some%20text", "/posts/mila/#:~:text=Some%20text"),
        ("../mila.md#", "/posts/mila/#"),
        ("../東京.md", "/posts/%E6%9D%B1%E4%BA%AC/"),
        ("../%E6%9D%B1%E4%BA%AC.md", "/posts/%E6%9D%B1%E4%BA%AC/"),
        ("../2024-05-01-dated/index.md", "/posts/dated/"),
        ("../2024-05-01-dated/", "/posts/dated/"),
        ("index.md", "/posts/fees/"),
        ("./", "/posts/fees/"),
        ("", "/posts/fees/"),
        ("#results", "/posts/fees/#results"),
        ("#costs", "/posts/fees/#costs"),
        ("#über-uns", "/posts/fees/#über-uns"),
        ("#%C3%BCber-uns", "/posts/fees/#%C3%BCber-uns"),
        ("../../about.md#me", "/about/#me"),
        ("/about.md", "/about/"),
        ("/about/team/", "/about/team/"),
    ],
)
def test_a_link_to_a_source_leads_to_its_page(known: Addresses, href: str, url: str) -> None:
    assert follow(href, known) == Target(url)


@pytest.mark.parametrize(
    ("href", "url", "file"),
    [
        ("photo.jpg", "/posts/fees/photo.jpg", "content/posts/fees/photo.jpg"),
        ("./photo.jpg?w=2", "/posts/fees/photo.jpg?w=2", "content/posts/fees/photo.jpg"),
        ("/posts/fees/photo.jpg", "/posts/fees/photo.jpg", "content/posts/fees/photo.jpg"),
        (
            "my%20art/drawing%201.svg",
            "/posts/fees/my%20art/drawing%201.svg",
            "content/posts/fees/my art/drawing 1.svg",
        ),
        ("../plan.pdf", "/posts/plan.pdf", "content/posts/plan.pdf"),
        ("/logo.svg", "/logo.svg", "content/logo.svg"),
        ("/robots.png", "/robots.png", "content/static/robots.png"),
        ("/files/a.zip", "/files/a.zip", "content/static/files/a.zip"),
        ("/static/files/a.zip", "/files/a.zip", "content/static/files/a.zip"),
        ("/read.md", "/read.md", "content/static/read.md"),
        ("/about/team/people.jpg", "/about/team/people.jpg", "content/about/team/people.jpg"),
    ],
)
def test_a_link_to_a_file_has_it_published(
    known: Addresses, href: str, url: str, file: str
) -> None:
    assert follow(href, known) == Target(url, file)


def test_files_go_where_their_post_goes() -> None:
    sources = {
        "content/posts/2024-05-01-a/index.md": source(slug="other"),
        "content/posts/2024-05-01-a/b/index.md": source(),
    }
    catalogue, _ = listed(sources)
    known = Addresses(faces_of(catalogue.all), frozenset(), frozenset(), {})
    home = "content/posts/2024-05-01-a/"
    assert file_url(f"{home}deep/photo.jpg", known) == "/posts/other/deep/photo.jpg"
    assert file_url(f"{home}b/photo.jpg", known) == "/posts/b/photo.jpg"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/", "/"),
        ("/tags/", "/tags/"),
        ("/tags/größe/", "/tags/gr%C3%B6%C3%9Fe/"),
        ("/tags/gr%C3%B6%C3%9Fe/#posts", "/tags/gr%C3%B6%C3%9Fe/#posts"),
        ("/feed.xml", "/feed.xml"),
        ("/posts/mila/", "/posts/mila/"),
        ("/posts/mila/#the-end", "/posts/mila/#the-end"),
        ("/posts/東京/", "/posts/%E6%9D%B1%E4%BA%AC/"),
    ],
)
def test_a_link_to_an_address_that_the_site_makes(known: Addresses, href: str, url: str) -> None:
    assert follow(href, known) == Target(url)


def problem(href: str, known: Addresses) -> Problem:
    found = follow(href, known)
    assert isinstance(found, Problem)
    assert (found.place, found.source) == (PLACE, f"See [this]({href}).")
    assert found.severity == "error"
    return found


@pytest.mark.parametrize(
    ("href", "near"),
    [
        ("../mlia.md", "../mila.md"),
        ("/posts/mlia.md", "/posts/mila.md"),
        ("photo.jpeg", "photo.jpg"),
        ("../../abuot.md", "../../about.md"),
        ("nothing at all like it", None),
        ("../tags/", None),
        ("static/robots.png", None),
    ],
)
def test_a_broken_link_is_a_problem_with_the_nearest_match(
    known: Addresses, href: str, near: str | None
) -> None:
    found = problem(href, known)
    assert f'"{href}" leads nowhere' in found.message
    if near:
        assert found.hint == f'did you mean "{near}"?'


@pytest.mark.parametrize(
    ("href", "hint"),
    [
        ("github.com/x", "https://github.com/x"),
        ("www.example.org", "https://www.example.org"),
        ("me@example.org", "mailto:me@example.org"),
        ("photo.jpeg", "photo.jpg"),
    ],
)
def test_an_address_beyond_the_site_is_known_where_no_file_is_near(
    known: Addresses, href: str, hint: str
) -> None:
    assert problem(href, known).hint == f'did you mean "{hint}"?'


@pytest.mark.parametrize("kind", ["image", "shown"])
@pytest.mark.parametrize("href", ["", "#results", "../mila.md", "/about/", "/feed.xml", "/tags/"])
def test_what_is_shown_is_a_file(known: Addresses, href: str, kind: LinkKind) -> None:
    found = resolve(Link(href, PLACE, "![]()", kind), FEES, known)
    assert isinstance(found, Problem)
    assert (found.message, found.place) == (
        f'"{href}" is no file that could be shown',
        PLACE,
    )
    photo = resolve(Link("photo.jpg", PLACE, "![]()", kind), FEES, known)
    assert photo == follow("photo.jpg", known)


@pytest.mark.parametrize(
    "href",
    [
        "../../../site.yaml",
        "/../site.yaml",
        "../../../themes/default/assets/style.css",
        "/../themes/default/assets/style.css",
        "../../../../../../etc/passwd",
        "..",
        "../nowhere/",
    ],
)
def test_no_link_leads_out_of_the_content(known: Addresses, href: str) -> None:
    assert "leads nowhere" in problem(href, known).message


@pytest.mark.parametrize(
    ("href", "place", "near"),
    [
        ("#resluts", "this page", "#results"),
        ("index.md#resluts", "this page", "#results"),
        ("#cots", "this page", "#costs"),
        ("../mila.md#the-endd", "content/posts/mila.md", "#the-end"),
        ("/posts/mila/#the-endd", "content/posts/mila.md", "#the-end"),
        ("../mila.md#zzz", "content/posts/mila.md", None),
    ],
)
def test_a_link_to_no_heading_or_figure_is_a_problem(
    known: Addresses, href: str, place: str, near: str | None
) -> None:
    found = problem(href, known)
    anchor = href.partition("#")[2]
    assert found.message == f'no heading or figure "#{anchor}" in {place}'
    assert found.hint == (f'did you mean "{near}"?' if near else "")


@pytest.mark.parametrize(
    ("href", "path", "why"),
    [
        ("../draft/index.md", "content/posts/draft/index.md", "a draft"),
        ("../draft/index.md#part", "content/posts/draft/index.md", "a draft"),
        ("../draft/", "content/posts/draft/index.md", "a draft"),
        ("../later.md", "content/posts/later.md", "scheduled for later"),
        ("/posts/gone.md", "content/posts/gone.md", "expired"),
    ],
)
def test_a_link_to_a_held_document_says_why_it_is_not_there(
    known: Addresses, href: str, path: str, why: str
) -> None:
    found = problem(href, known)
    assert found.message == f"{path} is {why} and is not published"
    assert found.hint == ""


def test_a_file_of_a_held_document_is_not_published(known: Addresses) -> None:
    found = problem("../draft/secret.png", known)
    assert found.message == (
        "content/posts/draft/secret.png belongs to content/posts/draft/index.md,"
        " which is a draft and is not published"
    )


def test_what_is_held_is_no_match(known: Addresses) -> None:
    assert problem("../draft/secrte.png", known).hint == ""
    assert "later" not in problem("../laterr.md", known).hint


@pytest.mark.parametrize("ending", ["md", "markdown"])
def test_a_link_to_what_could_not_be_read_is_no_second_problem(ending: str) -> None:
    known = site(unread=[f"content/posts/bad/index.{ending}", f"content/posts/worse.{ending}"])
    for href in (f"../bad/index.{ending}", "../bad/", f"../worse.{ending}#any"):
        assert isinstance(follow(href, known), Target)


def test_a_link_of_the_front_matter_is_looked_up_the_same_way(known: Addresses) -> None:
    image = front_link("photo.jpg", PLACE, "image: photo.jpg")
    assert resolve(image, FEES, known) == follow("photo.jpg", known)


def test_a_page_at_the_top_has_links_of_its_own(known: Addresses) -> None:
    assert follow("posts/mila.md", known, "content/about.md") == Target("/posts/mila/")
    assert follow("#me", known, "content/about.md") == Target("/about/#me")


@given(st.text("./#?%abc "))
def test_every_link_has_an_answer(href: str) -> None:
    found = follow(href, KNOWN)
    assert isinstance(found, Target | Problem)


KNOWN = site()


def test_the_sources_here_are_sound() -> None:
    assert len(documents(SOURCES)) == len(SOURCES)
