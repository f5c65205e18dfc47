"""A new site: it builds at once without a word, and never lands on anybody's files.

Values as YAML and as Markdown: whatever is written is read back.
"""

from datetime import UTC, datetime
from math import acos, cos, pi, radians, tan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup.convert import convert
from generator.markup.parts import MarkupSource
from generator.pipeline.request import Request
from generator.problems import Problem
from generator.problems.yaml import Scalar, YamlMapping, YamlSequence, read_yaml
from generator.scaffolds.archetypes import Pattern, named_in, read_destination
from generator.scaffolds.starting import (
    NOT_IN_A_LINE,
    STARTER,
    markdown_text,
    start,
    write_new,
    yaml_list,
    yaml_text,
)
from tests.small_sites import NOW, Small, tree


def started(folder: Path, title: str = "") -> Small:
    made = start(folder, title, NOW)
    assert not isinstance(made, Problem)
    assert set(made) == set(tree(folder))
    return Small(folder)


def refused(folder: Path, title: str = "") -> Problem:
    made = start(folder, title, NOW)
    assert isinstance(made, Problem)
    return made


def test_a_new_site_builds_without_a_word(tmp_path: Path) -> None:
    site = started(tmp_path / "deep/my-notes")
    assert {path.split("/")[0] for path in tree(site.root)} == {
        ".gitignore", "content", "site.yaml",
    }  # fmt: skip
    counts = site.made().assembly.counts
    assert (counts.posts, counts.pages, counts.figures) == (1, 1, 1)
    home, post = site.text("index.html"), site.text("posts/how-long-is-a-day/index.html")
    assert "<title>My notes</title>" in home
    assert "1 June 2025" in post
    assert "has 5.7 hours" in post
    assert "longest 18.3" in post
    assert ">Figure 1</a> shows" in post
    assert site.text("about/index.html")


def test_its_post_counts_the_lines_of_its_chart_rightly() -> None:
    post = (STARTER / "content/posts/how-long-is-a-day/index.md").read_text(encoding="utf-8")
    block = post.split("```chart {#daylight}\n")[1].split("\n```")[0]
    assert len(block.splitlines()) == 8
    assert "eight lines" in post


def test_its_data_are_what_geometry_says() -> None:
    latitudes = {"Nairobi": -1.29, "Rome": 41.90, "Stockholm": 59.33}
    data = STARTER / "content/posts/how-long-is-a-day/daylight.csv"
    rows = [line.split(",") for line in data.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) == 36
    for day, place, hours in rows:
        number = datetime.fromisoformat(day).replace(tzinfo=UTC).timetuple().tm_yday
        tilt = radians(-23.44) * cos(2 * pi * (number + 10) / 365)
        angle = acos(-tan(radians(latitudes[place])) * tan(tilt))
        assert hours == f"{24 / pi * angle:.1f}"


@pytest.mark.parametrize("title", ['A "tale": of tea', "日本 🎉", "# yes", "null", "It's"])
def test_any_title_is_the_title_of_the_site(tmp_path: Path, title: str) -> None:
    site = started(tmp_path / "site", title)
    destination, problems = read_destination(Request(site.root, NOW))
    assert problems == ()
    assert destination is not None
    assert destination.settings.written == title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("my-notes", "My notes"),
        ("tea_and_data", "Tea and data"),
        ("日本", "日本"),
        ("-", "My site"),
    ],
)
def test_without_a_title_the_folder_gives_one(tmp_path: Path, name: str, title: str) -> None:
    site = started(tmp_path / name)
    assert (site.root / "site.yaml").read_text(encoding="utf-8").startswith(f"title: {title}\n")


def test_an_empty_folder_and_a_fresh_repository_will_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    started(tmp_path / "empty")
    (tmp_path / "fresh/.git").mkdir(parents=True)
    started(tmp_path / "fresh")


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "content/posts/a.md"])
def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, name: str) -> None:
    site = Small(tmp_path / "site")
    site.write(name, "mine")
    problem = refused(site.root)
    assert problem.message == f"this folder is not empty: {name.split('/', maxsplit=1)[0]} is in it"
    assert tree(site.root) == {name: b"mine"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert refused(tmp_path / "file").message == "this is a file"
    problem = refused(tmp_path / "file/site")
    assert problem.message.startswith("cannot be written: ")
    assert str(problem.place).startswith(str(tmp_path / "file/site"))


def test_a_title_is_one_line(tmp_path: Path) -> None:
    assert "line break" in refused(tmp_path / "site", "One\ntwo").message
    assert not (tmp_path / "site").exists()


def test_where_one_file_cannot_be_written_none_stays(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    problem = write_new(tmp_path, {"a": "1", "b": "2", "c": "3"})
    assert problem is not None
    assert str(problem.place) == "b"
    assert tree(tmp_path) == {"b": b"mine"}


def test_every_place_of_the_starter_is_filled() -> None:
    texts = (path.read_text(encoding="utf-8") for path in STARTER.rglob("*") if path.is_file())
    named = {name for text in texts for name in named_in(Pattern("", text))}
    assert named == {"title", "date"}


LINES = (
    st.text(st.characters(exclude_categories=sorted(NOT_IN_A_LINE)), min_size=1, max_size=60)  # type: ignore[arg-type]
    .map(str.strip)
    .filter(bool)
)
"""Any line of text that is not all space."""
TRICKY = [
    "Plain words", "a: b", "#1", "it's", '"quoted"', "'", "- x", "yes", "null", "~", "12", "1e3",
    "0o17", "[a]", "{a}", "a #b", "%", "@me", "`x`", "!tag", "&a", "*a", "|", ">", "?",
    "שלום: עולם", "🎉", "日本", "a\\b", "\\", "…", "a  b", "\u202eabc", "\ufeffx", "=", "<<", "---",
    "...",
]  # fmt: skip


def read_back(text: str) -> str:
    root = read_yaml(f"title: {yaml_text(text)}\n", "a.md").root
    assert isinstance(root, YamlMapping)
    value = root.entries[0].value
    assert isinstance(value, Scalar)
    return value.text


@pytest.mark.parametrize("text", TRICKY)
def test_a_tricky_text_is_read_back(text: str) -> None:
    assert read_back(text) == text


@given(LINES)
def test_any_line_is_read_back(text: str) -> None:
    assert read_back(text) == text


@given(st.lists(LINES, max_size=4))
def test_any_list_is_read_back(texts: list[str]) -> None:
    written = yaml_list(texts)
    assert "\n" not in written
    root = read_yaml(f"tags: {written}\n", "a.md").root
    assert isinstance(root, YamlMapping)
    value = root.entries[0].value
    assert isinstance(value, YamlSequence)
    assert [each.text for each in value.values if isinstance(each, Scalar)] == texts


@pytest.mark.parametrize("text", ["Plain words", "What coffee costs", "2025 in review", "日本 🎉"])
def test_a_plain_text_needs_no_quotes(text: str) -> None:
    assert yaml_text(text) == text


@pytest.mark.parametrize(
    "text", ["a *b* c", "a_b_", "`x`", "[a](b)", "$x$ and $y$", "{{ fees }}", "a \\ b", "<b> & c"]
)
def test_markdown_takes_nothing_in_a_text_for_a_mark(text: str) -> None:
    made = convert(MarkupSource("a.md", f"## {markdown_text(text)}\n", typography=False))
    assert made.problems == ()
    assert made.value is not None
    assert (made.value.values, made.value.links, made.value.has_math) == ((), (), False)
    assert [heading.text for heading in made.value.headings] == [text]
