"""Which dataset a figure means."""

import pytest

from generator.data.load import Loading
from generator.data.reference import Reference
from generator.engine import keep
from generator.problems import Place, Problem
from generator.site.datasets import find_dataset
from tests.site.writing import document, files, source

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


def find(name: str, body: str = BODY, **front: str) -> Loading | Problem:
    post = document(PATH, source("Fees", body, **front))
    return find_dataset(Reference(name, PLACE, f"data: {name}"), post, FILES)


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
    assert find(name) == Loading(name, path, FILES[path])


def test_a_data_block_is_found_by_its_name() -> None:
    found = find("rows")
    assert isinstance(found, Loading)
    assert (found.name, found.path, found.blob) == ("rows", PATH, keep("a,b\n1,2\n")[0])


def test_a_name_of_the_front_matter_stands_for_its_file() -> None:
    found = find("costs", data="{costs: fees.csv}")
    assert found == Loading(
        "costs", "content/posts/fees/fees.csv", FILES["content/posts/fees/fees.csv"]
    )


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


@pytest.mark.parametrize("name", ["../../../site.yaml", "/../themes/default/theme.yaml"])
def test_nothing_outside_content_is_a_dataset(name: str) -> None:
    assert "no dataset" in problem(name).message


@pytest.mark.parametrize("name", ["https://example.org/a.csv", "//example.org/a.csv", "HTTP://x/y"])
def test_a_build_opens_no_connection(name: str) -> None:
    found = problem(name)
    assert "opens no connection" in found.message
    assert "keep it beside the post" in found.hint
