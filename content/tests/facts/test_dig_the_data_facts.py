"""The facts in the post on Dig the Data are the true ones, and its figures those of its data."""

import csv
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Literal

import pytest

from content.tests.building import DIG_THE_DATA, Blog, elements, labels, plain, value
from content.tests.facts.reading import text

Grade = tuple[str, str, str, int, str]
SENTENCES = (
    "we have a series of data stories that we call Dig the Data",
    "StoreGrader, an app for web shops that I worked on",
    "The very first edition of Dig the Data was one static image, made by Julia, who is a designer",
    "Static graphics have a niceness of their own",
    "the edition after that was interactive all over",
    "It was also plain",
    "one infographic that has both",
    (
        "Maria, also a designer, and I joined static insights, with a bit of animation, to"
        " interactive graphs that one can explore"
    ),
    "I don’t have StoreGrader’s real grades to show here",
    "The data below are made up",
    "no real shop was graded",
    "Not StoreGrader’s figures",
)


@pytest.fixture
def grades(sources: Path) -> list[Grade]:
    with (sources / DIG_THE_DATA).with_name("grades.csv").open(encoding="utf-8") as file:
        return [
            (row["shop"], row["category"], row["criterion"], int(row["points"]), row["grade"])
            for row in csv.DictReader(file)
        ]


def points(grades: list[Grade], at: Literal[1, 2]) -> dict[str, float]:
    names = {grade[at] for grade in grades}
    return {name: mean(g[3] for g in grades if g[at] == name) for name in sorted(names)}


def shown(number: float) -> str:
    return str(int(number + 0.5))


@pytest.mark.parametrize("said", SENTENCES)
def test_the_page_says(rooted: Blog, said: str) -> None:
    assert said in text(rooted, DIG_THE_DATA)


def test_the_numbers_in_the_prose_are_those_of_the_data(rooted: Blog, grades: list[Grade]) -> None:
    said = text(rooted, DIG_THE_DATA)
    assert f"invents {len({shop for shop, *_ in grades})} web shops" in said
    assert f"all {len(grades)} grades are made up" in said
    best = points(grades, 1)["Electronics"]
    everybody = mean(grade[3] for grade in grades)
    assert f"that’s {shown(best)} points for Electronics, against {shown(everybody)} for" in said
    slow = mean(g[3] for g in grades if g[1:3] == ("Fashion", "Speed"))
    assert f"{shown(slow)} points for the speed of fashion shops" in said
    assert best == max(points(grades, 1).values())


def drawings(blog: Blog) -> Iterator[list[str]]:
    for svg in blog.pages[DIG_THE_DATA].query("#grades .panel-box > svg"):
        yield labels(svg)


def test_the_drawings_show_what_the_data_say(rooted: Blog, grades: list[Grade]) -> None:
    dig, by_category, by_criterion, till, columns, cells = drawings(rooted)
    categories, criteria = points(grades, 1), points(grades, 2)
    assert {*categories, *map(shown, categories.values())} <= set(dig)
    assert {str(len(grades)), "STOREGRADER EDITION · ALL SHOPS MADE UP"} <= set(dig)
    assert {*categories, *map(shown, categories.values())} <= set(by_category)
    assert {*criteria, *map(shown, criteria.values())} <= set(by_criterion)
    assert {*criteria, *map(shown, criteria.values())} <= set(till)
    counts = {letter: sum(grade[4] == letter for grade in grades) for letter in "ABCDF"}
    assert {*counts, *map(str, counts.values())} <= set(columns)
    assert {*categories, *criteria} <= set(cells)


def test_the_words_for_those_who_cannot_see_it_are_those_of_the_data(
    rooted: Blog, grades: list[Grade]
) -> None:
    (frame,) = rooted.pages[DIG_THE_DATA].query("#grades .infographic")
    words = plain(value(frame, "aria-label") or "")
    assert "made-up grades of 144 web shops" in words
    found = points(grades, 1)
    for name in ("Electronics", "Toys", "Sports"):
        assert f"{name} {shown(found[name])}" in words
    assert f"Fashion and Home {shown(found['Home'])}, Food {shown(found['Food'])}" in words
    told = [plain(value(svg, "aria-label") or "") for svg in elements(frame) if svg.name == "svg"]
    criteria = points(grades, 2)
    assert any(f"Pictures lead with {shown(criteria['Pictures'])}" in each for each in told)
    counts = [f"{sum(g[4] == letter for g in grades)} times {letter}" for letter in "ABCDF"]
    assert any(", ".join(counts[:4]) + f" and {counts[4]}" in each for each in told)


def test_the_picture_for_feeds_is_the_whole(rooted: Blog) -> None:
    assert "figures/posts/dig-the-data-storegrader/grades.png" in rooted.files
    assert "/figures/posts/dig-the-data-storegrader/grades.png" in rooted.text("feed.json")
