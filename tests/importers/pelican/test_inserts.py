"""What tags of Pelican bring in from other files."""

from pathlib import Path

import pytest

from tests.importers.running import build, imported, write

CELL = '{"cell_type": "markdown", "source": "%s"}'
NOTEBOOK = f'{{"cells": [{CELL % "one"}, {CELL % "{tag}tea $x$"}], "nbformat": 4}}'
POST = "Title: T\nDate: 2013-07-10\n\n{}\n"


def post(folder: Path, body: str) -> str:
    old = write(
        folder / "old",
        {
            "pelicanconf.py": "SITENAME = 'P'\nPATH = 'content'\nCODE_DIR = 'programs'\n",
            "content/t.md": POST.format(body),
            "content/notebooks/n.ipynb": NOTEBOOK,
            "content/programs/a.py": "one\ntwo\nthree",
        },
    )
    imported("pelican", old, folder / "new")
    text = (folder / "new/content/posts/t.md").read_text(encoding="utf-8")
    return text.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{% notebook n.ipynb %}", "one\n\n{tag}tea $x$"),
        ("{% notebook notebooks/n.ipynb cells[1:] %}", "{tag}tea $x$"),
        ("{% include_code a.py lang:python A %}", '```python title="A"\none\ntwo\nthree\n```'),
        ("{% include_code a.py start:2 end:2 %}", '```py title="a.py"\ntwo\n```'),
        ("{% literal img a.png %}", "`{% img a.png %}`"),
        ("`{% notebook n.ipynb %}`", "`{% notebook n.ipynb %}`"),
    ],
)
def test_tags(tag: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert post(tmp_path, tag) == text
    build(tmp_path / "new", capsys)


def test_what_is_not_at_hand_is_a_link_and_told(tmp_path: Path) -> None:
    assert post(tmp_path, "{% notebook gone.ipynb %}").startswith("[gone.ipynb](")
    report = (tmp_path / "new/import-report.md").read_text(encoding="utf-8")
    assert "of {% notebook gone.ipynb %} only a link stays: its text is not here" in report
