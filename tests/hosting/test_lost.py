"""Twenty-four ways of losing an address that readers have kept: each is caught, and each cured."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.hosting.published import FILES, Author
from tests.small_sites import Small, small_site, source

CHART = "```chart {#fees}\nmark: bar\nx: a\ny: b\ndata:\n  - {a: x, b: 1}\nalt: One bar.\n```\n"
SITE: dict[str, str | bytes] = {
    **FILES,
    "content/posts/2024-02-03-milk.md": source(
        CHART, title="Milk", date="2024-02-03", tags=["cold"], aliases=["/milk/"]
    ),
    "content/posts/one.md": source("1", title="One", date="2024-03-01", series="Numbers"),
    "content/posts/jam/index.md": source("[rows](jam.csv)", title="Jam", date="2024-03-02"),
    "content/posts/jam/jam.csv": "a,b\n1,2\n",
    "content/static/paper.pdf": "%PDF",
    "themes/bare/templates/figure-page.html": "{{ figure.id }}\n",
}
SETTINGS = (
    "targets: {live: {folder: ../www}}\npermalink: /posts/{slug}/\nposts_per_page: 3\n"
    "feeds: [atom, rss]\n"
)


def old_permalink(author: Author) -> None:
    author.edit("site.yaml", "/posts/{slug}/", "/{year}/{slug}/")


class Loss(NamedTuple):
    """A way of losing an address: what is done, which address goes, and what the hint says."""

    done: Callable[[Author], object]
    address: str
    place: str = "published.txt"
    hint: str = "--gone"


def front(path: str, line: str) -> Callable[[Author], None]:
    return lambda author: author.edit(path, "---\ntitle", f"---\n{line}\ntitle")


MILK = "content/posts/2024-02-03-milk.md"
TEA = "content/posts/tea.md"
LOSSES = {
    "file renamed": Loss(
        lambda a: a.move(TEA, "content/posts/chai.md"), "/posts/tea/",
        hint="aliases: [/posts/tea/] in content/posts/chai.md, which seems to stand in for it,",
    ),
    "file in a folder renamed": Loss(
        lambda a: a.move("content/posts/jam", "content/posts/jelly"), "/posts/jam/jam.csv"
    ),
    "folder moved": Loss(
        lambda a: a.move("content/about.md", "content/us/about.md"), "/about/",
        hint="aliases: [/about/] in content/us/about.md",
    ),
    "slug changed": Loss(
        front(TEA, "slug: chai"), "/posts/tea/", TEA, "aliases: [/posts/tea/] in its front matter"
    ),
    "permalink changed": Loss(old_permalink, "/posts/tea/", TEA, "in its front matter"),
    "case of the name changed": Loss(
        lambda a: (a.edit("site.yaml", "/posts/{slug}/", "/Posts/{slug}/")), "/posts/tea/", TEA
    ),
    "address without its slash": Loss(
        lambda a: a.edit("site.yaml", "/posts/{slug}/", "/posts/{slug}.html"), "/posts/tea/", TEA
    ),
    "draft": Loss(
        front(TEA, "draft: true"), "/posts/tea/", TEA, 'the source is a draft: publish "Tea"'
    ),
    "expired": Loss(
        front(TEA, "expires: 2024-06-01"), "/posts/tea/", TEA, "the source is expired"
    ),
    "scheduled": Loss(
        lambda a: a.edit(TEA, "2024-01-01", "2999-01-01"), "/posts/tea/", TEA, "is scheduled"
    ),
    "deleted": Loss(
        lambda a: (a.site.root / "content/posts/one.md").unlink(), "/posts/one/",
        hint="aliases: [/posts/one/] in what stands in for it",
    ),
    "tag renamed": Loss(
        lambda a: a.edit(TEA, '"hot"', '"warm"'), "/tags/hot/",
        hint="redirects: {/tags/hot/: /new/} in site.yaml",
    ),
    "series dropped": Loss(
        lambda a: a.edit("content/posts/one.md", 'series: "Numbers"\n', ""), "/series/numbers/"
    ),
    "taxonomy off": Loss(
        lambda a: a.edit("site.yaml", "feeds:", "taxonomies: {tags: false}\nfeeds:"), "/tags/"
    ),
    "feeds off": Loss(lambda a: a.edit("site.yaml", "[atom, rss]", "false"), "/feed.atom"),
    "a format of feeds off": Loss(
        lambda a: a.edit("site.yaml", "[atom, rss]", "[atom]"), "/feed.rss"
    ),
    "feeds of tags off": Loss(
        lambda a: a.edit("site.yaml", "feeds: [atom, rss]", "feeds: {per_tag: false}"),
        "/tags/hot/feed.rss",
    ),
    "base path changed": Loss(
        lambda a: a.edit("site.yaml", "https://tea.example/", "https://tea.example/blog/"),
        "published below /", "site.yaml",
    ),
    "alias removed": Loss(
        lambda a: a.edit(MILK, 'aliases: ["/milk/"]\n', ""), "/milk/", MILK,
        "aliases: [/milk/] in its front matter",
    ),
    "static file removed": Loss(
        lambda a: (a.site.root / "content/static/paper.pdf").unlink(), "/paper.pdf",
        hint="bring back what stood there",
    ),
    "static file renamed": Loss(
        lambda a: a.move("content/static/paper.pdf", "content/static/Paper.pdf"), "/paper.pdf"
    ),
    "link to a file removed": Loss(
        lambda a: a.edit("content/posts/jam/index.md", "[rows](jam.csv)", "none"),
        "/posts/jam/jam.csv",
    ),
    "figure renamed": Loss(
        lambda a: a.edit(MILK, "#fees", "#costs"), "/figures/posts/milk/fees", MILK
    ),
    "figure removed": Loss(lambda a: a.edit(MILK, CHART, "No."), "/figures/posts/milk/fees", MILK),
    "date changed under a dated name": Loss(
        lambda a: a.move(MILK, "content/posts/2024-02-04-cream.md"), "/posts/milk/"
    ),
    "pages of a list that are fewer": Loss(
        lambda a: a.edit("site.yaml", "posts_per_page: 3", "posts_per_page: 9"), "/page/2/"
    ),
    "hidden well-known file": Loss(
        lambda a: (a.site.root / "content/static/.well-known/security.txt").unlink(),
        "/.well-known/security.txt",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the site once; its cache makes what follows quick."""
    from generator.cli.main import main

    folder = tmp_path_factory.mktemp("lost")
    small_site(folder / "site", SITE, SETTINGS)
    assert main(["--root", str(folder / "site"), "publish"]) == 0
    return folder


