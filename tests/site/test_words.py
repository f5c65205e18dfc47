"""Words of a theme: laid over one another key by key, and read strictly."""

from pathlib import Path

import pytest

from generator.data.words import Words
from generator.engine import keep
from generator.problems.fault import Fault
from generator.site.words import read_words, words_source
from tests.small_sites import Small, small_site

ENGLISH = """\
contents: Contents
minutes:
  one: "{count} min read"
  other: "{count} min read"
series_part: Part {part} of {parts}
"""

BEGINS = "what a theme says beside ours begins in its words/en.yaml"
ONE_TEXT = '"contents" wants one text, not a mapping'
IN_QUOTES = "nothing is counted in it; a text that begins with a brace stands in quotes"
COUNTS = "this language counts with"


def words(language: str, *files: tuple[str, str]) -> Words:
    made, problems = reading(language, *files)
    assert not problems
    assert made is not None
    return made


def reading(language: str, *files: tuple[str, str]) -> tuple[Words | None, list[str]]:
    kept = {path: keep(text) for path, text in (*files, ("shipped/words/en.yaml", ENGLISH))}
    contents = dict(kept.values())
    source = words_source(language, tuple((path, blob) for path, (blob, _) in kept.items()))
    made = read_words(source, contents.__getitem__)
    told = [f"{each.place}: {each.message} ({each.hint})" for each in made.problems]
    return made.value.words if made.value else None, told


def test_english_is_what_all_else_falls_back_on() -> None:
    assert words("de", ("words/de.yaml", "contents: Inhalt\n"))("contents") == "Inhalt"
    german = words("de", ("words/de.yaml", "contents: Inhalt\n"))
    assert german("minutes", count=3) == "3 min read"
    assert words("is")("contents") == "Contents"


def test_the_nearest_file_goes_over_the_others_key_by_key() -> None:
    files = (
        ("words/de.yaml", "contents: Worum es geht\n"),
        ("themes/child/words/de.yaml", "contents: Kind\nseries_part: Folge {part} von {parts}\n"),
        ("themes/default/words/de.yaml", "contents: Inhalt\nseries_part: Teil {part}\n"),
        ("themes/default/words/de-at.yaml", "contents: Inhoid\n"),
    )
    of_site = words("de", *files)
    assert of_site("contents") == "Worum es geht"
    assert of_site("series_part", part=1, parts=3) == "Folge 1 von 3"
    assert words("de-AT", *files[3:])("contents") == "Inhoid"
    assert words("de-AT", *files)("contents") == "Worum es geht"


def test_a_site_may_change_english_words() -> None:
    assert words("en", ("words/en.yaml", "contents: On this page\n"))("contents") == "On this page"
    assert words("sv", ("words/en.yaml", "contents: Here\n"))("contents") == "Here"


def test_plurals_are_those_of_the_language() -> None:
    forms = "{one: '{count} minuta', few: '{count} minuty', many: '{count} minut', other: x}"
    polish = words("pl", ("words/pl.yaml", f"minutes: {forms}\n"))
    told = [polish("minutes", count=count) for count in (1, 2, 5, 12, 22, 112)]
    assert told == ["1 minuta", "2 minuty", "5 minut", "12 minut", "22 minuty", "112 minut"]
    assert polish("minutes", count=1002).endswith("minuty")
    japanese = words("ja", ("words/ja.yaml", 'minutes: "{count}分で読めます"\n'))
    assert japanese("minutes", count=1) == "1分で読めます"


