"""Where sources are: a site's own folders, the theme that we ship, and the charts' scripts."""

from pathlib import Path

WORDS = "words"
SNIPPETS = "snippets"
OUR_WORDS = "shipped/words"
"""Where our words stand in the snapshot, whatever themes a site has."""
BROWSER = Path(__file__).parents[1] / "charts" / "browser"
PREFIX = "browser/"


def places(root: Path) -> tuple[tuple[str, Path], ...]:
    """Return where a site's sources are: its own, the theme that we ship, the charts' scripts."""
    overlays = sorted(path for path in root.glob("site*.yaml"))
    return (
        *((path.name, path) for path in overlays),
        ("content", root / "content"),
        *theme_folders(root),
        (SNIPPETS, root / SNIPPETS),
        (PREFIX.rstrip("/"), BROWSER),
    )


def theme_folders(root: Path) -> tuple[tuple[str, Path], ...]:
    """Return the places of themes and words for the snapshot: the site's own, and ours."""
    shipped = [
        path
        for path in (Path(__file__).parents[1] / "themes", Path(__file__).parents[2] / "themes")
        if (path / "default" / "theme.yaml").is_file()
    ]
    own = (("themes", root / "themes"), (WORDS, root / WORDS))
    if not shipped:
        return own
    ours = (OUR_WORDS, shipped[0] / "default" / WORDS)
    if (root / "themes" / "default").is_dir():
        return (ours, *own)
    return (ours, ("themes/default", shipped[0] / "default"), *own)
