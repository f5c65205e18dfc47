"""Columns of any name: each is drawn, told in the table and in the tooltip, or refused by name."""

import json
import re
from html import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.charts.fields import (
    EVERY,
    LITERAL,
    SAID,
    columns_asked,
    field_of,
    name_of,
    steps_of,
    text_of_literal,
)
from generator.charts.spec import walk
from generator.charts.titles import spoken
from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import bars, shapes

LITERAL_IN = re.compile(LITERAL, re.DOTALL)
ODD = [
    "Body Mass [g]", "Temp. max", "Region.", ".x", "a..b", "Women's share", 'the "best"', "a\\b",
    "a\\.b", "a]b[", "['a']", "two\nlines", "tab\there", "x:Q", "mean(x)", "count()", "2024", "-x",
    " edge ", "größe", "温度.最高", "درجة.القصوى", "🎉.🎉", "e\u0301.", "datum", "*", "{{x}}",
    "<b>.", "my_a\\b", "x_\n_y", "\u2028.", "repeat",
    "field", "width", "price (EUR):Q", "null", "a.b.c", "x'.y", "type",
]  # fmt: skip


def written(name: str) -> str:
    return json.dumps(name, ensure_ascii=False).replace("\u2028", r"\u2028")


def files(name: str) -> dict[str, str]:
    rows = [{"kind": "A", name: 3, "rank": 2}, {"kind": "B", name: 6, "rank": 1}]
    return {"d.json": json.dumps(rows)}


def heights(made: Drawn) -> list[float]:
    return [round(each.height, 1) for each in bars(made.svg)]


def told(made: Drawn) -> list[str]:
    """Return what is told but that no font has the letters of a name."""
    return [message for _, message, _ in made.told if "no font at hand" not in message]


def check_shown(made: Drawn, name: str) -> None:
    first, second = heights(made)
    assert second == pytest.approx(2 * first, rel=0.01)
    assert made.figure.table
    assert f">{escape(name)}</th>" in made.store[made.figure.table.html.digest].decode()
    assert {name, spoken(name)} & set(told_in_tooltips(made))


def told_in_tooltips(made: Drawn) -> list[str]:
    every = (part for path, part in walk(json.loads(made.spec)) if "tooltip" in path)
    found = (each for part in every if isinstance(part, str) for each in LITERAL_IN.findall(part))
    return [text_of_literal(each) for each in found]


@pytest.mark.parametrize("name", ODD)
def test_a_column_of_any_name_is_drawn_and_told(name: str) -> None:
    made = drawn("chart", f"data: d.json\nmark: bar\nx: kind\ny: {written(name)}\nalt: z\n",
                 files=files(name))  # fmt: skip
    assert told(made) == []
    check_shown(made, name)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=8))
def test_any_text_is_a_name(name: str) -> None:
    assume(name not in ("kind", "rank"))
    made = drawn("chart", f"data: d.json\nmark: bar\nx: kind\ny: {written(name)}\nalt: z\n",
                 files=files(name))  # fmt: skip
    assert told(made) == []
    check_shown(made, name)


def same_as_plain(kind: str, text: str, odd: str) -> None:
    """Compare what is drawn with the same under plain names; $n, $k and $r stand for columns."""
    every = [_drawn_with(kind, text, each) for each in ("", odd)]
    assert [made.told for made in every] == [[], []]
    plain, other = ([(each.points, each.paint) for each in shapes(made.svg)] for made in every)
    assert len(plain) > 4
    assert other == plain


def _drawn_with(kind: str, text: str, odd: str) -> Drawn:
    names = {"$n": f"n{odd}", "$k": f"k{odd}", "$r": f"r{odd}"}
    for sign, name in names.items():
        field = field_of(name) if kind == "altair" else name
        text = text.replace(f"{sign}!", json.dumps(f"datum[{json.dumps(name)}]")[1:-1])
        text = text.replace(sign, json.dumps(field)[1:-1])
    rows = [{names["$k"]: "ABC"[i % 3], names["$n"]: i % 5 + 1, names["$r"]: f"g{i % 2}"}
            for i in range(20)]  # fmt: skip
    return drawn(kind, text, files={"d.json": json.dumps(rows)})


CHARTS = [
    ('mark: bar\nx: {field: "$k", sort: "-$n", title: a}\ny: {field: "sum($n)", title: b}\n'
    'labels: true\ntransform: [{filter: "$n! > 1"}]\n'),
    ('mark: bar\nx: {field: "$k", sort: [C, A], title: a}\ny: {field: "$n", title: b}\n'
    'color: {field: "$r", legend: {title: c}}\ntooltip: ["$n", "$k:N"]\n'),
    'mark: pie\ntheta: {field: "sum($n)"}\ncolor: {field: "$k", title: c}\nlabels: true\n',
    'mark: boxplot\nx: {field: "$k", title: a}\ny: {field: "$n", title: b}\n',
    ('mark: heatmap\nx: {field: "$k", title: a}\ny: {field: "$r", title: b}\n'
    'color: {field: "mean($n)", title: c}\n'),
    ('mark: bar\nfacet: {field: "$r", title: t}\nx: {field: "$k", title: a}\n'
    'y: {field: "max($n)", title: b}\n'),
    ('mark: point\nx: {field: "$n", title: a}\ny: {field: "$k", title: b}\n'
    'opacity: {condition: {param: p, value: 1}, value: 0.1}\n'
    'params: {p: {select: point, field: "$k", value: [{"$k": A}]}}\n'),
    ('mark: bar\nx: {field: "$k", title: a}\ny: {field: "z.y", type: quantitative, title: b}\n'
    'transform: [{aggregate: [{op: mean, field: "$n", as: z.y}], groupby: ["$k"]}]\n'),
    ('mark: line\nx: {field: "$n", type: quantitative, title: a}\ny: {field: "count()", title: b}\n'
    'notes: [{x: 2, y: 2, text: here}]\nlines: [{y: 3}]\n'),
]  # fmt: skip


