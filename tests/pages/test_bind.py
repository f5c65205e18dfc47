"""Bodies: links worded by what they lead to, figures in their places."""

from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.problems import Place
from tests.small_sites import Small, small_site, source

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


def test_a_summary_and_a_contents_say_what_links_without_text_do(tmp_path: Path) -> None:
    body = f"As [](#first) shows, [](b.md).\n{chart('first')}\n## After [](#first)\n\n## End\n"
    files: dict[str, str | bytes] = {
        "content/posts/a.md": source(body),
        "content/posts/b.md": source(title="B <b>"),
    }
    site = small_site(tmp_path, files)
    site.made()
    assert '"As Figure 1 shows, B <b>."' in site.text("feed.json")
    assert "toc: After Figure 1; End; " in site.text("posts/a/index.html")


def test_a_heading_with_what_is_computed_is_no_text_of_a_link(tmp_path: Path) -> None:
    body = "[](#costs-of-a-year)\n\n## Costs of {{ 1 + 1 }} a year\n"
    report = small_site(tmp_path, {"content/posts/a.md": source(body)}).build()
    (problem,) = report.assembly.problems
    assert problem.message == (
        'the heading holds what is computed, so the link says only "Costs of a year"'
    )
    assert problem.place == Place("content/posts/a.md", 5, 4)
    assert problem.severity == "warning"


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
    pictures = {path for path in site.outputs() if path.endswith("one.png")}
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


def png() -> bytes:
    written = BytesIO()
    Image.new("RGB", (7, 5)).save(written, "PNG")
    return written.getvalue()


PNG = png()
SHOWN = """
<img src="pot.png" srcset="pot-2.png 2x, /big%20pot.png 3x, https://tea.test/a,b.png 4x" alt="">

<picture>
  <source srcset="pot.avif 1x,pot-2.avif 2x" type="image/avif">
  <source src="no.png" media="(min-width: 1px)">
  <img src="pot.png" alt="">
</picture>

<video controls poster="pot.png"><source src="pour.webm"><track src="pour.vtt"></video>

Note.[^1]

[^1]: In a note <img src="pot.png" srcset="pot-3.png 800w" sizes="50vw" alt="">.
"""
PICTURES = ("pot.png", "pot-2.png", "pot-3.png", "pot.avif", "pot-2.avif", "no.png")
FILES = (*PICTURES, "pour.webm", "pour.vtt")


def with_pictures(root: Path, body: str, *missing: str) -> Small:
    folder = "content/posts/tea"
    files: dict[str, str | bytes] = {f"{folder}/{name}": PNG for name in FILES}
    files |= {"content/static/big pot.png": PNG, f"{folder}/index.md": source(body)}
    return small_site(root, {path: raw for path, raw in files.items() if path not in missing})


def test_every_address_that_shows_something_is_resolved_and_published(tmp_path: Path) -> None:
    site = with_pictures(tmp_path, SHOWN)
    report = site.made()
    page = site.text("posts/tea/index.html")
    at = "/posts/tea/"
    wide = f"{at}pot-2.png 2x, /big%20pot.png 3x, https://tea.test/a,b.png 4x"
    assert f'<img src="{at}pot.png" width="7" height="5" srcset="{wide}"' in page
    assert f'<source srcset="{at}pot.avif 1x,{at}pot-2.avif 2x"' in page
    assert f'<source src="{at}no.png"' in page
    assert f'poster="{at}pot.png"' in page
    assert f'<source src="{at}pour.webm"' in page
    assert f'<track src="{at}pour.vtt"' in page
    assert f'srcset="{at}pot-3.png 800w" sizes="50vw"' in page
    assert {f"posts/tea/{name}" for name in FILES} | {"big pot.png"} <= site.outputs()
    assert report.tallies["measure"].made == 1


def test_a_picture_of_other_proportions_has_the_size_of_its_own(tmp_path: Path) -> None:
    sources = '<source srcset="pot.avif" media="(max-width: 9px)"><source srcset="pot-2.png">'
    site = with_pictures(tmp_path, f'<picture>{sources}<img src="pot.png" alt=""></picture>')
    wide = BytesIO()
    Image.new("RGB", (90, 20)).save(wide, "PNG")
    site.write("content/posts/tea/pot-2.png", wide.getvalue())
    site.made()
    page = site.text("posts/tea/index.html")
    assert 'srcset="/posts/tea/pot-2.png" width="90" height="20"' in page
    assert 'src="/posts/tea/pot.png" width="7" height="5"' in page


def test_feeds_have_them_whole(tmp_path: Path) -> None:
    site = with_pictures(tmp_path, SHOWN)
    site.made()
    feed = unescape(site.text("feed.atom"))
    at = "https://tea.example/posts/tea/"
    assert f"{at}pot-2.png 2x, https://tea.example/big%20pot.png 3x" in feed
    assert f'poster="{at}pot.png"' in feed
    assert '"pot' not in feed
    assert " /posts" not in feed


@pytest.mark.parametrize("missing", sorted({*FILES} - {"pot.png"}))
def test_one_that_is_missing_is_told_at_its_place(tmp_path: Path, missing: str) -> None:
    folder = "content/posts/tea"
    problem = with_pictures(tmp_path, SHOWN, f"{folder}/{missing}").problem()
    before = source(SHOWN).partition(missing)[0]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert problem.place == Place(f"{folder}/index.md", line, column)
    assert problem.source[column - 1 :].startswith(missing)
    assert f"there is no {folder}/{missing}" in problem.message
