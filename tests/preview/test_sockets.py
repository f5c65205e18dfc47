"""What pages are told, and which."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from generator.engine import Blob
from generator.pipeline.build import assemble
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from generator.preview.overlay import facts_of, unfinished
from generator.preview.sockets import address_of, changed_files, edited_page, files_in, view
from generator.preview.state import PreviewState
from generator.problems import Place, Problem
from tests.preview.running import write_post

NOW = datetime(2026, 6, 1, tzinfo=UTC)
HTML = b"""<html><head><link rel="stylesheet" href="/a.css"></head><body data-page="x">
<a href="/linked.png">l</a><img src="near.png" srcset="/b.png 1x, /c%20d.png 2x">
<figure data-spec="/figures/p/f.json" data-images="{&quot;a&quot;: &quot;/e.png&quot;}">
<svg><image href="/g.svg"/></svg></figure><img src="https://example.org/far.png"></body></html>"""


def shown(files: Mapping[str, bytes]) -> PreviewState:
    blobs = {path: Blob(f"{path} {content!r}") for path, content in files.items()}
    contents = {blob.digest: files[path] for path, blob in blobs.items()}
    return PreviewState(blobs, lambda blob: contents[blob.digest])


def told(before: Mapping[str, bytes], now: Mapping[str, bytes], url: str) -> list[str]:
    one, other = shown(before), shown(now)
    seen, sees = view(one, url, NOW), view(other, url, NOW)
    return [*(["page"] if seen != sees else []), *changed_files(sees, one, other)]


def test_a_page_shows_what_it_does_not_only_link_to() -> None:
    named = {"a.css", "b.png", "c d.png", "e.png", "g.svg", "figures/p/f.json", "posts/p/near.png"}
    found = files_in(HTML, "posts/p/index.html")
    assert named <= found
    assert not found & {"linked.png", "far.png"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("p/index.html", ["page"]),
        ("q/index.html", []),
        ("b.png", ["/b.png"]),
        ("c d.png", ["/c%20d.png"]),
        ("linked.png", []),
        ("feed.atom", []),
    ],
)
def test_a_page_is_told_what_matters_to_it(changed: str, expected: list[str]) -> None:
    names = ["q/index.html", "b.png", "c d.png", "linked.png", "feed.atom"]
    before = {"p/index.html": HTML, **dict.fromkeys(names, b"1")}
    now = {**before, changed: HTML + b"2"}
    assert told(before, now, "/p/?query#fragment") == expected


def test_a_missing_page_is_told_when_it_comes() -> None:
    lost = {"404.html": b"lost"}
    assert told(lost, {**lost, "q/index.html": b"q"}, "/p/") == []
    assert told(lost, {**lost, "p/index.html": b"p"}, "/p/") == ["page"]


def test_addresses() -> None:
    assert address_of("index.html") == "/"
    assert address_of("å/index.html") == "/%C3%A5/"
    assert address_of("my index.html") == "/my%20index.html"


@pytest.fixture
def built(tmp_path: Path) -> PreviewState:
    """Give a built site: a post with a bundle, one beside its data, a draft, a later one."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "site.yaml").write_text("title: S\nbase_url: https://example.org/\n")
    chart = "```chart\ndata: {}\nmark: line\nalt: A.\nx: a\ny: b\n```"
    write_post(site, "bundled/index", chart.format("rows.csv"))
    write_post(site, "flat", chart.format("flat.csv"))
    for path in ("bundled/rows.csv", "flat.csv", "else.csv"):
        (site / "content/posts" / path).write_text("a,b\n1,2\n2,3\n")
    posts = site / "content/posts"
    (posts / "draft.md").write_text("---\ntitle: D\ndate: 2026-01-01\ndraft: true\n---\n\nD.\n")
    (posts / "later.md").write_text("---\ntitle: L\ndate: 2999-01-01\n---\n\nOne two three.\n")
    request = Request(site, NOW, drafts=True, future=True, tolerant=True, jobs=1)
    with open_workspace(request) as shop:
        engine, assembly = assemble(request, shop)
    return PreviewState().after(assembly, engine.read)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/posts/flat.md", "/posts/flat/"),
        ("content/posts/bundled/index.md", "/posts/bundled/"),
        ("content/posts/bundled/rows.csv", "/posts/bundled/"),
        ("content/posts/flat.csv", "/posts/flat/"),
        ("content/posts/else.csv", ""),
        ("site.yaml", ""),
    ],
)
def test_the_page_of_what_was_edited(built: PreviewState, path: str, address: str) -> None:
    now = structs.replace(built, sources={**built.sources, path: Blob("other")})
    assert edited_page(built, now) == address
    assert edited_page(PreviewState(), now) == ""


def test_facts_of_pages_that_readers_do_not_see(built: PreviewState) -> None:
    draft = facts_of(built, "posts/draft/index.html", NOW)
    later = facts_of(built, "posts/later/index.html", NOW)
    assert draft is not None
    assert later is not None
    assert (draft.status, later.status) == ("draft", "scheduled")
    assert later.until.startswith("2999-01-01")
    assert (later.words, later.minutes) == (3, 1)
    assert unfinished(built, NOW) == {"/posts/draft/": "draft", "/posts/later/": "scheduled"}


def test_facts_of_what_is_to_do(built: PreviewState) -> None:
    here = Problem("leads nowhere", Place("content/posts/flat.md", 3, 1))
    there = Problem("leads nowhere", Place("content/posts/draft.md", 3, 1))
    alt = Problem("this figure has no alt text", here.place, severity="warning")
    now = structs.replace(built, broken_links=(here, here, there), told=(here, there, alt))
    facts = facts_of(now, "posts/flat/index.html", NOW)
    assert facts is not None
    assert (facts.broken_links, facts.without_alt) == ((here,), (alt,))
    assert not facts.is_finished


@pytest.mark.parametrize("path", ["index.html", "404.html", "figures/posts/flat/chart-1.png"])
def test_other_outputs_have_no_facts(built: PreviewState, path: str) -> None:
    assert path in built.manifest
    assert facts_of(built, path, NOW) is None
