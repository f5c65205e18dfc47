"""Themes: a child before its parent, and one that is shipped with the generator."""

import re
from pathlib import Path

import pytest

from generator.engine import Blob, Made, keep
from generator.problems import Place
from generator.site.folders import theme_folders
from generator.site.look import Look
from generator.site.theme import (
    Level,
    LevelSource,
    StatedName,
    load_theme,
    read_level,
)
from tests.small_sites import Small, small_site

CHILD = "themes/child"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files: dict[str, str | bytes] = {
        "site.yaml": "title: Tea\ntheme: child\n",
        f"{CHILD}/theme.yaml": "name: child\nparent: bare\n",
    }
    return small_site(tmp_path, files)


def test_a_child_takes_everything_from_its_parent(site: Small) -> None:
    site.made()
    assert site.text("404.html") == "not found, noindex True\n"


def test_a_child_overrides_by_file_name(site: Small) -> None:
    site.write(f"{CHILD}/templates/404.html", "gone")
    site.write(f"{CHILD}/templates/_posts.html", "no posts")
    site.write(f"{CHILD}/assets/css/one.css", "body { color: red }\n")
    site.made()
    assert site.text("404.html") == "gone"
    assert site.text("index.html").endswith("no posts")
    (style,) = (path for path in site.outputs() if path.endswith(".css"))
    assert site.text(style).endswith("}\nbody { color: red }\n")


def test_a_child_extends_the_template_of_the_same_name(site: Small) -> None:
    site.write("themes/bare/templates/404.html", "<{% block main %}parent{% endblock %}>")
    text = '{% extends "bare/404.html" %}{% block main %}child of {{ super() }}{% endblock %}'
    site.write(f"{CHILD}/templates/404.html", text)
    site.made()
    assert site.text("404.html") == "<child of parent>"


def test_three_generations(site: Small) -> None:
    site.write("site.yaml", "title: Tea\ntheme: grandchild\n")
    site.write("themes/grandchild/theme.yaml", "name: grandchild\nparent: child\n")
    site.write("themes/bare/templates/404.html", "{% block main %}one{% endblock %}")
    for name, parent in (("child", "bare"), ("grandchild", "child")):
        block = f"{{% block main %}}{{{{ super() }}}} {name}{{% endblock %}}"
        text = f'{{% extends "{parent}/404.html" %}}{block}'
        site.write(f"themes/{name}/templates/404.html", text)
    site.made()
    assert site.text("404.html") == "one child grandchild"


def test_archetypes_are_no_templates_and_are_not_published(site: Small) -> None:
    site.write("themes/bare/archetypes/404.html", "{% nothing that Jinja reads")
    site.write(f"{CHILD}/archetypes/post.md", "---\n${title")
    site.write("archetypes/post.md", "---\n${title")
    site.made()
    assert site.text("404.html") == "not found, noindex True\n"
    assert not [path for path in site.outputs() if "archetype" in path or path.endswith(".md")]


def test_styles_of_a_child_take_the_place_of_its_parents(site: Small) -> None:
    site.write(
        f"{CHILD}/theme.yaml", "name: child\nparent: bare\nstyles: [css/one.css, css/two.css]\n"
    )
    site.write(f"{CHILD}/assets/css/two.css", "p { color: blue }\n")
    site.made()
    (style,) = (path for path in site.outputs() if path.endswith(".css"))
    assert site.text(style).endswith("}\nbody { color: black }\n\np { color: blue }\n")


def test_a_child_keeps_its_parents_styles_and_adds_its_own(site: Small) -> None:
    site.write("themes/bare/theme.yaml", "name: bare\nstyles: [css/one.css, css/last.css]\n")
    styles = "[parent, css/two.css, css/last.css]"
    site.write(f"{CHILD}/theme.yaml", f"name: child\nparent: bare\nstyles: {styles}\n")
    for name in ("two", "last"):
        site.write(f"{CHILD}/assets/css/{name}.css", f".{name} {{}}\n")
    site.made()
    (style,) = (path for path in site.outputs() if path.endswith(".css"))
    assert site.text(style).endswith("}\nbody { color: black }\n\n.two {}\n\n.last {}\n")


def test_the_styles_of_a_parent_need_a_parent(site: Small) -> None:
    site.write("themes/bare/theme.yaml", "name: bare\nstyles: [parent, css/one.css]\n")
    assert site.problem().message == 'no style sheet "parent" in the assets'


