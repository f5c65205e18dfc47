"""Notebooks that were posts elsewhere stay notebooks, with front matter of ours."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.importers.files import SplitSource
from generator.importers.notebooks import in_markdown, open_notebook, with_front
from generator.problems import Problem
from tests.importers.running import build, imported, write
from tests.notebooks.making import PIXEL, code, markdown, result

PICTURE = code("#| alt: A dot.\nplot()", result(png=PIXEL, plain="<Figure>"))
TEXT = markdown("Values {{ x }} and `{{ y }}`, [there](https://old.example/b.html).")
FASTPAGES = '# "What fees leave"\n> A summary: in short\n\n- toc: true\n- categories: [money, tea]'
YAML = "---\ntitle: What fees leave\ncategories: [money, tea]\n---\n\nMore."


def notebook(*cells: dict[str, Any]) -> str:
    about = {"language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5})


def front(new: Path) -> str:
    (source,) = new.rglob("*.ipynb")
    first = json.loads(source.read_text(encoding="utf-8"))["cells"][0]
    assert first["cell_type"] == "raw"
    return "".join(first["source"])


@pytest.mark.parametrize("head", [FASTPAGES, YAML])
@pytest.mark.parametrize("folder", ["_notebooks", "_posts"])
def test_jekyll(head: str, folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "_config.yml": "title: Old\nurl: https://old.example\n",
        "_posts/2020-01-01-b.md": "---\ntitle: B\n---\nText.\n",
        f"{folder}/2020-02-03-fees.ipynb": notebook(markdown(head), TEXT, PICTURE),
        "work.ipynb": notebook(TEXT),
    }
    imported("jekyll", write(tmp_path / "old", files), tmp_path / "new")
    said = front(tmp_path / "new")
    assert "title: What fees leave\n" in said
    assert "date: 2020-02-03\n" in said
    assert "tags: [money, tea]\n" in said
    assert "2020/02/03/fees.html" in said
    assert ("summary: " in said) == (head == FASTPAGES)
    build(tmp_path / "new", capsys)
    text = (tmp_path / "new/build/2020/02/03/fees.html").read_text(encoding="utf-8")
    assert "Values {{ x }} and <code>{{ y }}</code>" in text
    assert "<img " in text
    assert "toc: true" not in text


def test_pelican(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "pelicanconf.py": "SITENAME = 'P'\nPATH = 'content'\n",
        "content/b.md": "Title: B\nDate: 2020-01-01\n\nText, [it]({filename}fees.ipynb).\n",
        "content/fees.ipynb": notebook(TEXT, PICTURE, markdown("- one\n  - two")),
        "content/fees.nbdata": "Title: What fees leave\nDate: 2020-02-03\nTags: money, tea\n",
        "content/listed.ipynb": notebook(markdown("- title: Listed\n- date: 2020-02-04"), TEXT),
        "content/notebooks/piece.ipynb": notebook(TEXT),
    }
    imported("pelican", write(tmp_path / "old", files), tmp_path / "new")
    new = tmp_path / "new"
    names = sorted(path.name for path in (new / "content").rglob("*.ipynb"))
    assert names == ["listed.ipynb", "what-fees-leave.ipynb"]
    build(new, capsys)
    text = (new / "build/b.html").read_text(encoding="utf-8")
    assert 'href="/what-fees-leave.html"' in text
    text = (new / "build/what-fees-leave.html").read_text(encoding="utf-8")
    assert "<li>two</li>" in text, "a notebook is CommonMark in a site of Python-Markdown"


def test_hugo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "---\ntitle: What fees leave\ndate: 2020-02-03\n---"
    files = {
        "hugo.toml": "title = 'H'\nbaseURL = 'https://old.example/'\n",
        "content/posts/fees/index.ipynb": notebook(markdown(head), TEXT, PICTURE),
        "content/posts/b/index.md": "---\ntitle: B\ndate: 2020-01-01\n---\n[W](work.ipynb)\n",
        "content/posts/b/work.ipynb": notebook(TEXT),
    }
    imported("hugo", write(tmp_path / "old", files), tmp_path / "new")
    new = tmp_path / "new"
    build(new, capsys)
    assert (new / "build/posts/b/work.ipynb").is_file()
    assert "What fees leave" in (new / "build/posts/fees/index.html").read_text(encoding="utf-8")


def test_what_a_build_would_refuse_stands_as_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "hugo.toml": "title = 'H'\n",
        "content/posts/bad.ipynb": notebook(
            markdown(YAML.replace("categories", "date: 2020-01-01\ncategories")),
            markdown("```chart\nmark: [\n```\n\n![x](javascript:alert)"),
        ),
        "content/posts/dead.ipynb": "{",
    }
    done = imported("hugo", write(tmp_path / "old", files), tmp_path / "new")
    told = {note.path: note.reason for note in done.notes}
    assert "its Markdown stands as code" in told["content/posts/bad.ipynb"]
    assert "this is no notebook" in told["content/posts/dead.ipynb"]
    build(tmp_path / "new", capsys)


@pytest.mark.parametrize("text", ["[]", "{}", '{"cells": 3}', "[" * 100_000, '{"cells": [1]}'])
def test_what_is_no_notebook_is_told(text: str, tmp_path: Path) -> None:
    place = tmp_path / "a.ipynb"
    place.write_text(text, encoding="utf-8")
    assert isinstance(open_notebook(place, "a.ipynb"), Problem)


def test_front_matter_of_the_third_format_goes_into_the_first_sheet(tmp_path: Path) -> None:
    old = {"worksheets": [{"cells": [{"cell_type": "markdown", "source": ["# One"]}]}]}
    place = tmp_path / "a.ipynb"
    place.write_text(json.dumps(old), encoding="utf-8")
    read = open_notebook(place, "a.ipynb")
    assert isinstance(read, SplitSource)
    cells = json.loads(with_front(read.notebook, "title: T\n"))["worksheets"][0]["cells"]
    assert cells[0]["source"] == ["---\n", "title: T\n", "---"]
    assert "# Two" in in_markdown(read.notebook, lambda text: text.replace("One", "Two"))
