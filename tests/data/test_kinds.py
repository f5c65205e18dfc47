"""What a column's cells mean where nobody says it, and what is told of those in doubt."""

import pytest

from generator.data.kinds import infer_cells, infer_values
from generator.data.stated import decimal_of, not_a_type

NUMBERS = [
    (["1", "2.5"], [1, 2.5]),
    (["1", "-", "n/a", "k.A.", "..", "NA"], [1, None, None, None, None, None]),
    (["1,5", "2", "–"], [1.5, 2, None]),
    (["31.000", "950", "1.234"], [31000, 950, 1234]),
    (["0.125", "1.250"], [0.125, 1.25]),
]


@pytest.mark.parametrize(("cells", "values"), NUMBERS)
def test_numbers_are_read_where_the_whole_column_agrees(
    cells: list[str], values: list[float | None]
) -> None:
    made = infer_cells(cells)
    assert (made.type, made.values) == ("number", values)


CODES = [
    ["01067", "10115"],
    ["NA", "DE", "SE"],
    ["+46701234567", "+4915112345678"],
    ["1e5", "2f3", "a10"],
    ["9007199254740993", "12"],
    ["inf", "nan1"],
]


@pytest.mark.parametrize("cells", CODES)
def test_codes_keep_their_letters_and_digits(cells: list[str]) -> None:
    made = infer_cells(cells)
    assert (made.type, made.values, made.doubt) == ("text", cells, None)


def test_among_words_na_is_nothing() -> None:
    assert infer_cells(["NA", "Berlin"]).values == [None, "Berlin"]


DOUBTS = [
    (["1234", "n/k", "950", "31000"], '3 of 4 values of {} are numbers; the other is "n/k"', 1),
    (["1,234", "2,345"], 'the comma in "1,234" of {} parts thousands or stands before decimals', 0),
    (["05/06/2024", "03/03/2024", "07/06/2024"], "2 of 3 dates of {} can be read day first", 0),
    (["13/01/2024", "01/13/2024"], "the dates of {} are written day first and month first", 1),
    (["2024-01-01", "2024-01-02", "soon"], "2 of 3 values of {} are dates; the other is", 2),
    (["12 %", "3 %", "5"], "the numbers of {} are not written alike", 2),
]


@pytest.mark.parametrize(("cells", "told", "row"), DOUBTS)
def test_what_a_column_may_have_been_meant_as_is_told(
    cells: list[str], told: str, row: int
) -> None:
    made = infer_cells(cells)
    assert made.type == "text"
    assert made.doubt is not None
    assert (made.doubt.message[: len(told)], made.doubt.row) == (told, row)


@pytest.mark.parametrize("cells", [["a", "b", "1"], ["XL", "1", "2", "M"], ["01", "1x"], ["", "x"]])
def test_names_are_in_no_doubt(cells: list[str]) -> None:
    assert infer_cells(cells).doubt is None


def test_values_of_json_are_read_as_cells_are() -> None:
    assert infer_values(["1.234,5", "2,5"]).values == [1234.5, 2.5]
    assert infer_values(["10115", "20095"]).type == "text"
    assert infer_values([1, "-", 2]).values == [1, None, 2]
    assert infer_values([9007199254740993, 1]).values == ["9007199254740993", "1"]
    assert infer_values(["19/06/2024", "05/06/2024"]).values == ["2024-06-19", "2024-06-05"]


def test_times_with_and_without_an_offset_are_told() -> None:
    made = infer_cells(["2024-01-01T10:00:00+01:00", "2024-01-02T10:00:00"])
    assert made.values == ["2024-01-01T10:00:00", "2024-01-02T10:00:00"]
    assert made.doubt is not None
    assert made.doubt.message.startswith("1 of 2 times of {} have an offset")


@pytest.mark.parametrize(
    ("language", "mark"), [("de", ","), ("en", "."), ("eu", ","), ("de-CH", "."), ("xx", "")]
)
def test_a_language_says_what_stands_before_decimals(language: str, mark: str) -> None:
    assert decimal_of(language) == mark


@pytest.mark.parametrize(
    "written",
    ["number", "number de", "date", "date %d/%m/%Y", "date %s", "date Europe/Berlin", "text"],
)
def test_types_may_say_how_a_column_is_written(written: str) -> None:
    assert not_a_type(written) == ("", "")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("number xx", 'number cannot be "xx"'),
        ("date %d/%m", 'date cannot be "%d/%m"'),
        ("date Mars/Base", 'date cannot be "Mars/Base"'),
        ("text de", 'text cannot be "de"'),
        ("numbr", 'no type "numbr": one of number, date, text, boolean'),
    ],
)
def test_a_type_that_is_none_is_told(written: str, message: str) -> None:
    assert not_a_type(written)[0] == message
