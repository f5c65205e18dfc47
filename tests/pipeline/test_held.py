"""Draft, scheduled and expired posts write nothing at all."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.cli.building import summary
from generator.site.held import Held
from tests.small_sites import Small, small_site, source, tree

MARK = "zanzibar"
BODY = f"""Prose of {MARK}. ![Pot]({MARK}.svg) [Rows]({MARK}.csv)

## Heading {MARK}

```data {{#{MARK}}}
a,b
1,2
2,3
```

```chart {{#{MARK}-chart}}
data: {MARK}
mark: line
x: a
y: b
caption: Of {MARK}.
alt: Of {MARK}.
```
"""
HELD: dict[str, dict[str, Any]] = {
    "draft": {"draft": True},
    "scheduled": {"date": "2030-07-01T09:00:00Z"},
    "expired": {"expires": "2024-06-01T00:00:00Z"},
}


def hold(site: Small, **front: Any) -> None:
    whole = {
        "title": f"About {MARK}", "summary": MARK, "tags": [MARK, "tea"], "series": MARK,
        "image": f"{MARK}.svg", "image_alt": MARK, "aliases": [f"/{MARK}/"], "extra": {"x": MARK},
        **front,
    }  # fmt: skip
    folder = f"content/posts/{MARK}"
    site.write(f"{folder}/index.md", source(BODY, **whole))
    site.write(
        f"{folder}/{MARK}.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!-- {MARK} --></svg>',
    )
    site.write(f"{folder}/{MARK}.csv", f"a\n{MARK}\n")


@pytest.fixture
def site(tmp_path: Path) -> Small:
    settings = "timezone: Europe/Stockholm\n"
    site = small_site(tmp_path, {"content/posts/tea.md": source("Tea.", tags=["tea"])}, settings)
    theme = (site.root / "themes/bare/templates/figure.html").read_text()
    site.write("themes/bare/templates/figure.html", theme + "{{ figure.caption }}")
    return site


def traces(site: Small) -> list[str]:
    return [
        path
        for path, content in tree(site.root / "build").items()
        if MARK in path or MARK.encode() in content.lower()
    ]


def test_a_published_post_leaves_its_mark_everywhere(site: Small) -> None:
    """The control: every test below looks for what this one finds."""
    hold(site)
    site.made()
    found = traces(site)
    assert {
        f"posts/{MARK}/index.html", f"posts/{MARK}/{MARK}.svg", f"posts/{MARK}/{MARK}.csv",
        f"tags/{MARK}/index.html", f"series/{MARK}/index.html", f"{MARK}/index.html",
        "index.html", "tags/index.html", "archive/index.html", "sitemap.xml",
        "feed.atom", "feed.rss", "feed.json", f"tags/{MARK}/feed.atom",
    } <= set(found)  # fmt: skip
    assert any(path.startswith("figures/") for path in found)


@pytest.mark.parametrize("reason", HELD)
def test_a_held_post_writes_nothing(site: Small, reason: str) -> None:
    site.made()
    before = tree(site.root / "build")
    hold(site, **HELD[reason])
    report = site.made()
    assert [held.reason for held in report.assembly.held] == [reason]
    assert traces(site) == []
    assert tree(site.root / "build") == before


@pytest.mark.parametrize("reason", HELD)
def test_a_post_that_is_held_later_takes_everything_with_it(site: Small, reason: str) -> None:
    hold(site)
    site.made()
    assert traces(site)
    hold(site, **HELD[reason])
    site.made()
    assert traces(site) == []


def test_drafts_and_future_posts_can_be_asked_for(site: Small) -> None:
    hold(site, **HELD["draft"])
    site.made(future=True)
    assert traces(site) == []
    site.made(drafts=True)
    assert traces(site)
    hold(site, **HELD["scheduled"])
    site.made(drafts=True)
    assert traces(site) == []
    site.made(future=True)
    assert traces(site)


def test_a_draft_is_never_in_the_sitemap(site: Small) -> None:
    hold(site, **HELD["draft"])
    site.made(drafts=True)
    assert f"/posts/{MARK}/" not in site.text("sitemap.xml")


@pytest.mark.parametrize(
    ("moment", "shown"),
    [("2025-01-01T07:59:59", False), ("2025-01-01T08:00:00", True), ("2025-01-01T08:00:01", True)],
)
def test_a_post_appears_at_its_moment_in_the_time_zone_of_the_site(
    site: Small, moment: str, shown: bool
) -> None:
    hold(site, date="2025-01-01 09:00")
    site.made(now=datetime.fromisoformat(moment).replace(tzinfo=UTC))
    assert bool(traces(site)) is shown


def test_the_summary_says_which_and_until_when_in_the_time_zone_of_the_site(site: Small) -> None:
    hold(site, **HELD["scheduled"])
    site.write("content/posts/late.md", source(title="Late", expires="2024-06-01"))
    site.write("content/posts/rough.md", source(title="Rough", draft=True))
    lines = summary(site.made()).splitlines()
    assert "scheduled: About zanzibar (until 2030-07-01 11:00 +0200)" in lines
    assert "expired: Late (since 2024-06-01 00:00 +0200)" in lines
    assert "draft: Rough" in lines


def test_many_held_posts_are_summed_up(site: Small) -> None:
    for number in range(9):
        site.write(f"content/posts/d{number}.md", source(title=f"D{number}", draft=True))
    assert "… and 3 more not published" in summary(site.made()).splitlines()


def test_a_link_to_a_held_post_says_so(site: Small) -> None:
    hold(site, **HELD["draft"])
    site.write("content/posts/tea.md", source(f"See [it]({MARK}/index.md)."))
    message = site.problem().message
    assert message == f"content/posts/{MARK}/index.md is a draft and is not published"


def test_a_file_of_a_held_post_is_not_published_by_another(site: Small) -> None:
    hold(site, **HELD["draft"])
    site.write("content/posts/tea.md", source(f"![Pot]({MARK}/{MARK}.svg)"))
    assert "is a draft and is not published" in site.problem().message


def test_held_posts_know_their_source(site: Small) -> None:
    hold(site, **HELD["draft"])
    assert site.made().assembly.held == (
        Held(f"content/posts/{MARK}/index.md", f"About {MARK}", "draft"),
    )
