import pytest

from generator.blocks.tables import question_of
from generator.markup.parts import Block
from generator.problems.fault import Margin


def block(text: str, fence: str = "  ```sql {#left}", **attributes: str) -> Block:
    return Block(
        "sql", "left", text, "content/a.md", 20, (Margin("  "),), fence, tuple(attributes.items())
    )


def test_a_question_names_its_tables_and_their_places() -> None:
    question, problems = question_of(block('SELECT *\nFROM "fees.csv" f,\n  cities\nJOIN cities c'))
    assert problems == ()
    found = [(one.name, str(one.place), one.source) for one in question.tables]
    assert found == [
        ("fees.csv", "content/a.md:21:8", '  FROM "fees.csv" f,'),
        ("cities", "content/a.md:22:5", "    cities"),
    ]


def test_a_connection_has_tables_of_its_own() -> None:
    fence = "```sql {#left connection=shop max_age=12h}"
    question, problems = question_of(block("FROM a", fence, connection="shop", max_age="12h"))
    assert (question.tables, question.connection, question.max_age) == ((), "shop", 43_200)
    assert problems == ()


@pytest.mark.parametrize(
    ("age", "seconds"), [("30m", 1800), ("1d", 86_400), ("2w", 1_209_600), ("", 0)]
)
def test_ages(age: str, seconds: int) -> None:
    asked = question_of(block("FROM a", connection="shop", max_age=age))
    assert (asked[0].max_age, asked[1]) == (seconds, ())


@pytest.mark.parametrize(
    ("attributes", "column", "message", "severity"),
    [
        ({"connection": "shop", "max_age": "1 day"}, 1, '"1 day" is not an age', "error"),
        ({"connection": "shop", "max_age": "0d"}, 1, '"0d" is not an age', "error"),
        ({"connection": "shop", "max_age": "5y"}, 1, '"5y" is not an age', "error"),
        ({"max_age": "1d"}, 15, "max_age is for the answers of a connection", "warning"),
        ({"form": "csv"}, 15, '"form" means nothing in a sql block', "warning"),
    ],
)
def test_what_is_wrong_with_the_fence(
    attributes: dict[str, str], column: int, message: str, severity: str
) -> None:
    fence = "```sql {#left " + " ".join(f"{key}={value}" for key, value in attributes.items()) + "}"
    (problem,) = question_of(block("FROM a", fence, **attributes))[1]
    assert (problem.message, problem.severity) == (message, severity)
    assert problem.place
    column = column if column > 1 else fence.index(attributes["max_age"]) + 1
    assert (problem.place.line, problem.place.column) == (19, column)
