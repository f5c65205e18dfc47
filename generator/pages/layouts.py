"""Layouts: which templates a page can reach, so that a change in another one leaves it alone."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from generator.engine import Blob, Made, Read
from generator.pages.values import TemplateSet
from generator.problems import Place, Problem, nearest, suggestion
from generator.problems.fault import spot_at
from generator.problems.regex import regex
from generator.site.theme import Theme

LAYOUTS = (
    "home.html",
    "post.html",
    "page.html",
    "tags.html",
    "tag.html",
    "series.html",
    "archive.html",
    "404.html",
    "redirect.html",
)
STAND_INS = {
    "posts.html": "home.html",
    "terms.html": "tags.html",
    "term.html": "tag.html",
    "collection.html": "term.html",
}
"""Layouts that a theme may lack, and which of its others stands in for each."""
FIGURE = "figure.html"
SEARCH = "search.html"
LIST = "list.html"
"""A list within a page; where a theme has no such template, it is plain links."""
EMBED = "embed.html"
"""A figure's own page; a theme that has no such template has no such pages."""
# A name in quotes is the whole name only where no operator follows it.
NAMES = regex(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b\s*"""
    r"""(?:(["'])(?P<name>[^"']+)\1\s*(?=[-+]?%\}|(?:ignore|with|without|import|as)\b)|\S)"""
)
TAGS = regex(r"\{[{%].*?[%}]\}", re.DOTALL)
# Only what is called so itself: no attribute, no part of a text that ends or begins with it.
DATA = regex(r"""(?<![\w.\-"'])data\b(?!["'])(?:\.(\w+)|\[\s*["']([^"']+)["']\s*\])?""")
COMMENT = regex(r"\{#.*?#\}", re.DOTALL)
PART = regex("^_|/")
"""Names of templates that are no layout of their own."""
_PARENT = "a theme with a parent has that one's too: parent: default"
_NO_LAYOUTS = ("base.html", FIGURE, LIST)


class TemplateReference(Struct, frozen=True):
    """A template's name in another one, and where; ``may_miss`` as Jinja's ``ignore missing``."""

    name: str
    place: Place
    source: str
    may_miss: bool


class TemplateReferences(Struct, frozen=True):
    """The names that a template refers to; None where it computes one.

    ``data`` are the data of the site that it speaks of, None where those may be all.
    """

    names: tuple[TemplateReference, ...] | None
    data: tuple[str, ...] | None = ()


class Template(Struct, frozen=True):
    """A template's path in the site, and its text."""

    path: str
    text: Blob


class Uncompiled(Struct, frozen=True):
    """A template that is to be compiled under a name; ``shipped`` ones need no sandbox."""

    name: str
    path: str
    text: Blob
    shipped: bool


def find_references(value: Template, read: Read) -> Made[TemplateReferences]:
    """Find the templates that one refers to."""
    text = read(value.text).decode("utf-8", errors="replace")
    return Made(TemplateReferences(_references(value.path, text), _data(text)))


class Layouts:
    """Finds template sets in a theme, by what each template refers to."""

    def __init__(
        self,
        theme: Theme,
        references: Mapping[str, TemplateReferences],
        data: Mapping[str, Blob | None] = {},
    ) -> None:
        """Take the references by the names of the templates, and the site's own data."""
        self._theme, self._data = theme, data
        self._speaks = {name: each.data for name, each in references.items()}
        self._refers = {name: each.names for name, each in references.items()}
        self.problems: list[Problem] = []

    def chosen(self, layout: str) -> str:
        """Return a layout, or the one that stands in for it where the theme has none of it."""
        while layout in STAND_INS and layout not in self._theme.templates:
            layout = STAND_INS[layout]
        return layout

    def find(self, layout: str) -> TemplateSet:
        """Return the templates that a layout can reach, itself among them.

        A template that computes another one's name can reach all. There are none where a name
        leads nowhere, which is kept among the problems, or where data are broken.
        """
        reached = self.reach((layout, FIGURE))
        if layout not in reached or self._lead_nowhere(reached) or self._lacks_data(reached):
            return TemplateSet(())
        files = tuple((name, *self._theme.templates[name]) for name in sorted(reached))
        return TemplateSet(files, self._theme.shipped, data=self._data_of(reached))

    def reach(self, names: Iterable[str]) -> set[str]:
        """Return the templates that some can reach, themselves among them."""
        reached: set[str] = set()
        waiting = [*names]
        while waiting:
            name = waiting.pop()
            if name in reached or name not in self._refers:
                continue
            reached.add(name)
            refers = self._refers[name]
            waiting += self._theme.templates if refers is None else [each.name for each in refers]
        return reached

    @property
    def referred(self) -> set[str]:
        """Return all names that templates refer to, those too that may miss."""
        return {each.name for refers in self._refers.values() for each in refers or ()}

    def _lacks_data(self, reached: Iterable[str]) -> bool:
        """Tell whether templates speak of data that could not be read, which is told already."""
        named = {name for each in reached for name in self._speaks[each] or ()}
        return any(name in named and blob is None for name, blob in self._data.items())

    def _data_of(self, reached: Iterable[str]) -> tuple[tuple[str, Blob | None], ...]:
        """Return the data that templates speak of, so that pages hang on no other."""
        spoken = [self._speaks[name] for name in reached]
        if not any(spoken) and None not in spoken:
            return ()
        named = {name for each in spoken for name in each or ()}
        every = None in spoken
        return tuple((n, b if every or n in named else None) for n, b in self._data.items())

    def _lead_nowhere(self, reached: set[str]) -> bool:
        every = (each for name in sorted(reached) for each in self._refers[name] or ())
        wrong = [each for each in every if each.name not in self._refers and not each.may_miss]
        self.problems += [self._no_template(each) for each in wrong]
        return bool(wrong)

    def _no_template(self, refers: TemplateReference) -> Problem:
        hint = suggestion(refers.name, self._refers)
        return Problem(f'no template "{refers.name}"', refers.place, hint, refers.source)

    def missing(self, layout: str, place: Place | None, source: str = "") -> Problem | None:
        """Return the problem of a layout that the theme does not have."""
        wanted = layout.removesuffix(".html")
        if layout in _NO_LAYOUTS or PART.search(layout):
            message = f'"{wanted}" is no layout: a page of it would be empty'
            return Problem(message, place, "such as post or page", source)
        if layout in self._theme.templates:
            return None
        near = nearest(
            wanted,
            [
                n.removesuffix(".html")
                for n in self._refers
                if not PART.search(n) and n not in STAND_INS
            ],
        )
        return Problem(
            f'there is no layout "{wanted}": the theme "{self._theme.name}" has no "{layout}"',
            place,
            hint=f'did you mean "{near}"?' if near else _PARENT if layout in LAYOUTS else "",
            source=source,
        )


def compiled_sets(
    sets: Mapping[str, TemplateSet], codes: Mapping[str, Blob]
) -> dict[str, TemplateSet]:
    """Exchange texts for what they were compiled into; a set that lacks a template has none."""
    return {
        layout: structs.replace(each, files=_files(each, codes)) for layout, each in sets.items()
    }


def _files(templates: TemplateSet, codes: Mapping[str, Blob]) -> tuple[tuple[str, str, Blob], ...]:
    if any(name not in codes for name, _, _ in templates.files):
        return ()
    return tuple((name, path, codes[name]) for name, path, _ in templates.files)


def _data(text: str) -> tuple[str, ...] | None:
    """Return the names of data that a template speaks of; None where it may mean all."""
    tags = TAGS.findall(COMMENT.sub("", text))
    found = [match[1] or match[2] for tag in tags for match in DATA.finditer(tag)]
    return None if any(name is None for name in found) else tuple(dict.fromkeys(found))


def _references(path: str, text: str) -> tuple[TemplateReference, ...] | None:
    """Return the names that a template refers to, or None where it computes one."""
    found = list(NAMES.finditer(COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)))
    if any(match["name"] is None for match in found):
        return None
    return tuple(_reference(path, text, match) for match in found)


def _reference(path: str, text: str, match: re.Match[str]) -> TemplateReference:
    line, column = spot_at(text, match.start("name"))
    place, source = Place(path, line, column), text.split("\n")[line - 1]
    may_miss = text.startswith("ignore", match.end())
    return TemplateReference(match["name"], place, source, may_miss)
