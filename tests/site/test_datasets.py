"""Which dataset a figure means."""

import pytest

from generator.data.dataset import Loading, Reference
from generator.data.loaders import LoaderFile
from generator.engine import Blob, keep
from generator.problems import Place, Problem
from generator.site.datasets import Meaning, data_files, find_dataset, missing_files
from generator.site.document import Reading
from generator.site.reading import read_document
from tests.site.writing import document, files, source
from tests.small_sites import source as post

PATH = "content/posts/fees/index.md"
PLACE = Place(PATH, 9, 7)
BODY = "```data {#rows}\na,b\n1,2\n```\n"
FILES = files(
    PATH,
    "content/posts/fees/fees.csv",
    "content/posts/fees/raw/deep.json",
    "content/posts/other/other.csv",
    "content/data/shared.csv",
    "content/data/fees.csv",
    "content/all.csv",
    "themes/default/theme.yaml",
    "site.yaml",
)


def find(name: str, body: str = BODY, **front: str) -> Meaning | Problem:
    post = document(PATH, source("Fees", body, **front))
    return find_dataset(Reference(name, PLACE, f"data: {name}"), post, data_files(FILES))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("fees.csv", "content/posts/fees/fees.csv"),
        ("./fees.csv", "content/posts/fees/fees.csv"),
        ("raw/deep.json", "content/posts/fees/raw/deep.json"),
        ("../other/other.csv", "content/posts/other/other.csv"),
        ("shared.csv", "content/data/shared.csv"),
        ("/shared.csv", "content/data/shared.csv"),
        ("data/shared.csv", "content/data/shared.csv"),
        ("/data/fees.csv", "content/data/fees.csv"),
        ("/fees.csv", "content/data/fees.csv"),
        ("all.csv", "content/all.csv"),
        ("/posts/other/other.csv", "content/posts/other/other.csv"),
    ],
)
def test_a_file_is_found_beside_the_post_then_under_content_then_with_the_data(
    name: str, path: str
) -> None:
    assert find(name) == Loading("", path, FILES[path])


def test_a_data_block_is_found_by_its_name() -> None:
    found = find("rows")
    assert isinstance(found, Loading)
    assert (found.name, found.path, found.blob) == ("rows", PATH, keep("a,b\n1,2\n")[0])


def test_a_name_of_the_front_matter_stands_for_its_file() -> None:
    found = find("costs", data="{costs: fees.csv}")
    path = "content/posts/fees/fees.csv"
    assert found == Loading("", path, FILES[path])


def test_a_data_block_goes_before_the_front_matter_and_that_before_a_file() -> None:
    body = "```data {#fees.csv}\na,b\n1,2\n```\n"
    block = find("fees.csv", body, data="{fees.csv: ../other/other.csv}")
    named = find("fees.csv", "", data="{fees.csv: ../other/other.csv}")
    assert isinstance(block, Loading)
    assert isinstance(named, Loading)
    assert (block.path, named.path) == (PATH, "content/posts/other/other.csv")


def problem(name: str, **front: str) -> Problem:
    found = find(name, **front)
    assert isinstance(found, Problem)
    assert found.place == PLACE
    assert found.source == f"data: {name}"
    return found


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("feees.csv", "fees.csv"),
        ("row", "rows"),
        ("raw/depe.json", "raw/deep.json"),
        ("sharred.csv", "shared.csv"),
        ("nothing like it at all", None),
    ],
)
def test_what_is_not_there_is_a_problem_with_the_nearest_name(name: str, near: str | None) -> None:
    found = problem(name)
    assert f'no dataset "{name}"' in found.message
    assert found.hint == (f'did you mean "{near}"?' if near else "")


def test_a_name_of_the_front_matter_with_no_file_is_told_by_the_file() -> None:
    found = find("costs", data="{costs: feess.csv}")
    assert isinstance(found, Problem)
    assert found.place is not None
    assert found.place.line == 4
    assert found.source == "data: {costs: feess.csv}"
    assert found.message == 'there is no file "feess.csv"'
    assert found.hint == 'did you mean "fees.csv"?'


