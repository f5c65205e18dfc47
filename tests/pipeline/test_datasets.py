"""The graph of datasets: what is asked for on a page, and in which waves it is loaded."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.blocks.contents import Contents, Frame
from generator.data.dataset import Column, Dataset, Querying, Reference, SqlBlock
from generator.engine import Cache, Engine, Made, Read, Workers, keep
from generator.markup.parts import Block
from generator.pipeline import datasets
from generator.pipeline.datasets import Loaded, load_datasets
from generator.pipeline.graph import Name, trace
from generator.problems import Place
from generator.site.document import Document
from generator.site.placing import Page
from tests.engine.makers import named
from tests.site.writing import document, files, source
from tests.small_sites import small_site
from tests.small_sites import source as post

PATH = "content/posts/a.md"
NO_ROWS, _ = keep("[]")
FILES = files("content/data/fees.csv", "content/data/more.csv")


def asked(name: str, line: int = 1) -> Reference:
    return Reference(name, Place(PATH, line, 7), f"data: {name}")


def question(name: str, *tables: str, connection: str = "") -> SqlBlock:
    block = Block("sql", name, f"-- {name}", PATH, 20)
    return SqlBlock(block, tuple(asked(table, 21) for table in tables), connection)


def page(*questions: SqlBlock, wants: tuple[str, ...]) -> Page:
    plain = document(PATH, source())
    wanting = Contents(Frame("c"), tuple(map(asked, wants)))
    whole = Document(PATH, plain.front, plain.markup, (wanting,), (), tuple(questions))
    return Page(PATH, whole, "post", "/a/", "", "")


def count_tables(value: Querying, read: Read) -> Made[Dataset]:
    """Stand in for SQL: tell how many tables a query had, and how they were called."""
    names = tuple(Column(table.name, "text") for table in value.tables)
    return Made(Dataset("", names, NO_ROWS, len(value.tables)), blobs=(b"[]",))


def refuse(questions: Mapping[Name, SqlBlock]) -> Loaded:
    assert not questions
    return Loaded({})


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(datasets, "QUERY", named(count_tables))
    texts = {blob.digest: path.encode() + b"\n1\n" for path, blob in FILES.items()}
    texts[NO_ROWS.digest] = b"[]"
    return Engine(Cache(None), Workers(1), lambda blob: texts[blob.digest])


def test_queries_run_level_by_level(engine: Engine) -> None:
    given = page(
        question("top", "middle", "fees.csv"), question("middle", "low"),
        question("low", "fees.csv"), question("unused", "nothing"), wants=("top", "more.csv"),
    )  # fmt: skip
    levels = [[name for _, name in level] for level in trace([given], FILES).levels()]
    assert levels == [["low"], ["middle"], ["top"]]
    loaded = load_datasets(engine, [given], FILES, refuse)
    assert loaded.problems == ()
    found = loaded.of(PATH, given.document.contents[0].datasets)
    assert found is not None
    assert [(each.name, each.count) for each in found] == [("top", 2), ("more.csv", 1)]
    assert [column.name for column in found[0].columns] == ["middle", "fees.csv"]


ZONED = """---
title: A
date: 2026-01-01
---
```data {#meter}
t,n
2024-06-30T22:30:00Z,1
2024-07-01T10:00:00Z,2
```

```sql {#days}
SELECT date_trunc('day', t) AS day, sum(n) AS n FROM meter GROUP BY 1
```

```chart
data: days
mark: bar
x: day
y: n
alt: A bar.
```

