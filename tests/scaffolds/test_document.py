"""A new post or page: what it is made from, that it builds, and when it is refused."""

import tempfile
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from generator.engine import keep
from generator.pipeline.request import Request
from generator.problems import Place, Problem
from generator.problems.terminal import show
from generator.scaffolds.document import Created, NewDocument, create
from generator.scaffolds.starting import NOT_IN_A_LINE
from generator.site.document import Reading
from generator.site.front_matter import FrontMatter
from generator.site.reading import read_document
from generator.site.slug import slugify
from tests.scaffolds.test_starting import LINES
from tests.small_sites import NOW, Small, small_site, source, tree

POST = NewDocument("post", "What tea costs")
FIGURE = structs.replace(POST, figure=True, tags=("money", "tea"))
PAGE = NewDocument("page", "About me")


@pytest.fixture
def site(tmp_path: Path) -> Small:
    """Give a site with the theme that we ship, which has archetypes."""
    site = Small(tmp_path / "site")
    site.write("site.yaml", "title: Tea\nbase_url: https://tea.example/notes/\n")
    return site


def created(site: Small, new: NewDocument, now: datetime = NOW) -> Created:
    made, problems = create(new, Request(site.root, now))
    assert problems == ()
    assert made is not None
    return made


def refused(site: Small, new: NewDocument) -> Problem:
    before = tree(site.root)
    made, (problem,) = create(new, Request(site.root, NOW))
    assert made is None
    assert tree(site.root) == before
    return problem


def text(site: Small, path: str) -> str:
    return (site.root / path).read_text(encoding="utf-8")


def front(site: Small, path: str) -> FrontMatter:
    blob, raw = keep(text(site, path))
    made = read_document(Reading(path, blob, "UTC"), {blob: raw}.__getitem__)
    assert made.problems == ()
    assert made.value is not None
    return made.value.front


def test_a_post_is_a_draft_of_today_in_a_folder_of_its_own(site: Small) -> None:
    made = created(site, POST)
    assert made.paths == ("content/posts/what-tea-costs/index.md",)
    assert made.address == "https://tea.example/notes/posts/what-tea-costs/"
    assert (made.draft, made.until) == (True, "")
    read = front(site, made.paths[0])
    assert (read.title, read.date[:10], read.draft) == ("What tea costs", "2025-06-01", True)


def test_a_page_has_no_date(site: Small) -> None:
    made = created(site, PAGE)
    assert made.paths == ("content/about-me.md",)
    assert made.address == "https://tea.example/notes/about-me/"
    assert (front(site, made.paths[0]).date, front(site, made.paths[0]).draft) == ("", True)


@pytest.mark.parametrize(
    ("timezone", "day"), [("Pacific/Auckland", "2025-06-02"), ("America/Lima", "2025-06-01")]
)
def test_today_is_told_by_the_clock_of_the_site(site: Small, timezone: str, day: str) -> None:
    site.write("site.yaml", f"title: Tea\ntimezone: {timezone}\n")
    created(site, POST, datetime(2025, 6, 1, 23, tzinfo=UTC))
    assert f"\ndate: {day}\n" in text(site, "content/posts/what-tea-costs/index.md")


def test_what_is_asked_for_is_there(site: Small) -> None:
    new = structs.replace(POST, slug="Prices!", date="2025-12-24 18:00", tags=("a: b", "tea"))
    made = created(site, new)
    assert made.paths == ("content/posts/prices/index.md",)
    assert made.until == "2025-12-24T18:00:00+00:00"
    read = front(site, made.paths[0])
    assert (read.tags, read.date) == (("a: b", "tea"), made.until)


@pytest.mark.parametrize(
    "new",
    [POST, FIGURE, PAGE, structs.replace(PAGE, figure=True)],
    ids=lambda new: str(new.kind),
)
def test_what_was_created_builds_without_a_word(site: Small, new: NewDocument) -> None:
    made = created(site, new)
    report = site.made(drafts=True)
    assert report.assembly.counts.figures == new.figure
    address = made.address.removeprefix("https://tea.example/notes/")
    page = site.text(f"{address}index.html")
    assert new.title in page
    assert ("Made up, as an example" in page) == new.figure
    assert not [path for path in site.outputs() if "archetype" in path]
    assert not (site.root / "build/posts/what-tea-costs/made-up.csv").exists()
    held = site.made().assembly.held
    assert [each.reason for each in held] == ["draft"]


