"""Collisions: two sources for one address."""

from pathlib import Path

import pytest

from generator.engine import Blob, Recall
from generator.pages.outputs import Output, collisions, unnameable
from generator.problems import Place
from tests.small_sites import small_site, source


def output(path: str, origin: str, digest: str = "1") -> Output:
    return Output(path, Blob(digest), origin)


def test_outputs_apart_do_not_collide() -> None:
    outputs = [output("a/index.html", "content/a.md"), output("a/b/index.html", "content/b.md")]
    assert collisions(outputs, Recall()) == ()


def test_the_same_output_twice_is_no_collision() -> None:
    assert collisions([output("a.svg", "content/a.svg")] * 2, Recall()) == ()


@pytest.mark.parametrize("other", ["TEA/index.html", "tea/Index.html"], ids=["folder", "file"])
def test_case_alone_is_a_collision(other: str) -> None:
    (problem,) = collisions(
        [output("tea/index.html", "content/a.md"), output(other, "content/b.md")], Recall()
    )
    assert "content/a.md and content/b.md both publish" in problem.message
    assert "differ in case or Unicode form alone" in problem.message


def test_unicode_form_alone_is_a_collision() -> None:
    one, other = output("caf\u00e9.txt", "content/a.txt"), output("cafe\u0301.txt", "content/b.txt")
    (problem,) = collisions([one, other], Recall())
    assert "differ in case or Unicode form alone" in problem.message


def test_a_file_cannot_stand_where_a_folder_has_to_be(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/static/About": "a file",
        "content/about.md": source(),
    }
    problem = small_site(tmp_path, files).problem()
    assert problem.message == (
        "content/static/About publishes the file About,"
        " where content/about.md needs a folder for about/index.html"
    )
    assert problem.place is not None


@pytest.mark.parametrize(
    ("path", "text", "named"),
    [
        ("content/posts/b.md", source(slug="tea"), "content/posts/tea.md"),
        ("content/posts/b.md", source(aliases=["/posts/tea/"]), "content/posts/tea.md"),
        ("content/static/posts/tea/index.html", "other", "content/posts/tea.md"),
        ("content/static/tags/index.html", "other", "the theme's tags.html"),
        ("content/static/feed.atom", "other", "site.yaml"),
    ],
)
def test_both_sources_of_an_address_are_named(
    tmp_path: Path, path: str, text: str, named: str
) -> None:
    site = small_site(tmp_path, {"content/posts/tea.md": source(), path: text})
    problem = site.problem()
    assert path in problem.message
    assert named in problem.message
    assert problem.hint


def test_a_name_in_two_unicode_forms_is_found_among_posts(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/caf\u00e9.md": source(),
        "content/posts/cafe\u0301.md": source(),
    }
    problem = small_site(tmp_path, files).problem()
    assert problem.message.startswith("another file has this name in another Unicode form")


def test_a_site_has_a_lost_page_of_its_own_or_the_themes(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/posts/a.md": source(title="A")})
    site.made()
    assert site.text("404.html") == "not found, noindex True\n"
    site.write("content/404.md", "---\ntitle: Gone\n---\nSee [A](posts/a.md).\n")
    site.made()
    assert site.text("404.html") == '# Gone\n<p>See <a href="/posts/a/">A</a>.</p>\n'
    assert "404" not in site.text("sitemap.xml")
    site.write("content/404.md", "---\ntitle: Gone\ndraft: true\n---\n")
    site.made()
    assert site.text("404.html") == "not found, noindex True\n"


def test_a_path_that_no_file_can_have_is_told() -> None:
    long = output(f"posts/{'a' * 300}/index.html", "content/a.md")
    (problem,) = unnameable([output("a.html", "content/b.md"), long], Recall())
    assert "has 300 bytes, and a file's name has at most 255" in problem.message
    assert problem.place == Place("content/a.md", 1)


def test_a_path_that_is_short_in_each_part_may_be_too_long() -> None:
    (problem,) = unnameable([output("a/" * 600, "content/a.md")], Recall())
    assert "it has 1,200 bytes" in problem.message


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("content/posts/" + "\ufdfa" * 20 + ".md", 2),
        ("content/posts/" + "&" * 100 + "x.md", 2),
        ("content/static/a\nb.txt", 1),
        ("content/static/a\u202eb.txt", 1),
    ],
)
def test_a_name_that_grows_too_long_or_unseen_is_told_before_anything_is_published(
    path: str, line: int, tmp_path: Path
) -> None:
    problem = small_site(tmp_path, {path: source()}).problem()
    assert "cannot be a file" in problem.message
    assert problem.place is not None
    assert (problem.place.path, problem.place.line) == (path, line)


def test_the_name_of_a_figure_that_is_too_long_is_told_at_its_block(tmp_path: Path) -> None:
    name = "f" * 260
    body = f"```chart {{#{name}}}\ndata:\n  - {{a: 1}}\nmark: bar\nx: a\nalt: x\n```\n"
    report = small_site(tmp_path, {"content/posts/a.md": source(body)}).build()
    errors = [each for each in report.assembly.problems if each.severity == "error"]
    assert errors
    assert {each.source for each in errors} == {f"```chart {{#{name}}}"}


@pytest.mark.parametrize("folder", ["content", "content/static"])
def test_an_icon_of_ones_own_stands_in_every_head(tmp_path: Path, folder: str) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": "title: Tea\nbase_url: https://example.org/b/\n",
        "content/posts/a.md": source(title="A", aliases=["/old/"]),
    }
    site = small_site(tmp_path, files)
    pages = ("index.html", "posts/a/index.html", "404.html", "old/index.html")
    site.made()
    assert all('rel="icon" type="image/svg+xml" href="/b/assets/' in site.text(p) for p in pages)
    site.write(f"{folder}/apple-touch-icon.png", b"touch")
    site.made()
    for page in pages:
        assert 'rel="icon" type="image/svg+xml" href="/b/assets/' in site.text(page)
        assert '<link rel="apple-touch-icon" type="image/png" href="/b/apple-touch-icon.png">' in (
            site.text(page)
        )
    site.write(f"{folder}/favicon.ico", b"ico")
    site.made()
    for page in pages:
        assert 'sizes="32x32" href="/b/favicon.ico">' in site.text(page)
        assert "assets/img/favicon" not in site.text(page)
    assert site.text("favicon.ico") == "ico"
    assert site.text("apple-touch-icon.png") == "touch"
