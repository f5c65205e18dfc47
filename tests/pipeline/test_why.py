"""Why: what an output was made from, and what changed since the build before."""

from pathlib import Path

import pytest

from generator.pipeline.request import Request
from generator.pipeline.why import Explanation, explain
from generator.pipeline.workspace import open_workspace
from tests.small_sites import NOW, Small, small_site, source
from tests.spoken import WORDS

PAGE = "posts/a/index.html"
CHART = "```chart {#dots}\ndata: rows.csv\nmark: point\nx: a\ny: b\nlive: never\nalt: Dots.\n```\n"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files: dict[str, str | bytes] = {
        "content/posts/a/index.md": source(CHART, title="A", date="2024-01-01", tags=["tea"]),
        "content/posts/a/rows.csv": "a,b\n1,2\n",
        "content/posts/b.md": source("Two.", title="B", date="2024-02-01"),
        "content/static/plain.txt": "plain",
    }
    site = small_site(tmp_path, files)
    site.made()
    return site


def why(site: Small, path: str) -> Explanation:
    request = Request(site.root, NOW)
    with open_workspace(request) as shop:
        return explain(path, request, shop)


def lines(site: Small, path: str = PAGE) -> list[str]:
    told = why(site, path)
    assert told.found
    return told.text.splitlines()


def changes(site: Small, path: str = PAGE) -> list[str]:
    told = lines(site, path)
    return [line.strip() for line in told[told.index("since the build before:") + 1 :]]


def test_what_a_page_is_made_from(site: Small) -> None:
    told = lines(site)
    assert told[0] == PAGE
    assert "  stands for  content/posts/a/index.md" in told
    assert "  made by     pages.render:render_page" in told
    made_from = {line.split()[-1] for line in told if line.startswith("  made from")}
    assert {
        "content/posts/a/index.md", "content/posts/a/rows.csv",
        "themes/bare/templates/post.html", "themes/bare/templates/figure.html",
        str(WORDS / "en.yaml"),
    } == made_from  # fmt: skip


def test_a_loader_and_its_inputs_are_told(site: Small) -> None:
    folder = "content/posts/a"
    (site.root / folder / "rows.csv").unlink()
    loader = "# inputs: raw.txt\nprint('a,b\\n1,' + open('raw.txt').read())\n"
    site.write(f"{folder}/rows.csv.py", loader)
    site.write(f"{folder}/raw.txt", "2")
    site.made()
    told = lines(site)
    assert f"  made from   {folder}/rows.csv.py" in told
    assert f"  made from   {folder}/raw.txt" in told


def test_a_static_file_is_copied(site: Small) -> None:
    assert lines(site, "plain.txt")[1:3] == [
        "  stands for  content/static/plain.txt",
        "  copied as it is",
    ]


@pytest.mark.parametrize(
    "spelling",
    [PAGE, f"build/{PAGE}", f"/{PAGE}", "/posts/a/", "/posts/a", "posts/a/", "build/posts/a/",
     "https://tea.example/posts/a/", "/posts/a/#dots", "/posts/a/?x=1"],
)  # fmt: skip
def test_an_output_goes_by_file_and_by_address(site: Small, spelling: str) -> None:
    assert lines(site, spelling)[0] == PAGE


def test_an_absolute_path_will_do(site: Small) -> None:
    assert lines(site, str(site.root / "build" / PAGE))[0] == PAGE


def test_an_address_may_carry_the_base_path(site: Small) -> None:
    site.made(base_url="https://example.org/a/b/")
    assert lines(site, "https://example.org/a/b/posts/a/")[0] == PAGE
    assert lines(site, "/a/b/")[0] == "index.html"


def test_home_goes_by_a_slash(site: Small) -> None:
    assert lines(site, "/")[0] == "index.html"


@pytest.mark.parametrize("spelling", ["posts/aa/index.html", "/posts/aa/", "posts/aa"])
def test_an_unknown_output_names_the_nearest(site: Small, spelling: str) -> None:
    told = why(site, spelling)
    assert not told.found
    assert told.text == f'the last build made no "{spelling}", did you mean "{PAGE}"?'


def test_nothing_was_built_yet(tmp_path: Path) -> None:
    told = why(small_site(tmp_path), "/")
    assert not told.found
    assert "run build first" in told.text