def test_a_theme_without_archetypes_has_plain_ones(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    created(site, FIGURE)
    created(site, PAGE)
    assert site.made(drafts=True).assembly.counts.figures == 1


ARCHETYPE = "---\ntitle: ${title}\ndate: ${date}\ndraft: true\n---\n"


def test_the_nearest_archetype_is_taken(site: Small) -> None:
    site.write("site.yaml", "title: Tea\ntheme: child\n")
    site.write("themes/child/theme.yaml", "name: child\nparent: parent\n")
    site.write("themes/parent/theme.yaml", "name: parent\nparent: default\n")
    places = ("themes/parent/archetypes", "themes/child/archetypes", "archetypes")
    for number, place in enumerate(places):
        site.write(f"{place}/post.md", f"{ARCHETYPE}From {place}.\n")
        path = created(site, NewDocument("post", f"Number {number}")).paths[0]
        assert text(site, path).endswith(f"\nFrom {place}.\n")
    assert "stands in no list" in text(site, created(site, PAGE).paths[0])
    site.made(drafts=True)


def test_a_title_stands_as_yaml_above_and_as_markdown_below(site: Small) -> None:
    site.write("archetypes/post.md", f"{ARCHETYPE}# ${{title}}\n\n$5, $${{title}}, ${{slug}}\n")
    path = created(site, NewDocument("post", "It's *all*: tea")).paths[0]
    assert text(site, path).endswith("# It's \\*all\\*: tea\n\n$5, ${title}, its-all-tea\n")
    assert front(site, path).title == "It's *all*: tea"


MALFORMED = {
    "---\ntitle: ${titel}\n---\n": (
        'archetypes/post.md:2:8  error: there is no "titel" to fill in\n'
        "   2 | title: ${titel}\n     |        ^\n"
        '  hint: did you mean "title"?'
    ),
    "---\ntitle: About ${title}\nextra: [\n---\n": (
        "archetypes/post.md:4:1  error: a value is missing here\n   4 | ---\n     | ^"
    ),
    "---\ntitle: ${title}\n---\nIt costs ${\n": (
        "archetypes/post.md:4:10  error: this ${ is never closed\n"
        "   4 | It costs ${\n     |          ^\n"
        "  hint: write ${title}; $${ leaves it as it is"
    ),
    '---\ntitle: "${title}"\n---\n': (
        "archetypes/post.md:2:9  error: ${title} brings quotes of its own where it needs them\n"
        '   2 | title: "${title}"\n     |         ^\n'
        "  hint: write it bare: title: ${title}"
    ),
    "---\ntitle: ${title}\ndrafft: true\n---\n": (
        'archetypes/post.md:3:1  error: unknown key "drafft"\n'
        "   3 | drafft: true\n     | ^\n"
        '  hint: did you mean "draft"?'
    ),
    "---\ntitle: ${title}\n": (
        "archetypes/post.md:1:1  error: this front matter is never closed\n"
        "   1 | ---\n     | ^\n"
        "  hint: end it with a line of three hyphens: ---"
    ),
    "---\ntitle: Review\ndate: ${date}\n---\n": (
        "archetypes/post.md  error: this archetype has no place for the title\n"
        "  hint: write title: ${title} into its front matter"
    ),
}


@pytest.mark.parametrize("archetype", MALFORMED)
def test_a_malformed_archetype_is_told_with_its_place(site: Small, archetype: str) -> None:
    site.write("archetypes/post.md", archetype)
    assert show(refused(site, POST), color=False) == MALFORMED[archetype]


def test_an_archetype_that_is_no_text_is_told_with_its_place(site: Small) -> None:
    site.write("archetypes/post.md", b"---\ntitle: \xff\n---\n")
    problem = refused(site, POST)
    assert (problem.place, problem.message) == (
        Place("archetypes/post.md", 2, 8), "not UTF-8: byte 0xff",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "where", "message"),
    [
        (NewDocument("post", "  "), "title", "the title is empty"),
        (NewDocument("post", "One\ntwo"), "title", "a line break is in the title"),
        (NewDocument("post", "One\x1btwo"), "title", "the character U+001B is in the title"),
        (NewDocument("post", "🎉"), "title", "there is no letter and no digit in it"),
        (NewDocument("post", "Tea", slug="!"), "--slug", "there is no letter and no digit in it"),
        (NewDocument("post", "Tea", date="soon"), "--date", '"soon" is not a date'),
        (NewDocument("post", "Tea", tags=("a", "!")), "--tags", '"!" has no letter and no digit'),
        (NewDocument("page", "Posts"), "title", 'a page cannot be called "posts"'),
        (NewDocument("page", "Tea", date="2025-01-01"), "themes/default/archetypes/page.md",
         "this archetype has no place for the date"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(site: Small, new: NewDocument, where: str, message: str) -> None:
    problem = refused(site, new)
    assert str(problem.place) == where
    assert problem.message.startswith(message)
    assert problem.hint


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("content/posts/what-tea-costs/index.md", POST),
        ("content/posts/what-tea-costs.md", POST),
        ("content/posts/2024-01-01-What tea costs.md", POST),
        ("content/posts/2024/what-tea-costs/index.markdown", POST),
        ("content/about-me.md", PAGE),
        ("content/about-me/index.md", structs.replace(PAGE, figure=True)),
    ],
)
def test_what_is_there_is_never_written_over(site: Small, there: str, new: NewDocument) -> None:
    site.write(there, source("Mine.", title="Mine"))
    problem = refused(site, new)
    assert problem.place == Place(there)
    assert problem.hint.endswith("choose another name: --slug another-name")


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("content/what-tea-costs.md", POST),
        ("content/posts/about-me.md", PAGE),
        ("content/team/about-me.md", PAGE),
        ("content/posts/what-tea-costs/notes.txt", POST),
    ],
)
def test_what_has_another_address_is_in_nobodys_way(
    site: Small, there: str, new: NewDocument
) -> None:
    site.write(there, source("Mine.", title="Mine"))
    assert (site.root / created(site, new).paths[0]).is_file()


