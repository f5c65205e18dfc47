"""Numbers as people write them: taken in the notation that a whole column proves."""

import pytest

from generator.data.numerals import numbers_of, stated_number

PROVED = [
    (["1.234,50", "998,75"], [1234.5, 998.75]),
    (["1,234.50", "998.75"], [1234.5, 998.75]),
    (["1 234", "950", "12\u202f500", "1\u00a0000"], [1234, 950, 12500, 1000]),
    (["1,234", "12,500", "950", "31,000"], [1234, 12500, 950, 31000]),
    (["0,125", "1,250"], [0.125, 1.25]),
    (["12 %", "3,5 %", "-1%"], [0.12, 0.035, -0.01]),
    (["$1,234.50", "-$3", "($4)"], [1234.5, -3, -4]),
    (["5 kr", "1 200 kr"], [5, 1200]),
    (["\u22125", "3", "+1"], [-5, 3, 1]),
    (["-0,5", "0", "(1,5)"], [-0.5, 0, -1.5]),
    (["1'234.5", "12"], [1234.5, 12]),
    (["12,34,567", "1,234"], [1234567, 1234]),
    (["\u0661\u0662\u0663", "\u0664\u0665"], [123, 45]),
    (["\uff11\uff12", "\uff13"], [12, 3]),
    (["\u0661\u066c\u0662\u0663\u0664\u066b\u0665", "\u0662\u066b\u0665"], [1234.5, 2.5]),
]


@pytest.mark.parametrize(("cells", "values"), PROVED)
def test_a_column_proves_its_notation(cells: list[str], values: list[float]) -> None:
    made = numbers_of(cells).by_text
    assert made == dict(zip(cells, values, strict=True))


@pytest.mark.parametrize("cells", [["1,234", "2,345"], ["950", "1.234"], ["1,234"]])
def test_three_digits_behind_each_mark_prove_nothing(cells: list[str]) -> None:
    made = numbers_of(cells)
    assert (made.by_text, made.unsure) == (None, next(each for each in cells if len(each) > 3))


@pytest.mark.parametrize(
    "cells",
    [["5 kg"], ["01067", "10115"], ["€ 5", "$ 3"], ["12 %", "3"], ["1,5", "n/k"], ["2.5", "1,5"],
     ["1,2,3"], ["10.0.0.1"], ["1e5", "2f3"], ["inf"], ["1e999"], ["(5"], ["--5"], [""]],
)  # fmt: skip
def test_what_does_not_agree_is_no_column_of_numbers(cells: list[str]) -> None:
    assert numbers_of(cells).by_text is None


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [("1.234", ",", 1234), ("1.234", ".", 1.234), ("1,234", ".", 1234), ("€ 1,5", ",", 1.5)],
)
def test_a_stated_mark_leaves_nothing_open(text: str, mark: str, value: float) -> None:
    assert stated_number(text, mark) == value


def test_nothing_has_no_sign() -> None:
    assert [str(stated_number(each, ",")) for each in ("-0", "-0,0")] == ["0", "0.0"]
