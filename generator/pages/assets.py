"""Theme assets: styles joined into one, every file under a name that carries its digest."""

import posixpath
from collections.abc import Iterator

from msgspec import Struct

from generator.engine import Blob, Step, digest, encode
from generator.pages.makers import JOIN_STYLES
from generator.pages.outputs import Output
from generator.site.theme import Theme

STYLE = "css/theme.css"
SHEET = ".css"


class Sheet(Struct, frozen=True):
    """A style sheet of a theme: its name among the assets, and its file."""

    name: str
    path: str
    blob: Blob


class Styles(Struct, frozen=True):
    """Style sheets in their order, their folder in the site, and where assets are published."""

    folder: str
    sheets: tuple[Sheet, ...]
    published: tuple[tuple[str, str], ...]


def asset_outputs(theme: Theme) -> Iterator[tuple[str, Output]]:
    """Yield each asset's name for templates, and its output."""
    alone = {name: asset for name, asset in theme.assets.items() if name not in theme.styles}
    published = {}
    for name, (path, blob) in alone.items():
        if not name.endswith(SHEET):
            output = Output(f"assets/{marked(name, blob.digest)}", blob, path)
            published[name] = output.path
            yield name, output
    sheets = tuple(Sheet(name, *alone[name]) for name in alone if name.endswith(SHEET))
    # They may load each other, so that a change of one is another name of all.
    mark = digest(encode(Styles("", sheets, tuple(published.items()))))
    published |= {sheet.name: f"assets/{marked(sheet.name, mark)}" for sheet in sheets}
    known = tuple(published.items())
    for sheet in sheets:
        path = published[sheet.name]
        styles = Styles(posixpath.dirname(path), (sheet,), known)
        yield sheet.name, Output(path, Step(JOIN_STYLES, styles), sheet.path)
    named = [name for name in theme.styles if name in theme.assets]
    joined = tuple(Sheet(name, *theme.assets[name]) for name in named)
    if theme.styles:
        styles = Styles(posixpath.dirname(f"assets/{STYLE}"), joined, known)
        path = f"assets/{marked(STYLE, digest(encode(styles)))}"
        yield STYLE, Output(path, Step(JOIN_STYLES, styles), f"themes/{theme.name}/theme.yaml")


def marked(name: str, mark: str) -> str:
    """Put the beginning of a digest between a file's name and its ending."""
    stem, ending = posixpath.splitext(name)
    return f"{stem}.{mark[:10]}{ending}"
