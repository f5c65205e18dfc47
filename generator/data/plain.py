"""Data files as values for templates: lists and mappings as they are written, tables as rows."""

import msgspec

from generator.data.dataset import Loading
from generator.data.decoding import load, problem_of
from generator.data.formats import form_of_file
from generator.data.tree import read_json, read_tree
from generator.engine import Blob, Made, Read, keep
from generator.problems.encoding import composed
from generator.problems.fault import Fault

NESTED = ("json", "yaml")
"""Forms of any shape."""


def read_plain(value: Loading, read: Read) -> Made[Blob]:
    """Read a data file as JSON; what is wrong has the file's own line and column."""
    form = value.form or form_of_file(value.path)
    if form not in NESTED or value.types:
        made = load(value, read)
        return Made(made.value.rows if made.value else None, made.problems, made.blobs)
    raw = read(value.blob)
    try:
        text = composed(raw.decode("utf-8-sig"))
        plain = read_json(text) if form == "json" else read_tree(text).value
    except UnicodeDecodeError:
        return Made(None, (problem_of(value, raw, Fault("not UTF-8 text", (1, 1))),))
    except Fault as fault:
        return Made(None, (problem_of(value, raw, fault),))
    blob, written = keep(msgspec.json.encode(plain))
    return Made(blob, blobs=(written,))
