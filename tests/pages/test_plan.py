"""Posts, pages, redirects, files, and what machines read."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.pages.layouts import LAYOUTS
from generator.problems import Place
from tests.small_sites import BARE, small_site, source

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>\n'


def locations(text: str) -> dict[str, str]:
    root = ElementTree.fromstring(text)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return {
        str(url.findtext(f"{space}loc")): str(url.findtext(f"{space}lastmod") or "") for url in root
    }


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/old/", "old/index.html"),
        ("/old", "old/index.html"),
        ("old/deep", "old/deep/index.html"),
        ("/old.html", "old.html"),
        ("/2019/old.htm", "2019/old.htm"),
        ("//old//twice/", "old/twice/index.html"),
        ("/alt/чай/", "alt/чай/index.html"),
        ("/caf%C3%A9/", "café/index.html"),
    ],
)
def test_an_alias_becomes_a_redirect(tmp_path: Path, alias: str, path: str) -> None:
    site = small_site(tmp_path, {"content/posts/tea.md": source(aliases=[alias])})
    site.made()
    assert site.text(path) == "to /posts/tea/ canonical https://tea.example/posts/tea/\n"


def test_a_redirect_carries_the_base_path_in_its_target(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/about.md": source(aliases=["/us"])})
    site.made(base_url="https://example.org/a/b/")
    assert site.text("us/index.html") == "to /a/b/about/ canonical https://example.org/a/b/about/\n"


@pytest.mark.parametrize(
    "alias",
    ["../../evil", "/a/../../evil/", "/%2e%2e/evil/", "https://x.example/", "/a?b", "/", ""],
)
def test_an_alias_cannot_lead_out_of_the_site(tmp_path: Path, alias: str) -> None:
    site = small_site(tmp_path / "site", {"content/posts/tea.md": source(aliases=[alias])})
    problem = site.problem()
    assert "is not the path of an address in this site" in problem.message
    assert problem.place == Place("content/posts/tea.md", 4, 11)
    assert problem.source == f'aliases: ["{alias}"]'
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_pages_stand_at_their_own_addresses(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/about.md": source(title="About"),
        "content/tools/index.md": source(title="Tools"),
        "content/tools/kettle.md": source(title="Kettle"),
    }
    site = small_site(tmp_path, files)
    site.made()
    expected = {"about/index.html", "tools/index.html", "tools/kettle/index.html"}
    assert expected <= site.outputs()
    assert site.text("tools/kettle/index.html").startswith("# Kettle\n")


def test_a_layout_of_ones_own(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/posts/tea.md": source("Hot.", layout="other")})
    site.write("themes/bare/templates/other.html", "OTHER {{ post.title }} {{ body | safe }}")
    site.made()
    assert site.text("posts/tea/index.html") == "OTHER Untitled <p>Hot.</p>"


def test_a_layout_that_is_not_there_is_one_problem_at_its_place(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/posts/tea.md": source(layout="pst")})
    problem = site.problem()
    assert problem.message == 'there is no layout "pst": the theme "bare" has no "pst.html"'
    assert problem.place == Place("content/posts/tea.md", 4, 9)
    assert problem.source == 'layout: "pst"'
    assert problem.hint == 'did you mean "post"?'


def test_a_theme_without_a_layout_of_the_plan_is_a_problem(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    (tmp_path / "themes/bare/templates/archive.html").unlink()
    problem = site.problem()
    assert problem.message.endswith('the theme "bare" has no "archive.html"')


def test_sitemap_and_robots_are_absolute(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/tea.md": source(tags=["leaf"], series="Cups", updated="2024-03-04"),
        "content/about.md": source(date="2024-02-02", aliases=["/us/"]),
    }
    site = small_site(tmp_path, files)
    site.made(base_url="https://example.org/a/")
    home = "https://example.org/a/"
    assert locations(site.text("sitemap.xml")) == {
        f"{home}posts/tea/": "2024-03-04",
        f"{home}about/": "2024-02-02",
        **dict.fromkeys(
            (home, *(f"{home}{each}/" for each in ("archive", "tags", "tags/leaf", "series/cups"))),
            "",
        ),
    }
    assert site.text("robots.txt") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/a/sitemap.xml\n"
    )


def test_an_own_robots_file_wins(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/static/robots.txt": "User-agent: *\nDisallow: /\n"})
    site.made()
    assert site.text("robots.txt") == "User-agent: *\nDisallow: /\n"


def test_the_404_page_is_not_to_be_indexed(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    site.made()
    assert site.text("404.html") == "not found, noindex True\n"
    assert "404" not in site.text("sitemap.xml")


def test_static_files_go_to_the_root_as_they_are(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/static/CNAME": "tea.example\n",
        "content/static/deep/er/a.bin": b"\x00\xff",
        "content/static/page.md": "not a source {{ 7*7 }}",
    }
    site = small_site(tmp_path, files)
    site.made()
    assert site.text("CNAME") == "tea.example\n"
    assert (tmp_path / "build/deep/er/a.bin").read_bytes() == b"\x00\xff"
    assert site.text("page.md") == "not a source {{ 7*7 }}"


def test_files_that_a_post_uses_are_published_with_it(tmp_path: Path) -> None:
    body = "![Pot](pot.svg)\n\n[Notes](more/notes.txt) and [rows](/data/rows.csv)"
    files: dict[str, str | bytes] = {
        "content/posts/tea/index.md": source(body),
        "content/posts/tea/pot.svg": PICTURE,
        "content/posts/tea/more/notes.txt": "notes\n",
        "content/posts/tea/unused.txt": "unused\n",
        "content/data/rows.csv": "a\n1\n",
    }
    site = small_site(tmp_path, files)
    site.made(base_url="https://example.org/a/")
    used = {"posts/tea/pot.svg", "posts/tea/more/notes.txt", "data/rows.csv"}
    assert used <= site.outputs()
    assert "posts/tea/unused.txt" not in site.outputs()
    page = site.text("posts/tea/index.html")
    for path in used:
        assert f'"/a/{path}"' in page


def test_content_is_never_run_as_a_template(tmp_path: Path) -> None:
    body = "`{{ 7*7 }}` and {% raw %} and {# no comment #}\n\n## \\{{ site.title }}\n"
    front = {"title": "{{ 6*7 }}", "summary": "{% include 'x' %}", "tags": ["{{ 1+1 }}"]}
    site = small_site(tmp_path, {"content/posts/tea.md": source(body, **front)})
    (told,) = site.build().assembly.problems
    assert told.message == 'readers see "{% raw %}" as it is written'
    page = site.text("posts/tea/index.html")
    assert "# {{ 6*7 }}\n" in page
    assert "<p><code>{{ 7*7 }}</code> and {% raw %} and {# no comment #}</p>" in page
    assert "{{ site.title }}</h2>" in page
    assert "{{ 1+1 }}" in page
    assert "{{ 6*7 }}" in site.text("feed.atom")


def test_values_are_escaped_in_templates(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/posts/tea.md": source(title="<script>a & b")})
    site.made()
    assert "# &lt;script&gt;a &amp; b\n" in site.text("posts/tea/index.html")


def test_every_address_of_the_default_theme_carries_the_base_path(tmp_path: Path) -> None:
    body = "[About](../about.md) and [here](#here)\n\n## Here\n\n![Pot](pot.svg)\n"
    files: dict[str, str | bytes] = {
        "site.yaml": "title: Tea\nbase_url: https://tea.example/\nposts_per_page: 1\n"
        "menu: [{title: About, url: about.md}]\n",
        "content/posts/tea.md": source(body, tags=["leaf"], series="Cups", aliases=["/old/"]),
        "content/posts/pot.svg": PICTURE,
        "content/posts/two.md": source(title="Two", tags=["leaf"], series="Cups"),
        "content/about.md": source(title="About"),
    }
    site = small_site(tmp_path, files)
    site.made(base_url="https://example.org/a/b/")
    for path in (tmp_path / "build").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for mark in ('href="', 'src="', "url="):
            for address in (part.split('"')[0] for part in text.split(mark)[1:]):
                assert address.startswith(("/a/b/", "#", "https://example.org/a/b/")), (
                    path,
                    address,
                )


def test_the_theme_of_these_tests_has_every_layout() -> None:
    assert {f"templates/{layout}" for layout in LAYOUTS} <= set(BARE)