First {{ meter.t.min() | date("%d %H:%M") }}, of {{ days.day.min() | date("%d") }}.
"""


@pytest.mark.parametrize(
    ("zone", "told"),
    [("UTC", "First 30 22:30, of 30."), ("Asia/Tokyo", "First 01 07:30, of 01.")],
)
def test_times_with_an_offset_are_the_same_in_prose_and_in_queries(
    tmp_path: Path, zone: str, told: str
) -> None:
    site = small_site(tmp_path, {"content/a.md": ZONED}, f"timezone: {zone}\n")
    site.made()
    assert told in site.text("a/index.html")


def test_how_a_file_is_written_reaches_it_from_the_front_matter(tmp_path: Path) -> None:
    data = {"fees": {"file": "fees.csv", "format": "eu", "skip": 1}}
    text = post("{{ fees.b.max() }}", data=data)
    site = small_site(
        tmp_path, {"content/a.md": text, "content/data/fees.csv": "T\na;b\n1;2.500\n"}
    )
    site.made()
    assert "<p>2500</p>" in site.text("a/index.html")


def test_queries_of_one_level_are_one_wave(engine: Engine) -> None:
    names = ("one", "two", "three")
    given = page(*(question(name, "fees.csv") for name in names), wants=names)
    assert [len(level) for level in trace([given], FILES).levels()] == [3]


def test_a_file_is_loaded_once_under_all_its_names(engine: Engine) -> None:
    given = page(wants=("fees.csv", "data/fees.csv", "/data/fees.csv"))
    loaded = load_datasets(engine, [given], FILES, refuse)
    assert engine.ran.tallies["load"].made == 1
    assert {each.name for each in loaded.datasets.values()} == {
        "fees.csv", "data/fees.csv", "/data/fees.csv",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"a": ["a"]}, '"a" asks for "a"'),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, '"b" asks for "c" asks for "b"'),
    ],
)  # fmt: skip
def test_queries_in_a_circle_are_a_problem(
    engine: Engine, tables: dict[str, list[str]], message: str
) -> None:
    given = page(*(question(name, *each) for name, each in tables.items()), wants=("a", "more.csv"))
    loaded = load_datasets(engine, [given], FILES, refuse)
    (problem,) = loaded.problems
    assert problem.message == f"queries in a circle: {message}"
    assert problem.place == Place(PATH, 21, 7)
    assert list(loaded.datasets) == [(PATH, "more.csv")]
    assert loaded.of(PATH, given.document.contents[0].datasets) is None


def test_a_missing_table_is_told_once_and_nothing_waits_for_it(engine: Engine) -> None:
    given = page(question("a", "b"), question("b", "feez.csv"), wants=("a", "b"))
    loaded = load_datasets(engine, [given], FILES, refuse)
    (problem,) = loaded.problems
    assert 'no dataset "feez.csv"' in problem.message
    assert problem.hint == 'did you mean "fees.csv"?'
    assert loaded.datasets == {}


def test_a_question_to_a_connection_is_answered_before_those_that_ask_for_it(
    engine: Engine,
) -> None:
    given = page(
        question("sum", "remote"), question("remote", connection="warehouse"), wants=("sum",)
    )

    def answer(questions: Mapping[Name, SqlBlock]) -> Loaded:
        assert list(questions) == [(PATH, "remote")]
        return Loaded({name: Dataset("", (), NO_ROWS, 7) for name in questions})

    loaded = load_datasets(engine, [given], FILES, answer)
    assert loaded.datasets[PATH, "sum"].columns == (Column("remote", "text"),)


CHARTS = """```chart
data: fees.csv
mark: bar
x: a
y: b
alt: A.
```
"""


def test_a_broken_file_of_two_figures_is_told_once(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        {"content/a.md": post(CHARTS + CHARTS), "content/data/fees.csv": "a,b\n1\n"},
    )
    assert site.problem().place == Place("content/data/fees.csv", 2, 2)


def test_types_of_the_front_matter_reach_the_chart(tmp_path: Path) -> None:
    data = {"fees": {"file": "fees.csv", "types": {"a": "number"}}}
    text = post(CHARTS.replace("fees.csv", "fees"), data=data)
    site = small_site(tmp_path, {"content/a.md": text, "content/data/fees.csv": "a,b\n1,2\nx,2\n"})
    problem = site.problem()
    assert problem.place == Place("content/data/fees.csv", 3, 1)
    assert problem.message == '"x" in the column "a" is not a number'


def test_names_are_kept_apart_by_document() -> None:
    loaded = Loaded({("a.md", "fees"): Dataset("fees", (), NO_ROWS, 1)})
    assert loaded.of("b.md", (asked("fees"),)) is None
    assert loaded.of("b.md", ()) == ()
