"""Read a Pelican site."""

import posixpath
from collections.abc import Iterator
from urllib.parse import quote

from generator.importers.files import text_of, walk_files
from generator.importers.normalize import sets_formulas, with_formulas
from generator.importers.old_site import ImportSource, OldSite, SiteInfo
from generator.importers.pelican.articles import read_article
from generator.importers.pelican.site import (
    MARKDOWN,
    NAMES,
    RST,
    PelicanSite,
    is_within,
    our_pattern,
    pattern_of,
    read_conf,
)
from generator.problems import Place, Problem

WANTED = frozenset(
    "PATH ARTICLE_PATHS PAGE_PATHS STATIC_PATHS ARTICLE_URL ARTICLE_SAVE_AS PAGE_URL PAGE_SAVE_AS"
    " SITEURL SITENAME AUTHOR TIMEZONE DEFAULT_LANG THEME EXTRA_PATH_METADATA DEFAULT_CATEGORY"
    " FILENAME_METADATA SLUGIFY_SOURCE ARTICLE_EXCLUDES USE_FOLDER_AS_CATEGORY"
    " NOTEBOOK_DIR CODE_DIR".split()
)


def read_pelican(given: ImportSource) -> OldSite | Problem:
    """Read a Pelican site."""
    root = given.source
    if not root.is_dir():
        return Problem("a Pelican site is a folder", Place(str(root)))
    conf, notes = read_conf(root, WANTED)
    if isinstance(conf, Problem):
        return conf
    folder = text_of(conf.get("PATH")) or ("content" if (root / "content").is_dir() else ".")
    site = PelicanSite(conf, dict(walk_files(root / folder)), folder.strip("./"))
    entries = [each for each in (read_article(path, site, notes) for path in site.files) if each]
    if not entries:
        hint = "give the folder that holds pelicanconf.py and content/"
        return Problem("there is no article and no page here", Place(str(root)), hint)
    theme = root / (text_of(conf.get("THEME")) or "theme")
    # A theme that was installed lies outside, where nothing is read.
    themes = [theme] if theme.is_dir() and theme.resolve().is_relative_to(root.resolve()) else []
    sets = sets_formulas([*themes, *(root / name for name in NAMES if (root / name).is_file())])
    published = dict(_published(site))
    return OldSite(
        site=SiteInfo(
            title=site.text("SITENAME"),
            author=site.text("AUTHOR"),
            base_url=f"{site.text('SITEURL').rstrip('/')}/"
            if site.text("SITEURL").startswith("http")
            else "",
            language=site.text("DEFAULT_LANG"),
            timezone=site.text("TIMEZONE"),
            permalink=our_pattern(pattern_of("ARTICLE", conf)),
            markdown="python",
        ),
        entries=tuple(with_formulas(each, sets=sets, twice=True) for each in entries),
        files={address: site.files[path] for path, address in published.items()},
        sources={
            posixpath.join(site.content, path): address for path, address in published.items()
        },
        always=frozenset(
            address
            for path, address in published.items()
            if is_within(path, site.paths("STATIC_PATHS", ["images"]))
        ),
        notes=tuple(notes),
    )


def _published(site: PelicanSite) -> Iterator[tuple[str, str]]:
    """Yield the addresses of files that are no texts."""
    more = site.conf.get("EXTRA_PATH_METADATA")
    placed = more if isinstance(more, dict) else {}
    for path in site.files:
        if not path.endswith((*MARKDOWN, *RST)):
            options = placed.get(path)
            target = text_of(options.get("path")) if isinstance(options, dict) else ""
            yield path, f"/{quote((target or path).lstrip('/'))}"
