"""What CONTRIBUTING.md shows is made in a copy, as it stands there, and each is seen at work."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.recipes import ROOT, Place, make, recipes
from tests.small_sites import source

RECIPES = recipes((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
MOST = {
    "A setting": 1,
    "A key of front matter": 3,
    "An option of all figures": 3,
    "A type of block": 3,
    "A word of the theme": 2,
    "A language": 1,
    "An importer": 2,
    "A value for themes": 3,
    "A format of feeds": 2,
    "A command": 2,
    "Another name for a mark": 1,
    "A format of data": 2,
}
"""So many places each may take."""

BLOCKS = """
```chart {#teas}
data: teas.psv
mark: strip
x: grams
note: Weighed by hand.
```

```sign {#closed}
#| alt: A sign at the door.
#| note: It hangs there on Mondays.
Closed
```
"""
SITE = {
    "site.yaml": (
        "title: Tea\nbase_url: https://tea.example/\ntheme: mine\n"
        "feeds: [atom, text]\nmotto: Tea first.\n"
    ),
    "themes/mine/theme.yaml": "name: mine\nparent: default\n",
    "themes/mine/templates/post.html": (
        '{% extends "default/post.html" %}\n'
        "{% block after %}<p>Level: {{ post.level }}</p>{% endblock %}\n"
    ),
    "content/posts/tea/index.md": source(BLOCKS, date="2024-03-02", level="easy"),
    "content/te.md": source(
        "```chart\ndata: [{a: 1}]\nmark: bar\nx: a\nalt: a\n```\n",
        language="is",
    ),
    "content/posts/tea/teas.psv": "tea|grams\nAssam|3\nOolong|5\n",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make every change in one copy of the generator."""
    root = tmp_path_factory.mktemp("copy")
    for folder in ("generator", "themes/default"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("*.pyc"))
    for places in RECIPES.values():
        for place in places:
            make(place, root)
    return root


def run(copy: Path, *arguments: str | Path) -> str:
    """Give the changed generator a command, and return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(copy: Path) -> Path:
    """Build a small site that uses all that is new."""
    root = copy / "site"
    for path, text in SITE.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    run(copy, "--root", root, "build", "--now", "2026-06-01")
    return root


@pytest.fixture(scope="module")
def post(site: Path) -> str:
    return (site / "build/posts/tea/index.html").read_text(encoding="utf-8")


def test_every_change_is_shown_and_takes_few_places() -> None:
    taken = {name: len(places) for name, places in RECIPES.items()}
    assert taken.keys() == MOST.keys()
    assert {name: places for name, places in taken.items() if places > MOST[name]} == {}


def test_a_chart_knows_the_other_name_of_a_mark(post: str) -> None:
    assert "Strip plot of grams" in post


def test_the_missing_page_has_the_new_word(site: Path) -> None:
    assert "<p>It is not your fault.</p>" in (site / "build/404.html").read_text(encoding="utf-8")


def test_a_page_speaks_the_new_language(site: Path) -> None:
    page = (site / "build/te/index.html").read_text(encoding="utf-8")
    assert '<html lang="is">' in page
    assert "Mynd 1." in page


def test_a_chart_reads_the_new_format(site: Path) -> None:
    table = (site / "build/figures/posts/tea/teas.csv").read_text(encoding="utf-8")
    assert table.split() == ["grams", "3", "5"]


def test_the_site_has_a_feed_in_the_new_format(site: Path) -> None:
    feed = (site / "build/feed.txt").read_text(encoding="utf-8")
    assert feed == "Untitled https://tea.example/posts/tea/\n"


def test_a_page_links_to_the_feed_in_the_new_format(post: str) -> None:
    assert '<a href="/feed.txt">Text feed</a>' in post


def test_the_new_setting_is_in_its_document(copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs/settings.py"],
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=True,
    )
    row = "| `motto` | text | `Facts first.` | `GENERATOR_MOTTO` | What stands over everything. |"
    assert row in done.stdout.splitlines()


def test_the_new_command_is_run(copy: Path, site: Path) -> None:
    assert run(copy, "--root", site, "sources") == "2 sources\n"
    assert run(copy, "--root", site, "sources", "--ending", "txt") == "0 sources\n"


def test_the_new_importer_reads_a_blog(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "oolong.txt").write_text("Half of it is green.\n")
    run(copy, "import", "notes", tmp_path, "--into", tmp_path / "new")
    (post,) = (tmp_path / "new/content/posts").glob("oolong*")
    assert post.read_text(encoding="utf-8").endswith("Half of it is green.\n")


def test_a_template_shows_the_new_value(post: str) -> None:
    assert "<p>content/posts/tea/index.md</p>" in post


def test_a_template_shows_the_new_key(post: str) -> None:
    assert "<p>Level: easy</p>" in post


def test_every_kind_of_figure_takes_the_new_option(post: str) -> None:
    assert '<p class="figure-note">Weighed by hand.</p>' in post
    assert '<p class="figure-note">It hangs there on Mondays.</p>' in post


def test_the_new_type_of_block_is_drawn(site: Path, post: str) -> None:
    assert '<text x="20" y="40">Closed</text>' in post
    assert (site / "build/figures/posts/tea/closed.png").is_file()


TWO_PLACES = """
### A change

```diff
--- one.py
 first
-second
+other
@@
-last
```

```diff
+++ new.py
+one
+
+two
```
"""


def test_a_change_is_made_at_its_places_alone(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("a\nfirst\nsecond\n\nsecond\nlast\n")
    (places,) = recipes(TWO_PLACES).values()
    for place in places:
        make(place, tmp_path)
    assert len(places) == 3
    assert (tmp_path / "one.py").read_text() == "a\nfirst\nother\n\nsecond\n"
    assert (tmp_path / "new.py").read_text() == "one\n\ntwo\n"


@pytest.mark.parametrize(
    ("text", "times"), [("first\nnext\n", 0), ("xfirst\n", 0), ("first\n" * 2, 2)]
)
def test_a_place_that_is_not_there_or_not_alone_is_refused(
    text: str, times: int, tmp_path: Path
) -> None:
    (tmp_path / "one.py").write_text(text)
    with pytest.raises(ValueError, match=rf"one\.py has these lines {times} times"):
        make(Place("one.py", "first\n" if times else "first\nlast\n", "other\n"), tmp_path)


def test_a_new_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("mine")
    with pytest.raises(FileExistsError):
        make(Place("one.py", "", "theirs"), tmp_path)
