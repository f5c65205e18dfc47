"""What an import writes: front matter that our own reader reads back, and a report."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.old_site import BlogEntry, ReportNote
from generator.importers.writing import ImportSummary, compose, report_text, summary, unknown_in
from generator.site.front_matter import read_front_matter, split
from generator.site.slug import slugify

CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])
LINE = st.text(CHARACTERS, max_size=40).map(lambda text: " ".join(text.split()))
NAMES = LINE.filter(lambda text: bool(slugify(text)))
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | LINE
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LINE, inner, max_size=3)
)


@given(
    NAMES, LINE, st.lists(NAMES, max_size=4, unique=True), st.dictionaries(LINE, VALUES, max_size=4)
)
def test_what_is_written_is_read_back(
    title: str, summary: str, tags: list[str], extra: dict[str, Any]
) -> None:
    entry = BlogEntry(
        "s", "post", "n", "Body", title, summary=summary, tags=tuple(tags), extra=extra
    )
    split_source = split(compose(entry))
    front, problems = read_front_matter(split_source.front, "a.md", 2, "UTC")
    assert front is not None
    assert not [each for each in problems if each.severity == "error"]
    assert (front.title, front.summary, front.tags) == (title, summary, tuple(tags))
    assert msgspec.json.decode(front.extra) == extra
    assert split_source.body == "Body\n"


DONE = ImportSummary("hugo", "old", "new", 2, 1, 1, 0, 1, "import-report.md")
FIGURES = "2 posts (1 draft), 1 page, 0 files, 1 old address kept"
NOTES = [
    ReportNote("kept", "b.md", "under extra: x"),
    ReportNote("changed", "a.md", "one\nline"),
    ReportNote("changed", "a.md", "two"),
    ReportNote("left out", "c.md", "no text"),
    ReportNote("left out", "c.md", "no text"),
]


def test_the_report() -> None:
    assert report_text(DONE, NOTES) == (
        f"# Import of old\n\n{FIGURES}.\n\n"
        "## Left out\n\n- `c.md`: no text\n\n"
        "## Changed\n\n- `a.md`\n    - one line\n    - two\n\n"
        "## Kept, in another place\n\n- `b.md`: under extra: x\n"
    )


def test_what_is_the_same_in_many_files_is_told_once() -> None:
    notes = [ReportNote("changed", f"{number}.md", "one") for number in range(13)]
    assert report_text(DONE, notes).endswith("## Changed\n\n- in 13 files: one\n")
    assert "- `11.md`: one" in report_text(DONE, notes[:12])


def test_the_summary() -> None:
    more = [ReportNote("left out", f"{number}.md", "x" * 121) for number in range(6)]
    assert summary(DONE, [*NOTES, *more]).split("\n") == [
        f"{FIGURES} → new/",
        "left out: c.md: no text",
        *(f"left out: {number}.md: {'x' * 119}…" for number in range(5)),
        "… and 1 more left out",
        "something was changed in 1 file",
        "all of it is told in new/import-report.md",
    ]


def test_comments_for_what_nobody_knows_are_told_with_their_place() -> None:
    entry = BlogEntry("old.md", "post", "a", "x\ny <!-- not imported: {{ z }} -->", "T")
    why = "content/a.md:5:3: nothing here knows {{ z }}; a comment stands there"
    assert list(unknown_in("content/a.md", entry)) == [ReportNote("left out", "old.md", why)]
