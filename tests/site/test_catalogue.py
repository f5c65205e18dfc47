"""The catalogue: what is published, where, and what gathers it."""

from datetime import UTC, datetime, timedelta

import pytest

from generator.engine import Recall
from generator.problems import Problem
from generator.site.catalogue import Visit, catalogue
from generator.site.held import Held
from generator.site.placing import bundle
from generator.site.settings import Settings
from tests.site.writing import NOW, document, documents, listed, source


def url(path: str, front: dict[str, str], settings: Settings | None = None) -> str:
    found, problems = listed({path: source(**front)}, settings or Settings())
    assert problems == ()
    return found.by_path[path].url


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        ("content/posts/a-post.md", {}, "/posts/a-post/"),
        ("content/posts/a-post/index.md", {}, "/posts/a-post/"),
        ("content/posts/2024-05-01-a-post.md", {"date": ""}, "/posts/a-post/"),
        ("content/posts/2024-05-01-a-post/index.md", {"date": ""}, "/posts/a-post/"),
        ("content/posts/2023/a-post.md", {}, "/posts/a-post/"),
        ("content/posts/A Post.md", {}, "/posts/a-post/"),
        ("content/posts/a.md", {"slug": "Other Name"}, "/posts/other-name/"),
        ("content/posts/東京.md", {}, "/posts/東京/"),
        ("content/about.md", {}, "/about/"),
        ("content/about/index.md", {}, "/about/"),
        ("content/About Us/The Team.md", {}, "/about-us/the-team/"),
        ("content/about/team/index.md", {}, "/about/team/"),
        ("content/about.md", {"slug": "me"}, "/me/"),
        ("content/404.md", {}, "/404.html"),
        ("content/404.md", {"slug": "rooms"}, "/rooms/"),
        ("content/rooms/404.md", {}, "/rooms/404/"),
        ("content/posts/404.md", {}, "/posts/404/"),
    ],
)
def test_where_a_document_is_published(path: str, front: dict[str, str], expected: str) -> None:
    assert url(path, front) == expected


def test_the_permalink_pattern_takes_the_date_as_it_is_in_its_own_zone() -> None:
    settings = Settings(permalink="/{year}/{month}/{day}/{slug}/", timezone="Asia/Tokyo")
    path = "content/posts/a.md"
    assert url(path, {"date": "2024-05-01"}, settings) == "/2024/05/01/a/"
    assert url(path, {"date": "2024-05-01T23:30:00-08:00"}, settings) == "/2024/05/01/a/"
    named = "content/posts/2024-05-02-a.md"
    assert url(named, {"date": ""}, settings) == "/2024/05/02/a/"


def test_a_date_in_the_name_is_in_the_zone_of_the_site() -> None:
    settings = Settings(timezone="America/New_York")
    found, _ = listed({"content/posts/2024-05-01-a.md": source(date="")}, settings)
    assert found.posts[0].date == "2024-05-01T00:00:00-04:00"


def test_posts_are_newest_first_in_whatever_zone_they_are() -> None:
    found, _ = listed(
        {
            "content/posts/noon.md": source(date="2024-05-01T12:00:00Z"),
            "content/posts/early.md": source(date="2024-05-01T13:00:00+05:00"),
            "content/posts/late.md": source(date="2024-05-01T11:00:00-05:00"),
        }
    )
    assert [page.url for page in found.posts] == ["/posts/late/", "/posts/noon/", "/posts/early/"]


def test_posts_of_one_moment_are_in_the_order_of_their_paths_however_they_are_read() -> None:
    read = documents({f"content/posts/{name}.md": source() for name in "cab"})
    for order in (read, dict(reversed(read.items()))):
        found, _ = catalogue(order, Settings(), Visit(NOW), Recall())
        assert [page.path[-4] for page in found.posts] == ["a", "b", "c"]


def test_posts_and_pages_are_told_apart() -> None:
    found, _ = listed({"content/posts/a.md": source(), "content/about.md": source(date="")})
    assert [page.kind for page in found.all] == ["post", "page"]
    assert [page.path for page in found.pages] == ["content/about.md"]
    assert set(found.by_path) == {"content/posts/a.md", "content/about.md"}


HELD = {
    "content/posts/draft.md": source("Draft", draft="true"),
    "content/posts/later.md": source("Later", date="2024-06-01T12:00:01Z"),
    "content/posts/gone.md": source("Gone", date="2024-01-01", expires="2024-06-01T12:00:00Z"),
}


def test_held_documents_are_nowhere_but_in_the_list_of_those_held() -> None:
    sources = {
        path: text.replace("title", "tags: [t]\nseries: S\ntitle") for path, text in HELD.items()
    }
    found, problems = listed(sources)
    assert problems == ()
    assert (found.all, found.tags, found.series, found.by_path) == ((), (), (), {})
    assert found.held == (
        Held("content/posts/draft.md", "Draft", "draft"),
        Held("content/posts/gone.md", "Gone", "expired", "2024-06-01T12:00:00+00:00"),
        Held("content/posts/later.md", "Later", "scheduled", "2024-06-01T12:00:01+00:00"),
    )


