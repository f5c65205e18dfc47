"""Templates: values in, text out, errors at their own file and line."""

import marshal
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from jinja2 import Environment
from msgspec import structs

from generator.data.words import Words
from generator.engine import Blob, Made, digest, encode, keep
from generator.engine.job import too_long
from generator.pages.environments import CompiledTemplate
from generator.pages.layouts import Uncompiled, compiled_sets
from generator.pages.templates import TemplateFailed, date, render
from generator.pages.values import PagerValue, TemplateSet
from generator.pipeline.step_problems import tell_stopped
from generator.problems import Place, Problem
from tests.small_sites import Small, small_site, source, tree
from tests.themes.made_up import compiled

POST = "themes/bare/templates/post.html"
HOME = "themes/bare/templates/home.html"
LONG = "{{ " + "9" * 5000 + " }}"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    return small_site(tmp_path, {"content/posts/tea.md": source("Hot.")})


def wrong(site: Small, template: str, text: str) -> Problem:
    site.write(template, text)
    return site.problem()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("long", "5 March 2024"),
        ("day", "5 Mar"),
        ("short", "5 Mar 2024"),
        ("iso", "2024-03-05"),
        ("%d.%m.%Y %H:%M", "05.03.2024 14:30"),
    ],
)
def test_forms_of_dates(form: str, expected: str) -> None:
    assert date("2024-03-05T14:30:00+01:00", form) == expected


def test_the_form_of_a_date_is_long_where_none_is_given() -> None:
    assert date("2024-12-31T00:00:00+00:00") == "31 December 2024"


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        ("2026-03", "long", "March 2026"),
        ("0000-09", "short", "Sep 0000"),
        ("2026", "long", "2026"),
        ("2026-03", "iso", "2026-03"),
    ],
)
def test_a_month_or_a_year_is_written_as_no_more(value: str, form: str, expected: str) -> None:
    assert date(value, form) == expected


def test_filters_are_there_in_templates(site: Small) -> None:
    site.write(POST, '{{ post.date | date("iso") }} {{ post.url | absolute }}')
    site.made(base_url="https://example.org/a/")
    assert site.text("posts/tea/index.html") == "2024-01-01 https://example.org/a/posts/tea/"


def test_a_missing_value_names_the_nearest(site: Small) -> None:
    problem = wrong(site, POST, "one\n  {{ pst.title }}\n")
    assert problem.message == 'no value "pst"'
    assert problem.place == Place(POST, 2, 6)
    assert problem.source == "  {{ pst.title }}"
    assert problem.hint == 'did you mean "post"?'


def test_a_missing_attribute_names_the_nearest(site: Small) -> None:
    problem = wrong(site, HOME, "\n\n{{ pager.pges }}")
    assert problem.place == Place(HOME, 3, 10)
    assert problem.message == 'no "pges" in a PagerValue'
    assert problem.hint == 'did you mean "pages"?'


def test_a_missing_key_of_params_is_a_problem(site: Small) -> None:
    site.write("site.yaml", "title: Tea\ntheme: bare\nparams: {colour: red}\n")
    problem = wrong(site, HOME, "{{ site.params.color }}")
    assert problem.place == Place(HOME, 1, 16)
    assert problem.message == 'no "color" in site.params'
    assert problem.hint == 'did you mean "colour"?'


def test_a_syntax_error_stands_at_its_own_line(site: Small) -> None:
    problem = wrong(site, POST, "one\n{% if post %}\n{% endfor %}\n")
    assert problem.place is not None
    assert (problem.place.path, problem.place.line) == (POST, 3)
    assert problem.source == "{% endfor %}"
    assert "endfor" in problem.message


def test_an_unknown_filter_stands_at_its_line(site: Small) -> None:
    problem = wrong(site, POST, "\n{{ post.title | uper }}")
    assert problem.place == Place(POST, 2, 17)


def test_an_error_in_an_included_template_stands_there(site: Small) -> None:
    path = "themes/bare/templates/_posts.html"
    problem = wrong(site, path, "\n{% for post in posts %}\n{{ post.titel }}\n{% endfor %}\n")
    assert problem.place == Place(path, 3, 9)
    assert problem.hint == 'did you mean "title"?'


def test_a_syntax_error_in_an_included_template_stands_there(site: Small) -> None:
    path = "themes/bare/templates/_posts.html"
    problem = wrong(site, path, "one\ntwo {{ \n")
    assert problem.place is not None
    assert problem.place.path == path


def test_an_error_in_a_block_of_a_child_stands_in_the_child(site: Small) -> None:
    site.write("themes/bare/templates/base.html", "<{% block main %}{% endblock %}>\n")
    problem = wrong(
        site, POST, '{% extends "base.html" %}\n{% block main %}\n{{ nothing }}\n{% endblock %}\n'
    )
    assert problem.place == Place(POST, 3, 4)


