"""A blog as an importer reads it."""

from generator.importers.old_site import BlogEntry, ReportNote


def test_what_becomes_of_an_entry_is_noted() -> None:
    entry = BlogEntry("old.md", "post", "a", "Body").noted("one", "two", body="More")
    kept = entry.noted("three", fate="kept")
    assert (entry.body, kept.body) == ("More", "More")
    assert kept.notes == (
        ReportNote("changed", "old.md", "one"),
        ReportNote("changed", "old.md", "two"),
        ReportNote("kept", "old.md", "three"),
    )
