"""Bodies: links worded by what they lead to, figures in their places."""

from pathlib import Path

import pytest

from generator.problems import Place
from tests.small_sites import small_site, source

CHART = """
```chart {{#{name}}}
data: [{{a: 1, b: 2}}, {{a: 2, b: 3}}]
mark: {mark}
x: a
y: b
live: never
alt: A line.
```
"""


def chart(name: str, mark: str = "line") -> str:
    return CHART.format(name=name, mark=mark)


def test_a_link_without_text_to_a_figure_is_its_number(tmp_path: Path) -> None:
    charts = chart("first") + chart("second")
    body = f"See [](#second), [](#here) and [this](#first).\n{charts}\n## Here\n"
    other = "See [](tea.md#second), [](tea.md) and [](tea.md#here)."
    files: dict[str, str | bytes] = {
        "content/posts/tea.md": source(body, title="All about <tea>"),
        "content/posts/other.md": source(other),
    }
    site = small_site(tmp_path, files)
    site.made()
    assert (
        'See <a href="/posts/tea/#second">Figure 2</a>, <a href="/posts/tea/#here">Here</a>'
        in site.text("posts/tea/index.html").replace('href="#', 'href="/posts/tea/#')
    )
    assert (
        'See <a href="/posts/tea/#second">Figure 2 in All about &lt;tea&gt;</a>,'
        ' <a href="/posts/tea/">All about &lt;tea&gt;</a>'
        ' and <a href="/posts/tea/#here">Here</a>.'
    ) in site.text("posts/other/index.html")
    assert ">Figure 2</a>" in site.text("feed.atom").replace("&gt;", ">").replace("&lt;", "<")


def test_a_figure_that_fails_leaves_the_others_in_their_places(tmp_path: Path) -> None:
    body = chart("one", "lien") + chart("two")
    site = small_site(tmp_path, {"content/posts/tea.md": source(body)})
    problem = site.problem()
    assert problem.place == Place("content/posts/tea.md", 8, 7)
    assert problem.hint == 'did you mean "line"?'


def test_two_pages_of_one_name_keep_their_figures_apart(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/about.md": source(chart("one")),
        "content/about.md": source(chart("one", "bar")),
    }
    site = small_site(tmp_path, files)
    site.made()
    pictures = {path for path in site.outputs() if path.endswith(".png")}
    assert len(pictures) == 2


@pytest.mark.parametrize(
    ("address", "near"),
    [("../about.markdown", "../about.md"), ("pott.svg", "pot.svg"), ("/abut.md", "/about.md")],
)
def test_a_broken_link_names_the_nearest(tmp_path: Path, address: str, near: str) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/tea.md": source(f"See [this]({address})."),
        "content/posts/pot.svg": "<svg/>",
        "content/about.md": source(),
    }
    site = small_site(tmp_path, files)
    problem = site.problem()
    assert problem.place == Place("content/posts/tea.md", 5, 12)
    assert problem.hint == f'did you mean "{near}"?'
