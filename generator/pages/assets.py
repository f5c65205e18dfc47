"""Theme assets: styles joined into one, every file under a name that carries its digest."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.engine import Blob, Made, Read, Step, digest, encode, keep
from generator.pages.outputs import Output
from generator.site.theme import Theme

STYLE = "css/theme.css"
ADDRESS = re.compile(r"""url\(\s*(["']?)(?!data:|https?:|/|#)([^"')?#]+?)([?#][^"')]*?)?\1\s*\)""")


class Styles(Struct, frozen=True):
    """Style sheets in their order, and where the files that they name are published."""

    sheets: tuple[tuple[str, Blob], ...]
    published: tuple[tuple[str, str], ...]


def join_styles(value: Styles, read: Read) -> Made[Blob]:
    """Join style sheets into one, with the addresses in them made those of published files."""
    published = dict(value.published)
    # A style sheet in another encoding keeps its bytes: only addresses are looked for.
    texts = [
        _readdressed(read(blob).decode("utf-8", "surrogateescape"), name, published)
        for name, blob in value.sheets
    ]
    blob, content = keep("\n".join(texts).encode("utf-8", "surrogateescape"))
    return Made(blob, blobs=(content,))


def asset_outputs(theme: Theme) -> Iterator[tuple[str, Output]]:
    """Yield each asset's name for templates, and its output."""
    published = {}
    for name, (path, blob) in theme.assets.items():
        if name not in theme.styles:
            output = Output(f"assets/{marked(name, blob.digest)}", blob, path)
            published[name] = output.path
            yield name, output
    sheets = tuple((name, theme.assets[name][1]) for name in theme.styles if name in theme.assets)
    if theme.styles:
        value = Styles(sheets, tuple(published.items()))
        path = f"assets/{marked(STYLE, digest(encode(value)))}"
        yield STYLE, Output(path, Step(join_styles, value), f"themes/{theme.name}/theme.yaml")


def marked(name: str, mark: str) -> str:
    """Put the beginning of a digest between a file's name and its ending."""
    stem, ending = posixpath.splitext(name)
    return f"{stem}.{mark[:10]}{ending}"


def _readdressed(text: str, name: str, published: Mapping[str, str]) -> str:
    def address(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[2]))
        place = published.get(target)
        if place is None:
            return found[0]
        return f'url("{posixpath.relpath(place, "assets/css")}{found[3] or ""}")'

    return ADDRESS.sub(address, text)
