"""The sample datasets of Altair's and Vega's documentation, which a site keeps in content/data."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FOLDER = "data"
"""Where a site keeps them, as a chart would write it."""

_ADDRESS = re.compile(r"https?://\S*\b(?:vega|altair)\b\S*/data/([\w-]+\.[a-z]+)\Z")
_ENDINGS = ("csv", "json", "tsv")


def sample_at(address: str) -> str:
    """Return the file of a sample dataset's address on the web; empty for other addresses."""
    match = _ADDRESS.match(address)
    return f"{FOLDER}/{match[1]}" if match else ""


def sample_files(name: str) -> Iterator[str]:
    """Give the files that a sample may stand in: ``us_10m`` in ``data/us-10m.json``.

    One that Altair does not know, or no longer, may be of any form.
    """
    known = _files().get(name)
    spelled = name.replace("_", "-")
    yield from [known] if known else (f"{FOLDER}/{spelled}.{ending}" for ending in _ENDINGS)


@cache
def _files() -> Mapping[str, str]:
    """Read the list that comes with Altair, without loading it."""
    # Only Python of authors that was not read before asks for it.
    import csv
    import gzip

    found = find_spec("altair")
    folders = (found and found.submodule_search_locations) or ()
    for folder in folders:
        path = Path(folder, "datasets", "_metadata", "metadata.csv.gz")
        if path.is_file():
            with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
                rows = csv.DictReader(lines)
                return {row["dataset_name"]: f"{FOLDER}/{row['file_name']}" for row in rows}
    return {}