def test_a_style_that_is_not_there_is_a_problem_at_its_place(site: Small) -> None:
    site.write(f"{CHILD}/theme.yaml", "name: child\nparent: bare\nstyles:\n  - css/on.css\n")
    problem = site.problem()
    assert problem.message == 'no style sheet "css/on.css" in the assets'
    assert problem.place == Place(f"{CHILD}/theme.yaml", 4, 5)
    assert problem.source == "  - css/on.css"
    assert problem.hint == 'did you mean "css/one.css"?'


def test_a_theme_cannot_be_its_own_ancestor(site: Small) -> None:
    site.write("themes/bare/theme.yaml", "name: bare\nparent: child\n")
    problem = site.problem()
    assert problem.message == 'the theme "child" is its own ancestor'
    assert problem.place == Place("themes/bare/theme.yaml", 2, 9)
    assert problem.source == "parent: child"


def test_an_unknown_theme_is_a_problem_where_it_is_chosen(site: Small) -> None:
    site.write("site.yaml", "title: Tea\ntheme: chil\n")
    problem = site.problem()
    assert problem.message == 'there is no theme "chil"'
    assert problem.place == Place("site.yaml", 2, 8)
    assert problem.source == "theme: chil"
    assert problem.hint == 'did you mean "child"?'


def test_an_unknown_parent_is_a_problem_where_it_is_named(site: Small) -> None:
    site.write(f"{CHILD}/theme.yaml", "name: child\nparent: bear\n")
    problem = site.problem()
    assert problem.message == 'there is no theme "bear"'
    assert problem.place == Place(f"{CHILD}/theme.yaml", 2, 9)
    assert problem.source == "parent: bear"


def test_an_unknown_key_of_a_theme_is_a_problem(site: Small) -> None:
    site.write(f"{CHILD}/theme.yaml", "name: child\nparnt: bare\n")
    report = site.build()
    (problem, *_) = report.assembly.problems
    assert problem.place == Place(f"{CHILD}/theme.yaml", 2, 1)
    assert problem.hint == 'did you mean "parent"?'


def test_a_colour_has_a_light_and_a_dark_value(site: Small) -> None:
    text = 'name: child\nparent: bare\ncolors:\n  text: ["#111", "#222", "#333"]\n'
    site.write(f"{CHILD}/theme.yaml", text)
    problem = site.problem()
    assert problem.place is not None
    assert problem.place.line == 4
    assert "a light and a dark colour" in problem.message


@pytest.mark.parametrize(
    ("colors", "message"),
    [
        ("a: ['red;}</style><script>', '#fff']", '"red;}</style><script>" is no colour'),
        ("'a;b': [red, blue]", '"a;b" wants a name of letters, digits and dashes'),
        ("a: {b: red}", '"a" wants texts'),
        ("a: inc", 'no colour "inc" in the theme'),
        ("ink: note\n  note: [ink, '#fff']", '"ink" is its own colour'),
    ],
)
def test_what_is_no_colour_is_a_problem(site: Small, colors: str, message: str) -> None:
    site.write(f"{CHILD}/theme.yaml", f"name: child\nparent: bare\ncolors:\n  {colors}\n")
    problem = site.problem()
    assert problem.message.startswith(message)
    assert problem.place
    assert (problem.place.path, problem.place.line) == (f"{CHILD}/theme.yaml", 4)


def test_a_colour_may_be_another_by_its_name_and_follows_a_childs(site: Small) -> None:
    parent = (
        "name: bare\ncolors: {ink: ['#111', '#eee'], note: ink, mark: [ink, '#f00'], flat: red}\n"
    )
    site.write("themes/bare/theme.yaml", parent)
    site.write(
        f"{CHILD}/theme.yaml", "name: child\nparent: bare\ncolors: {ink: ['#222', '#ddd']}\n"
    )
    (look,) = looks(site, "child")
    assert look.colors == (
        ("ink", "#222", "#ddd"),
        ("note", "#222", "#ddd"),
        ("mark", "#222", "#f00"),
        ("flat", "red", "red"),
    )


def test_the_colours_of_a_theme_head_its_style_sheet(site: Small) -> None:
    sheet = '@import "b.css";\n/* first */ body { color: var(--note) }\n'
    site.write("themes/bare/assets/a.css", sheet)
    site.write("themes/bare/assets/b.css", "b { margin: 0 }")
    colors = "colors: {ink: ['#111', '#eee'], note: ink}"
    site.write("themes/bare/theme.yaml", f"name: bare\nstyles: [a.css]\n{colors}\n")
    site.made()
    (path,) = (path for path in site.outputs() if path.startswith("assets/css/theme."))
    style = re.sub(r"\s+", " ", site.text(path))
    assert re.match(r'@import "\S+b\.\w+\.css"; /\* first \*/ :root', style)
    assert ":root { --ink: #111; --note: var(--ink); }" in style
    assert "(prefers-color-scheme: dark) { :root { --ink: #eee; } }" in style
    assert style.rstrip().endswith("body { color: var(--note) }")


