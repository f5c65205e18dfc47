"""A query to a connection: opened read-only, asked once, and closed."""

import os

from generator.data.query import Answer, Asking
from generator.data.sql.addresses import Address, Unset, fill
from generator.data.sql.answers import made_of, problem_of
from generator.data.sql.checks import fault_of
from generator.data.sql.databases import MissingPackage, Unreachable, rows_of
from generator.data.sql.tokens import without_end
from generator.engine import Made, Read
from generator.problems.fault import Fault


def ask(value: Asking, read: Read) -> Made[Answer]:
    """Put a query to a connection; places are those of the query's own text.

    What went wrong out there may be right the next time, so it is not kept.
    """
    fault = fault_of(value.text, lasting=False)
    if fault:
        return _wrong(fault)
    try:
        # The one look at the environment that no Request knows of: secrets belong in no value.
        address = fill(value.address, os.environ)
    except Unset as unset:
        what = f'the connection "{value.connection}" needs the environment variable {unset.name}'
        return _silent(what, "set it where you build")
    return _fetched(value, address)


def _fetched(value: Asking, address: Address) -> Made[Answer]:
    try:
        table = rows_of(address.url, without_end(value.text))
    except MissingPackage as missing:
        return _silent(f'the connection "{value.connection}" needs {missing}', missing.hint)
    except Unreachable as unreachable:
        why = address.scrub(str(unreachable))
        return _silent(f'cannot reach "{value.connection}": {why}', "")
    except Fault as fault:
        return _wrong(Fault(address.scrub(fault.message), fault.spot, address.scrub(fault.hint)))
    made = made_of(table)
    return Made(Answer(made.value), made.problems, made.blobs)


def _silent(silence: str, hint: str) -> Made[Answer]:
    return Made(Answer(None, silence, hint), lasting=False)


def _wrong(fault: Fault) -> Made[Answer]:
    return Made(None, (problem_of(fault),), lasting=False)
