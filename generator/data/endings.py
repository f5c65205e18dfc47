"""Which form of table a file's ending means."""

TEXT_FORMS = ("csv", "tsv", "json", "yaml")
BINARY_FORMS = ("parquet", "excel")
FORMS = (*TEXT_FORMS, *BINARY_FORMS)
FORM_OF_ENDING = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "json",
    ".geojson": "json",
    ".topojson": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".parquet": "parquet",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xls": "excel",
    ".ods": "excel",
}
ENDINGS = tuple(FORM_OF_ENDING)


def form_of_file(path: str) -> str:
    """Return the form that a file's ending means; empty where it means none."""
    dot = path.rfind(".")
    return FORM_OF_ENDING.get(path[dot:].lower(), "") if dot > path.rfind("/") else ""


def is_data(path: str) -> bool:
    """Tell whether a file's ending is one of data."""
    return bool(form_of_file(path))
