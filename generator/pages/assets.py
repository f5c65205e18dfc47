"""Assets: a theme's files and styles and the charts' scripts, under names that carry digests."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

from generator.engine import Blob, Made, Read, Step, digest, encode, keep
from generator.pages.makers import JOIN_MODULES, JOIN_STYLES
from generator.pages.outputs import Output
from generator.problems import Problem, nearest
from generator.problems.encoding import composed
from generator.problems.fault import Passage
from generator.problems.regex import regex
from generator.site.colors import as_css
from generator.site.folders import PREFIX, SEARCH_PREFIX
from generator.site.theme import Theme

STYLE = "css/theme.css"
SHEET = ".css"
CHART_FONTS = 'Arial, "Liberation Sans", Arimo, Helvetica, sans-serif'
"""As wide as the one that charts are measured with where a theme names none."""


class StyleSheet(Struct, frozen=True):
    """A style sheet of a theme: its name among the assets, and its file."""

    name: str
    path: str
    blob: Blob


class Styles(Struct, frozen=True):
    """Style sheets in their order, their folder in the site, and where assets are published.

    ``head`` is what stands before them.
    """

    folder: str
    sheets: tuple[StyleSheet, ...]
    published: tuple[tuple[str, str], ...]
    head: str = ""


def asset_outputs(theme: Theme) -> Iterator[tuple[str, Output]]:
    """Yield each asset's name for templates, and its output."""
    alone = {name: asset for name, asset in theme.assets.items() if name not in theme.styles}
    published = {}
    for name, (path, blob) in alone.items():
        if not name.endswith(SHEET):
            output = Output(f"assets/{marked(name, blob.digest)}", blob, path)
            published[name] = output.path
            yield name, output
    sheets = tuple(StyleSheet(name, *alone[name]) for name in alone if name.endswith(SHEET))
    # They may load each other, so that a change of one is another name of all.
    mark = digest(encode(Styles("", sheets, tuple(published.items()))))
    published |= {sheet.name: f"assets/{marked(sheet.name, mark)}" for sheet in sheets}
    known = tuple(published.items())
    for sheet in sheets:
        path = published[sheet.name]
        styles = Styles(posixpath.dirname(path), (sheet,), known)
        yield sheet.name, Output(path, Step(JOIN_STYLES, styles), sheet.path)
    named = [name for name in theme.styles if name in theme.assets]
    joined = tuple(StyleSheet(name, *theme.assets[name]) for name in named)
    if theme.styles:
        folder = posixpath.dirname(f"assets/{STYLE}")
        styles = Styles(folder, joined, known, _head(theme))
        path = f"assets/{marked(STYLE, digest(encode(styles)))}"
        yield STYLE, Output(path, Step(JOIN_STYLES, styles), f"themes/{theme.name}/theme.yaml")


def _head(theme: Theme) -> str:
    """Return the custom properties that both style sheets and charts go by."""
    font = f'"{theme.charts.font}", {CHART_FONTS}' if theme.charts.font else CHART_FONTS
    return f"{as_css(theme.colors)}:root {{\n  --font-chart: {font};\n}}\n"


def marked(name: str, mark: str) -> str:
    """Put the beginning of a digest between a file's name and its ending."""
    stem, ending = posixpath.splitext(name)
    return f"{stem}.{mark[:10]}{ending}"


# A comment comes first, so that nothing in one is taken for an address.
ADDRESS = regex(
    r"/\*.*?\*/"
    r"""|(?P<before>url\(\s*(?P<mark>["']?)|@import\s+(?P<quote>["']))"""
    r"""(?![a-z][a-z0-9+.-]*:|[/\#\s])(?P<target>[^"')?#]+?)(?P<tail>[?#][^"')]*?)?"""
    r"""(?(quote)(?P=quote)|(?P=mark)\s*\))""",
    re.DOTALL | re.IGNORECASE,
)

# What no rule may stand before.
BEGINNING = regex(
    r"""(?:\s|/\*.*?\*/|@(?:charset|import|layer)\b(?:"[^"]*"|'[^']*'|[^;{"'])*;)*""",
    re.DOTALL | re.IGNORECASE,
)