def test_colours_under_charts_are_sent_to_where_they_stand_now(site: Small) -> None:
    text = "name: child\nparent: bare\ncharts:\n  colors: {ink: ['#111', '#eee']}\n"
    site.write(f"{CHILD}/theme.yaml", text)
    assert "stands beside charts:" in site.problem().hint


@pytest.mark.parametrize(
    ("charts", "message"),
    [
        ("width: 100000000", '"width" wants a number of at most 4000'),
        ("font_size: 100000", '"font_size" wants a number of at most 100'),
        ("palette: [nope]\ncolors: {a: [red, blue]}", 'no colour "nope" in the theme'),
    ],
)
def test_what_charts_cannot_be_drawn_with_is_a_problem(
    site: Small, charts: str, message: str
) -> None:
    site.write(f"{CHILD}/theme.yaml", f"name: child\nparent: bare\ncharts:\n  {charts}\n")
    problem = site.problem()
    assert problem.message.startswith(message)
    assert problem.place
    assert problem.place.path == f"{CHILD}/theme.yaml"
    assert problem.place.line == 4


def looks(site: Small, *names: str) -> tuple[Look, ...]:
    """Read the looks of themes in a site."""
    files: dict[str, Blob] = {}
    content: dict[Blob, bytes] = {}
    for path in sorted((site.root / "themes").glob("*/theme.yaml")):
        blob, raw = keep(path.read_bytes())
        files[path.relative_to(site.root).as_posix()], content[blob] = blob, raw

    def level(source: LevelSource) -> Made[Level]:
        return read_level(source, content.__getitem__)

    themes = [load_theme(StatedName(name), files, level)[0] for name in names]
    return tuple(theme.charts for theme in themes if theme is not None)


def test_a_child_that_says_one_thing_of_charts_keeps_the_rest(site: Small) -> None:
    parent = 'name: bare\ncharts: {width: 500}\ncolors: {text: ["#111", "#eee"]}\n'
    child = 'name: child\nparent: bare\ncharts: {height: 400}\ncolors: {grid: ["#ccc", "#333"]}\n'
    site.write("themes/bare/theme.yaml", parent)
    site.write(f"{CHILD}/theme.yaml", child)
    bare, look = looks(site, "bare", "child")
    assert (bare.width, bare.height) == (500, Look().height)
    assert (look.width, look.height) == (500, 400)
    assert look.colors == (("text", "#111", "#eee"), ("grid", "#ccc", "#333"))


def test_a_colour_of_a_child_takes_the_place_of_its_parents(site: Small) -> None:
    site.write("themes/bare/theme.yaml", 'name: bare\ncolors: {text: ["#111", "#eee"]}\n')
    text = 'name: child\nparent: bare\ncolors: {text: ["#222", "#ddd"]}\n'
    site.write(f"{CHILD}/theme.yaml", text)
    (look,) = looks(site, "child")
    assert look.colors == (("text", "#222", "#ddd"),)


def test_the_shipped_theme_is_there_where_the_site_has_none(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\n")
    site.made()
    assert "<!doctype html>" in site.text("index.html")
    assert not (tmp_path / "themes").exists()


@pytest.mark.parametrize("name", ["desk", "essay"])
def test_every_shipped_theme_may_be_chosen_and_changed(tmp_path: Path, name: str) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", f"title: Tea\ntheme: {name}\n")
    site.made()
    assert "<!doctype html>" in site.text("index.html")
    site.write(f"themes/{name}/theme.yaml", f"name: {name}\nparent: default\n")
    site.write(f"themes/{name}/templates/404.html", "MINE")
    site.made()
    assert site.text("404.html") == "MINE"


def test_a_child_of_the_shipped_theme(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\ntheme: mine\n")
    site.write("themes/mine/theme.yaml", "name: mine\nparent: default\n")
    text = '{% extends "default/404.html" %}{% block main %}MINE{% endblock %}'
    site.write("themes/mine/templates/404.html", text)
    site.made()
    assert "MINE" in site.text("404.html")
    assert "<!doctype html>" in site.text("404.html")


def test_a_default_theme_of_ones_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "themes/default").mkdir(parents=True)
    assert "themes/default" not in dict(theme_folders(tmp_path))
    assert dict(theme_folders(tmp_path))["themes"] == tmp_path / "themes"
    (tmp_path / "themes/default").rmdir()
    assert "themes/default" in dict(theme_folders(tmp_path))
