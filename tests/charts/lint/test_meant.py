"""Columns that were meant as something else than what they are drawn as."""

import pytest

from generator.charts.lint.meant import Doubts
from generator.data.dataset import Doubt
from tests.charts.drawing import drawn

FILES = {
    "people.csv": "town,people\nA,1234\nB,n/k\nC,950\nD,31000\n",
    "sure.csv": 'town,people\nA,"1,234"\nB,"2,345"\n',
    "days.csv": "day,n\n05/06/2024,1\n03/03/2024,2\n07/08/2024,3\n",
    "odd.csv": "day,n\n2024-01-31,1\n2024-02-01,2\n2024-0x-01,3\n",
    "codes.csv": "t,n\n20240105,1\n20240106,2\n",
    "many.csv": "name,n\n" + "".join(f"a{each},{each}\n" for each in range(1100)),
    "sizes.csv": "size,n\n1,1\n2,2\n3,3\nXL,4\n",
}


def told(data: str, x: str, y: str, mark: str = "bar") -> list[tuple[str, str, str]]:
    text = f"data: {data}\nmark: {mark}\nx: {x}\ny: {y}\nalt: z\n"
    made = drawn("chart", text, files=FILES)
    return [(each.severity, each.message, each.hint) for each in made.made.problems]


def test_one_odd_cell_among_numbers_is_told_with_its_place() -> None:
    ((severity, message, hint),) = told("people.csv", "town", "people")
    assert severity == "warning"
    assert message == (
        '3 of 4 values of "people" are numbers; the other is "n/k" (content/people.csv:3:3)'
    )
    assert "leave such a cell empty" in hint


def test_what_is_said_to_be_names_is_in_no_doubt() -> None:
    assert told("sizes.csv", "size:N", "n") == []
    assert len(told("sizes.csv", "size", "n")) == 1


def test_a_hint_leads_to_how_numbers_are_written() -> None:
    ((severity, message, hint),) = told("sure.csv", "town", "people:Q")
    assert (severity, message) == ("error", '"people" is text, not numbers')
    assert 'types: {people: "number en"}' in hint
    assert "nominal" not in hint


def test_dates_that_can_be_read_in_two_ways_are_refused() -> None:
    ((severity, message, hint),) = told("days.csv", "day:T", "n", "point")
    assert severity == "error"
    assert message.startswith('2 of 3 dates of "day" can be read day first or month first')
    assert 'types: {day: "date %d/%m/%Y"}' in hint


def test_that_they_can_is_told_of_their_months_too() -> None:
    ((severity, message, _),) = told(
        "days.csv", "{field: day, timeUnit: month, type: ordinal}", "n"
    )
    assert severity == "error"
    assert message.startswith('2 of 3 dates of "day" can be read day first or month first')


def test_dates_that_cannot_be_read_are_counted() -> None:
    ((severity, message, _),) = told("odd.csv", "day:T", "n", "point")
    assert (severity, message[:35]) == ("warning", '1 of 3 values of "day" are no dates')


def test_numbers_that_are_no_milliseconds_are_told() -> None:
    ((severity, message, _),) = told("codes.csv", "t:T", "n", "point")
    assert (severity, message[-23:]) == ("warning", "all lie in January 1970")


def test_no_axis_has_names_without_end() -> None:
    ((severity, message, _),) = told("many.csv", "name", "n")
    assert severity == "error"
    assert message == '"name" would be 1,100 names along an axis, and 1,000 are the most'


@pytest.mark.parametrize("values", ["[{a: '1,5', b: x}, {a: '2,5', b: y}, {a: n/k, b: z}]"])
def test_rows_in_the_block_are_judged_too(values: str) -> None:
    ((_, message, hint),) = told(values, "b", "a:Q")
    assert message == '"a" is text, not numbers'
    assert hint.startswith('2 of 3 values of "a" are numbers; the other is "n/k"')


def test_rows_in_the_block_are_read_as_those_of_a_file() -> None:
    rows = "[{a: '1.234,5', day: 25/06/2024}, {a: '2,5', day: 05/07/2024}]"
    text = f"data: {rows}\nmark: line\nx: day\ny: a\nalt: z\n"
    made = drawn("chart", text)
    assert made.told == []
    assert b'"type":"utc"' in made.spec
    assert b"1234.5" in made.spec


def test_columns_of_datasets_are_judged_where_they_are_read() -> None:
    sizes = ["1", "2", "3", "XL"]
    assert Doubts({}, "").of("size", sizes) is not None
    assert Doubts({"size": None}, "").of("size", sizes) is None
    assert Doubts({"size": Doubt("told", "", is_certain=True)}, "").of("size", sizes) is None


@pytest.mark.parametrize(
    ("parse", "count"), [("date", 1), ("date:'%d/%m/%Y'", 0), ("utc:'%m/%d/%Y'", 0)]
)
def test_only_a_pattern_says_how_dates_of_a_specification_are_written(
    parse: str, count: int
) -> None:
    data = f'{{"url": "days.csv", "format": {{"parse": {{"day": "{parse}"}}}}}}'
    x = '{"field": "day", "type": "temporal"}'
    text = f'#| alt: z\n{{"data": {data}, "mark": "point", "encoding": {{"x": {x}}}}}\n'
    made = drawn("vega-lite", text, files=FILES)
    told = [each.message for each in made.made.problems if "day first" in each.message]
    assert len(told) == count
    assert made.made.value is None or made.svg.count('aria-roledescription="point"') == 3