def join_styles(value: Styles, read: Read) -> Made[Blob]:
    """Join style sheets into one; an address that leads nowhere is a problem."""
    published, problems = dict(value.published), list[Problem]()
    texts = []
    for sheet in value.sheets:
        # A style sheet in another encoding keeps its bytes: only addresses are looked for.
        text = read(sheet.blob).decode("utf-8", "surrogateescape")
        texts.append(_readdressed(text, sheet, value.folder, published, problems))
    if problems:
        return Made(None, tuple(problems))
    joined = "\n".join(texts)
    after = BEGINNING.match(joined)
    at = after.end() if after else 0
    text = f"{joined[:at]}{value.head}{joined[at:]}"
    blob, content = keep(text.encode("utf-8", "surrogateescape"))
    return Made(blob, blobs=(content,))


def _readdressed(
    text: str, sheet: StyleSheet, folder: str, published: Mapping[str, str], problems: list[Problem]
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
    text: str, sheet: StyleSheet, found: re.Match[str], target: str, published: Mapping[str, str]
) -> Problem:
    near = nearest(target, published)
    # A byte that is no UTF-8 is one character here, and shown as one.
    return Passage(sheet.path, text.encode("utf-8", "replace").decode()).problem_at(
        found.start("target"),
        f'"{found["target"]}" leads nowhere: there is no {target} in the theme\'s assets',
        f'did you mean "{posixpath.relpath(near, posixpath.dirname(sheet.name))}"?' if near else "",
    )


def loader_outputs(files: Mapping[str, Blob]) -> tuple[str, tuple[Output, ...]]:
    """Return the address of the folder of the charts' modules, and their outputs.

    The modules import one another by relative names, so the folder carries the digest.
    """
    modules, folder = _modules(files, PREFIX, "charts")
    outputs = tuple(
        Output(f"{folder}/{path.removeprefix(PREFIX)}", blob, path)
        for path, blob in modules.items()
    )
    return f"/{folder}/", outputs


def _modules(files: Mapping[str, Blob], prefix: str, name: str) -> tuple[dict[str, Blob], str]:
    every = {path: blob for path, blob in files.items() if path.startswith(prefix)}
    mark = digest("".join(blob.digest for blob in every.values()).encode())[:10]
    return {path: every[path] for path in every if path.endswith(".js")}, f"assets/{name}.{mark}"


SEARCH_LOADER = "search.js"


class JoinedScript(Struct, frozen=True):
    """Modules that are joined into one, each after those that it imports."""

    modules: tuple[Blob, ...]


def search_outputs(files: Mapping[str, Blob]) -> tuple[str, tuple[Output, ...]]:
    """Return the address of what every page loads to be searched, and the outputs of its modules.

    What the page of results needs besides is one script: it is read from the first to the last.
    """
    modules, folder = _modules(files, SEARCH_PREFIX, "search")
    every = {path.removeprefix(SEARCH_PREFIX): blob for path, blob in modules.items()}
    parts = tuple(
        every[name] for name in ("fold.js", "shards.js", "query.js", "excerpt.js", RESULTS)
    )
    scripts = {SEARCH_LOADER: JoinedScript((every[SEARCH_LOADER],)), RESULTS: JoinedScript(parts)}
    outputs = tuple(
        Output(f"{folder}/{name}", Step(JOIN_MODULES, script), SEARCH_PREFIX + name)
        for name, script in scripts.items()
    )
    return f"/{folder}/{SEARCH_LOADER}", outputs


RESULTS = "results.js"
# Our modules write nothing else in these forms.
_LEFT_OUT = regex(
    r"^\s+|^import .*;\n|^\s*//.*\n|^\s*/\*\*.*\*/\n|^\s*\n| // .*$|^export (?!\{)", re.MULTILINE
)


def join_modules(value: JoinedScript, read: Read) -> Made[Blob]:
    """Join modules into one, without comments and margins."""
    text = "".join(read(blob).decode() for blob in value.modules)
    exported = "" if len(value.modules) == 1 else "export { open };\n"
    blob, content = keep(_LEFT_OUT.sub("", text) + exported)
    return Made(blob, blobs=(content,))


def runtime_output(runtime: Blob) -> Output:
    """Return the output of the charts' runtime."""
    return Output(f"assets/vega.{runtime.digest[:10]}.js", runtime, "the charts' runtime")
