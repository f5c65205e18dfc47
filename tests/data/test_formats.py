"""Whoever adds a form of tables to the list has it known everywhere, or learns here where not."""

import pytest

from generator.blocks.altair import names_in
from generator.data import binary_formats, text_formats
from generator.data.formats import BINARY_FORMS, ENDINGS, FORMS, TEXT_FORMS, form_of_file, is_data
from generator.data.prose.expression import Lookup
from generator.data.prose.grammar import parse_expression
from generator.problems.fault import Fault


def test_each_form_has_a_reader() -> None:
    assert text_formats.READERS.keys() == TEXT_FORMS.keys()
    assert binary_formats.READERS.keys() == BINARY_FORMS.keys()


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_ending_means_a_form_however_it_is_written(ending: str) -> None:
    assert ending in FORMS[form_of_file(f"content/data/a.b{ending.upper()}")]


@pytest.mark.parametrize("path", ["csv", "a.csv/b", "a.csv.py", ".csv/x.y", "a."])
def test_other_files_are_no_data(path: str) -> None:
    assert not is_data(path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_without_quotes_is_known_in_prose(ending: str) -> None:
    with pytest.raises(Fault) as fault:
        parse_expression(f"fees{ending}.value.max()")
    assert fault.value.hint == f'"fees{ending}"'


def test_a_column_in_quotes_may_be_called_as_an_ending() -> None:
    assert isinstance(parse_expression('fees."tab".max()').term, Lookup)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_code_opens_is_noticed(ending: str) -> None:
    assert [name for name, _ in names_in(f'pd.read("data/fees{ending}")')] == [f"data/fees{ending}"]
