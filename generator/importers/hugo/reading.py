"""Read a Hugo site."""

from pathlib import Path
from urllib.parse import quote

from generator.importers.foreign import is_true
from generator.importers.formulas import sets_formulas, with_formulas
from generator.importers.found import ImportSource, OldSite, ReportNote
from generator.importers.hugo.addresses import our_pattern, urlized
from generator.importers.hugo.config import FORMS, old_site, read_config
from generator.importers.hugo.pages import read_page
from generator.importers.hugo.site import OTHER_TEXTS, TEXTS, HugoSite, in_leaf, site_of, sources_of
from generator.importers.texts import walk_files
from generator.problems import Place, Problem

TEMPLATES = ("layouts", "themes", "config")


def read_hugo(given: ImportSource) -> OldSite | Problem:
    """Read a Hugo site."""
    root = given.source
    if not (root / "content").is_dir() and not root.is_dir():
        return Problem("a Hugo site is a folder", Place(str(root)))
    config, notes = read_config(root)
    if isinstance(config, Problem):
        return config
    site = site_of(root, config)
    changes: list[ReportNote] = list(notes)
    entries = [
        each
        for each in (read_page(one, site, changes) for one in sources_of(site, changes))
        if each
    ]
    if not entries:
        hint = "give the folder that holds hugo.toml and content/"
        return Problem("there is no post and no page here", Place(str(root)), hint)
    passed = is_true(config.inside("markup", "goldmark", "extensions", "passthrough").get("enable"))
    places = (each for each in root.iterdir() if each.name in TEMPLATES or each.suffix in FORMS)
    sets = passed or sets_formulas(places)
    found = tuple(with_formulas(each, sets=sets, twice=not passed) for each in entries)
    files, sources, always = _files(root, site)
    permalink = our_pattern(site.sections, config)
    return OldSite(old_site(config, permalink), found, files, sources, always, tuple(changes))


def _files(root: Path, site: HugoSite) -> tuple[dict[str, Path], dict[str, str], frozenset[str]]:
    """Return the files by their addresses, their addresses by path, and those always taken."""
    files: dict[str, Path] = {}
    sources: dict[str, str] = {}
    for folder in ("assets", site.config.text("staticdir") or "static"):
        for path, place in walk_files(root / folder):
            files[f"/{quote(path)}"] = place
            sources[f"{folder}/{path}"] = f"/{quote(path)}"
    always = frozenset(
        address for source, address in sources.items() if not source.startswith("assets/")
    )
    for path, place in site.content.items():
        if not path.endswith((*TEXTS, *OTHER_TEXTS)) and not in_leaf(path, site):
            address = f"/{quote(urlized(path))}"
            files.setdefault(address, place)
            sources[f"content/{path}"] = address
    return files, sources, always
