"""Names at the ends of lines: one for each line, beside it, none over another."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from tests.charts.drawing import LOOK, Drawn, drawn
from tests.charts.shapes import lines, shapes, texts

NAMES = ["Ash", "Birch", "Cherry", "Dogwood", "Elm", "A tree whose name is very long indeed"]
LINE = 15
"""Pixels that a line of lettering takes."""


def made(text: str, spread: float, names: list[str] = NAMES, head: str = "kind") -> Drawn:
    table = f"year,v,{head}\n" + "".join(
        f'{year},{50 + (at - 2.5) * spread + (2004 - year) * at},"{name}"\n'
        for year in (2001, 2002, 2003, 2004)
        for at, name in enumerate(names)
    )
    return drawn("chart", f"data: t.csv\nalt: z\n{text}labels: end\n", files={"t.csv": table})


def starts(chart: Drawn, names: list[str] = NAMES) -> dict[str, float]:
    """Return how far down each name stands; of long ones the first line is looked for."""
    found = texts(chart.svg)
    return {
        name: next(each.top for text, each in found.items() if text.startswith(name[:10]))
        for name in names
    }


@pytest.mark.parametrize("spread", [0, 0.5, 2])
@pytest.mark.parametrize("y", ["v", "mean(v)"])
def test_no_name_lies_over_another(spread: float, y: str) -> None:
    chart = made(f"mark: line\nx: year\ny: {y}\ncolor: kind\n", spread)
    assert not chart.told
    down = sorted((top, name) for name, top in starts(chart).items())
    for (one, name), (other, _) in pairwise(down):
        assert other - one >= LINE * (3 if len(name) > 18 else 1) - 0.1
    if spread:
        assert [name for _, name in down] == NAMES[::-1]


def test_names_that_have_room_stand_at_their_lines() -> None:
    chart = made("mark: line\nx: year\ny: v\ncolor: kind\n", 15, NAMES[:3])
    ends = sorted(each.points[-1][1] for each in lines(chart.svg))
    tops = sorted(starts(chart, NAMES[:3]).values())
    for end, top in zip(ends, tops, strict=True):
        assert 0 <= top - end <= 6  # the text's baseline lies below its middle


def test_they_stand_in_place_of_the_legend_and_within_the_drawing() -> None:
    chart = made("mark: line\nx: year\ny: v\ncolor: kind\n", 8)
    assert [each.text for each in shapes(chart.svg)].count("Ash") == 1
    last = max(x for each in lines(chart.svg) for x, _ in each.points)
    longest = next(each for text, each in texts(chart.svg).items() if text.startswith("A tree"))
    assert last < longest.left < chart.figure.width - 100


def test_phones_have_them_too() -> None:
    look = replace(LOOK, narrow=342)
    text = "data: t.csv\nalt: z\nmark: line\nx: year\ny: v\ncolor: kind\nlabels: end\n"
    rows = [f"{year},1,{name}\n" for year in (2001, 2002) for name in ("Sozialdemokraten", "Green")]
    table = f"year,v,kind\n{''.join(rows)}"
    chart = drawn("chart", text, files={"t.csv": table}, look=look)
    assert chart.figure.narrow
    words = texts(chart.store[chart.figure.narrow.svg.digest].decode())
    assert words["Sozialdemokraten"].left <= 342 - 110
    assert abs(words["Sozialdemokraten"].top - words["Green"].top) >= LINE - 0.1


def test_months_and_small_multiples_end_where_their_lines_do() -> None:
    rows = [f"{m},{p},{k},{at}" for at, m in enumerate(("Jan", "Feb", "Mar", "Apr"))
            for p in "pq" for k in ("up", "down")]  # fmt: skip
    table = "month,panel,kind,v\n" + "\n".join(rows) + "\n"
    text = "mark: line\nx: month\ny: v\ncolor: kind\ncolumn: panel\nlabels: end\n"
    chart = drawn("chart", f"data: t.csv\nalt: z\n{text}", files={"t.csv": table})
    assert not chart.told
    said = [each.text for each in shapes(chart.svg)]
    assert (said.count("up"), said.count("down")) == (2, 2)
    right = max(each.left for each in shapes(chart.svg) if each.text == "Apr")
    assert max(each.left for each in shapes(chart.svg) if each.text == "up") > right


def test_a_name_of_a_column_may_be_any() -> None:
    chart = made("mark: line\nx: year\ny: v\ncolor: \"a 'b' [c].d\"\n", 8, head="a 'b' [c].d")
    assert not chart.told
    assert len(starts(chart)) == len(NAMES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mark: bar\nx: year\ny: v\n", "names at the end are for lines"),
        ("mark: line\nx: year\ny: mean(v)\n", "there are no lines to tell apart"),
    ],
)
def test_what_has_no_ends_is_told(text: str, message: str) -> None:
    ((place, told, hint),) = made(text, 1).told
    assert (place, told) == ("content/a.md:15:9", message)
    assert hint


def test_broken_lines_have_their_names_at_the_last_of_their_parts() -> None:
    table = "year,v,kind\n" + "".join(
        f"{year},{year - 1990 + len(kind)},{kind}\n"
        for kind in ("Ash", "Birch")
        for year in (2001, 2002, 2003, 2005, 2006)
    )
    text = "data: t.csv\nalt: z\nmark: line\nx: year\ny: v\ncolor: kind\nlabels: end\ngaps: true\n"
    chart = drawn("chart", text, files={"t.csv": table})
    assert not chart.told
    assert len(lines(chart.svg)) == 4
    assert [each.text for each in shapes(chart.svg) if each.text in ("Ash", "Birch")] == [
        "Ash",
        "Birch",
    ]
