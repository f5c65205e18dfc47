"""Reading theme.yaml."""

from generator.engine import Made, Read
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.problems.fields import Fields, fields_of
from generator.problems.yaml import read_yaml
from generator.site.look import Look
from generator.site.theme import Level, LevelSource, Style


def parse_level(value: LevelSource, read: Read) -> Made[Level]:
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
        styles=_styles(fields),
        charts=_charts(charts) if charts is not None else Look(),
        charts_keys=_stated(charts) if charts is not None else (),
    )
    fields.finish()
    return Made(level, tuple(fields.problems))


def _styles(fields: Fields) -> tuple[Style, ...] | None:
    if fields.take("styles") is None:
        return None
    scalars = fields.scalars("styles")
    return tuple(Style(each.text, each.place, fields.source(each.place)) for each in scalars)


def _stated(fields: Fields) -> tuple[str, ...]:
    known = (name for name in Look.__struct_fields__ if name in fields)
    return tuple(name for name in known if fields.take(name) is not None)


def _charts(fields: Fields) -> Look:
    usual = Look()
    look = Look(
        width=fields.integer("width", usual.width, minimum=100),
        wide=fields.integer("wide", usual.wide, minimum=100),
        full=fields.integer("full", usual.full, minimum=100),
        narrow=fields.integer("narrow", usual.narrow, minimum=100),
        height=fields.integer("height", usual.height, minimum=50),
        font_size=fields.integer("font_size", usual.font_size, minimum=6),
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
        if fields is not None and len(pair) != 2:
            fields.wrong(name, "a light and a dark colour", 'write ["#123456", "#abcdef"]')
        else:
            colors.append((name, pair[0], pair[1]))
    return tuple(colors)