@pytest.fixture
def author(published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Author:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    # What a build wrote in another place is nobody's here.
    shutil.rmtree(tmp_path / "site/build")
    return Author(Small(tmp_path / "site"), capsys)


def test_nothing_is_lost_where_nothing_changed(author: Author) -> None:
    assert "holds this very site already" in author.published()


@pytest.mark.parametrize("way", LOSSES)
def test_an_address_that_would_vanish_is_an_error(way: str, author: Author) -> None:
    loss = LOSSES[way]
    loss.done(author)
    told = author.publish("--dry-run")
    assert told.code == 1
    assert loss.address in told.err
    assert f"{loss.place}" in told.err
    assert loss.hint in told.err


def test_an_alias_cures_it(author: Author) -> None:
    author.move(TEA, "content/posts/chai.md")
    author.edit("content/posts/chai.md", "---\ntitle", "---\naliases: [/posts/tea/]\ntitle")
    author.published()
    assert "/posts/tea/ content/posts/chai.md" in (author.site.root / "published.txt").read_text()


def test_what_is_let_go_is_noted_and_asked_for_no_more(author: Author) -> None:
    (author.site.root / "content/static/paper.pdf").unlink()
    author.published("--gone", "/paper.pdf")
    assert "/paper.pdf gone\n" in (author.site.root / "published.txt").read_text()
    author.published()


def test_a_pattern_that_lets_nothing_go_is_told(author: Author) -> None:
    told = author.publish("--gone", "/papers/*")
    assert told.code == 1
    assert "--gone /papers/*: no address that would vanish is called so" in told.err


def test_without_a_ledger_the_target_still_remembers(author: Author) -> None:
    (author.site.root / "published.txt").unlink()
    (author.site.root / "content/static/paper.pdf").unlink()
    told = author.publish()
    assert told.code == 1
    assert "/paper.pdf was published" in told.err


def test_a_target_that_nobody_reads_keeps_no_ledger(author: Author) -> None:
    author.edit("site.yaml", "../www}", "../www, ledger: false}")
    (author.site.root / "published.txt").unlink()
    (author.site.root / "content/static/paper.pdf").unlink()
    author.published()
    assert not (author.site.root / "published.txt").exists()


def test_a_redirect_of_the_site_cures_it(author: Author) -> None:
    author.edit(TEA, '"hot"', '"warm"')
    feeds = "/tags/hot/feed.atom: /tags/warm/feed.atom, /tags/hot/feed.rss: /tags/warm/feed.rss"
    author.edit("site.yaml", "feeds:", f"redirects: {{/tags/hot/: /tags/warm/, {feeds}}}\nfeeds:")
    told = author.publish()
    assert "/tags/hot/ was" not in told.err
    assert "/tags/hot/feed.rss was published" in told.err
    author.edit("site.yaml", "../www}", "../www, server: nginx}")
    author.published()


def test_a_name_of_another_host_is_a_warning(author: Author) -> None:
    author.edit("site.yaml", "https://tea.example/", "https://chai.example/")
    told = author.publish()
    assert told.code == 0
    assert "published for https://tea.example/, and base_url is https://chai.example/" in told.err
