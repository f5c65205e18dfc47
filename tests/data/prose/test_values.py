"""What expressions come to, and what is said where they come to nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json

from generator.data.dataset import Column, Dataset
from generator.data.doubts import doubt_of
from generator.data.prose.choosing import OTHERWISE
from generator.data.prose.render import write_values
from generator.data.prose.values import Prose
from generator.engine import keep
from generator.markup.parts import Expression
from generator.problems import Place
from tests.data.prose.writing import text_of, written
from tests.small_sites import small_site, source

VALUES = {
    "fees.at(fee=1, year=25).value": "77.8",
    "fees.at(fee=1, year=25).value | money": "$77.80",
    'fees.at(fee = 1, year = 25).value * 1000 | money("€")': "€77,800",
    'fees.value.max() | money("kr", 1)': "100.0\u00a0kr",
    "fees.where(year=25).value.min()": "77.8",
    "fees.where(year>0, fee<=1).value.sum() | number(1)": "172.9",
    "fees.value.mean() | number": "94.58",
    "fees.value.median()": "100",
    "fees.value.count() + fees.count()": "11",
    "fees.where(fee=7).count()": "0",
    "fees.kind.first()": "fund",
    "fees.kind.last()": "bank",
    "fees.day.max()": "15 June 2020",
    'fees.day.min() | date("%b %y, %A")': "Jan 20, Wednesday",
    'fees.at(day="2020-04-15").value': "77.8",
    'fees.where(day>="2020-03-15").count()': "4",
    "fees.day.max() - fees.day.min()": "152",
    "fees.where(cheap=true).value.mean() | compact": "97.5",
    "fees.at(value=fees.where(year=25).value.min()).fee": "1",
    '"my fees.csv".at(fee=1, "year"=25)."value"': "77.8",
    "1 - 2 - 3": "\u22124",
    "2 ** 3 ** 2": "512",
    "-2 ** 2": "\u22124",
    "7 % 3 + -7 % 3": "3",
    "2 + 3 × 4": "14",
    "(2 + 3) * 4 / 8": "2.5",
    "1 \u2212 0.9": "0.1",
    "round(2.5) + round(-2.5) + round(1.256, 2)": "1.26",
    "min(3, 1, 2) + max(1, 2)": "3",
    "sqrt(16) + abs(-1) + floor(1.9) + ceil(1.1)": "8",
    "exp(0) + log(1)": "1",
    "fv(0.07 / 12, 300, 100) | money": "$81,007",
    "fv(0.5, 3, 8)": "38",
    "fv(0, 300, 100) + fv(0.1 - 0.1, 3, 1)": "30003",
    "fv(-1, 3, 100)": "100",
    "1 < 2": "true",
    "0.1 + 0.2 = 0.3": "true",
    '"a b" = "a b"': "true",
    "77.8 / 100 - 1 | percent": "\u221222.2%",
    "1/3 | percent(0)": "33%",
    "1234567 | compact": "1.23M",
    "999999 | compact": "1M",
    "69299 | compact(0)": "69K",
    "-0.001 | number": "0",
    "1234.5 | number(0)": "1,235",
    "fees.at(fee=#curve.fee, year=#curve.years).value": "77.8",
    "fees.where(kind=#curve.kind).value.count()": "3",
    "#curve.on": "true",
    "#gone.fee + 1": "",
    "nowhere.value.max()": "",
    'fees.at(fee=2, year=25).value or "none"': "none",
    'fees.at(fee=2, year=25).value * 2 | money or ""': "",
    'fees.at(fee=7, year=25).value or "no such fee"': "no such fee",
    'fees.where(fee=2, year=25).value.max() | number or "?"': "?",
    'fees.count() | number(0) or "none"': "6",
}


@pytest.mark.parametrize("text", VALUES)
def test_an_expression_comes_to_its_value(text: str) -> None:
    assert text_of(text) == VALUES[text]


MEANT = r"write \{{ where braces are meant"
NO_TEMPLATE = f'braces hold values from data, or a call: {{{{ film("x") }}}}; {MEANT}'
NO_DATASET = f"page is no dataset, content no template: {MEANT}"
WRONG = {
    "": (1, "there is no value here", "such as {{ fees.value.max() }}"),
    "1 +": (4, "this value ends too early", "such as {{ fees.value.max() }}"),
    "fees": (1, '"fees" alone is not a value', 'such as fees.count(), "fees" in quotes'),
    "page.title": (
        6,
        '"title" is a whole column, and not one value',
        NO_DATASET,
    ),
    "< x >": (1, '"<" is not expected here', NO_TEMPLATE),
    ".Title": (1, '"." is not expected here', NO_TEMPLATE),
    "fees.value": (6, '"value" is a whole column, and not one value', "such as .value.max()"),
    "fees.where(fee=1)": (1, "these are rows, and not one value", "go on with a column"),
    "fees.at(fee=1)": (6, "this is a whole row, and not one value", "at(…) is a row"),
    "fees.valu.max()": (6, 'no column "valu" in fees', 'did you mean "value"?'),
    "fees.where(yaer=1).value.max()": (12, 'no column "yaer" in fees', 'did you mean "year"?'),
    "fees.value.maxi()": (12, 'no "maxi" of a column', 'did you mean "max()"?'),
    "fees.max()": (6, "max() needs a column", "name the column first: fees.value.max()"),
    "fees.find(fee=1).value": (6, 'no "find" of a table', "tables have where(…)"),
    "fees.at(fee=3, year=25).value": (9, "no row of fees has fee=3", "there fee is 0.2, 1, 2"),
    "fees.at(fee=1, year=3).value": (
        16,
        "no row of fees has year=3 besides what stands before it",
        "there year is 0, 25",
    ),
    "fees.at(fee=1).value": (
        6,
        "2 rows of fees match, and at(…) needs exactly one",
        "they differ in year, from 0 to 25",
    ),
    'fees.at(kind="bonk").value': (
        9,
        'no row of fees has kind="bonk"',
        'did you mean "bank"?',
    ),
    'fees.at(fee="1").value': (13, "fee is a number, and this is a text", ""),
    "fees.at(kind=1).value": (14, "kind is a text, and this is a number", 'kind="1"'),
    'fees.at(day="today").value': (13, '"today" is not a date', 'write it as "2026-05-31"'),
    "fees.at(fee=2, year=25).value": (25, "value is missing in this row", OTHERWISE),
    "fees.where(fee=2, year=25).value.max()": (
        28,
        "value has no value to take the max of",
        OTHERWISE,
    ),
    "fees.kind.max()": (6, 'kind has a text ("fund"), and max() needs numbers or dates', ""),
    "fees.kind.first() * 2": (1, 'this is a text ("fund"), and only numbers can be multi', ""),
    "1 / (fees.count() - 6)": (3, "this divides by zero", ""),
    "10 ** 400": (4, "this has no value among the numbers", ""),
    "(0 - 1) ** 0.5": (9, "this has no value among the numbers", ""),
    "sqrt(0 - 1)": (1, "this has no value among the numbers", ""),
    "-squrt(1)": (2, 'no function "squrt"', 'did you mean "sqrt"?'),
    "round()": (1, "round() takes one or two values, not 0", ""),
    "fv(1, 2)": (1, "fv() takes three values, not 2", ""),
    "fv(-2, 0.5, 1)": (1, "this has no value among the numbers", ""),
    "fees.count() or none": (17, "or needs a text in quotes", 'such as or "unknown"'),
    '#curve.fee or "none"': (12, "what a figure moves always has a value", ""),
    '1 or "a" | money': (10, '"|" is not expected here', ""),
    "1 | mony": (5, 'no format "mony"', 'did you mean "money"?'),
    "1 | number(-1)": (12, "a format takes numbers and texts in quotes", ""),
    '1 | number("a")': (5, "number takes a number of digits", ""),
    "1 | number(20)": (5, "number takes a number of digits, 0 to 12", ""),
    "1 | date": (5, "date needs a date, and this is a number (1)", ""),
    '"a" | money': (7, 'money needs a number, and this is a text ("a")', ""),
    'fees.day.max() | date("%Q")': (18, 'a date has no "%Q"', "such as %-d %B %Y"),
    "fees.csv.value.max()": (1, "the name of a file needs quotes", '"fees.csv"'),
    "#curv.fee": (1, 'no figure "#curv" on this page', 'did you mean "#curve"?'),
    "#curve.fe": (8, 'the figure "curve" has no param "fe"', 'did you mean "fee"?'),
    "#curve": (2, '"#curve" is a whole figure', "name one of its params"),
    '"a" < 1': (5, "a text cannot be compared with a number", ""),
    "{x": (1, '"{" is not expected here', r"where braces are meant, write \{{"),
    "'a": (1, '"\'" is not expected here', "a text needs a quotation mark on either side"),
    "(1": (3, "a bracket is never closed", ""),
    "fees.where(fee).count()": (12, "a condition needs a column and its value", "such as fee=1"),
    "1 + 1e999": (5, "this number is too large", ""),
    "9" * 400: (1, "this number is too large", ""),
    "1" + "+1" * 200: (202, "this value has too many parts", ""),
    "(" * 60 + "1" + ")" * 60: (41, "this value is nested too deeply", ""),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_has_its_column(text: str) -> None:
    column, message, hint = WRONG[text]
    ((at, told, help_),) = written(text).told
    assert (at, told[: len(message)]) == (column, message)
    assert help_.startswith(hint)
    assert bool(hint) == bool(help_)


def test_a_value_over_two_lines_has_the_place_of_its_second() -> None:
    page = written("1 +\n fees.valu.max()")
    (problem,) = page.made.problems
    assert str(problem.place) == "a.md:8:7"
    assert problem.source == " fees.valu.max()"


def test_one_wrong_value_leaves_the_others() -> None:
    page = written("1", "1 / 0", "2")
    assert page.made.value is not None
    assert [each.text for each in page.made.value] == ["1", "", "2"]
    assert len(page.made.problems) == 1


WORDS = ["fees", ".", "value", "(", ")", "max", "at", "=", "1", ",", "+", "**", "|", "money", "#",
         "curve", '"a"', "-", "<", "where", "count", " ", "{", "fee", "year", "%", "0"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=20).map("".join) | st.text(max_size=40))
def test_any_text_has_a_value_or_one_problem(text: str) -> None:
    page = written(text)
    assert page.made.value is not None
    assert len(page.made.problems) <= 1


def test_a_text_among_numbers_leads_to_its_cure() -> None:
    cells = ["1", "n/k", "3"]
    blob, raw = keep(json.encode([{"n": cell} for cell in cells]))
    column = Column("n", "text", doubt=doubt_of(cells, cells))
    expression = Expression("t.n.sum()", Place("a.md", 7, 1), "t.n.sum()")
    data = (Dataset("t", (column,), blob, len(cells)),)
    (problem,) = write_values(Prose((expression,), data, ()), lambda _: raw).problems
    assert problem.message == 'n has a text ("1"), and sum() needs numbers'
    assert problem.hint.startswith('2 of 3 values of "n" are numbers; the other is "n/k": leave')


NAMES = """{{ "d.csv"."Temp. max".mean() }}; {{ "d.csv".where("Temp. max">4)."Body [g]".sum() }};
{{ "d.csv"."Women's share".max() }}; {{ "d.csv".größe.max() }}; {{ q."Twice. [g]".max() }}

```sql {#q}
select kind, "Body [g]" * 2 as "Twice. [g]" from "d.csv" where "Women's share" > 2
```
"""


def test_names_in_quotes_have_any_letters(tmp_path: Path) -> None:
    table = "kind,Temp. max,Body [g],Women's share,größe\nA,3,1,2,7\nB,6,2,4,14\n"
    site = small_site(tmp_path, {"content/posts/a/index.md": source(NAMES, date="2024-03-02"),
                                 "content/posts/a/d.csv": table})  # fmt: skip
    site.made()
    assert "4.5; 2;\n4; 14; 4" in site.text("posts/a/index.html")
