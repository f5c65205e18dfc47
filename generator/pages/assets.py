"""Theme assets: styles joined into one, every file under a name that carries its digest."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

from generator.engine import Blob, Made, Read, Step, digest, encode, keep
from generator.pages.outputs import Output
from generator.problems import Place, Problem, nearest
from generator.problems.encoding import composed
from generator.site.theme import Theme

STYLE = "css/theme.css"
SHEET = ".css"
# A comment comes first, so that nothing in one is taken for an address.
ADDRESS = re.compile(
    r"/\*.*?\*/"
    r"""|(?P<before>url\(\s*(?P<mark>["']?)|@import\s+(?P<quote>["']))"""
    r"""(?![a-z][a-z0-9+.-]*:|[/\#\s])(?P<target>[^"')?#]+?)(?P<tail>[?#][^"')]*?)?"""
    r"""(?(quote)(?P=quote)|(?P=mark)\s*\))""",
    re.DOTALL | re.IGNORECASE,
)


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


def join_styles(value: Styles, read: Read) -> Made[Blob]:
    """Join style sheets into one, with the addresses in them made those of published files."""
    published, problems = dict(value.published), list[Problem]()
    texts = []
    for sheet in value.sheets:
        # A style sheet in another encoding keeps its bytes: only addresses are looked for.
        text = read(sheet.blob).decode("utf-8", "surrogateescape")
        texts.append(_readdressed(text, sheet, value.folder, published, problems))
    if problems:
        return Made(None, tuple(problems))
    blob, content = keep("\n".join(texts).encode("utf-8", "surrogateescape"))
    return Made(blob, blobs=(content,))


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
        yield sheet.name, Output(path, Step(join_styles, styles), sheet.path)
    named = [name for name in theme.styles if name in theme.assets]
    joined = tuple(Sheet(name, *theme.assets[name]) for name in named)
    if theme.styles:
        styles = Styles(posixpath.dirname(f"assets/{STYLE}"), joined, known)
        path = f"assets/{marked(STYLE, digest(encode(styles)))}"
        yield STYLE, Output(path, Step(join_styles, styles), f"themes/{theme.name}/theme.yaml")


def marked(name: str, mark: str) -> str:
    """Put the beginning of a digest between a file's name and its ending."""
    stem, ending = posixpath.splitext(name)
    return f"{stem}.{mark[:10]}{ending}"


def _readdressed(
    text: str, sheet: Sheet, folder: str, published: Mapping[str, str], problems: list[Problem]
) -> str:
    def address(found: re.Match[str]) -> str:
        if found["target"] is None:
            return found[0]
        wanted = composed(unquote(found["target"].strip()))
        target = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.name), wanted))
        # What lies above the assets is the site's own, such as what content/static/ holds.
        if target.startswith("../"):
            return found[0]
        place = published.get(target)
        if place is None:
            problems.append(_missing(text, sheet, found, target, published))
            return found[0]
        relative = quote(posixpath.relpath(place, folder)) + (found["tail"] or "")
        return f'@import "{relative}"' if found["quote"] else f'url("{relative}")'

    return ADDRESS.sub(address, text)


def _missing(
    text: str, sheet: Sheet, found: re.Match[str], target: str, published: Mapping[str, str]
) -> Problem:
    at = found.start("target")
    start = text.rfind("\n", 0, at) + 1
    place = Place(sheet.path, text.count("\n", 0, at) + 1, at - start + 1)
    source = text[start:].partition("\n")[0].encode("utf-8", "replace").decode()
    near = nearest(target, published)
    return Problem(
        f'"{found["target"]}" leads nowhere: there is no {target} in the theme\'s assets',
        place,
        f'did you mean "{posixpath.relpath(near, posixpath.dirname(sheet.name))}"?' if near else "",
        source,
    )
