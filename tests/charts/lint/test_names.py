"""Numbers and periods that are drawn as names without having been meant so."""

import pytest

from tests.charts.drawing import drawn


def told(text: str, table: str, kind: str = "chart") -> list[tuple[str, str]]:
    head = "data: t.csv\nalt: z\n" if kind == "chart" else "#| alt: z\n"
    made = drawn(kind, head + text, files={"t.csv": table})
    return [(message, hint) for _, message, hint in made.told]


@pytest.mark.parametrize("cells", ["12 kg,3 kg", "1.2M,3M", "\u00bd,2", "1234-,950-"])
def test_bars_without_a_length_are_told(cells: str) -> None:
    one, other = cells.split(",")
    ((message, hint),) = told("mark: bar\nx: town\ny: n\n", f"town,n\nA,{one}\nB,{other}\n")
    assert message == 'the bars have no length: "town" and "n" are drawn as names'
    assert hint.startswith(f'"n" holds texts such as "{one}"')
    assert "mark: rect" in hint


def test_so_are_numbers_that_a_specification_gives_no_type() -> None:
    spec = """{"data": {"url": "t.csv"}, "mark": "bar",
        "encoding": {"x": {"field": "town"}, "y": {"field": "rent"}}}"""
    rents = "town,rent\nA,1250\nB,1480\n"
    ((message, hint),) = told(spec, rents, "vega-lite")
    assert message == 'the bars have no length: "town" and "rent" are drawn as names'
    assert hint.startswith('"rent" holds numbers: its type is quantitative')
    stated = spec.replace('"rent"}', '"rent", "type": "ordinal"}')
    assert not told(stated, rents, "vega-lite")
    assert not told("mark: bar\nx: town\ny: rent:O\n", rents)
    assert not told("mark: bar\nx: town\ny: rent\n", rents)


def test_an_odd_cell_is_told_of_python_too() -> None:
    table = "town,n\nA,n/k\nB,12\nC,9\n"
    code = "#| data: t.csv\nalt.Chart(t).mark_bar().encode(x='town', y='n')\n"
    ((message, _),) = told(code, table, "altair")
    assert message.startswith('2 of 3 values of "n" are numbers; the other is "n/k"')
    assert not told(code.replace("'n'", "'n:N'"), table, "altair")


@pytest.mark.parametrize(
    ("names", "way"),
    [
        ("2024-W01 2024-W02 2024-W05 2024-W06", "date"),
        ("2024-Q1 2024-Q2 2024-Q4 2025-Q1", "date"),
        ("2024-01 2024-02 2024-05 2024-06", "date"),
        ("01/2024 02/2024 05/2024 06/2024", "date %m/%Y"),
        ("Jan_2024 Feb_2024 May_2024 Jun_2024", "date %b %Y"),
    ],
)
def test_missing_periods_between_names_are_told(names: str, way: str) -> None:
    written = [each.replace("_", " ") for each in names.split()]
    rows = [f"{each},{at}\n" for at, each in enumerate(written)]
    text = "mark: line\nx: when\ny: n\n"
    ((message, hint),) = told(text, "when,n\n" + "".join(rows))
    expected = f'along the names of "when" periods are missing once, first after {written[1]}'
    assert message == expected
    assert hint.startswith(f'types: {{when: "{way}"}}')
    assert not told(f"{text}gaps: false\n", "when,n\n" + "".join(rows))
    assert not told(text, "when,n\n" + "".join(rows[:2]))


def test_years_as_names_are_periods_under_a_name_that_says_so() -> None:
    years = "{},n\n2001,1\n2002,2\n2003,2\n2007,3\n"
    ((message, hint),) = told("mark: line\nx: year:O\ny: n\n", years.format("year"))
    assert message == 'along the names of "year" periods are missing once, first after 2003'
    assert hint.startswith('"year:Q" sets the years apart')
    assert not told("mark: line\nx: size:O\ny: n\n", years.format("size"))


def test_a_day_that_no_month_has_is_left_out_and_told() -> None:
    days = "day,n\n2024-02-30,1\n2024-06-06,2\n2024-06-07,3\n"
    ((message, _),) = told("mark: line\nx: day:T\ny: n\n", days)
    assert message == '1 of 3 values of "day" are no dates that can be read, such as "2024-02-30"'
    ((message, _),) = told("mark: line\nx: day\ny: n\n", days)
    assert message.startswith('2 of 3 values of "day" are dates; the other is "2024-02-30"')


def test_a_time_unit_of_names_says_what_it_takes() -> None:
    ((message, hint),) = told("mark: bar\nx: month(town)\ny: n\n", "town,n\nA,1\nB,2\n")
    assert message == '"town" holds no dates'
    assert hint == 'its first value is "A"; month() takes dates'
