"""Reading theme.yaml."""

import re

from generator.engine import Made, Read
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.problems.fields import Fields, fields_of
from generator.problems.yaml import read_yaml
from generator.site.colors import is_color
from generator.site.look import Look
from generator.site.theme import Level, LevelSource, Style

MOST_SIDE = 4_000
"""CSS pixels: a chart is drawn at twice as many."""
MOST_FONT = 100
_NAME = re.compile(r"[A-Za-z][\w-]*\Z")


def read_level(value: LevelSource, read: Read) -> Made[Level]:
    """Read one theme.yaml."""
    text = read_text(read(value.source), value.path)
    if isinstance(text, Problem):
        return Made(None, (text,))
    fields = fields_of(read_yaml(text, value.path))
    fields.text("name")
    charts = fields.mapping("charts")
    level = Level(
        value.name,
        parent=fields.text("parent"),
        parent_place=fields.place_of("parent"),
        parent_source=fields.source(fields.place_of("parent")),
        styles=_named(fields, "styles") if fields.take("styles") is not None else None,
        charts=_charts(charts) if charts is not None else Look(),
        charts_keys=_stated(charts) if charts is not None else (),
        palette=_named(charts, "palette") if charts is not None else (),
    )
    fields.finish()
    return Made(level, tuple(fields.problems))


def _named(fields: Fields, key: str) -> tuple[Style, ...]:
    scalars = fields.scalars(key) if fields.take(key) is not None else ()
    return tuple(Style(each.text, each.place, fields.source(each.place)) for each in scalars)


def _stated(fields: Fields) -> tuple[str, ...]:
    known = (name for name in Look.__struct_fields__ if name in fields)
    return tuple(name for name in known if fields.take(name) is not None)


def _charts(fields: Fields) -> Look:
    usual = Look()
    look = Look(
        width=fields.integer("width", usual.width, minimum=100, maximum=MOST_SIDE),
        wide=fields.integer("wide", usual.wide, minimum=100, maximum=MOST_SIDE),
        full=fields.integer("full", usual.full, minimum=100, maximum=MOST_SIDE),
        narrow=fields.integer("narrow", usual.narrow, minimum=100, maximum=MOST_SIDE),
        height=fields.integer("height", usual.height, minimum=50, maximum=MOST_SIDE),
        font_size=fields.integer("font_size", usual.font_size, minimum=6, maximum=MOST_FONT),
        palette=fields.texts("palette") or usual.palette,
        colors=_colors(fields.mapping("colors")),
        grid=fields.boolean("grid", usual.grid),
    )
    fields.finish()
    return look


def _colors(fields: Fields | None) -> tuple[tuple[str, str, str], ...]:
    colors = []
    for name in fields.names if fields is not None else ():
        pair = fields.texts(name) if fields is not None else ()
        if fields is None:
            continue
        odd = next((each for each in pair if not is_color(each)), None)
        if len(pair) != 2 or odd is not None:
            fields.wrong(name, "a light and a dark colour", 'write ["#123456", "#abcdef"]')
        elif not _NAME.match(name):
            fields.wrong(name, "a name of letters, digits and dashes")
        else:
            colors.append((name, pair[0], pair[1]))
    return tuple(colors)
