"""Write small sites for the tests of this room: sources as text, read as a build reads them."""

from collections.abc import Mapping
from datetime import UTC, datetime

from generator.engine import Blob, Recall, keep
from generator.problems import Problem
from generator.site.catalogue import Catalogue, Visit, catalogue
from generator.site.document import Document, Reading
from generator.site.reading import read_document
from generator.site.settings import Settings

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
SETTINGS = Settings()


def source(title: str = "A title", body: str = "", **front: str) -> str:
    """Write a source; it has a date unless another is given."""
    fields = {"title": title, "date": "2024-05-01"} | front
    lines = [f"{key}: {value}" for key, value in fields.items() if value]
    return "\n".join(["---", *lines, "---", "", body, ""])


def document(path: str, text: str, settings: Settings = SETTINGS) -> Document:
    """Read one source."""
    blob, raw = keep(text)
    reading = Reading(path, blob, settings.timezone, settings.dialect, settings.taxonomies.names)
    made = read_document(reading, {blob: raw}.__getitem__)
    assert made.value is not None, made.problems
    return made.value


def documents(sources: Mapping[str, str], settings: Settings = SETTINGS) -> dict[str, Document]:
    """Read all sources."""
    return {path: document(path, text, settings) for path, text in sources.items()}


def listed(
    sources: Mapping[str, str], settings: Settings = SETTINGS, visit: Visit | None = None
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Read all sources and list them."""
    return catalogue(documents(sources, settings), settings, visit or Visit(NOW), Recall())


def files(*paths: str) -> dict[str, Blob]:
    """Return files as a snapshot has them."""
    return {path: keep(path)[0] for path in paths}
