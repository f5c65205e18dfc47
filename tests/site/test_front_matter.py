"""Front matter: parting it from the body, and each key with its problems."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Place, Problem
from generator.site.front_matter import FrontMatter, Split, read_front_matter, split
from generator.site.front_readers import DataFile

BEGINNING = Place("a.md", 2, 1)


def read(text: str) -> tuple[FrontMatter, tuple[Problem, ...]]:
    front, problems = read_front_matter(text, "a.md", 2, "Europe/Berlin")
    assert front is not None
    return front, problems


def front(text: str) -> FrontMatter:
    found, problems = read(f"title: T\n{text}")
    assert problems == ()
    return found


def only_problem(text: str) -> Problem:
    problems = read(f"title: T\n{text}")[1]
    assert len(problems) == 1
    return problems[0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: 1\n---\nbody\n", Split("a: 1\n", "body\n", 4)),
        ("---\r\na: 1\r\n---\r\nbody\r\nmore", Split("a: 1\n", "body\nmore", 4)),
        ("---\ra: 1\r---\rbody", Split("a: 1\n", "body", 4)),
        ("\ufeff---\na: 1\n---\nbody", Split("a: 1\n", "body", 4)),
        ("--- \na: 1\n---\t\nbody", Split("a: 1\n", "body", 4)),
        ("---\n---\nbody", Split("", "body", 3)),
        ("---\na: 1\n---", Split("a: 1\n", "", 3)),
        ("---\na: |\n  ---\n---\nx\n---\n", Split("a: |\n  ---\n", "x\n---\n", 5)),
        ("---\na: 1\n----\n", Split("---\na: 1\n----\n", "", 1)),
        ("---", Split("---", "", 1)),
        ("# A\n\n---\n", Split(None, "# A\n\n---\n", 1)),
        ("----\n", Split(None, "----\n", 1)),
        ("", Split(None, "", 1)),
        ("\ufeffx\r\ny", Split(None, "x\ny", 1)),
    ],
)
def test_split(text: str, parts: Split) -> None:
    assert split(text) == parts


def test_no_front_matter() -> None:
    found, problems = read_front_matter(None, "a.md", 1, "UTC")
    assert found == FrontMatter(place=Place("a.md", 1, 1))
    assert [problem.place for problem in problems] == [Place("a.md", 1, 1)]
    assert "---" in problems[0].hint


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("+++\ntitle = 'A'\n+++\n", "in YAML"),
        ('{"title": "A"}\n', "in YAML"),
        ("\n---\ntitle: A\n---\n", "before the ---"),
        ("Title: A\n\nText", "begin the file"),
    ],
)
def test_what_stands_instead_of_front_matter(body: str, hint: str) -> None:
    _, (problem,) = read_front_matter(None, "a.md", 1, "UTC", body)
    assert hint in problem.hint


def test_front_matter_that_is_never_closed() -> None:
    parts = split("---\ntitle: x\n\n# Text: more\n")
    found, problems = read_front_matter(parts.front, "a.md", 2, "UTC")
    assert found is None
    assert [(each.place, each.source) for each in problems] == [(Place("a.md", 1, 1), "---")]


def test_what_is_no_yaml() -> None:
    found, problems = read_front_matter("title: a: b\n", "a.md", 2, "UTC")
    assert found is None
    assert [problem.place for problem in problems] == [Place("a.md", 2, 9)]


def test_everything() -> None:
    found = front(
        "date: 2024-05-01 10:00\nupdated: 2024-05-02\nslug: 0123\ndraft: true\n"
        "expires: 2030-01-01T00:00Z\nsummary: S\ntags: [a, 2024, true, a]\nseries: R\n"
        "image: i.png\nimage_alt: I\naliases: [/old/, /older/]\nlayout: wide\n"
        "data: [fees.csv, ../b/rates.v2.json]\nmath: tex\ntoc: false\nid: x-1\n"
        "extra: {z: 1, a: [true]}\n"
    )
    assert (found.title, found.slug, found.draft) == ("T", "0123", True)
    assert found.date == "2024-05-01T10:00:00+02:00"
    assert found.updated == "2024-05-02T00:00:00+02:00"
    assert found.expires == "2030-01-01T00:00:00+00:00"
    assert (found.summary, found.tags, found.series) == ("S", ("a", "2024", "true"), "R")
    assert (found.image, found.image_alt, found.layout) == ("i.png", "I", "wide")
    assert (found.math, found.toc, found.id) == ("tex", False, "x-1")
    assert found.extra == '{"z":1,"a":[true]}'
    source = "data: [fees.csv, ../b/rates.v2.json]"
    assert found.data == (
        DataFile("fees", "fees.csv", Place("a.md", 15, 8), source),
        DataFile("rates", "../b/rates.v2.json", Place("a.md", 15, 18), source),
    )
    line = "aliases: [/old/, /older/]"
    assert found.place_of("aliases", 1) == (Place("a.md", 13, 18), line)
    assert found.place_of("image") == (Place("a.md", 11, 8), "image: i.png")
    assert found.place_of("series") == (BEGINNING, "")
    assert found.place_of("aliases", 2) == (BEGINNING, "")


def test_a_title_is_enough() -> None:
    places = (("title", Place("a.md", 2, 8), "title: T"),)
    assert front("") == FrontMatter(title="T", place=BEGINNING, places=places)


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("lastmod: 2024-01-01T00:00Z", "updated", "2024-01-01T00:00:00+00:00"),
        ("modified: 2024-01-01T00:00Z", "updated", "2024-01-01T00:00:00+00:00"),
        ("description: S", "summary", "S"),
        ("redirect_from: /old/", "aliases", ("/old/",)),
        ("cover: c.png\nimage_alt: ''", "image", "c.png"),
    ],
)
def test_synonyms(written: str, key: str, value: object) -> None:
    assert getattr(front(written), key) == value


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("data: fees.csv", [("fees", "fees.csv")]),
        ("data: {a: x.csv, b: /y.csv}", [("a", "x.csv"), ("b", "/y.csv")]),
    ],
)
def test_forms_of_data(text: str, data: list[tuple[str, str]]) -> None:
    assert [(file.name, file.path) for file in front(text).data] == data


@pytest.mark.parametrize("title", ["yes", "1984", "12:30:45", "2024-05-01", '"true"'])
def test_titles_stay_as_they_are_written(title: str) -> None:
    found, problems = read(f"title: {title}")
    assert (found.title, problems) == (title.strip('"'), ())


WRONG = [
    ("date: 2024-02-30", 7, "no date", "2024-05-31"),
    ("date: 13/05/2024", 7, "not a date", "2024-05-31"),
    ("date: [2024-01-01]", 7, "text, not a list", ""),
    ("expires: 2024-03-31 02:30", 10, "did not happen", "offset"),
    ("draft: yes", 8, "true or false", "write true"),
    ("math: 1", 7, "true, false or tex", "write true"),
    ("math: TeX", 7, "true, false or tex", '"tex"'),
    ("slug: a/b", 7, 'cannot hold "/"', "permalink"),
    ("tags: [a, ~]", 11, "texts, not nothing", ""),
    ("tags: [a, ' ']", 11, "empty", ""),
    ("image: true", 8, "text, not true", '"true"'),
    ("data: [a.csv, b/a.json]", 15, 'the name "a" already', "data: {"),
    ("data: {a: ~}", 11, '"a" is empty', ""),
    ("data: {a: {types: {b: text}}}", 11, '"file" is missing', "a: {file: a.csv}"),
    ("data: {a: {file: a.csv, type: {}}}", 25, 'unknown key "type"', "types"),
    ("data: {a: {file: a.csv, types: {b: txt}}}", 36, "one of number, date, text", "text"),
    ("data: {a: {file: a.csv, types: text}}", 32, "a mapping", ""),
    ("extra: x", 8, "a mapping", ""),
    ("titel: T", 1, 'unknown key "titel"', "title"),
    ("discription: T", 1, "unknown key", "description"),
    ("mood: fine", 1, "unknown key", "extra:"),
    ("categories: [a]", 1, "unknown key", "tags:"),
    ("permalink: /a/", 1, "unknown key", "slug:"),
    ("published: false", 1, "unknown key", "draft: true"),
    ("publishDate: 2024-01-01", 1, "unknown key", "date:"),
    ("title: U", 1, '"title" stands twice, first in line 2', ""),
]


@pytest.mark.parametrize(("text", "column", "message", "hint"), WRONG)
def test_wrong(text: str, column: int, message: str, hint: str) -> None:
    problem = only_problem(text)
    assert problem.severity == "error"
    assert problem.place == Place("a.md", 3, column)
    assert message in problem.message
    assert hint in problem.hint
    assert problem.source == text


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("tags: a, b", 3, "one tag with a comma"),
        ("date: 2024-10-27 02:30", 3, "came twice"),
        ("date: 2024-05-01\nexpires: 2024-04-01", 4, "never shown"),
        ("summary: We are #1", 3, "comment"),
        ("image: a.png", 3, "nothing tells those who cannot see this image"),
    ],
)
def test_doubtful(text: str, line: int, message: str) -> None:
    problem = only_problem(text)
    assert problem.severity == "warning"
    assert problem.place is not None
    assert problem.place.line == line
    assert message in problem.message


def test_a_key_and_its_synonym() -> None:
    problem = only_problem("image: a.png\ncover: b.png\nimage_alt: ''")
    assert problem.message == '"image" and "cover" mean the same'
    assert problem.place == Place("a.md", 4, 1)


@pytest.mark.parametrize(("text", "state"), [("", "missing"), ("title:", "empty")])
def test_a_title_is_wanted(text: str, state: str) -> None:
    found, problems = read(text)
    assert found == FrontMatter(place=BEGINNING)
    assert [problem.message for problem in problems] == [f'"title" is {state}']


def test_all_problems_are_found_at_once() -> None:
    _, problems = read("titel: A\ndate: x\ndraft: no\nlayout: [a]\n")
    assert [problem.place and problem.place.line for problem in problems] == [2, 3, 4, 5, 2]


@given(st.text())
def test_split_keeps_every_line(text: str) -> None:
    parts = split(text)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if parts.body:
        assert parts.body.split("\n") == lines[parts.body_line - 1 :]


keys = st.sampled_from(
    [name for name in FrontMatter.__struct_fields__ if not name.startswith("place")]
)
written = st.text(max_size=20) | st.sampled_from(
    ["[a, b]", "{a: b}", "true", "12", "2024-05-01", "~", "&a x", "*a", "'", "[", "|", "{a: [1]}"]
)


@given(st.lists(st.tuples(keys, written), max_size=6))
def test_no_front_matter_raises(entries: list[tuple[str, str]]) -> None:
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in entries) + "---\n"
    parts = split(text)
    found, problems = read_front_matter(parts.front, "a.md", 2, "Europe/Berlin")
    assert found is not None or problems


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for source in (text, f"---\n{text}\n---\n"):
        parts = split(source)
        read_front_matter(parts.front, "a.md", 2, "Europe/Berlin")


def test_a_thousand_are_read_quickly() -> None:
    text = (
        "---\ntitle: A post about something\ndate: 2024-05-01 10:15\ntags: [a, b, c]\n"
        'summary: "Some text"\nslug: hello\ndraft: false\n---\nbody\n'
    )
    started = time.process_time()
    for _ in range(1000):
        read_front_matter(split(text).front, "a.md", 2, "Europe/Berlin")
    assert time.process_time() - started < 0.6


LONG = "a" * 300


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        (f"slug: {LONG}", "no address can be made of this", 7),
        (f"slug: {'漢' * 100}", "no address can be made of this", 7),
        ("slug: " + "\ufdfa" * 20, "no address can be made of this", 7),
        ('slug: " "', '" " has no letter and no digit', 7),
        ('slug: "a\\u202eb"', "a slug cannot hold U+202E", 7),
        (f"tags: [a, {LONG}]", "no address can be made of this", 11),
        (f"series: {LONG}", "no address can be made of this", 9),
        (f"aliases: [/a/, /{LONG}]", "no file can be published here", 16),
        (f"aliases: [/{'a/' * 600}]", "no file can be published here", 11),
        ('aliases: ["/a%00b/"]', "no file can be published here: it holds U+0000", 11),
        ('aliases: ["/a%0ab/"]', "no file can be published here: it holds U+000A", 11),
        ('aliases: ["/%ff/"]', '"/%ff/" is not the path of an address', 11),
        ('aliases: ["/ /"]', '"/ /" is not the path of an address', 11),
        ("aliases: [/.git/config]", '"/.git/config" is not the path of an address', 11),
        ("aliases: [/a/.env]", '"/a/.env" is not the path of an address', 11),
        ('aliases: ["javascript:alert(1)"]', "is not the path of an address", 11),
        ('aliases: ["data:text/html,x"]', "is not the path of an address", 11),
        ('data: {"": a.csv}', "a data file needs a name", 8),
    ],
)
def test_what_cannot_be_an_address_is_told_at_its_place(
    text: str, message: str, column: int
) -> None:
    problem = only_problem(text)
    assert message in problem.message
    assert problem.place == Place("a.md", 3, column)


@pytest.mark.parametrize("text", ['title: ""', 'title: " "', 'title: "\\u200e\\u200f"'])
def test_a_title_that_nobody_can_see_is_none(text: str) -> None:
    (problem,) = read(text)[1]
    assert (problem.message, problem.place) == ('"title" is empty', Place("a.md", 2, 8))


def test_more_tags_than_a_post_can_have_are_told() -> None:
    found, (problem,) = read(f"title: T\ntags: [{', '.join(f't{n}' for n in range(10_000))}]")
    assert problem.message == "10,000 tags, and a post can have 100"
    assert problem.source.startswith("tags: [t0, t1, ")
    assert len(found.tags) == 100


@pytest.mark.parametrize("key", ["date", "updated", "expires"])
def test_an_empty_text_is_no_date(key: str) -> None:
    problem = only_problem(f'{key}: ""')
    assert (problem.message, problem.place) == ('"" is not a date', Place("a.md", 3, len(key) + 3))
