"""Rows that a query gave, as a dataset; how much a query may give and take."""

from collections.abc import Sequence

from msgspec import json

from generator.data.dataset import Dataset
from generator.data.table import Table
from generator.data.writable import unwritable
from generator.engine import Made, keep
from generator.problems import Place, Problem, Severity
from generator.problems.fault import Fault

ROWS = 1_000_000
"""More rows than these are no answer that a page could show."""
TEXT = 50_000_000
"""So many characters in all of an answer's texts are more than a page could show, too."""
SECONDS = 60
"""A query that takes longer is rather a loader's work."""


def made_of(table: Table) -> Made[Dataset]:
    """Return the dataset of an answer, without a name; a warning says that it has no rows."""
    blob, raw = keep(json.encode(table.rows))
    none = Fault("this query gives no rows", (0, 0))
    warnings = () if table.rows else (problem_of(none, "warning"),)
    return Made(Dataset("", table.columns, blob, len(table.rows)), warnings, (raw,))


def problem_of(fault: Fault, severity: Severity = "error") -> Problem:
    """Return a problem in the query's own text."""
    return Problem(fault.message, Place("", *fault.spot), fault.hint, severity=severity)


def checked(table: Table) -> Table:
    """Refuse values that cannot be written down. Raises Fault."""
    for column in table.columns:
        values = [row[column.name] for row in table.rows]
        if wrong := unwritable(column.name, column.type, values):
            raise Fault(f"row {wrong.row + 1} of the answer: {wrong.message}", (1, 1))
    return table


def check_names(names: Sequence[str]) -> None:
    """Refuse columns without a name and those of one name. Raises Fault."""
    seen: set[str] = set()
    for name in names:
        if name.strip() in ("", "?column?"):  # as PostgreSQL says it
            hint = "give it one: count(*) AS visits"
            raise Fault("a column of the answer has no name", (1, 1), hint)
        if name in seen:
            hint = "give one of them another name with AS"
            raise Fault(f'two columns of the answer are called "{name}"', (1, 1), hint)
        seen.add(name)


def check_count(rows: Sequence[object]) -> None:
    """Refuse an answer that is too large. Raises Fault."""
    if len(rows) > ROWS:
        raise Fault(f"this query gives more than {ROWS:,} rows", (1, 1), "aggregate them in it")


def check_size(characters: int) -> None:
    """Refuse an answer whose texts are too long. Raises Fault."""
    if characters > TEXT:
        message = f"this query gives more than {TEXT // 1_000_000} million characters"
        raise Fault(message, (1, 1), "leave out the long texts, or cut them in it")


def too_long() -> Fault:
    """Return what to say of a query that was stopped."""
    hint = "let a loader do the long work: it runs again only when its inputs change"
    return Fault(f"this query takes longer than {SECONDS} seconds", (1, 1), hint)
