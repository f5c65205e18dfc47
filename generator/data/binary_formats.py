"""Tables in files that are no text: Parquet and Excel."""

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.data.sql.duck import quoted
from generator.data.stated import Notation
from generator.data.table import Table, from_rows, header_names
from generator.problems import suggestion
from generator.problems.encoding import composed
from generator.problems.fault import Fault

NOWHERE = (0, 0)


def parse_binary(form: str, raw: bytes, notation: Notation, sheet: str = "") -> Table:
    """Read a table. Raises Fault, without a line, as the file has none."""
    if not raw:
        raise Fault("no data: the file is empty", NOWHERE)
    return READERS[form](raw, notation, sheet)


def _parquet(raw: bytes, notation: Notation, _sheet: str) -> Table:
    try:
        import duckdb
    except ImportError:
        raise _missing("Parquet", "parquet") from None
    with TemporaryDirectory(prefix="parquet-") as folder:
        file = Path(folder, "data.parquet")
        file.write_bytes(raw)
        try:
            with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
                found = connection.read_parquet(str(file))
                names, rows = found.columns, _fetched(found)
        except duckdb.Error as error:
            reason = str(error).partition("\n")[0].replace(str(file), "it")
            raise Fault(f"not Parquet: {reason}", NOWHERE) from None
    return _table(names, rows, notation, lambda row: f"row {row + 1}")


def _fetched(found: Any) -> list[tuple[Any, ...]]:
    """Take moments with a time zone as texts in UTC: Python's own need a package more."""
    columns = (
        f"strftime({quoted(name)} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ') AS {quoted(name)}"
        if str(kind) == "TIMESTAMP WITH TIME ZONE"
        else quoted(name)
        for name, kind in zip(found.columns, found.types)
    )
    rows: list[tuple[Any, ...]] = found.project(", ".join(columns)).fetchall()
    return rows


def _excel(raw: bytes, notation: Notation, wanted: str) -> Table:
    try:
        import python_calamine
    except ImportError:
        raise _missing("Excel", "excel") from None
    try:
        with python_calamine.load_workbook(BytesIO(raw)) as workbook:
            sheet = workbook.get_sheet_by_name(_sheet(workbook.sheet_names, wanted))
            first, rows = sheet.start or (0, 0), sheet.to_python()
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Fault(f"not an Excel file: {error}", NOWHERE) from None
    above = max(notation.skip - first[0], 0)
    if len(rows) < 2 + above:
        raise Fault("no rows under the header", NOWHERE)
    header, *below = rows[above:]
    filled = [row for row in below if any(cell != "" for cell in row)]
    names = header_names([_headed(cell) for cell in header], lambda _: NOWHERE)
    return _table(names, filled, notation, lambda row: f"row {first[0] + above + row + 2}")


def _sheet(names: Sequence[str], wanted: str) -> str:
    if not wanted or wanted in names:
        return wanted or names[0]
    hint = suggestion(wanted, names, f"its sheets are {', '.join(names)}")
    raise Fault(f'no sheet "{wanted}"', NOWHERE, hint)


def _headed(cell: Any) -> str:
    return "" if cell == "" else str(_plain(cell))


def _table(
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    notation: Notation,
    where: Callable[[int], str],
) -> Table:
    if not rows:
        raise Fault("no rows", NOWHERE)
    try:
        names = [composed(name) for name in names]
        return from_rows([dict(zip(names, map(_plain, row))) for row in rows], notation)
    except Fault as fault:
        row = where(int(fault.path[0]))
        raise Fault(f"{row}: {fault.message}", NOWHERE, fault.hint) from None


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; a moment at midnight is a date."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal):
        return _number(float(value))
    return _moment(value) if isinstance(value, date | time | timedelta) else _nested(value)


def _moment(value: date | time | timedelta) -> str | float:
    if isinstance(value, timedelta):
        return value.total_seconds()
    is_day = isinstance(value, datetime) and value.time() == time() and value.tzinfo is None
    return value.isoformat()[:10] if is_day else value.isoformat()


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _nested(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.hex() if isinstance(value, bytes) else str(value)


def _missing(what: str, extra: str) -> Fault:
    hint = f'pip install "postrock[{extra}]"'
    return Fault(f"a package that reads {what} is not installed", NOWHERE, hint)


READERS: dict[str, Callable[[bytes, Notation, str], Table]] = {"parquet": _parquet, "excel": _excel}