@pytest.mark.parametrize(
    ("visit", "shown"),
    [
        (Visit(NOW), set()),
        (Visit(NOW, drafts=True), {"draft"}),
        (Visit(NOW, future=True), {"later"}),
        (Visit(NOW + timedelta(seconds=1)), {"later"}),
        (Visit(NOW - timedelta(seconds=1)), {"gone"}),
        (Visit(NOW, drafts=True, future=True), {"draft", "later"}),
    ],
)
def test_whoever_asks_sees_what_is_held(visit: Visit, shown: set[str]) -> None:
    found, _ = listed(HELD, visit=visit)
    assert {page.path for page in found.posts} == {f"content/posts/{name}.md" for name in shown}
    assert len(found.held) == 3 - len(shown)


def test_a_draft_of_a_later_day_is_still_scheduled_when_drafts_are_shown() -> None:
    text = source(draft="true", date="2030-01-01")
    found, _ = listed({"content/posts/a.md": text}, visit=Visit(NOW, drafts=True))
    assert [held.reason for held in found.held] == ["scheduled"]


def test_the_first_moment_of_a_day_is_that_of_the_site() -> None:
    settings = Settings(timezone="Pacific/Auckland")
    sources = {"content/posts/a.md": source(date="2024-06-02")}
    midnight = datetime(2024, 6, 1, 12, tzinfo=UTC)
    before, _ = listed(sources, settings, Visit(midnight - timedelta(seconds=1)))
    after, _ = listed(sources, settings, Visit(midnight))
    assert (len(before.posts), len(after.posts)) == (0, 1)


def test_a_page_is_not_held_for_a_date_to_come() -> None:
    found, _ = listed({"content/about.md": source(date="2030-01-01")})
    assert len(found.pages) == 1


def test_tags_gather_posts_by_their_slug_and_are_named_as_in_the_newest() -> None:
    found, _ = listed(
        {
            "content/posts/old.md": source(date="2023-01-01", tags="[data science, Ärger]"),
            "content/posts/new.md": source(date="2024-01-01", tags="[Data Science]"),
            "content/about.md": source(tags="[Data Science]"),
        }
    )
    assert [(tag.name, tag.slug) for tag in found.tags] == [
        ("Ärger", "ärger"),
        ("Data Science", "data-science"),
    ]
    assert found.tags[1].posts == ("content/posts/new.md", "content/posts/old.md")


def test_a_post_that_names_a_tag_twice_is_gathered_once() -> None:
    found, _ = listed({"content/posts/a.md": source(tags="[One, one]")})
    assert [(tag.name, len(tag.posts)) for tag in found.tags] == [("One", 1)]


def test_the_parts_of_a_series_are_oldest_first() -> None:
    found, _ = listed(
        {
            f"content/posts/{name}.md": source(date=f"2024-0{n}-01", series="The Series")
            for n, name in enumerate("cab", 1)
        }
    )
    (series,) = found.series
    assert (series.name, series.slug) == ("The Series", "the-series")
    assert [path[-4] for path in series.posts] == ["c", "a", "b"]


def test_a_front_page_of_ones_own_moves_the_list_of_posts() -> None:
    front = {"content/index.md": source(title="Home")}
    assert url("content/index.md", {}) == "/"
    assert url("content/index.md", {"slug": "hello"}) == "/hello/"
    assert listed(front)[0].order.list_url == "/posts/"
    assert listed({"content/index.md": source(draft="true")})[0].order.list_url == "/"
    assert listed({})[0].order.list_url == "/"


def problem_of(path: str, text: str) -> Problem:
    _, problems = listed({path: text})
    (problem,) = problems
    assert problem.place is not None
    assert problem.place.path == path
    assert problem.severity == "error"
    return problem


def test_a_post_without_a_date_is_a_problem() -> None:
    problem = problem_of("content/posts/a.md", source(date=""))
    assert problem.message == "a post needs a date"
    assert "2024-05-01" in problem.hint


def test_a_name_that_makes_no_address_is_a_problem() -> None:
    problem = problem_of("content/posts/!!!.md", source())
    assert "to make an address of" in problem.message
    assert "slug" in problem.hint


def test_the_files_beside_an_index_belong_to_it() -> None:
    assert bundle("content/posts/a/index.md") == "content/posts/a/"
    assert bundle("content/posts/a.md") == ""
    assert bundle("content/posts/a/notes.md") == ""


def test_a_document_is_listed_as_it_was_read() -> None:
    read = document("content/posts/a.md", source("The title", updated="2024-05-02"))
    found, _ = catalogue({read.path: read}, Settings(), Visit(NOW), Recall())
    (page,) = found.posts
    assert page.document == read
    assert (page.title, page.path) == ("The title", "content/posts/a.md")
    assert (page.date, page.updated) == ("2024-05-01T00:00:00+00:00", "2024-05-02T00:00:00+00:00")