@pytest.mark.parametrize("text", CHARTS)
@pytest.mark.parametrize("odd", [". m['x']", '\\ "q\n'])
def test_a_chart_is_the_same_under_other_names(text: str, odd: str) -> None:
    same_as_plain("chart", f"data: d.json\nalt: z\n{text}", odd)


def test_a_column_is_meant_by_its_name_or_its_field() -> None:
    for field in ("a.b", "a\\.b", "['a.b']"):
        for kind in ("chart", "vega-lite"):
            x, y = {"field": "kind", "type": "nominal"}, {"field": field, "type": "quantitative"}
            spec = {
                "data": {"url": "d.json"},
                "mark": {"type": "bar", "tooltip": True},
                "encoding": {"x": x, "y": y},
            }
            text = (f"data: d.json\nmark: bar\nx: kind\ny: {written(field)}\nalt: z\n"
                    if kind == "chart" else f"#| alt: z\n{json.dumps(spec)}")  # fmt: skip
            made = drawn(kind, text, files=files("a.b"))
            assert made.told == []
            check_shown(made, "a.b")


def test_altair_has_its_own_escapes() -> None:
    for field in (r"a\\.b", "a.b"):
        encoded = f'mark_bar().encode(x="kind:N", y="{field}:Q")'
        code = f'#| alt: z\n#| data: d.json\nalt.Chart("d.json").{encoded}'
        made = drawn("altair", code, files=files("a.b"))
        assert made.told == []
        assert heights(made)[1] == pytest.approx(2 * heights(made)[0], rel=0.01)


def test_a_way_into_a_column_stays_one() -> None:
    rows = [{"kind": "A", "size": {"cm": [3, 1]}}, {"kind": "B", "size": {"cm": [6, 2]}}]
    text = "data: d.json\nmark: bar\nx: kind\ny: size.cm[0]:Q\nalt: z\n"
    made = drawn("chart", text, files={"d.json": json.dumps(rows)})
    assert made.told == []
    assert heights(made)[1] == pytest.approx(2 * heights(made)[0], rel=0.01)


@pytest.mark.parametrize(
    ("field", "near"),
    [("temp. Max", 'did you mean "Temp. max"?'), ("Temp", "its columns are Temp. max, kind, rank"),
     ("Temp. min", 'did you mean "Temp. max"?'), ("Tmp. max:Q", 'did you mean "Temp. max"?'),
     ("kind.x", 'write "kind" for the column itself')],
)  # fmt: skip
def test_what_is_no_column_is_told(field: str, near: str) -> None:
    text = f"data: d.json\nmark: bar\nx: kind\ny: {written(field)}\nalt: z\n"
    made = drawn("chart", text, files=files("Temp. max"))
    assert made.made.value is None
    ((_, _, hint),) = made.told
    assert near in hint


def test_ways_into_rows_are_read_as_vega_reads_them() -> None:
    assert steps_of("a.b[0].c") == ("a", "b", "0", "c")
    assert steps_of(r"a\.b") == ("a.b",)
    assert steps_of("['a.b']") == ("a.b",)
    assert steps_of('a["it\\"s"].c') == ("a", 'it"s', "c")
    assert [steps_of(each) for each in ("", ".", "a.", "a[", "it's", "]")] == [()] * 6
    assert name_of(r"a\[g\]") == "a[g]"
    assert name_of("a.b") == "a.b"


@given(st.text(min_size=1))
def test_a_field_leads_to_its_column(name: str) -> None:
    assert steps_of(field_of(name)) == (name,)


def test_an_expression_tells_its_columns() -> None:
    told = r"""datum.a + datum['it\'s'] + datum["b\\c"] - datum[which] + length(datum)"""
    assert list(columns_asked(told)) == ["a", "it's", "b\\c", SAID, EVERY]


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__", "valueOf"])
def test_a_word_of_javascript_is_told(name: str) -> None:
    text = f"data: d.json\nmark: bar\nx: kind\ny: mean({name})\nalt: z\n"
    ((place, message, hint),) = drawn("chart", text, files=files(name)).told
    assert (place, "sql" in hint) == ("content/a.md:13:4", True)
    assert message.startswith(f'no chart can draw a column called "{name}"')