def test_there_was_no_other_build(site: Small) -> None:
    assert changes(site) == ["there was no other build"]


def test_nothing_changed(site: Small) -> None:
    site.write("content/about.md", source(title="About"))
    site.made()
    assert changes(site) == ["nothing changed"]
    assert changes(site, "about/index.html") == ["it is new"]


def test_a_changed_body(site: Small) -> None:
    site.write("content/posts/b.md", source("Another.", title="B", date="2024-02-01"))
    site.made()
    found = changes(site, "/posts/b/")
    assert "body.html: other bytes (content/posts/b.md)" in found


def test_a_changed_title_of_a_neighbour(site: Small) -> None:
    site.write("content/posts/b.md", source("Two.", title="Bee", date="2024-02-01"))
    site.made()
    assert changes(site) == ["values[post].next.title: 'B' → 'Bee'"]


def test_a_changed_template(site: Small) -> None:
    path = "themes/bare/templates/post.html"
    site.write(path, (site.root / path).read_text() + "more")
    site.made()
    assert changes(site) == [f"templates.files[post.html][2]: other bytes ({path})"]


def test_changed_data(site: Small) -> None:
    site.write("content/posts/a/rows.csv", "a,b\n1,3\n5,5\n")
    site.made()
    told = changes(site)
    assert "body.figures[0].figure.rows: 1 → 2" in told
    (line,) = [line for line in told if line.startswith("body.figures[0].svg: other bytes")]
    assert "content/posts/a/rows.csv" in line


def set_up(site: Small, old: str, new: str) -> None:
    text = (site.root / "site.yaml").read_text()
    site.write("site.yaml", text.replace(old, new))
    site.made()


def test_a_changed_setting(site: Small) -> None:
    set_up(site, "title: Tea", "title: Coffee")
    found = changes(site)
    assert found[0] == "site.yaml:1:1: title: 'Tea' → 'Coffee'"
    assert "site.title: 'Tea' → 'Coffee'" in found
    assert all(each.startswith("page.structured_data: ") for each in found[1:] if "Tea" not in each)


def test_a_setting_that_changes_a_body_is_named_and_not_the_post(site: Small) -> None:
    site.write("content/posts/b.md", source('"Two."', title="B", date="2024-02-01"))
    site.made()
    set_up(site, "theme: bare", "theme: bare\nlanguage: de")
    found = changes(site, "/posts/b/")
    assert "site.yaml:4:1: language: 'en' → 'de'" in found
    assert "body.html: other bytes (site.yaml:4:1: language)" in found
    assert not [line for line in found if "b.md" in line]


def test_a_setting_that_is_taken_out_is_told_with_its_file(site: Small) -> None:
    set_up(site, "theme: bare", "theme: bare\nauthor: Bo")
    set_up(site, "\nauthor: Bo", "")
    assert "site.yaml: author: 'Bo' → ''" in changes(site)


def test_a_setting_of_the_command_line_is_told(site: Small) -> None:
    site.made(base_url="https://example.org/a/b/")
    line = "--base-url: base_url: 'https://tea.example/' → 'https://example.org/a/b/'"
    assert line in changes(site)


def test_a_setting_that_a_page_shows_nothing_of_is_not_told_of_it(site: Small) -> None:
    set_up(site, "theme: bare", "theme: bare\ntaxonomies: {series: Rows}")
    assert not any("site.yaml" in line for line in changes(site))
    site.write("content/posts/b.md", source("Another.", title="B", date="2024-02-01"))
    site.made()
    assert "body.html: other bytes (content/posts/b.md)" in changes(site, "/posts/b/")


def test_a_changed_static_file(site: Small) -> None:
    site.write("content/static/plain.txt", "other")
    site.made()
    assert changes(site, "plain.txt") == ["the file's bytes"]


def test_what_stands_in_a_list_by_name(site: Small) -> None:
    site.write("content/posts/c.md", source(title="C", date="2024-03-01"))
    site.made()
    assert "values[posts]: 2 of them → 3 of them" in changes(site, "/")


def test_a_build_that_fails_changes_no_story(site: Small) -> None:
    site.write("content/posts/b.md", source("[x](nowhere.md)", title="B"))
    site.problem()
    assert changes(site) == ["there was no other build"]