LOADERS = files(
    PATH,
    "content/posts/fees/all.csv.sh",
    "content/posts/fees/all.csv.py",
    "content/posts/fees/all.csv.bak",
    "content/posts/fees/notes.py",
    "content/data/rates.xlsx.R",
    "content/data/fees.csv.py",
    "content/data/fees.csv",
    "content/data/deep.csv/inside.py",
)


def find_loader(name: str, **front: str) -> Meaning | Problem:
    post = document(PATH, source("Fees", BODY, **front))
    return find_dataset(Reference(name, PLACE, f"data: {name}"), post, data_files(LOADERS))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("all.csv", "content/posts/fees/all.csv.py"),
        ("data/rates.xlsx", "content/data/rates.xlsx.R"),
        ("rates.xlsx", "content/data/rates.xlsx.R"),
    ],
)
def test_a_loader_is_found_by_the_file_that_it_writes(name: str, path: str) -> None:
    found = find_loader(name)
    assert isinstance(found, LoaderFile)
    assert (found.path, found.program) == (path, LOADERS[path])
    assert found.output == path.rpartition(".")[0]


def test_a_file_goes_before_its_loader() -> None:
    assert isinstance(find_loader("fees.csv"), Loading)


@pytest.mark.parametrize("name", ["notes", "deep.csv", "all.csv.b"])
def test_what_is_no_loader(name: str) -> None:
    assert isinstance(find_loader(name), Problem)


def test_a_loader_is_told_by_its_output_where_a_name_is_misspelt() -> None:
    found = find_loader("rats.xlsx")
    assert isinstance(found, Problem)
    assert found.hint == 'did you mean "rates.xlsx"?'


def test_front_matter_gives_a_file_types_a_sheet_and_inputs() -> None:
    front = "{rates: {file: rates.xlsx, sheet: 2025, types: {zip: text}, inputs: [raw.csv]}}"
    found = find_loader("rates", data=front)
    assert isinstance(found, LoaderFile)
    assert found.sheet == "2025"
    assert [(each.column, each.type, each.place.line) for each in found.types] == [
        ("zip", "text", 4)
    ]
    assert [(each.pattern, each.place.line) for each in found.inputs] == [("raw.csv", 4)]


@pytest.mark.parametrize("name", ["../../../site.yaml", "/../themes/default/theme.yaml"])
def test_nothing_outside_content_is_a_dataset(name: str) -> None:
    assert "no dataset" in problem(name).message


@pytest.mark.parametrize("name", ["https://example.org/a.csv", "//example.org/a.csv", "HTTP://x/y"])
def test_a_build_opens_no_connection(name: str) -> None:
    found = problem(name)
    assert "opens no connection" in found.message
    assert "keep a copy beside the post" in found.hint


def test_what_is_on_the_web_is_fetched_by_a_loader() -> None:
    assert "a loader fees.csv.py that prints it" in problem("https://a.example/x/fees.csv?n=1").hint
    assert "a loader data.csv.py that prints it" in problem("https://a.example/api/fees").hint


def test_a_name_of_the_front_matter_may_not_be_on_the_web_either() -> None:
    found = find("costs", data="{costs: 'https://a.example/fees.csv'}")
    assert isinstance(found, Problem)
    assert "opens no connection" in found.message
    assert found.place is not None
    assert found.place.line == 4


@pytest.mark.parametrize(
    "path", ["../data", "no.csv", "5", "../../../../etc/passwd", ".", "/etc/passwd"]
)
def test_a_file_that_is_not_there_is_told_also_where_nothing_uses_it(path: str) -> None:
    post = document(PATH, source("Fees", "text", data=f"{{x: {path}}}"))
    (problem,) = missing_files(post, data_files(FILES))
    assert problem.message == f'there is no file "{path}"'
    assert problem.place is not None
    assert problem.source == f"data: {{x: {path}}}"


ROWS = "```data {#fees}\na,b\n1,2\n```\n"


def unused(body: str, **front: object) -> list[Problem]:
    text = post(body, title="A", **front).encode()
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
