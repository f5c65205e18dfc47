"""Where sources are: a site's own folders, the themes that we ship, and the browser's scripts."""

from pathlib import Path

DEFAULT = "default"
SHIPPED = (DEFAULT, "desk", "essay")
WORDS = "words"
SNIPPETS = "snippets"
BLOCKS = "blocks"
OUR_WORDS = "shipped/words"
"""Where our words stand in the snapshot, whatever themes a site has."""
BROWSER = Path(__file__).parents[1] / "charts" / "browser"
PREFIX = "browser/"
SEARCH = Path(__file__).parents[1] / "search" / "browser"
SEARCH_PREFIX = "search-browser/"


def places(root: Path) -> tuple[tuple[str, Path], ...]:
    """Return where a site's sources are: its own, our themes, the browser's scripts."""
    overlays = sorted(path for path in root.glob("site*.yaml"))
    return (
        *((path.name, path) for path in overlays),
        ("content", root / "content"),
        *theme_folders(root),
        (SNIPPETS, root / SNIPPETS),
        (BLOCKS, root / BLOCKS),
        (PREFIX.rstrip("/"), BROWSER),
        (SEARCH_PREFIX.rstrip("/"), SEARCH),
    )


def theme_folders(root: Path) -> tuple[tuple[str, Path], ...]:
    """Return the places of themes and words for the snapshot: the site's own, and ours.

    A theme of the site's takes the place of the one of ours that is called the same.
    """
    ours = shipped_themes()
    words = ((OUR_WORDS, ours[DEFAULT] / WORDS),) if ours else ()
    used = ((f"themes/{name}", ours[name]) for name in ours if not _has_theme(root, name))
    return (*words, *used, ("themes", root / "themes"), (WORDS, root / WORDS))


def _has_theme(root: Path, name: str) -> bool:
    return (root / "themes" / name).is_dir()


def shipped_themes() -> dict[str, Path]:
    """Return the folders of the themes that we ship, by their names; a broken copy has none."""
    for home in (Path(__file__).parents[1] / "themes", Path(__file__).parents[2] / "themes"):
        if (home / DEFAULT / "theme.yaml").is_file():
            return {name: home / name for name in SHIPPED if (home / name / "theme.yaml").is_file()}
    return {}


def themes_of_ours(root: Path) -> tuple[str, ...]:
    """Return the names of those of a site's themes that are ours, unchanged by the site."""
    return tuple(
        name
        for name, path in shipped_themes().items()
        if not _has_theme(root, name) or (root / "themes" / name).resolve() == path.resolve()
    )
