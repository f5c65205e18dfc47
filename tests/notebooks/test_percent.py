"""Scripts in cells: which are posts, what their cells hold, and their lines."""

import pytest

from tests.notebooks.making import codes_of, html_of, read, told

HEAD = "# ---\n# title: A walk\n# date: 2026-01-06\n# ---\n"
PATH = "content/posts/walk.py"


def test_a_script_in_cells_is_a_post() -> None:
    script = HEAD + "\n# %% [markdown]\n# Some *text*.\n#\n# - a list\n\n# %%\nx = 1\n# %%\nx\n"
    made = read(script, PATH)
    assert made.problems == ()
    assert made.value is not None
    assert (made.value.front.title, made.value.front.date[:10]) == ("A walk", "2026-01-06")
    assert "<li>a list</li>" in html_of(script, PATH)
    assert codes_of(script, PATH) == [("python", "x = 1\n"), ("python", "x\n")]


@pytest.mark.parametrize(
    "script",
    [
        "print(1)\n",
        "# %%\nprint(1)\n",
        "# %% [markdown]\n# Text.\n",
        "# ---\n# jupyter:\n#   jupytext:\n#     format: x\n# ---\n\n# %%\nx\n",
        "#!/usr/bin/env python\n# ---\nimport os\n",
        '"""---\ntitle: no\n---"""\n',
        "x = 1\n" + HEAD,
    ],
)
def test_any_other_script_is_none(script: str) -> None:
    made = read(script, PATH)
    assert (made.value, made.problems) == (None, ())


@pytest.mark.parametrize(
    "script",
    [
        "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\n" + HEAD,
        HEAD.replace("# ---\n", "# %% [markdown]\n# ---\n", 1),
        HEAD.replace("# ---\n", "# %% [raw]\n# ---\n", 1),
        '# %% [markdown]\n"""---\ntitle: A walk\ndate: 2026-01-06\n---"""\n',
        '# %% [markdown]\n"""\n---\ntitle: A walk\ndate: 2026-01-06\n---\n"""\n',
        HEAD[:-6] + "# jupyter:\n#   jupytext:\n#     format_name: percent\n# ---\n",
        HEAD.replace("\n", "\r\n"),
    ],
)
def test_front_matter_stands_in_comments_or_in_the_first_cell(script: str) -> None:
    made = read(script + "\n# %% [markdown]\n# Text.\n", PATH)
    assert made.problems == ()
    assert made.value is not None
    assert made.value.front.title == "A walk"
    assert html_of(script + "\n# %% [markdown]\n# Text.\n", PATH) == "<p>Text.</p>"


def test_problems_have_the_lines_and_columns_of_the_script() -> None:
    script = (
        HEAD.replace("date", "dat")
        + "# %% [markdown]\n# A [[mark]].\n#\n# ```chart {#a}\n# mark: 3\n# ```\n"
        + "# ```chrt {#b}\n# x\n# ```\n"
    )
    made = read(script, PATH)
    found = {f"{each.place}": each.source for each in made.problems}
    assert f"{PATH}:3:3" in found
    assert found[f"{PATH}:6:5"] == "# A [[mark]]."
    assert found[f"{PATH}:11:6"] == "# ```chrt {#b}"
    assert made.value is not None
    block = made.value.markup.figures[0]
    assert str(block.passage.place((1, 1))) == f"{PATH}:9:3"
    assert block.passage.source(1) == "# mark: 3"


def test_a_cell_may_be_python_of_the_post() -> None:
    cell = '# %% tags=["altair"]\n#| label: drawn\n#| alt: Points.\nalt.Chart(x)\n'
    made = read(HEAD + cell, PATH)
    assert made.problems == ()
    assert made.value is not None
    (block,) = made.value.markup.figures
    assert (block.kind, block.name, block.line) == ("altair", "drawn", 6)
    assert made.value.contents[0].frame.options.alt == "Points."


@pytest.mark.parametrize("mark", ['# %% tags=["remove-cell"]', '# %% {"tags": ["remove_cell"]}'])
def test_tags_stand_in_the_mark(mark: str) -> None:
    assert codes_of(f"{HEAD}{mark}\nx\n", PATH) == []
    assert told(f"{HEAD}{mark}\nx\n", PATH) == []
