"""Numbers that change with a publication: old and new, with the line that they stand in."""

from pathlib import Path

import pytest

from generator.hosting.data_diff import changed_cells, changed_numbers, line_of, prose_of
from tests.hosting.places import PLACES, Place
from tests.hosting.published import Author, site_to_publish
from tests.small_sites import source

FEES = """```data {#fees}
fee,left
1,77.8
2,60.3
```

Of a hundred, {{ fees.at(fee=1).left }} are left after 25 years.
By hand: 12 apples.

```chart {#bars}
data: fees
mark: bar
x: fee
y: left
alt: Bars.
```

```chart {#plain}
data: fees
mark: bar
x: fee
y: left
alt: Bars.
download: [svg]
```
"""


@pytest.fixture(params=PLACES)
def author(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Author:
    place: Place = PLACES[request.param](tmp_path)
    for name, text in place.environment.items():
        monkeypatch.setenv(name, text)
    site = site_to_publish(tmp_path, f"targets: {{live: {place.target}}}\n")
    site.write("content/posts/fees.md", source(FEES, title="Fees"))
    return Author(site, capsys)


def test_numbers_in_prose_and_figures_are_listed_old_and_new(author: Author) -> None:
    author.published()
    author.edit("content/posts/fees.md", "1,77.8", "1,78.9")
    author.edit("content/posts/fees.md", "12 apples", "13 apples")
    out = author.published("--dry-run", "--data-diff")
    assert 'content/posts/fees.md:11  "Of a hundred, … are left": 77.8 → 78.9' in out
    assert 'content/posts/fees.md:12  "' in out
    assert "By hand: … apples" in out
    assert "12 → 13" in out
    assert "content/posts/fees.md  figure bars, fee 1, left: 77.8 → 78.9" in out
    untold = [line for line in out.splitlines() if "its picture changes" in line]
    assert untold == [
        "content/posts/fees.md  figure plain: its picture changes; no CSV tells which numbers"
    ]


def test_where_no_number_changes_that_is_said(author: Author) -> None:
    author.published()
    author.edit("content/posts/fees.md", "By hand", "With hands")
    assert "no number changes" in author.published("--dry-run", "--data-diff")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<p>It is 5.</p>", "<p>It is 6.</p>", [("5", "6")]),
        ("<p>It is 5 and 7.</p>", "<p>Now it is 5 and 8.</p>", [("7", "8")]),
        ("<p>A 1</p><p>B 2</p>", "<p>A 1</p><p>New 9</p><p>B 3</p>", [("2", "3")]),
        ("<svg>1</svg><script>2</script>", "<svg>3</svg><script>4</script>", []),
        ("<p>Same 5.</p>", "<p>Same 5!</p>", []),
        ("<p>$69,299 is left</p>", "<p>$70,112 is left</p>", [("$69,299", "$70,112")]),
    ],
)
def test_numbers_are_found_among_words(old: str, new: str, found: list[tuple[str, str]]) -> None:
    changed = changed_numbers(prose_of(old.encode()), prose_of(new.encode()))
    assert [(was, words[index].strip(".")) for words, index, was in changed] == found


def test_a_line_is_found_by_the_words_before() -> None:
    text = "one two\nthree *four* {{ five }}\nfour six"
    assert line_of(text, ["then", "four", "six"]) == 3
    assert line_of(text, ["nothing"]) == 0


def test_cells_are_named_by_their_row_and_column() -> None:
    old, new = b"year,value\n2024,1\n2025,2\n", b"year,value\n2024,1\n2025,3\n"
    assert list(changed_cells(old, new)) == [("year 2025, value", "2", "3")]
    assert next(changed_cells(old, new + b"2026,4\n")) == ("rows", "2", "3")
