"""A dataset that nothing uses is told, once it is sure that nothing does."""

import pytest

from generator.engine import Blob
from generator.problems import Problem
from generator.site.document import Reading
from generator.site.reading import read_document
from tests.small_sites import source

ROWS = "```data {#fees}\na,b\n1,2\n```\n"


def unused(body: str, **front: object) -> list[Problem]:
    text = source(body, title="A", **front).encode()
    made = read_document(Reading("a.md", Blob(""), "UTC"), lambda blob: text)
    return [problem for problem in made.problems if "nothing on this page" in problem.message]


def test_a_block_that_nothing_uses() -> None:
    (problem,) = unused(ROWS)
    assert problem.message == 'nothing on this page uses the dataset "fees"'
    assert (str(problem.place), problem.severity) == ("a.md:5:11", "warning")
    assert "{.code}" in problem.hint


def test_a_query_and_a_named_file_that_nothing_uses() -> None:
    body = f"{ROWS}\n```sql {{#dear}}\nSELECT * FROM fees\n```\n"
    problems = unused(body, data="../data/left.csv")
    assert [problem.message.rsplit(" ", 1)[1] for problem in problems] == ['"dear"', '"left"']


@pytest.mark.parametrize(
    "use",
    [
        "{{ fees.a.max() }}",
        "```chart\ndata: fees\nmark: bar\nx: a\ny: b\nalt: One.\n```",
        "```chart\ndata: fees\nmark: bar\nx: [\n```",
        "```chart\ndata: [{a: 1}]\ncaption: '{{ fees.a.max() }}'\n```",
        "```altair\nalt.Chart(fees).mark_bar()\n```",
        "```sql {#fees2}\nSELECT * FROM fees\n```\n\n{{ fees2.a.max() }}",
    ],
)  # fmt: skip
def test_what_something_mentions_is_used(use: str) -> None:
    assert unused(f"{ROWS}\n{use}\n") == []


def test_prose_that_has_the_word_is_no_use() -> None:
    assert len(unused(f"{ROWS}\nOf fees and feesible.\n")) == 1
