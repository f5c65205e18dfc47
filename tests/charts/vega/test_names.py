"""Names of bars: each is there, in lines, turned where that is not enough, or beside its bar."""

import json
import re

from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import texts

NAMES = ("Water supply and waste management", "Electricity and gas supply", "Mining", "IT",
         "Activities of households as employers of domestic personnel", "Arts and entertainment",
         "Public administration and defence")  # fmt: skip
UPRIGHT = "mark: bar\nx: name\ny: n\nalt: z\n"
LYING = "mark: bar\ny: name\nx: n\nalt: z\n"


def both(text: str, names: tuple[str, ...]) -> tuple[str, str]:
    rows = "".join(f"  - {{name: {name}, n: {n + 1}}}\n" for n, name in enumerate(names))
    result: Drawn = drawn("chart", f"data:\n{rows}{text}")
    assert not result.made.problems
    assert result.figure.narrow
    return result.svg, result.store[result.figure.narrow.svg.digest].decode()


def told(svg: str) -> str:
    """Return all that is written, the lines of a text behind one another."""
    return " | ".join(" ".join(re.findall(r">([^<]+)<", each))
                      for each in re.findall(r"<text.*?</text>", svg))  # fmt: skip


def test_every_bar_has_its_whole_name() -> None:
    for text in (UPRIGHT, LYING):
        for svg in both(text, NAMES):
            assert all(name in told(svg) for name in NAMES), told(svg)


def test_short_names_stand_upright_and_are_turned_on_phones() -> None:
    names = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta")
    wide, narrow = both(UPRIGHT, names)
    assert "rotate(-90" not in re.sub(r"<text[^>]*>n</text>", "", wide)
    assert narrow.count("rotate(-90") >= len(names)
    assert all(name in told(narrow) for name in names)


def test_names_in_two_lines_stay_upright() -> None:
    wide, _ = both(UPRIGHT, ("Domestic personnel", "Public administration", "Waste management"))
    assert "Public administration" in told(wide)
    assert "rotate(-90" not in re.sub(r"<text[^>]*>n</text>", "", wide)


def test_lying_bars_keep_two_thirds_of_a_phone() -> None:
    _, narrow = both(LYING.replace("y: name", "y: {field: name, axis: {labelLimit: 300}}"), NAMES)
    rules = [float(each) for each in re.findall(r"translate\((\d+(?:\.\d+)?),", narrow)]
    assert rules[0] < 342 * 0.45
    assert all(name in told(narrow) for name in NAMES)


def test_years_may_make_way_for_one_another() -> None:
    rows = "".join(f"  - {{year: {year}, n: 3}}\n" for year in range(1950, 2020))
    svg = drawn("chart", f"data:\n{rows}mark: bar\nx: year\ny: n\nalt: z\n").svg
    assert ">1950<" in svg
    assert ">1951<" not in svg


def test_who_turns_names_himself_is_obeyed() -> None:
    text = UPRIGHT.replace("x: name", "x: {field: name, axis: {labelAngle: -30}}")
    assert "rotate(330" in both(text, ("Alpha", "Beta"))[0]


def test_names_that_a_legend_takes_the_room_from_are_turned_and_whole() -> None:
    names = ("Glabron", "Manchuria", "No. 457", "Peatland", "Svansota", "Trebi", "Velvet",
             "Wisconsin No. 38", "Ottawa North", "Morris")  # fmt: skip
    rows = "".join(
        f"  - {{name: {name}, site: {site}, n: {len(name)}}}\n"
        for name in names
        for site in ("University Farm", "Grand Rapids")
    )
    result = drawn("chart", f"data:\n{rows}{UPRIGHT}color: site\n")
    assert result.svg.count("rotate(-90") >= len(names)
    assert result.told == []  # none is cut off at the edge


def test_turned_names_stand_within_the_drawing() -> None:
    rows = "".join(f"  - {{name: {name}, n: {n + 1}}}\n" for n, name in enumerate(NAMES))
    text = "mark: heatmap\nx: {field: name, title: Last}\ny: name\ncolor: n\nalt: z\n"
    result = drawn("chart", f"data:\n{rows}{text}")
    assert result.figure.narrow
    for svg in (result.svg, result.store[result.figure.narrow.svg.digest].decode()):
        height = float(re.findall(r' height="([\d.]+)"', svg)[0])
        assert texts(svg)["Last"].top < height


def test_months_and_weekdays_stand_upright_where_they_have_room() -> None:
    rows = "".join(
        f"  - {{day: 2024-{month:02}-0{month % 7 + 1}, n: 3}}\n" for month in range(1, 13)
    )
    for unit, name in (("month", "Sep"), ("day", "Tue"), ("yearmonth", "Sep 2024")):
        svg = drawn("chart", f"data:\n{rows}mark: bar\nx: {unit}(day):O\ny: sum(n)\nalt: z\n").svg
        assert name in told(svg)
        turned = re.findall(r"<text[^>]*rotate\(-90[^>]*>([^<]+)<", svg)
        assert (len(turned) > 1) == (unit == "yearmonth"), turned


def test_names_of_times_are_as_long_as_in_their_language() -> None:
    months = [{"day": f"2024-{month:02}-01", "n": 3} for month in range(1, 13)]
    encoding = {
        "x": {"timeUnit": "month", "field": "day", "type": "ordinal", "title": None},
        "y": {"field": "n", "type": "quantitative", "title": None},
    }
    spec = {"data": {"values": months}, "mark": "bar", "width": 360, "encoding": encoding}
    for language, name, is_turned in (("de", "Sep", False), ("fr", "sept.", True)):
        svg = drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}", language=language).svg
        assert name in told(svg)
        assert ("rotate(-90" in svg) == is_turned


def test_an_angle_that_is_computed_is_the_authors() -> None:
    x = {"field": "fee", "type": "nominal", "axis": {"labelAngle": {"expr": "width > 1 ? 45 : 0"}}}
    encoding = {"x": x, "y": {"field": "value", "type": "quantitative"}}
    spec = {"data": {"url": "fees.csv"}, "mark": "bar", "encoding": encoding}
    assert "rotate(45" in drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}").svg


def test_names_that_a_legend_leaves_no_second_line_are_not_cut_off() -> None:
    rows = "name,n\n" + "".join(f"Extremely high {name},{n + 1}\n" for n, name in enumerate(NAMES))
    text = (
        "data: names.csv\nmark: point\ny: name\nx: n\nsize: {field: n, scale: {rangeMax: 3000}}\n"
    )
    result = drawn("chart", f"{text}alt: z\nheight: 260\n", files={"names.csv": rows})
    assert not [message for _, message, _ in result.told if "cut off" in message]


def test_months_of_many_rows_are_turned_and_not_left_out() -> None:
    days = [
        f"{year}-{month:02}-{day:02},{month}\n"
        for year in range(2012, 2016)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    encoding = {
        "x": {"timeUnit": "month", "field": "day", "type": "ordinal"},
        "y": {"aggregate": "mean", "field": "n"},
    }
    spec = {"data": {"url": "d.csv"}, "mark": "bar", "width": 160, "encoding": encoding}
    files = {"d.csv": "day,n\n" + "".join(days)}
    result = drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}", files=files)
    assert result.told == []
    assert {"Jan", "Feb", "Sep", "Dec"} <= texts(result.svg).keys()
