"""One category has one colour in all charts of a page."""

import re
from pathlib import Path

import pytest

from generator.charts.page_colors import agreed
from generator.charts.shared import Colored
from tests.small_sites import Small, small_site, source

TREES = "kind,year,n\n" + "".join(
    f"{kind},{year},{year - 1990 + at}\n"
    for at, kind in enumerate(("ash", "birch", "cherry"))
    for year in (2001, 2002, 2003)
)


def chart(name: str, more: str = "", color: str = "kind") -> str:
    return (
        f"```chart {{#{name}}}\ndata: t.csv\nmark: line\nx: year\ny: n\ncolor: {color}\n"
        f"alt: z\n{more}```\n\n"
    )


def site_of(tmp_path: Path, *blocks: str) -> Small:
    files = {"content/posts/a/index.md": source("".join(blocks)), "content/posts/a/t.csv": TREES}
    site = small_site(tmp_path, files)
    site.made()
    return site


def colors(site: Small, name: str) -> dict[str, str]:
    """Return the colours of a legend's symbols by the names beside them."""
    page = site.text("posts/a/index.html")
    svg = re.search(rf'<figure id="{name}".*?</svg>', page, re.DOTALL)
    assert svg
    names = re.findall(r">(ash|birch|cherry)<", svg[0])
    drawn = re.findall(r'<path[^>]*stroke="var\(--(chart-\d)\)"', svg[0])
    return dict(zip(names, drawn[-len(names) :], strict=True))


FILTER = "transform: [{filter: \"datum.kind != 'ash'\"}]\n"


def test_a_category_keeps_its_colour_where_another_is_missing(tmp_path: Path) -> None:
    site = site_of(tmp_path, chart("all"), chart("some", FILTER))
    every = colors(site, "all")
    assert every == {"ash": "chart-1", "birch": "chart-2", "cherry": "chart-3"}
    assert colors(site, "some") == {name: every[name] for name in ("birch", "cherry")}


def test_a_chart_alone_begins_with_the_first_colour(tmp_path: Path) -> None:
    site = site_of(tmp_path, chart("some", FILTER))
    assert colors(site, "some") == {"birch": "chart-1", "cherry": "chart-2"}


def test_colours_of_an_author_are_left_alone(tmp_path: Path) -> None:
    own = '{field: kind, scale: {range: ["#176", "#c72"]}}'
    site = site_of(tmp_path, chart("all"), chart("some", FILTER, own))
    assert "#176" in site.text("posts/a/index.html")
    assert colors(site, "all")["ash"] == "chart-1"


@pytest.mark.parametrize(
    ("charts", "expected"),
    [
        ([("a", "b"), ("a", "b")], {}),
        ([("a", "b"), ("b", "c")], {"kind": ("a", "b", "c")}),
        ([(1, 2), (2, 3)], {"kind": (1, 2, 3)}),
        ([("a", "b"), (1, 2)], {}),
        ([("a", "b", "c", "d", "e"), ("f", "g", "h", "i")], {}),
    ],
)
def test_charts_agree_where_they_differ(
    charts: list[tuple[str | int, ...]], expected: dict[str, tuple[str | int, ...]]
) -> None:
    made = agreed([(Colored("kind", each),) for each in charts])
    assert {column: each.categories for column, each in made.items()} == expected


def test_a_scale_that_also_names_its_categories_is_left_as_its_author_says(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, chart("all", color='{field: kind, scale: {domain: {unionWith: ["zelkova"]}}}')
    )
    assert ">zelkova<" in site.text("posts/a/index.html")