def test_an_error_in_a_base_stands_in_the_base(site: Small) -> None:
    base = "themes/bare/templates/base.html"
    site.write(POST, '{% extends "base.html" %}')
    problem = wrong(site, base, "\n\n{{ nothing }}")
    assert problem.place == Place(base, 3, 4)


@pytest.mark.parametrize("tag", ["include", "extends"])
def test_a_missing_template_names_the_nearest(site: Small, tag: str) -> None:
    problem = wrong(site, HOME, f'one\n{{% {tag} "_post.html" %}}\n')
    assert problem.message == 'no template "_post.html"'
    assert problem.place == Place(HOME, 2, 6 + len(tag))
    assert problem.hint in ('did you mean "_posts.html"?', 'did you mean "post.html"?')


def test_an_unknown_asset_names_the_nearest(site: Small) -> None:
    problem = wrong(site, HOME, '\n<link href="{{ asset("css/theme.cs") }}">')
    assert problem.message == 'no asset "css/theme.cs" in the theme'
    assert problem.place == Place(HOME, 2, 23)
    assert problem.hint == 'did you mean "css/theme.css"?'


def test_any_other_error_of_a_template_is_a_problem_too(site: Small) -> None:
    problem = wrong(site, HOME, "{{ 1 // 0 }}")
    assert problem.message == "ZeroDivisionError: integer division or modulo by zero"
    assert problem.place == Place(HOME, 1, 1)


def test_a_template_that_includes_itself_is_a_problem(site: Small) -> None:
    problem = wrong(site, HOME, '{% include "home.html" %}')
    assert problem.message == "this template extends or includes itself"
    assert problem.place == Place(HOME, 1, 1)


def test_a_template_in_another_encoding_is_a_problem(site: Small) -> None:
    site.write(POST, "one\nna\u00efve\n".encode("latin-1"))
    problem = site.problem()
    assert problem.message == "not UTF-8: byte 0xef"
    assert problem.place == Place(POST, 2, 3)


def test_two_broken_templates_are_told_at_once(site: Small) -> None:
    site.write(POST, "{{ one }}")
    site.write(HOME, "{{ two }}")
    problems = set(site.build().assembly.problems)
    assert {problem.message for problem in problems} == {'no value "one"', 'no value "two"'}


def test_half_of_a_character_stands_at_its_escape(site: Small) -> None:
    problem = wrong(site, POST, 'a\n{{ page.title ~ "\\ud83d" }}\n')
    assert problem.message == "U+D83D is half of a character: no text can hold it"
    assert problem.place == Place(POST, 2, 1)


@pytest.mark.parametrize("shipped", [True, False])
def test_what_was_compiled_is_not_compiled_again(
    monkeypatch: pytest.MonkeyPatch, shipped: bool
) -> None:
    text = b"{% set x = [1, 2] %}{{ x[0] + 1 }}{{ y }}"
    templates, known = compiled({"a.html": text}, shipped=shipped)
    # Sandbox.compile calls that of Environment.
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("compiled"))
    assert render(templates, "a.html", {"y": "<"}, known.__getitem__) == "2&lt;"


@pytest.mark.parametrize("shipped", [True, False])
def test_an_attribute_comes_before_a_key(shipped: bool) -> None:
    text = b"{{ m.a }} {{ m.keys is callable }} {{ m['keys'] }} {{ m.b is defined }} {{ p.page }}"
    templates, known = compiled({"a.html": text}, shipped=shipped)
    values = {"m": {"a": 1, "keys": 2}, "p": PagerValue(3, 4, "", "")}
    assert render(templates, "a.html", values, known.__getitem__) == "1 True 2 False 3"


def test_what_goes_wrong_in_kept_code_stands_at_its_line() -> None:
    templates, known = compiled({"a.html": b"\n\n{{ missing }}"})
    with pytest.raises(TemplateFailed) as told:
        render(templates, "a.html", {}, known.__getitem__)
    assert told.value.problem.place == Place("templates/a.html", 3, 4)
    assert told.value.problem.source == "{{ missing }}"


def test_code_is_compiled_for_all_languages() -> None:
    templates, known = compiled({"a.html": b"{{ '2026-03' | date }}"}, shipped=True)
    sets = (structs.replace(templates, language=language) for language in ("en", "de"))
    written = [render(one, "a.html", {}, known.__getitem__) for one in sets]
    assert written == ["March 2026", "März 2026"]


@pytest.mark.parametrize("text", ["{{ wrong", "{% if x %}", "{{ x | nothing }}", LONG])
def test_what_is_wrong_is_told_when_it_is_rendered(text: str) -> None:
    templates, known = compiled({"a.html": text.encode(), "b.html": b"good"})
    assert render(templates, "b.html", {}, known.__getitem__) == "good"
    with pytest.raises(TemplateFailed) as told:
        render(templates, "a.html", {"x": 1}, known.__getitem__)
    place = told.value.problem.place
    assert place
    assert (place.path, place.line) == ("templates/a.html", 1)


