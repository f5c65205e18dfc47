"""Templates, folders and icons of a site's own that nothing uses are told, and no others."""

from pathlib import Path

import pytest

from tests.small_sites import Small, small_site, source


@pytest.fixture
def site(tmp_path: Path) -> Small:
    site = small_site(tmp_path, {"content/posts/a.md": source(title="A", layout="essay")})
    site.write("themes/bare/templates/essay.html", '{% include "parts/lead.html" %}{{ body }}')
    site.write("themes/bare/templates/parts/lead.html", "A lead")
    site.write("themes/bare/templates/team.html", "waits for a page that asks for it")
    site.write("themes/bare/README.md", "Mine.")
    site.write("themes/bare/sources/logo.txt", "drawn by hand")
    return site


def told(site: Small) -> list[tuple[str, str, str]]:
    report = site.build()
    assert report.published
    problems = report.assembly.problems
    return [(each.place.path, each.message, each.hint) for each in problems if each.place]


def test_what_is_used_or_may_be_used_is_not_told(site: Small) -> None:
    assert told(site) == []


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("templates/_strings.html", 'no template includes "_strings.html"',
         "it is called _banner.html now"),
        ("templates/_post.html", 'no template includes "_post.html"',
         'did you mean "_posts.html"?'),
        ("templates/parts/foot.html", 'no template includes "parts/foot.html"',
         "what no template includes stands on no page"),
        ("templates/achive.html", 'no page asks for the layout "achive.html"',
         'did you mean "archive.html"?'),
        ("template/home.html", 'nothing is read from the folder "template" of a theme',
         'did you mean "templates"?'),
        ("static/a.css", 'nothing is read from the folder "static" of a theme',
         'did you mean "assets"?'),
    ],
)  # fmt: skip
def test_what_nothing_uses_is_told(site: Small, path: str, message: str, hint: str) -> None:
    site.write(f"themes/bare/{path}", "Never seen")
    place = f"themes/bare/{path if path.startswith('templates/') else path.partition('/')[0]}"
    assert told(site) == [(place, message, hint)]


def test_a_name_that_is_computed_may_be_any(site: Small) -> None:
    site.write("themes/bare/templates/_strings.html", "Seen at times")
    site.write("themes/bare/templates/404.html", '{% include "_str" ~ "ings.html" %}')
    assert told(site) == []


def test_a_child_may_leave_parts_of_its_parents_aside(site: Small) -> None:
    site.write("themes/mine/theme.yaml", "name: mine\nparent: bare\n")
    site.write("themes/mine/templates/essay.html", "{{ body }}")
    site.write("site.yaml", "title: Tea\nbase_url: https://tea.example/\ntheme: mine\n")
    assert told(site) == []


def test_an_icon_in_two_places_is_a_problem_that_names_both(site: Small) -> None:
    site.write("content/favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert told(site) == []
    site.write("content/static/favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg' id='a'/>")
    message = site.problem().message
    assert "content/favicon.svg and " in message or " and content/favicon.svg" in message
    assert "content/static/favicon.svg" in message
