"""The forms that a table may be written in, and the endings of their files: the only list of them.

A form is read by what stands for it in ``READERS`` of ``text_formats.py``, or of
``binary_formats.py``.
"""

TEXT_FORMS = {
    "csv": (".csv",),
    "tsv": (".tsv", ".tab"),
    "json": (".json", ".geojson", ".topojson"),
    "lines": (".jsonl", ".ndjson"),
    "yaml": (".yaml", ".yml"),
}
BINARY_FORMS = {
    "parquet": (".parquet",),
    "excel": (".xlsx", ".xlsm", ".xls", ".ods"),
}
FORMS = {**TEXT_FORMS, **BINARY_FORMS}
_FORM_OF_ENDING = {ending: form for form, endings in FORMS.items() for ending in endings}
ENDINGS = tuple(_FORM_OF_ENDING)


def form_of_file(path: str) -> str:
    """Return the form that a file's ending means; empty where it means none."""
    dot = path.rfind(".")
    return _FORM_OF_ENDING.get(path[dot:].lower(), "") if dot > path.rfind("/") else ""


def is_data(path: str) -> bool:
    """Tell whether a file's ending is one of data."""
    return bool(form_of_file(path))
