"""Themes: a chain of folders, the child's files before its parent's."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, structs

from generator.engine import Blob, Made, Read
from generator.problems import Place, Problem, nearest, suggestion
from generator.problems.encoding import read_text
from generator.problems.fields import Fields, fields_of
from generator.problems.yaml import read_yaml
from generator.site.colors import ThemeColor, check_colors, fold_colors, read_colors, resolved
from generator.site.folders import OUR_WORDS, SNIPPETS, WORDS, themes_of_ours
from generator.site.look import Look, read_look


class Theme(Struct, frozen=True):
    """A theme with its parents folded in.

    ``templates`` and ``assets`` map a name to the path in the site and the bytes;
    every template is there under ``<theme>/<name>`` too, so that a child can extend
    its parent's template of the same name.
    """

    name: str
    templates: Mapping[str, tuple[str, Blob]]
    assets: Mapping[str, tuple[str, Blob]]
    styles: tuple[str, ...]
    charts: Look
    colors: tuple[ThemeColor, ...] = ()
    archetypes: Mapping[str, tuple[str, Blob]] = {}
    """What new posts and pages begin as."""
    words: tuple[tuple[str, Blob], ...] = ()
    """Files of words, the site's own first, then each theme's before its parent's, ours last."""
    shipped: bool = False
    """Whether all templates are those that come with us, unchanged by the site."""
    font: "StatedName | None" = None
    """The font that charts are to have, and where that is written."""
    snippets: Mapping[str, tuple[str, Blob]] = {}
    """Templates that Markdown calls; the site's own before a theme's."""


class StatedName(Struct, frozen=True):
    """A theme, a style sheet or a colour by its name, and where that is written."""

    name: str
    place: Place | None = None
    source: str = ""


class ChosenFont(Struct, frozen=True):
    """The font that a theme names for its charts, and where; its fonts and style sheets."""

    family: str
    fonts: tuple[tuple[str, Blob], ...]
    sheets: tuple[Blob, ...]
    place: Place | None
    source: str


class LevelSource(Struct, frozen=True):
    """One theme.yaml."""

    name: str
    path: str
    source: Blob


class Level(Struct, frozen=True):
    """A theme as its theme.yaml describes it; None is what its parent decides.

    ``charts`` counts only in what ``charts_keys`` name: the rest is its parent's.
    """

    name: str
    parent: StatedName
    styles: tuple[StatedName, ...] | None
    charts: Look = Look()
    charts_keys: tuple[str, ...] = ()
    colors: tuple[ThemeColor, ...] = ()
    font: StatedName | None = None
    palette: tuple[StatedName, ...] = ()
    """Names of colours, where the theme says in which order they are taken."""


def read_level(value: LevelSource, read: Read) -> Made[Level]:
    """Read one theme.yaml."""
    text = read_text(read(value.source), value.path)
    if isinstance(text, Problem):
        return Made(None, (text,))
    fields = fields_of(read_yaml(text, value.path))
    fields.text("name")
    charts = fields.mapping("charts")
    look, stated = read_look(charts) if charts is not None else (Look(), ())
    at = fields.place_of("parent")
    level = Level(
        value.name,
        StatedName(fields.text("parent"), at, fields.source(at)),
        styles=_named(fields, "styles") if fields.take("styles") is not None else None,
        charts=look,
        charts_keys=stated,
        colors=read_colors(fields),
        font=next(iter(_named(charts, "font")), None) if charts is not None else None,
        palette=_named(charts, "palette") if charts is not None else (),
    )
    fields.finish(hints={"palette": "it stands under charts:"})
    return Made(level, tuple(fields.problems))


def _named(fields: Fields, key: str) -> tuple[StatedName, ...]:
    scalars = fields.scalars(key) if fields.take(key) is not None else ()
    return tuple(StatedName(each.text, each.place, fields.source(each.place)) for each in scalars)


_Kinds = dict[str, dict[str, tuple[str, Blob]]]
"""What a theme has in each of its folders that count."""


def is_shipped(theme: Theme, root: Path) -> bool:
    """Tell whether all templates of a site's theme are those that we ship."""
    ours = tuple(f"themes/{name}/" for name in themes_of_ours(root))
    return all(path.startswith(ours) for path, _ in theme.templates.values())


