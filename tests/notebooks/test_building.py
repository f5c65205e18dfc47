"""Notebooks in a site: their addresses, their files, links to them, and what is published."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import main
from generator.preview.state import Editor
from generator.problems import CELL, Place
from tests.notebooks.making import PIXEL, SPEC, code, markdown, notebook, result, stream
from tests.small_sites import small_site, source

PICTURE = code("#| alt: A dot.\nplot()", result(png=PIXEL, plain="<Figure>"))
CHART = code("#| alt: A line.\n#| label: fees\nchart", result(chart=SPEC))


def pictures(outputs: set[str]) -> set[str]:
    return {path.rpartition("/")[0] for path in outputs if path.endswith(".png")}


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("content/posts/fees/index.ipynb", "posts/fees"),
        ("content/posts/fees.ipynb", "posts/fees"),
        ("content/posts/2026-01-05-fees.ipynb", "posts/2026-01-05-fees"),
    ],
)
def test_what_a_notebook_shows_is_published_with_it(path: str, folder: str, tmp_path: Path) -> None:
    site = small_site(tmp_path, {path: notebook(PICTURE)})
    site.made(future=True)
    assert pictures(site.outputs()) == {folder}
    assert "# What fees leave" in site.text("posts/fees/index.html")
    again = site.made(future=True)
    assert sum(tally.made for tally in again.tallies.values()) == 0


def test_what_is_folded_away_is_called_in_the_language_of_the_page(tmp_path: Path) -> None:
    folded = notebook(code("x", stream("1\n"), tags=("hide-cell",)))
    site = small_site(tmp_path, {"content/posts/fees.ipynb": folded}, "language: pl\n")
    site.made(future=True)
    text = site.text("posts/fees/index.html")
    assert "<summary>Kod</summary>" in text
    assert "<summary>Wynik</summary>" in text


def test_links_lead_to_notebooks_and_their_figures(tmp_path: Path) -> None:
    other = source("[](fees.ipynb), [](fees.ipynb#fees) and [](walk.py).")
    walk = "# ---\n# title: A walk\n# date: 2024-01-06\n# ---\n\n# %% [markdown]\n# Text.\n"
    files = {
        "content/posts/fees.ipynb": notebook(CHART).replace("2026", "2024"),
        "content/posts/walk.py": walk,
        "content/posts/other.md": other,
        "content/posts/plain.py": "print(1)\n",
    }
    site = small_site(tmp_path, files)
    report = site.made()
    assert report.assembly.counts.posts == 3
    text = site.text("posts/other/index.html")
    assert ">What fees leave</a>" in text
    assert ">Figure 1 in What fees leave</a>" in text
    assert ">A walk</a>" in text
    assert "<svg" in site.text("posts/fees/index.html")


def test_a_draft_publishes_nothing(tmp_path: Path) -> None:
    draft = notebook(PICTURE).replace("2026-01-05", '2024-01-05\\n",\n"draft: true')
    site = small_site(tmp_path, {"content/posts/fees.ipynb": draft})
    assert [held.path for held in site.made().assembly.held] == ["content/posts/fees.ipynb"]
    assert pictures(site.outputs()) == set()
    site.write("content/posts/other.md", source("[It](fees.ipynb)."))
    assert "fees.ipynb is a draft" in site.problem().message


def test_a_notebook_without_front_matter_is_a_file(tmp_path: Path) -> None:
    plain = notebook(PICTURE).replace("---", "===")
    site = small_site(tmp_path, {"content/posts/fees.ipynb": plain})
    (problem,) = site.build().assembly.problems
    assert problem.severity == "warning"
    assert "published nowhere" in problem.message
    site.write("content/posts/other.md", source("[It](fees.ipynb)."))
    site.made()
    assert "posts/fees.ipynb" in site.outputs()


def test_a_notebook_beside_a_post_needs_no_front_matter(tmp_path: Path) -> None:
    files = {
        "content/posts/tea/index.md": source("Text."),
        "content/posts/tea/work.ipynb": notebook().replace("---", "==="),
    }
    assert small_site(tmp_path, files).made().assembly.counts.posts == 1


def test_another_number_of_runs_makes_nothing_anew(tmp_path: Path) -> None:
    """What a page shows hangs on what its cells say, not on where the file says it."""
    written: dict[str, Any] = json.loads(notebook(PICTURE, markdown("Text."), CHART))
    site = small_site(tmp_path, {"content/posts/fees.ipynb": json.dumps(written)})
    site.made(future=True)
    for cell in written["cells"]:
        if "execution_count" in cell:
            cell["execution_count"] += 7
    site.write("content/posts/fees.ipynb", json.dumps(written, indent=1))
    report = site.made(future=True)
    assert {name for name, tally in report.tallies.items() if tally.made} == {"read"}


def test_programs_are_told_the_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = notebook(markdown("Text.\n[There](nowhere.md)."))
    small_site(tmp_path, {"content/posts/fees.ipynb": text})
    main(["--root", str(tmp_path), "build", "--json", "--now", "2026-06-01"])
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["where"] == "content/posts/fees.ipynb, cell 2, line 2"
    assert problem["place"] == {
        "path": "content/posts/fees.ipynb",
        "line": 2,
        "column": 9,
        "cell": 2,
    }


def test_an_editor_opens_the_line_of_the_file(tmp_path: Path) -> None:
    text = notebook(markdown("one\ntwo"))
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    editor = Editor(tmp_path, "x:{path}:{line}")
    address = editor.address(Place("a.ipynb", 2 * CELL + 2))
    line = int(address.rpartition(":")[2])
    assert text.split("\n")[line - 1].strip() == '"two"'


def test_a_script_that_is_paired_with_a_notebook_is_that_notebook(tmp_path: Path) -> None:
    walk = "# ---\n# title: A walk\n# date: 2024-01-06\n# ---\n"
    files = {
        "content/posts/fees.ipynb": notebook().replace("2026", "2024"),
        "content/posts/fees.py": walk,
    }
    assert small_site(tmp_path, files).made().assembly.counts.posts == 1


def test_two_sources_of_one_address_are_told(tmp_path: Path) -> None:
    text = notebook().replace("2026", "2024")
    files = {"content/posts/fees.ipynb": text, "content/posts/fees.md": source("Text.")}
    message = small_site(tmp_path, files).problem().message
    assert "fees.ipynb" in message
    assert "fees.md" in message