def test_data_that_are_there_stay_as_they_are(site: Small) -> None:
    site.write("content/posts/what-tea-costs/made-up.csv", "mine\n1\n")
    problem = refused(site, FIGURE)
    assert problem.place == Place("content/posts/what-tea-costs/made-up.csv")
    assert problem.message == "this is there already, and stays as it is"


def test_a_file_in_the_way_is_told(site: Small) -> None:
    site.write("content/posts", "a file")
    assert refused(site, POST).message.startswith("cannot be written: ")


def test_settings_that_are_wrong_are_told_first(site: Small) -> None:
    site.write("site.yaml", "title: Tea\ntimezone: Nowhere\n")
    problem = refused(site, POST)
    assert problem.place is not None
    assert problem.place.path == "site.yaml"


@settings(max_examples=60)
@given(st.one_of(LINES, st.text(max_size=60)), st.sampled_from(("post", "page")))
def test_any_title_is_read_back_or_refused(title: str, kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Small(Path(folder))
        site.write("site.yaml", "title: Tea\n")
        new = NewDocument("post" if kind == "post" else "page", title)
        made, problems = create(new, Request(site.root, NOW))
        if made is None:
            (problem,) = problems
            assert str(problem.place) == "title"
            kinds = set(map(unicodedata.category, title.strip()))
            fine = title.strip() and not kinds & NOT_IN_A_LINE and slugify(title)
            assert not fine or "cannot be called" in problem.message
        else:
            assert front(site, made.paths[0]).title == title.strip()


def test_a_very_long_title_gets_a_name_that_file_systems_take(site: Small) -> None:
    title = " ".join(["Donaudampfschifffahrt"] * 40)
    path = created(site, NewDocument("post", title)).paths[0]
    assert len(path.split("/")[2]) <= 100
    assert front(site, path).title == title
    assert (
        len(created(site, NewDocument("post", "語" * 300)).paths[0].split("/")[2].encode()) <= 255
    )
