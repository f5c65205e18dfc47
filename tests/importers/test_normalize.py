"""What an import changes so that Markdown of elsewhere means here what it meant there."""

from pathlib import Path

import pytest

from generator.importers.normalize import normalize, sets_formulas, with_formulas
from generator.importers.old_site import BlogEntry
from tests.importers.running import imported, write


@pytest.mark.parametrize(
    ("written", "tamed", "changes"),
    [
        ('```go hl_lines="2 9"\na\nb\n```', '```go hl_lines="2"\na\nb\n```', "9 of a block of"),
        ("```sql\na\n```", "```sql {.code}\na\n```", "code in sql is marked"),
        ("$$  \nx \ny\n$$", "$$\nx\ny\n$$", ""),
        ("$$\na \\nonumber\\\\\nb\n$$", "$$\na \\nonumber\\\\\nb\n$$", ""),
        ("a  \n$x$  \nb", "a  \n$x$  \nb", ""),
        ("A *b*.\n<!-- more -->\nC\n<!--more-->\nD", "A *b*.\n\n<!--more-->\n\nC\n\nD", ""),
        ("A.<!--more--> B\nC", "A.\n\n<!--more-->\n\nB\nC", ""),
        ("A\n\n<!-- PELICAN_END_SUMMARY -->\n\nB", "A\n\n<!--more-->\n\nB", ""),
        ("`<!--more-->` A", "`<!--more-->` A", ""),
        ("<!--more-->\nA", "\nA", ""),
        ("- a <!--more-->\n- b", "- a \n- b", "its <!--more--> stood inside"),
        (r"$\nosuch$", r"`$\nosuch$`", "a formula stays as TeX"),
    ],
)
def test_bodies(written: str, tamed: str, changes: str) -> None:
    body, notes = normalize(written, "dollars")
    assert body == tamed
    assert [note.startswith(changes) for note in notes] == [True] * bool(changes)


MUCH = {
    "nested": ("> " * 3000 + "a", "this is nested too deeply"),
    "wide": (
        "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "a\n" * 100,
        "this table has too many cells that nothing is written in",
    ),
}


@pytest.mark.parametrize("name", MUCH)
def test_what_no_build_takes_is_told_and_stays_as_it_was(name: str) -> None:
    body, message = MUCH[name]
    same, changes = normalize(body, "")
    assert same == body
    assert [note.partition(",")[0] for note in changes] == [message]


def entry(body: str, math: bool | None = None) -> BlogEntry:
    return BlogEntry("old.md", "post", "a", body, math=math)


@pytest.mark.parametrize(
    ("body", "sets", "twice", "after", "math"),
    [
        (r"\\(x\\), \[y\]", True, True, r"\(x\), &#91;y&#93;", "tex"),
        ("\\\\[x\n+ y\\\\]", True, True, "\\[x\n+ y\\]", "tex"),
        (r"\(x\)", True, False, r"\(x\)", "tex"),
        (r"\(x\)", True, True, r"\(x\)", None),
        (r"\(x\)", False, False, r"\(x\)", None),
        (r"`\\(x\\)`", True, True, r"`\\(x\\)`", None),
        (r"`\\(x\\)` \\(y\\)", True, True, r"`\\(x\\)` \(y\)", "tex"),
        ("From $5k^2 to $6", False, True, "From $5k^2 to $6", None),
        ("From $5k^2$.", False, True, "From $5k^2$.", False),
        ("From $5k^2$", None, True, "From $5k^2$", None),
    ],
)
def test_formulas(body: str, sets: bool | None, twice: bool, after: str, math: object) -> None:
    done = with_formulas(entry(body), sets=sets, twice=twice)
    assert (done.body, done.math) == (after, math)


def test_front_matter_sets_them_too() -> None:
    assert with_formulas(entry(r"\(x\)", math=True), sets=False, twice=False).math == "tex"


def test_templates_tell(tmp_path: Path) -> None:
    write(tmp_path, {"a/b.html": "<p>", "c/d.html": "<script src=MathJax.js>", "e.toml": "x = 1"})
    places = [tmp_path / name for name in ("a", "c", "e.toml")]
    assert sets_formulas(places) is True
    assert sets_formulas(places[:1]) is False
    assert sets_formulas(places[2:]) is None


@pytest.mark.parametrize(("layout", "math"), [("katex", "math: tex\n"), ("plain", "")])
def test_a_site_says_so_by_its_templates(layout: str, math: str, tmp_path: Path) -> None:
    old = {
        "hugo.toml": "title = 'T'\n",
        "layouts/base.html": layout,
        "content/posts/a.md": "---\ntitle: A\ndate: 2024-01-01\n---\n" + r"It is \\(x\\).",
    }
    imported("hugo", write(tmp_path / "old", old), tmp_path / "new")
    assert math in (tmp_path / "new/content/posts/a.md").read_text(encoding="utf-8")
