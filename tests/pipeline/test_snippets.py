"""Snippets in whole builds: what stands where a call stood, and what a change makes anew."""

from pathlib import Path

import pytest

from tests.small_sites import Small, small_site, source

FILM = """---
id: text
title: "A film"
start: 0
poster: path?
---
<figure><a href="https://video.example/{{ id }}?t={{ start }}">{{ title }}</a>
{%- if poster %}<img src="{{ poster }}" alt="">{% endif %}</figure>
"""
BOX = """<aside lang="{{ page.language }}"><p>{{ site.title }}, {{ page.title }}</p>
{{- content }}</aside>"""
KEY = "---\nkey: text\n---\n<kbd>{{ key }}</kbd>"
POST = "content/posts/tea/index.md"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    return small_site(
        tmp_path,
        {
            "snippets/film.html": FILM,
            "snippets/key.html": KEY,
            "themes/bare/snippets/box.html": BOX,
            "content/posts/other.md": source("No snippet here."),
        },
    )


def body(site: Small, text: str) -> str:
    site.write(POST, source(text, title="Green"))
    site.made()
    return site.text("posts/tea/index.html").partition("tags:")[2].strip()


def test_a_call_becomes_what_its_template_makes(site: Small) -> None:
    assert body(site, '{{ film("a_b*c*", title="<Tea> & \'milk\'", start=30) }}') == (
        '<figure><a href="https://video.example/a_b*c*?t=30">'
        "&lt;Tea&gt; &amp; &#39;milk&#39;</a></figure>"
    )


def test_a_call_in_a_line_stays_in_it(site: Small) -> None:
    assert body(site, 'Press {{ key("Ctrl") }}.\n\n{{ key("A") }}') == (
        "<p>Press <kbd>Ctrl</kbd>.</p>\n<p><kbd>A</kbd></p>"
    )


def test_content_is_markdown_of_the_page(site: Small) -> None:
    text = "{{ box() }}\n\n## Inside\n\nSee [](#inside).[^n]\n\n[^n]: A note.\n\n{{ /box }}"
    made = body(site, text)
    assert made.startswith('<aside lang="en"><p>Tea, Green</p>\n<h2 id="inside">Inside</h2>\n')
    assert '<a href="/posts/tea/#inside">Inside</a>.<sup' in made
    assert "</p>\n</aside>" in made


def test_a_path_is_checked_and_published_with_whole_addresses_in_feeds(site: Small) -> None:
    site.write("content/posts/tea/cup.txt", "cup")
    made = body(site, '{{ film("x", poster="cup.txt") }}')
    assert '<img src="/posts/tea/cup.txt" alt="">' in made
    assert "posts/tea/cup.txt" in site.outputs()
    assert 'src="https://tea.example/posts/tea/cup.txt"' in site.text("feed.atom")


def test_feeds_have_a_version_of_their_own(site: Small) -> None:
    site.write("snippets/film.feed.html", "<p>{{ title }} in a feed of {{ site.home }}</p>")
    assert "in a feed" not in body(site, '{{ film("x") }}')
    assert "<p>A film in a feed of https://tea.example/</p>".replace("<", "&lt;").replace(
        ">", "&gt;"
    ) in site.text("feed.atom")


def test_a_sites_own_snippet_goes_before_the_themes(site: Small) -> None:
    site.write("snippets/box.html", "<hr>")
    assert body(site, "{{ box() }}") == "<hr>"


def test_lists_and_tables_of_contents_say_what_a_snippet_says(site: Small) -> None:
    template = "{% for each in post.toc %}{{ each.html | safe }}, {% endfor %}"
    site.write("themes/bare/templates/post.html", template)
    text = '{{ film("x") }}\n\nPress {{ key("A & B") }}\n\n## With {{ key("C") }}\n\n## Two\n\n## 3'
    site.write(POST, source(text))
    site.made()
    assert site.text("posts/tea/index.html") == "With C, Two, 3, "
    assert "<summary>Press A &amp; B</summary>" in site.text("feed.atom")


