"""In which order a site gets to a target, so that no page leads to what is not there yet."""

from generator.hosting.changes import TargetChanges, compare_with
from generator.hosting.record import UNDERWAY, PublishedFile, TargetRecord

OLD = PublishedFile("old", 1)
NEW = PublishedFile("new", 2)


def test_files_come_first_then_new_pages_then_others_then_what_lists_them() -> None:
    changes = TargetChanges(
        appear=("a.css", "a.css.br", "new/index.html", "new/index.html.gz"),
        change=("feed.atom", "feed.json", "index.html", "index.html.br", "sitemap.xml.gz"),
    )
    assert changes.puts == [
        ["a.css", "a.css.br"],
        ["new/index.html", "new/index.html.gz"],
        ["index.html", "index.html.br"],
        ["feed.atom", "feed.json", "sitemap.xml.gz"],
    ]


def test_pages_go_before_what_they_show_and_shorter_ones_with_them() -> None:
    changes = TargetChanges(go=("a.css", "a.css.gz", "old/index.html", "old/index.html.br"))
    assert changes.removals == [
        ["old/index.html", "old/index.html.br"],
        ["a.css", "a.css.gz"],
    ]


def test_what_is_in_the_way_of_a_file_or_a_folder_goes_first_and_once() -> None:
    changes = TargetChanges(appear=("x/y", "y"), go=("x", "y/z", "other"))
    assert changes.in_the_way == ["x", "y/z"]
    assert changes.removals == [["other"]]


def test_what_was_underway_is_put_again() -> None:
    there = TargetRecord({"a": UNDERWAY, "b": OLD, "c": OLD, "d": NEW})
    changes = compare_with(there, TargetRecord({"a": NEW, "b": NEW, "d": NEW, "e": NEW}))
    assert (changes.appear, changes.change, changes.go) == (("e",), ("a", "b"), ("c",))
    assert (changes.stay, changes.sent) == (1, 6)
