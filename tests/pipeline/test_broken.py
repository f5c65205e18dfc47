"""A tolerant build: what is wrong with a figure stands in its place, and the rest lives."""

import shutil
from pathlib import Path

import pytest

from generator.pipeline.assembly import Assembly
from generator.pipeline.build import assemble
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from tests.small_sites import NOW, Small, small_site, source

MALFORMED = Path(__file__).parents[1] / "sites" / "malformed"
OF_FIGURES = ("chart-", "exhibit-", "infographic-", "loader-", "data-bad", "data-not")
CASES = [each.name for each in sorted(MALFORMED.iterdir()) if each.name.startswith(OF_FIGURES)]

GOOD = "```chart #good\ndata: rows.csv\nmark: line\nalt: Rising.\nx: year\ny: total\n```\n"
BAD = GOOD.replace("#good", "#bad").replace("total", "totl")
ROWS = "year,total\n2000,1\n2001,2\n"


def tolerant(root: Path) -> tuple[Assembly, dict[str, str]]:
    """Assemble a site as the preview does; return its pages too."""
    request = Request(root, NOW, jobs=1, future=True, tolerant=True)
    with open_workspace(request) as shop:
        engine, assembly = assemble(request, shop)
        texts = {
            path: engine.read(blob).decode()
            for path, blob in assembly.manifest.items()
            if path.endswith((".html", ".atom", ".rss"))
        }
    return assembly, texts


def charts(root: Path, *blocks: str, prose: str = "") -> Small:
    body = "\n".join(["Before.\n", *blocks, "After.\n", prose])
    files: dict[str, str | bytes] = {
        "content/posts/fees/index.md": source(body, title="Fees", data={"fees": "rows.csv"}),
        "content/posts/fees/rows.csv": ROWS,
        "content/posts/tea.md": source("Tea.", title="Tea"),
    }
    return small_site(root / "site", files)


@pytest.mark.parametrize("name", CASES)
def test_each_malformed_figure_tells_in_its_place(tmp_path: Path, name: str) -> None:
    shutil.copytree(MALFORMED / name, tmp_path / "site")
    assembly, texts = tolerant(tmp_path / "site")
    (problem,) = assembly.in_figures
    assert not assembly.failed
    assert problem in assembly.problems
    (page,) = (text for path, text in texts.items() if 'class="figure broken"' in text)
    assert f'data-at="{problem.place}"' in page


def test_the_other_figures_and_the_prose_live(tmp_path: Path) -> None:
    site = charts(tmp_path, GOOD, BAD)
    assembly, texts = tolerant(site.root)
    page = texts["posts/fees/index.html"]
    assert page.index("Before.") < page.index("<svg") < page.index("broken") < page.index("After.")
    assert '<figure class="figure broken" id="bad" aria-label="Figure 2 cannot' in page
    assert "totl" in page
    assert '<b class="problem-caret">^</b>' in page
    assert assembly.problems == assembly.in_figures


def test_a_feed_leaves_a_broken_figure_out(tmp_path: Path) -> None:
    _, texts = tolerant(charts(tmp_path, GOOD, BAD).root)
    feed = texts["feed.atom"]
    assert "Before." in feed
    assert "After." in feed
    assert "totl" not in feed


def test_a_build_is_as_strict_as_ever(tmp_path: Path) -> None:
    site = charts(tmp_path, BAD)
    report = site.build()
    assert report.assembly.failed
    assert report.published is None
    assert report.assembly.manifest == {}
    assert report.assembly.in_figures == ()


def test_what_is_wrong_elsewhere_is_as_ever_too(tmp_path: Path) -> None:
    site = charts(tmp_path, BAD, prose="[nowhere](nowhere.md)")
    assembly, texts = tolerant(site.root)
    assert assembly.failed
    assert texts == {}
    assert [str(each.place) for each in assembly.elsewhere] == ["content/posts/fees/index.md:18:11"]


def test_a_file_that_prose_asks_for_too_is_no_figures_own(tmp_path: Path) -> None:
    site = charts(tmp_path, GOOD, prose="{{ fees.total.sum() }}")
    site.write("content/posts/fees/rows.csv", "year,total\n2000,1,2\n")
    assembly, _ = tolerant(site.root)
    assert assembly.failed
    assert assembly.in_figures == ()


def test_one_faulty_file_is_told_in_every_figure_that_uses_it(tmp_path: Path) -> None:
    site = charts(tmp_path, GOOD, GOOD.replace("#good", "#other"))
    site.write("content/posts/fees/rows.csv", "year,total\n2000,1,2\n")
    assembly, texts = tolerant(site.root)
    assert len(assembly.in_figures) == 1
    assert texts["posts/fees/index.html"].count('data-at="content/posts/fees/rows.csv:2') == 2


def test_a_value_in_a_caption_breaks_its_figure_alone(tmp_path: Path) -> None:
    caption = GOOD.replace("mark:", 'caption: "It is {{ fees.totl.sum() }}."\nmark:')
    assembly, texts = tolerant(charts(tmp_path, caption).root)
    assert not assembly.failed
    assert "broken" in texts["posts/fees/index.html"]


def test_mended_it_is_what_a_build_makes(tmp_path: Path) -> None:
    site = charts(tmp_path, BAD)
    tolerant(site.root)
    site.write("content/posts/fees/index.md", source(f"Before.\n\n{GOOD}\nAfter.", title="Fees"))
    _, texts = tolerant(site.root)
    site.made()
    assert texts["posts/fees/index.html"] == site.text("posts/fees/index.html")
