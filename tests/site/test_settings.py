"""Settings: each layer, each check, each problem with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup.parts import Dialect
from generator.problems import Place, Problem
from generator.site.groups import Feeds, MenuEntry
from generator.site.keys import keys_of
from generator.site.settings import ENVIRONMENT, Settings, read_settings
from generator.site.taxonomies import Taxonomies, Taxonomy


def read(
    text: str, environment: dict[str, str] | None = None, **overrides: str
) -> tuple[Settings, tuple[Problem, ...]]:
    made = read_settings((("site.yaml", text),), environment or {}, overrides)
    assert made.value is not None
    return made.value, made.problems


def settings(text: str, environment: dict[str, str] | None = None, **overrides: str) -> Settings:
    value, problems = read(f"title: T\n{text}", environment, **overrides)
    assert problems == ()
    return value


def only_problem(text: str) -> Problem:
    problems = read(f"title: T\n{text}")[1]
    assert len(problems) == 1
    return problems[0]


def test_a_title_is_enough() -> None:
    assert settings("") == Settings(title="T", written="T")


def test_texts_have_the_marks_of_their_language() -> None:
    found = settings(
        "language: de\ndescription: Toms 'Kram'\nmenu: [{title: '\"A\"', url: a.md}]\n"
    )
    assert (found.description, found.menu[0].title) == ("Toms ‚Kram‘", "„A“")
    named, _ = read('title: Hans\' "Haus"\nlanguage: de\n')
    assert (named.title, named.written) == ("Hans’ „Haus“", 'Hans\' "Haus"')


def test_everything() -> None:
    found = settings(
        "description: D\nbase_url: https://example.org/blog\nlanguage: pt-BR\n"
        "timezone: Europe/Stockholm\nauthor: A\ntheme: mine\n"
        'permalink: "{year}/{month}/{slug}"\nposts_per_page: 5\n'
        "menu:\n  - {title: About, url: about.md}\n"
        "feeds: {formats: [atom, json], entries: 3, per_tag: false}\n"
        "taxonomies: {tags: Topics, series: false}\n"
        "params: {accent: red, deep: [1, {a: true}]}\n"
    )
    assert found.description == "D"
    assert (found.base_url, found.base_path) == ("https://example.org/blog/", "/blog/")
    assert (found.language, found.timezone) == ("pt-BR", "Europe/Stockholm")
    assert (found.author, found.theme) == ("A", "mine")
    assert (found.permalink, found.posts_per_page) == ("/{year}/{month}/{slug}/", 5)
    line = "  - {title: About, url: about.md}"
    assert found.menu == (MenuEntry("About", "about.md", Place("site.yaml", 11, 25), line),)
    assert found.feeds == Feeds(("atom", "json"), 3, per_tag=False)
    assert found.taxonomies == Taxonomies(Taxonomy("tags", "Topics"), Taxonomy("series", ""))
    assert found.params == '{"accent":"red","deep":[1,{"a":true}]}'
    assert found.place_of("theme") == (Place("site.yaml", 7, 8), "theme: mine")
    assert found.place_of("author") == (None, "")


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("feeds: [rss]", ("rss",)),
        ("feeds: atom", ("atom",)),
        ("feeds: false", ()),
        ("feeds: []", ()),
        ("feeds: true", ("atom", "rss", "json")),
        ("feeds: {entries: 5}", ("atom", "rss", "json")),
        ("feeds: {formats: []}", ()),
        ("feeds:", ("atom", "rss", "json")),
    ],
)
def test_feeds_may_be_short(text: str, formats: tuple[str, ...]) -> None:
    assert settings(text).feeds.formats == formats


@pytest.mark.parametrize(
    ("written", "normal", "path"),
    [
        ("https://example.org", "https://example.org/", "/"),
        ("HTTP://Example.org:8080/A/b", "http://example.org:8080/A/b/", "/A/b/"),
        ("https://example.org/å/", "https://example.org/%C3%A5/", "/%C3%A5/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/", "/"),
        ("http://[::1]:80/x", "http://[::1]:80/x/", "/x/"),
    ],
)
def test_base_url_is_normalised(written: str, normal: str, path: str) -> None:
    found = settings(f'base_url: "{written}"')
    assert (found.base_url, found.base_path) == (normal, path)


WRONG = [
    ("base_url: example.org", 2, 11, "not the address", "https://"),
    ("base_url: ftp://example.org", 2, 11, "not the address", "https://"),
    ("base_url: https://example.org/?q=1", 2, 11, "not the address", "https://"),
    ("base_url: https://example.org:port/", 2, 11, "not the address", "https://"),
    ('base_url: "http://[::1/"', 2, 11, "not the address", "https://"),
    ("base_url: https://a@example.org/", 2, 11, "not the address", "https://"),
    ("timezone: Europe/Stokholm", 2, 11, 'no time zone "Europe/Stokholm"', "Europe/Stockholm"),
    ("timezone: ../etc/passwd", 2, 11, "no time zone", ""),
    ("timezone: Europe", 2, 11, "no time zone", ""),
    ("language: en_US", 2, 11, "not a language tag", "en-US"),
    ("markdown: comonmark", 2, 11, "one of commonmark, python", '"commonmark"'),
    ("markdown: kramdown", 2, 11, "one of commonmark, python", "python that of Pelican"),
    ("markdown: [python]", 2, 11, "not a list", "commonmark is that of"),
    ("math: latex", 2, 7, "true, false or tex", 'did you mean "tex"'),
    ("math: mathjax", 2, 7, "true, false or tex", ""),
    ("math: off", 2, 7, "true, false or tex", "write false"),
    ("theme: ../mine", 2, 8, "cannot be a theme", "themes/"),
    ("permalink: /{yaer}/{slug}/", 2, 12, "no {yaer}", "{year}"),
    ("permalink: /posts/", 2, 12, "without {slug}", "{slug}"),
    ("permalink: /{slug}}/", 2, 12, "no partner", "{slug}"),
    ("permalink: /../{slug}/", 2, 12, "not the path", ""),
    ("permalink: /{slug}/?x", 2, 12, "not the path", ""),
    ("permalink: /{slug!r}/", 2, 12, "no {slug!r}", "{slug}"),
    ("posts_per_page: 0", 2, 17, "at least 1", ""),
    ("menu: about.md", 2, 7, "a list", ""),
    ("menu: [about.md]", 2, 8, "title and a url", "about.md"),
    ("menu: [{title: A}]", 2, 8, '"url" is missing', ""),
    ("menu: [{title: A, url: /, ulr: /}]", 2, 27, 'unknown key "ulr"', "url"),
    ("menu: [{title: A, url: 'htps://a.org'}]", 2, 24, "no browser", '"https://a.org"'),
    ("feeds: [atom, rs]", 2, 15, 'no feed format "rs"', "rss"),
    ("feeds: {entries: 0}", 2, 18, "at least 1", ""),
    ("taxonomies: {serie: false}", 2, 14, 'unknown key "serie"', "series"),
    ("taxonomies: {tags: no}", 2, 20, "a title or false", "write false"),
    ("params: 3", 2, 9, "a mapping", ""),
    ("base-url: https://example.org/", 2, 1, 'unknown key "base-url"', "base_url"),
    ("accent_colour: red", 2, 1, "unknown key", "params:"),
    ("baseURL: https://example.org/", 2, 1, "unknown key", "base_url:"),
    ("languageCode: en", 2, 1, "unknown key", "language:"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), WRONG)
def test_wrong(text: str, line: int, column: int, message: str, hint: str) -> None:
    problem = only_problem(text)
    assert problem.place == Place("site.yaml", line, column)
    assert message in problem.message
    assert hint in problem.hint
    assert problem.source == text


def test_a_wrong_setting_has_its_default() -> None:
    found, problems = read("base_url: nowhere\npermalink: /x/\ntimezone: Nowhere\n")
    assert found == Settings(places=found.places)
    assert len(problems) == 4


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("", Dialect()),
        ("markdown: commonmark\nmath: true", Dialect()),
        ("language: de\nmarkdown: python\nmath: false", Dialect("de", "python", "")),
        ("math: tex", Dialect(math="tex")),
        ("math:\nmarkdown:", Dialect()),
    ],
)
def test_how_texts_are_read(text: str, dialect: Dialect) -> None:
    assert settings(text).dialect == dialect


def test_later_layers_lie_over_earlier_ones() -> None:
    files = (
        ("site.yaml", "title: A\nauthor: B\nfeeds: {entries: 3}\nmenu: [{title: a, url: /a}]"),
        ("site.production.yaml", "title: C\nfeeds: {per_tag: false}\nmenu: []\n"),
    )
    environment = {"GENERATOR_BASE_URL": "https://env.example/", "GENERATOR_AUTHOR": ""}
    found = read_settings(files, environment).value
    assert found is not None
    assert (found.title, found.author, found.menu) == ("C", "B", ())
    assert found.feeds == Feeds(entries=3, per_tag=False)
    assert found.base_url == "https://env.example/"
    over = read_settings(files, environment, {"base_url": "https://line.example"}).value
    assert over is not None
    assert over.base_url == "https://line.example/"


def test_problems_of_an_overlay_stand_in_the_overlay() -> None:
    files = (("site.yaml", "title: A"), ("site.x.yaml", "# x\nposts_per_page: many"))
    problem = read_settings(files, {}).problems[0]
    assert problem.place == Place("site.x.yaml", 2, 17)
    assert problem.source == "posts_per_page: many"


def test_environment_values_are_words_and_numbers() -> None:
    found = settings("", {"GENERATOR_TITLE": "true", "GENERATOR_POSTS_PER_PAGE": "4"})
    assert (found.title, found.posts_per_page) == ("true", 4)


def test_problems_of_the_environment_and_command_line_name_them() -> None:
    _, problems = read("title: T", {"GENERATOR_POSTS_PER_PAGE": "ten"}, base_url="x")
    assert [problem.place for problem in problems] == [
        Place("--base-url"),
        Place("GENERATOR_POSTS_PER_PAGE"),
    ]


def test_misspelt_variables_are_warned_of_and_foreign_ones_are_not() -> None:
    names = {"GENERATOR_BASEURL": "x", "GENERATOR_QQQ": "x", "PATH": "x"}
    _, problems = read("title: T", names)
    assert [(each.severity, each.place) for each in problems] == [
        ("warning", Place("GENERATOR_BASEURL"))
    ]
    assert "GENERATOR_BASE_URL" in problems[0].hint


@pytest.mark.parametrize("text", ["title: [", "- a", "just text"])
def test_without_a_mapping_there_are_no_settings(text: str) -> None:
    made = read_settings((("site.yaml", text),), {})
    assert made.value is None
    assert len(made.problems) == 1


def test_no_files() -> None:
    made = read_settings((), {})
    assert [problem.message for problem in made.problems] == ['"title" is missing']


@given(
    st.sampled_from(
        ["base_url", "timezone", "language", "permalink", "theme", "menu", "feeds", "taxonomies"]
    ),
    st.text(max_size=30) | st.from_regex(r"https?://[^\s]{0,20}"),
)
def test_no_value_raises(key: str, value: str) -> None:
    made = read_settings((), {f"GENERATOR_{key.upper()}": value}, {key: value})
    assert made.value is not None
    made.value.permalink.format(slug="s", year="y", month="m", day="d")
    assert made.value.base_path.startswith("/")


@pytest.mark.parametrize("editor", ["vscode", "zed", "mine://{path}:{line}"])
def test_an_editor(editor: str) -> None:
    assert settings(f'editor: "{editor}"').editor == editor


@pytest.mark.parametrize(
    ("editor", "hint"),
    [
        ("vscod", 'did you mean "vscode"?'),
        ("vim", "known are vscode"),
        ("https://example.org/{path}", "must not lead to the web"),
    ],
)
def test_no_editor(editor: str, hint: str) -> None:
    problem = only_problem(f"editor: {editor}")
    assert problem.message == f'"{editor}" is no editor'
    assert hint in problem.hint


@pytest.mark.parametrize(
    "line",
    [
        f"permalink: /{'a' * 300}/{{slug}}/",
        f"permalink: /{'漢' * 100}/{{slug}}/",
        f"permalink: /{'a/' * 600}{{slug}}/",
        "permalink: /.git/{slug}/",
        "permalink: /.{slug}/",
        'permalink: "/\\u200e/{slug}/"',
        "base_url: https://x<y>/",
        "base_url: https://x.org/../../",
        "base_url: https://x.org/./a/",
        "base_url: https://x.org//a/",
        "base_url: https://x.org/%zz/",
        "base_url: https://a_b.org/",
    ],
)
def test_what_cannot_be_an_address_is_told(line: str) -> None:
    problem = only_problem(line)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (2, line.index(": ") + 3)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('connections: {a: ""}', '"a" is empty'),
        ('connections: {"": "sqlite:///x"}', "a connection needs a name"),
    ],
)
def test_a_connection_has_a_name_and_an_address(line: str, message: str) -> None:
    assert only_problem(line).message == message


def test_true_stands_for_what_is_usual() -> None:
    assert settings("feeds: true\ntaxonomies: {tags: true}") == settings("")


@pytest.mark.parametrize("key", sorted(ENVIRONMENT.values()))
def test_what_the_environment_gives_is_a_word_or_a_number(key: str) -> None:
    assert isinstance(getattr(Settings(), key), str | int)


def test_every_field_is_a_key_of_the_table_but_what_is_worked_out() -> None:
    assert set(Settings.__struct_fields__) - set(keys_of(Settings)) == {"places", "written"}


@pytest.mark.parametrize("tag", ["xx", "germna", "tlh-KL"])
def test_a_language_that_nobody_knows_is_told_and_kept(tag: str) -> None:
    found, (problem,) = read(f"title: A\nlanguage: {tag}\n")
    assert found.language == tag
    assert (problem.severity, str(problem.place)) == ("warning", "site.yaml:2:11")
    assert problem.message.startswith(f'no language is called "{tag}"')


@pytest.mark.parametrize("tag", ["en", "en-GB", "de-CH", "zh-Hant", "ar-EG", "no", "de-1996"])
def test_a_language_that_is_known_is_not_told_of(tag: str) -> None:
    assert read(f"title: A\nlanguage: {tag}\n")[1] == ()
