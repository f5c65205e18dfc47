"""Layouts: a template is a part of those pages alone that can reach it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.engine import Blob, Read
from generator.pages.layouts import Layouts, Template, find_references
from generator.site.look import Look
from generator.site.theme import Theme
from tests.small_sites import Small, small_site, source


def layouts(**texts: str) -> Layouts:
    templates = {f"{name}.html": (f"{name}.html", Blob(text)) for name, text in texts.items()}
    return layouts_of(templates)


def layouts_of(templates: Mapping[str, tuple[str, Blob]], read: Read | None = None) -> Layouts:
    made = {
        name: find_references(Template(*each), read or read_digest).value
        for name, each in templates.items()
    }
    references = {name: each for name, each in made.items() if each}
    return Layouts(Theme("t", templates, {}, (), Look()), references)


def read_digest(blob: Blob) -> bytes:
    return blob.digest.encode()


def reached(found: Layouts, layout: str) -> set[str]:
    return {name.removesuffix(".html") for name, _, _ in found.find(layout).files}


@pytest.mark.parametrize(
    "tag",
    [
        '{% include "b.html" %}',
        "{%- extends 'b.html' -%}",
        "{%+ include 'b.html' ignore missing %}",
        '{% include "b.html" without context %}',
        '{% import "b.html" as b %}',
        '{%from "b.html" import c%}',
    ],
)
def test_a_name_in_quotes_is_followed(tag: str) -> None:
    assert reached(layouts(a=tag, b='{% include "c.html" %}', c="", d=""), "a.html") == {
        "a", "b", "c",
    }  # fmt: skip


@pytest.mark.parametrize(
    "tag",
    [
        "{% include name %}",
        '{% include "b" ~ ".html" %}',
        '{% extends "b.html" if x else "c.html" %}',
        '{% include ["b.html", "c.html"] %}',
        "{% extends(layout) %}",
    ],
)
def test_a_computed_name_reaches_all(tag: str) -> None:
    assert reached(layouts(a=tag, b="", c="", d=""), "a.html") == {"a", "b", "c", "d"}


@pytest.mark.parametrize("name", ["base", "figure", "_head"])
def test_what_pages_are_made_of_is_no_layout(name: str) -> None:
    problem = layouts(**{name: "", "post": ""}).missing(f"{name}.html", None)
    assert problem
    assert problem.message == f'"{name}" is no layout: a page of it would be empty'
    assert layouts(base="", post="").missing("post.html", None) is None


def test_figures_are_reached_by_every_page() -> None:
    found = layouts(a="", figure='{% include "part.html" %}', part="", other="")
    assert reached(found, "a.html") == {"a", "figure", "part"}


def test_templates_that_refer_to_one_another_end() -> None:
    found = layouts(a='{% include "b.html" %}', b='{% include "a.html" %}')
    assert reached(found, "a.html") == {"a", "b"}


def test_bytes_that_are_no_text_do_not_stop_the_search() -> None:
    def read(blob: Blob) -> bytes:
        return b'\xff{% include "a.html" %}'

    templates = {"a.html": ("a.html", Blob("1"))}
    found = layouts_of(templates, read)
    assert reached(found, "a.html") == {"a"}


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files: dict[str, str | bytes] = {
        "content/posts/a.md": source(title="A", tags=["one"]),
        "content/posts/b.md": source(title="B", tags=["two"]),
    }
    site = small_site(tmp_path, files)
    site.made()
    return site


def test_a_change_in_the_tag_list_remakes_it_alone(site: Small) -> None:
    site.write("themes/bare/templates/tags.html", "changed")
    report = site.made()
    assert report.tallies["compose"].made == 1
    assert site.text("tags/index.html") == "changed"


def test_a_change_in_a_part_remakes_the_lists_that_include_it(site: Small) -> None:
    site.write("themes/bare/templates/_posts.html", "changed")
    assert site.made().tallies["compose"].made == 1 + 2 + 1  # home, two tags, the archive


def test_a_change_in_a_part_reaches_layouts_that_compute_a_name(site: Small) -> None:
    site.write("themes/bare/templates/404.html", '{% include "_no" ~ "ne.html" ignore missing %}')
    site.made()
    site.write("themes/bare/templates/tags.html", "changed")
    assert site.made().tallies["compose"].made == 2


def test_a_template_that_nothing_reaches_remakes_nothing(site: Small) -> None:
    site.write("themes/bare/templates/unused.html", "{{ wrong")
    assert site.made().tallies["compose"].made == 0
