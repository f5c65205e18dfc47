"""A blog as an importer reads it."""

from generator.importers.old_site import BlogEntry, ReportNote, lacks


def test_what_becomes_of_an_entry_is_noted() -> None:
    entry = BlogEntry("old.md", "post", "a", "Body").noted("one", "two", body="More")
    kept = entry.noted("three", outcome="kept")
    assert (entry.body, kept.body) == ("More", "More")
    assert kept.notes == (
        ReportNote("changed", "old.md", "one"),
        ReportNote("changed", "old.md", "two"),
        ReportNote("kept", "old.md", "three"),
    )


def test_packages_that_are_not_there() -> None:
    assert not lacks("json", "re")
    assert lacks("json", "no_such_package")
