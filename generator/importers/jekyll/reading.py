"""Read a Jekyll site."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.importers.foreign import read_mapping, text_of
from generator.importers.formulas import sets_formulas, with_formulas
from generator.importers.found import ImportSource, OldSite, ReportNote, SiteInfo
from generator.importers.jekyll.addresses import (
    our_pattern,
)
from generator.importers.jekyll.entries import read_entry
from generator.importers.jekyll.site import OTHER_TEXTS, TEXTS, JekyllSite, is_excluded
from generator.importers.texts import open_text, walk_files
from generator.problems import Place, Problem

CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
ALWAYS = frozenset({"/favicon.ico", "/CNAME", "/robots.txt", "/ads.txt", "/humans.txt"})
MACHINERY = ("Gemfile", "Rakefile", "Makefile", "package.json", "package-lock.json", "LICENSE")


def read_jekyll(given: ImportSource) -> OldSite | Problem:
    """Read a Jekyll site."""
    if not given.source.is_dir():
        return Problem("a Jekyll site is a folder", Place(str(given.source)))
    config, notes = _config(given.source)
    if isinstance(config, Problem):
        return config
    root = given.source / (text_of(config.get("source")) or ".")
    site = JekyllSite(root, config)
    files = dict(walk_files(root))
    entries = [
        each
        for each in (read_entry(path, place, site, notes) for path, place in files.items())
        if each
    ]
    if not entries:
        hint = "give the folder that holds _config.yml and _posts/"
        return Problem("there is no post and no page here", Place(str(given.source)), hint)
    places = (root / "_layouts", root / "_includes", *(given.source / name for name in CONFIGS))
    # What kramdown takes for a formula is one, whatever the templates say.
    sets = sets_formulas(place for place in places if place.exists()) or None
    published = {path: f"/{quote(path)}" for path in files if _is_published(path, site)}
    return OldSite(
        site=_old_site(site),
        entries=tuple(with_formulas(each, sets=sets, twice=True) for each in entries),
        files={address: files[path] for path, address in published.items()},
        sources=published,
        always=ALWAYS,
        notes=tuple(notes),
    )


def _config(source: Path) -> tuple[Mapping[str, Any] | Problem, list[ReportNote]]:
    name = next((each for each in CONFIGS if (source / each).is_file()), None)
    if name is None:
        return {}, [
            ReportNote("changed", CONFIGS[0], "there is none, so Jekyll's own settings were taken")
        ]
    text = open_text(source / name, name)
    if isinstance(text, Problem):
        return text, []
    return read_mapping(text, "toml" if name.endswith("toml") else "yaml", name), []


def _old_site(site: JekyllSite) -> SiteInfo:
    config = site.config
    author = config.get("author")
    base = text_of(config.get("url"))
    path = text_of(config.get("baseurl")).strip("/")
    return SiteInfo(
        title=text_of(config.get("title")) or text_of(config.get("name")),
        description=text_of(config.get("description")),
        author=text_of(author.get("name")) if isinstance(author, dict) else text_of(author),
        base_url=f"{base.rstrip('/')}/{path}/".replace("//", "/").replace(":/", "://")
        if base
        else "",
        language=text_of(config.get("lang")) or text_of(config.get("locale")),
        timezone=text_of(config.get("timezone")),
        permalink=our_pattern(site.permalink),
    )


def _is_published(path: str, site: JekyllSite) -> bool:
    """Tell whether Jekyll copies a file as it is."""
    parts = path.split("/")
    hidden = any(part.startswith(("_", "#")) for part in parts) or parts[-1] in MACHINERY
    return not hidden and not path.endswith((*TEXTS, *OTHER_TEXTS)) and not is_excluded(path, site)
