"""From what was found in the old site to the texts and files of the new one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.importers.old_site import BlogEntry, OldSite, ReportNote, SiteInfo
from generator.importers.planning import ImportPlan, plan_import
from generator.importers.target import TargetSite
from generator.site.settings import Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def entry(name: str = "a", **fields: Any) -> BlogEntry:
    given = {"source": f"{name}.md", "kind": "post", "name": name, "body": "", "date": "2020-01-02"}
    return BlogEntry(**{**given, **fields})


def plan(*entries: BlogEntry, files: dict[str, Path] | None = None, **target: Any) -> ImportPlan:
    found = OldSite(SiteInfo(base_url="https://old.example/"), entries, files or {})
    return plan_import(found, TargetSite(Settings(author="Us"), **target), NOW)


@pytest.mark.parametrize(
    ("old", "fields", "reasons"),
    [
        (entry(), {"title": "A", "date": "2020-01-02", "draft": False}, []),
        (entry(title=" B "), {"title": "B"}, []),
        (entry(date="Jan 2, 2020"), {"date": "2020-01-02"}, []),
        (entry(date="soon"), {"date": "", "draft": True},
         ['the date "soon" cannot be read', "it has no date, so it became a draft"]),
        (entry(date="", kind="page"), {"date": "", "draft": False}, []),
        (entry(updated="never"), {"updated": ""}, ['the updated "never" cannot be read']),
        (entry(title="A\x05"), {"title": "A"},
         ["characters that no text can hold are left out"]),
        (entry(old="/x/a/"), {"aliases": ("/x/a/",)}, []),
        (entry(old="/x/a/", draft=True), {"aliases": ()}, []),
        (entry(old="/posts/a/"), {"aliases": ()}, []),
        (entry(image="/i.png"), {"image": "", "extra": {"image": "/i.png"}},
         ["its image /i.png is not there: kept under extra"]),
        (entry(authors=("Us",)), {"authors": ()}, []),
        (entry(authors=("Me", "You")), {"authors": ("Me", "You")}, []),
        (entry(body="{{ x }}"), {"body": "\\{{ x }}\n"}, []),
    ],
)  # fmt: skip
def test_entries(old: BlogEntry, fields: dict[str, Any], reasons: list[str]) -> None:
    (done,) = plan(old).entries.values()
    assert {key: getattr(done, key) for key in fields} == fields
    assert [note.reason for note in done.notes] == reasons


def test_what_stands_in_the_way_of_an_alias_is_told() -> None:
    done = plan(entry("a", old="/tags/"), entry("b", aliases=("/posts/a/",)))
    assert [each.aliases for each in done.entries.values()] == [(), ()]
    wrong = "its old address {} cannot be kept: something else is there"
    assert done.notes == (
        ReportNote("changed", "a.md", wrong.format("/tags/")),
        ReportNote("changed", "b.md", wrong.format("/posts/a/")),
    )


def test_files_beside_an_entry_go_with_it() -> None:
    picture = Path("p.png")
    done = plan(entry(files={"p.png": picture}, image="p.png", body="![x](p.png)"))
    assert done.files == {"content/posts/a/p.png": picture}
    assert done.entries["content/posts/a/index.md"].image == "p.png"


def test_texts_for_another_markdown_are_told() -> None:
    found = OldSite(SiteInfo(markdown="python"), (entry(),))
    notes = plan_import(found, TargetSite(Settings()), NOW).notes
    why = "markdown: commonmark reads texts here that were written for markdown: python"
    assert notes == (ReportNote("changed", "site.yaml", why),)