def test_a_caption_may_call_one(site: Small) -> None:
    chart = "```chart {#bars}\ndata: [{a: 1, b: 2}, {a: 2, b: 3}]\nmark: bar\nx: a:O\ny: b:Q\n"
    text = f"{chart}live: never\nalt: Bars.\ncaption: 'Press {{{{ key(\"A\") }}}}.'\n```"
    site.write("themes/bare/templates/figure.html", "{{ figure.caption | safe }}")
    assert body(site, text) == "Press <kbd>A</kbd>."


def test_only_pages_that_call_a_snippet_are_made_anew(site: Small) -> None:
    body(site, '{{ film("x") }}')
    assert sum(each.made for each in site.made().tallies.values()) == 0
    site.write("snippets/film.html", FILM.replace("figure", "div"))
    report = site.made()
    assert report.tallies["snippets"].made == 1
    assert "read" not in report.tallies or report.tallies["read"].made == 0
    assert "<div><a" in site.text("posts/tea/index.html")
    site.write(POST, source("Words above.\n\n{{ film('x') }}".replace("'", '"'), title="Green"))
    assert site.made().tallies["snippets"].made == 0


def test_a_template_reaches_nothing_of_python(site: Small) -> None:
    site.write("snippets/key.html", "{{ page.__class__.__mro__ }}")
    site.write(POST, source("{{ key() }}"))
    problem = site.problem()
    assert problem.message.startswith('a template cannot reach "__class__"')
    assert problem.place
    assert problem.place.path == "snippets/key.html"


def test_a_snippet_without_end_is_stopped_at_its_line(site: Small) -> None:
    site.write("snippets/key.html", "{{ range(10 ** 9) | list }}")
    site.write(POST, source("{{ key() }}"))
    assert "at most 100,000" in site.problem().message


def test_what_a_snippet_calls_by_an_id_can_be_linked_to(site: Small) -> None:
    site.write("snippets/spot.html", '---\nid: text\n---\n<div id="{{ id }}"></div>')
    made = body(site, '[There](#here).\n\n{{ spot("here") }}')
    assert made.startswith('<p><a href="/posts/tea/#here">There</a>.</p>')
    site.write("content/posts/other.md", source("[](tea/index.md#hree)"))
    assert site.problem().hint == 'did you mean "#here"?'


def test_an_id_that_stands_in_a_page_twice_is_a_problem(site: Small) -> None:
    site.write("snippets/spot.html", '<div id="here"></div>')
    site.write(POST, source("{{ spot() }}\n\n{{ spot() }}"))
    problem = site.problem()
    assert problem.message == 'another thing on this page is called "here" already'
    assert problem.place
    assert (problem.place.line, problem.place.column) == (7, 3)


def test_arguments_may_be_computed_from_data(site: Small) -> None:
    data = "```data {#cups}\nname,size\nLarge,30\nSmall,20\n```\n\n"
    call = "{{ film(cups.at(size=30).name, title='It is \"so\"', start=cups.size.sum() / 2) }}"
    made = body(site, data + call)
    assert made.startswith('<figure><a href="https://video.example/Large?t=25">It is &#34;so&#34;')


def test_an_argument_that_cannot_be_computed_has_its_place(site: Small) -> None:
    data = "```data {#cups}\nname,size\nLarge,30\n```\n\n"
    site.write(POST, source(data + "{{ film(cups.at(size=30).nmae) }}"))
    problem = site.problem()
    assert (problem.message, problem.hint) == ('no column "nmae" in cups', 'did you mean "name"?')
    assert problem.place
    assert (problem.place.line, problem.place.column) == (10, 26)


def test_an_address_that_a_snippet_prints_as_it_is_is_told(site: Small) -> None:
    site.write("snippets/clip.html", '---\nfile: text\n---\n<video src="{{ file }}"></video>')
    site.write(POST, source('Film.\n\n{{ clip("a.mp4") }}\n\n{{ clip("/b.mp4") }}', title="Green"))
    (problem,) = site.build().assembly.problems
    assert (problem.severity, problem.source) == ("warning", '{{ clip("a.mp4") }}')
    assert problem.place is not None
    assert (problem.place.path, problem.place.column) == (POST, 10)
    assert problem.message == '"a.mp4" is the address of nothing: clip prints it as it is'
    assert problem.hint.startswith('"file: path" in the head of snippets/clip.html')
