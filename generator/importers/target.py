"""The site that entries go into: a new one, or one that is there already."""

import os
from pathlib import Path

from msgspec import Struct

from generator.importers.old_site import SiteInfo
from generator.importers.repair import parse
from generator.importers.writing import settings_text
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.site.document import Document
from generator.site.settings import Settings, read_settings
from generator.site.slug import is_source
from generator.site.walk import WalkFindings, walk


class TargetSite(Struct, frozen=True):
    """A site's settings, and what it has already by path. ``text`` is a new site's site.yaml."""

    settings: Settings
    documents: tuple[Document, ...] = ()
    files: frozenset[str] = frozenset()
    text: str = ""


def new_target(site: SiteInfo, name: str) -> TargetSite:
    """Make a site of what the old one says about itself; what would be wrong there is left out."""
    requested = {
        "title": site.title or name,
        "description": site.description,
        "author": site.author,
        "base_url": site.base_url,
        "language": site.language.replace("_", "-"),
        "timezone": site.timezone,
        "permalink": site.permalink,
        "markdown": "" if site.markdown == Settings().markdown else site.markdown,
    }
    kept = {key: value for key, value in requested.items() if not _is_wrong(key, value)}
    text = settings_text(kept)
    return TargetSite(_settings(text), text=text)


def _is_wrong(key: str, value: str) -> bool:
    if not value:
        return True
    title = "" if key == "title" else "title: A\n"
    made = read_settings((("site.yaml", title + settings_text({key: value})),), {})
    return any(problem.severity == "error" for problem in made.problems)


def _settings(text: str) -> Settings:
    return read_settings((("site.yaml", text),), {}).value or Settings()


def open_target(root: Path) -> TargetSite | Problem:
    """Read a site that is there; one with something wrong in its settings takes nothing in."""
    text = read_text((root / "site.yaml").read_bytes(), "site.yaml")
    if isinstance(text, Problem):
        return text
    made = read_settings((("site.yaml", text),), {})
    wrong = next((each for each in made.problems if each.severity == "error"), None)
    if made.value is None or wrong is not None:
        return wrong or Problem("site.yaml cannot be read")
    places = dict(walk(root, "content", root / "content", WalkFindings()))
    texts = {path: Path(place) for path, place in places.items() if is_source(path)}
    documents = (_document(path, place, made.value) for path, place in texts.items())
    files = frozenset(places) - frozenset(texts)
    return TargetSite(made.value, tuple(each for each in documents if each is not None), files)


def _document(path: str, place: Path, settings: Settings) -> Document | None:
    """Read what is there; what is wrong with it a build tells, and tells better."""
    text = read_text(place.read_bytes(), path)
    return None if isinstance(text, Problem) else parse(path, text, settings)[0]


def is_empty(folder: Path) -> bool:
    """Tell whether a folder is not there, or holds nothing."""
    return not folder.exists() or (folder.is_dir() and not os.listdir(folder))