@pytest.mark.parametrize(
    ("text", "column", "told", "hint"),
    [
        ("contnets: Inhalt", 11, 'there are no words "contnets"', 'did you mean "contents"?'),
        ("zzz: Inhalt", 6, 'there are no words "zzz"', BEGINS),
        ("series_part: T {prat}", 14, '"series_part" has no place {prat}', 'did you mean "part"?'),
        ("contents: Inhalt {count}", 11, '"contents" has no place {count}', "it has none"),
        ("contents: Inhalt {", 11, 'a brace in "contents" has no partner', "as in {count}"),
        ("contents: {one: Inhalt, other: Inhalte}", 11, ONE_TEXT, IN_QUOTES),
        ('minutes: {other: "{count}"}', 10, '"one" is missing', f"{COUNTS} one, other"),
        ("minutes: {one: e, few: x, other: m}", 19, 'unknown key "few"', "known are one, other"),
        ("contents:", 10, '"contents" is empty', ""),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, column: int, told: str, hint: str) -> None:
    found = f"words/de.yaml:1:{column}: {told} ({hint})"
    assert reading("de", ("words/de.yaml", text + "\n")) == (None, [found])


def test_a_theme_begins_words_of_its_own_in_english_alone() -> None:
    files = (
        ("themes/mine/words/de.yaml", "mood: Stimmung\n"),
        ("themes/mine/words/en.yaml", "mood: Mood\n"),
    )
    assert words("de", *files)("mood") == "Stimmung"
    _, told = reading("en", ("words/en.yaml", "contnts: x\n"))
    assert told == ['words/en.yaml:1:10: there are no words "contnts" (did you mean "contents"?)']


def test_what_asks_wrongly_is_told() -> None:
    with pytest.raises(Fault, match='no words "contnts"') as told:
        words("en")("contnts")
    assert told.value.hint == 'did you mean "contents"?'
    with pytest.raises(Fault, match="want a value for"):
        words("en")("series_part", part=1)


def test_templates_say_words_and_keep_html_that_is_put_in(tmp_path: Path) -> None:
    site = site_that_says(tmp_path, '{{ words("lost_way", home="<b>"|safe) }}{{ words("draft") }}')
    site.write("words/en.yaml", 'lost_way: "A < B: {home}"\n')
    site.made()
    assert site.text("404.html") == "A &lt; B: <b>Draft"


def test_a_template_that_asks_wrongly_is_told_with_its_line(tmp_path: Path) -> None:
    site = site_that_says(tmp_path, '\n{{ words("drfat") }}')
    problem = site.problem()
    assert str(problem.place) == "themes/bare/templates/404.html:2:11"
    assert (problem.message, problem.hint) == ('no words "drfat"', 'did you mean "draft"?')


def site_that_says(folder: Path, text: str) -> Small:
    site = small_site(folder, {"site.yaml": "title: Tea\ntheme: bare\n"})
    site.write("themes/bare/templates/404.html", text)
    return site


POST = """\
---
title: "Ordning \\"nu\\""
date: 2024-05-02
language: sv
tags: [Python]
---
Text[^1] med "citat".

> [!WARNING]
> Akta.

[^1]: En not.
"""


def test_a_post_speaks_its_own_language_on_its_page(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": "title: Tea\n",
        "content/posts/a.md": POST,
        "content/posts/b.md": "---\ntitle: B\ndate: 2024-05-01\nlanguage: ar\n---\nx\n",
    }
    site = small_site(tmp_path, files)
    site.made()
    page, home = site.text("posts/a/index.html"), site.text("index.html")
    assert '<html lang="sv">' in page
    for told in ("2 maj 2024", "1 min läsning", "Varning", "Hoppa till innehållet", "Visa not 1"):
        assert told in page
    assert "”nu”" in page
    assert '<html lang="ar" dir="rtl">' in site.text("posts/b/index.html")
    assert '<html lang="en">' in home
    assert 'href="/posts/b/" lang="ar" dir="rtl">B</a>' in home
    assert 'xml:lang="sv"' in site.text("feed.atom")
    assert '"language": "sv"' in site.text("feed.json")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("is", 'there are no words in "is": readers see the theme\'s English ones'),
        ("zh-TW", 'there are no words in "zh-TW": readers see those in the simplified script'),
    ],
)
def test_a_language_without_words_is_told_once_where_it_is_said(
    tmp_path: Path, language: str, told: str
) -> None:
    front = f"date: 2024-05-01\nlanguage: {language}\n---\nx\n"
    files: dict[str, str | bytes] = {
        "site.yaml": "title: Tea\n",
        "content/posts/a.md": f"---\ntitle: A\n{front}",
        "content/posts/b.md": f"---\ntitle: B\n{front}",
    }
    (problem,) = small_site(tmp_path, files).build().assembly.problems
    assert str(problem.place) == "content/posts/a.md:4:11"
    assert problem.message == told
    assert problem.severity == "warning"