def test_equal_templates_have_equal_code_in_every_process() -> None:
    """Pages have it in their keys: they would be made anew, were it another in each process."""
    text = "{% for x in [a, b | upper, c | date, d | absolute] %}{{ x ~ e }}{{ f.g }}{% endfor %}"
    program = (
        "import sys; from tests.themes.made_up import compiled\n"
        "print(compiled({'a.html': sys.argv[1].encode()})[0])"
    )
    told = set()
    for seed in "12":
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program, text]
        ended = subprocess.run(command, capture_output=True, check=True, env=environment)
        told.add(ended.stdout.decode())
    assert told == {f"{compiled({'a.html': text.encode()})[0]}\n"}


def test_a_template_that_takes_too_long_to_compile_is_told_at_its_place() -> None:
    value = Uncompiled("a.html", "themes/t/a.html", Blob("1"), shipped=False)
    problem = tell_stopped("compile", value, too_long(8))
    assert problem.place == Place("themes/t/a.html", 1)
    assert problem.message == "this template was stopped: it took more than 8 seconds of computing"
    sets = {"a.html": TemplateSet((("a.html", "themes/t/a.html", Blob("1")),))}
    assert compiled_sets(sets, {})["a.html"].files == ()
    assert compiled_sets(sets, {"a.html": Blob("2")})["a.html"].files[0][2] == Blob("2")


def test_an_edited_text_compiles_no_template(site: Small) -> None:
    site.made()
    site.write("content/posts/tea.md", source("Cold."))
    tally = site.made().tallies["compile"]
    assert (tally.made, tally.reused > 5) == (0, True)
    site.write(POST, "now {{ body | safe }}")
    assert site.made().tallies["compile"].made == 1
    assert "now <p>Cold." in site.text("posts/tea/index.html")


def test_templates_of_ours_are_compiled_once_for_all_sites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    made = []
    for name in ("one", "two"):
        site = Small(tmp_path / name)
        site.write("site.yaml", "title: Tea\n")
        site.write("content/posts/tea.md", source("Hot."))
        made.append(site.made().tallies["compile"].made > 0)
    assert made == [True, False]
    assert tree(tmp_path / "one" / "build") == tree(tmp_path / "two" / "build")


def test_a_sites_own_templates_are_compiled_for_it_alone(tmp_path: Path) -> None:
    sites = [small_site(tmp_path / name) for name in ("one", "two")]
    assert all(site.made().tallies["compile"].made > 5 for site in sites)


CODES = "SELECT digest FROM brought JOIN asked USING (key) WHERE maker LIKE '%:compile_template'"
FORGERIES = {
    "other bytes": f"UPDATE blobs SET content = :evil WHERE digest IN ({CODES})",
    "another result": (
        "UPDATE made SET result = CAST(substr(result, 1, 16) || :result AS BLOB) WHERE key IN"
        " (SELECT key FROM asked WHERE maker LIKE '%:compile_template')"
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_code_that_a_stranger_put_into_the_cache_never_runs(site: Small, forgery: str) -> None:
    site.made()
    expected, ran = site.text("posts/tea/index.html"), site.root / "ran"
    code = marshal.dumps(compile(f"open({str(ran)!r}, 'w')", "x", "exec"))
    evil = encode(CompiledTemplate(b"", code))
    result = encode(Made(Blob(digest(evil))))
    with closing(sqlite3.connect(site.root / ".postrock" / "cache.sqlite")) as db, db:
        db.execute("INSERT INTO blobs VALUES (?, ?)", (digest(evil), evil))
        assert db.execute(FORGERIES[forgery], {"evil": evil, "result": result}).rowcount > 5
    site.write("content/posts/tea.md", source("Cold."))
    site.made()
    assert not ran.exists()
    assert site.text("posts/tea/index.html") == expected.replace("Hot.", "Cold.")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{{ words("said", put="<") }}{{ words("said", put="<" | safe) }}', "&lt; said< said"),
        ('{{ words("said", put=1) }}{{ words("said", put=true) }}', "1 saidTrue said"),
        ('{{ words("said", put=[1]) }}{{ words("said", put=[1.0]) }}', "[1] said[1.0] said"),
        ('{{ "2024-03-05" | date }}{{ "2024-03-05" | date("iso") }}', "5 March 20242024-03-05"),
    ],
)
def test_what_was_said_before_is_said_again_of_the_same_alone(written: str, expected: str) -> None:
    blob, raw = keep(encode(Words(texts=(("said", (("other", "{put} said"),)),))))
    templates, known = compiled({"a.html": written.encode()}, words=blob)
    for _ in range(2):
        assert render(templates, "a.html", {}, {**known, blob: raw}.__getitem__) == expected
