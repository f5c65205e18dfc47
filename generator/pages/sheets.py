"""Sheets: a theme's style sheets, with the addresses in them made those of published files."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from generator.engine import Blob, Made, Read, keep
from generator.pages.assets import Sheet, Styles
from generator.problems import Problem, nearest
from generator.problems.encoding import composed
from generator.problems.fault import Passage

# A comment comes first, so that nothing in one is taken for an address.
ADDRESS = re.compile(
    r"/\*.*?\*/"
    r"""|(?P<before>url\(\s*(?P<mark>["']?)|@import\s+(?P<quote>["']))"""
    r"""(?![a-z][a-z0-9+.-]*:|[/\#\s])(?P<target>[^"')?#]+?)(?P<tail>[?#][^"')]*?)?"""
    r"""(?(quote)(?P=quote)|(?P=mark)\s*\))""",
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
    blob, content = keep("\n".join(texts).encode("utf-8", "surrogateescape"))
    return Made(blob, blobs=(content,))


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
    near = nearest(target, published)
    # A byte that is no UTF-8 is one character here, and shown as one.
    return Passage(sheet.path, text.encode("utf-8", "replace").decode()).problem_at(
        found.start("target"),
        f'"{found["target"]}" leads nowhere: there is no {target} in the theme\'s assets',
        f'did you mean "{posixpath.relpath(near, posixpath.dirname(sheet.name))}"?' if near else "",
    )