def load_theme(
    chosen: StatedName, files: Mapping[str, Blob], read_level: Callable[[LevelSource], Made[Level]]
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Fold a theme and its parents into one; ``read_level`` runs the step of that name."""
    chain, problems = _chain(chosen, files, read_level)
    if any(problem.severity == "error" for problem in problems):
        return None, tuple(problems)
    styles = _styles(chain)
    theme = _fold(chain, files, tuple(style.name for style in styles))
    problems += [_missing_style(theme, each) for each in styles if each.name not in theme.assets]
    problems += (*check_colors(theme.colors), *_missing_colors(theme, chain))
    problems += _misnamed(theme.name, files)
    return theme, tuple(problems)


def _styles(chain: list[Level]) -> list[StatedName]:
    """Return the style sheets in order; one that is named again stands where it is named last."""
    names = dict[str, StatedName]()
    for level in reversed(chain):
        if level.styles is not None:
            inherited, names = names, {}
            for style in level.styles:
                is_parents = style.name == "parent" and level.parent.name
                for each in inherited.values() if is_parents else (style,):
                    names.pop(each.name, None)
                    names[each.name] = each
    return list(names.values())


def _chain(
    wanted: StatedName, files: Mapping[str, Blob], read_level: Callable[[LevelSource], Made[Level]]
) -> tuple[list[Level], list[Problem]]:
    """Read a theme, its parent, and so on; the first that is wrong ends the chain."""
    chain: list[Level] = []
    problems: list[Problem] = []
    while wanted.name:
        path = f"themes/{wanted.name}/theme.yaml"
        if any(level.name == wanted.name for level in chain):
            message = f'the theme "{wanted.name}" is its own ancestor'
            problems.append(Problem(message, wanted.place, source=wanted.source))
            break
        if path not in files:
            problems.append(_no_theme(wanted, files))
            break
        made = read_level(LevelSource(wanted.name, path, files[path]))
        problems += made.problems
        if made.value is None:
            break
        chain.append(made.value)
        wanted = made.value.parent
    return chain, problems


def _fold(chain: list[Level], files: Mapping[str, Blob], styles: tuple[str, ...]) -> Theme:
    kinds: _Kinds = {"templates": {}, "assets": {}, "archetypes": {}, "snippets": {}, "fonts": {}}
    for level in reversed(chain):
        home = f"themes/{level.name}/"
        for path in (path for path in files if path.startswith(home)):
            kind, _, name = path[len(home) :].partition("/")
            names = (name, f"{level.name}/{name}") if kind == "templates" else (name,)
            if kind in kinds:
                kinds[kind] |= dict.fromkeys(names, (path, files[path]))
    of_site = [path for path in files if path.startswith(f"{SNIPPETS}/")]
    kinds["snippets"] |= {path[len(SNIPPETS) + 1 :]: (path, files[path]) for path in of_site}
    words = tuple(_words(chain, files))
    fonts = sorted(file for name, file in kinds.pop("fonts").items() if is_font(name))
    colors = fold_colors(level.colors for level in reversed(chain))
    charts = structs.replace(_fold_charts(chain), fonts=tuple(fonts), colors=resolved(colors))
    own = kinds["templates"], kinds["assets"], styles, charts, colors, kinds["archetypes"], words
    font = next((level.font for level in chain if level.font), None)
    return Theme(chain[0].name, *own, font=font, snippets=kinds["snippets"])


def is_font(name: str) -> bool:
    """Tell whether a file's name is one of a font that pictures can be drawn with."""
    return name.lower().endswith((".ttf", ".otf"))


def _words(chain: list[Level], files: Mapping[str, Blob]) -> Iterator[tuple[str, Blob]]:
    """Yield the files of words, the nearest first; ours stand in the snapshot twice, or alone."""
    folders = [WORDS, *(f"themes/{level.name}/{WORDS}" for level in chain), OUR_WORDS]
    ours = {blob for path, blob in files.items() if path.startswith(f"{OUR_WORDS}/")}
    for folder in folders:
        found = [path for path in files if path.startswith(f"{folder}/") and path.endswith(".yaml")]
        for path in found:
            if folder == OUR_WORDS or files[path] not in ours:
                yield path, files[path]


def _fold_charts(chain: list[Level]) -> Look:
    """Lay each theme's look over its parent's."""
    look = Look()
    for level in reversed(chain):
        stated = {key: getattr(level.charts, key) for key in level.charts_keys}
        look = structs.replace(look, **stated)
    return look


def _no_theme(wanted: StatedName, files: Mapping[str, Blob]) -> Problem:
    ending = "/theme.yaml"
    known = [path.split("/")[1] for path in files if path.endswith(ending) and "themes/" in path]
    hint = suggestion(wanted.name, known, f"it wants a file themes/{wanted.name}{ending}")
    return Problem(f'there is no theme "{wanted.name}"', wanted.place, hint, wanted.source)


FOLDERS = ("templates", "assets", "archetypes", "snippets", "fonts", WORDS)
"""What a theme has in folders; what lies in others is its author's own business."""
_ELSEWHERE = {"layouts": "templates", "static": "assets"}
"""What other generators call them."""


def _misnamed(name: str, files: Mapping[str, Blob]) -> Iterator[Problem]:
    """Tell of folders that nothing is read from, though their names are nearly those that count."""
    home = f"themes/{name}/"
    found = {path[len(home) :].partition("/")[0] for path in files if path.startswith(home)}
    for folder in sorted(found.difference(FOLDERS)):
        near = _ELSEWHERE.get(folder) or nearest(folder, FOLDERS, 0.85)
        if near and f"{home}{folder}" not in files:
            message = f'nothing is read from the folder "{folder}" of a theme'
            place, hint = Place(f"{home}{folder}"), f'did you mean "{near}"?'
            yield Problem(message, place, hint, severity="warning")


def _missing_colors(theme: Theme, chain: list[Level]) -> Iterator[Problem]:
    known = {name for name, _, _ in theme.charts.colors}
    for each in next((level.palette for level in chain if level.palette), ()):
        if known and each.name not in known:
            hint = suggestion(each.name, known, f"there are {', '.join(sorted(known))}")
            yield Problem(f'no colour "{each.name}" in the theme', each.place, hint, each.source)


def _missing_style(theme: Theme, style: StatedName) -> Problem:
    hint = suggestion(style.name, theme.assets)
    return Problem(f'no style sheet "{style.name}" in the assets', style.place, hint, style.source)
