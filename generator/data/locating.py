"""Where a cell of a table stands in the file or block that it was read from."""

from generator.data.dataset import Loading
from generator.data.formats import BINARY_FORMS, form_of_file
from generator.data.text_formats import below, cell_spot, delimiter_of, form_of
from generator.data.tree import read_tree
from generator.engine import Read
from generator.problems import Problem
from generator.problems.encoding import composed
from generator.problems.fault import WHOLE, Fault, Passage, Spot


def cell_problem(loading: Loading, read: Read, row: int, column: str, fault: Fault) -> Problem:
    """Tell what is wrong with a cell at its own line and column, as far as its form has some.

    What a loader wrote stands in no file: there the row is named instead.
    """
    named = loading.form or form_of_file(loading.path)
    if named in BINARY_FORMS or loading.loader:
        path = loading.loader or loading.path
        told = Fault(f"row {row + 1}: {fault.message}", WHOLE, fault.hint)
        return Passage(path, "").problem(told)
    text = composed(read(loading.blob).decode("utf-8-sig"))
    form = named or form_of(text)
    table = below(form, text, loading.skip) if loading.skip else text
    found = fault.moved(_spot(form, table, row, column))
    if loading.block:
        return Passage(
            loading.path, text, loading.block.line, loading.block.margins, loading.block.fence
        ).problem(found)
    return Passage(loading.path, text).problem(found)


def _spot(form: str, text: str, row: int, column: str) -> Spot:
    if form not in ("csv", "tsv"):
        return read_tree(text).spot((row, column))
    return cell_spot(text, delimiter_of(text) if form == "csv" else "\t", row, column)
