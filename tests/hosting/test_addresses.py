"""Which addresses readers keep, and which are for pages, servers and machines."""

import pytest

from generator.hosting.addresses import addresses_of, is_kept


@pytest.mark.parametrize(
    "path",
    [
        "index.html", "posts/tea/index.html", "old.html", "feed.atom", "tags/hot/index.html",
        "search/index.html", "posts/tea/rows.csv", "figures/posts/tea/fees/index.html",
        "figures/posts/tea/fees.csv", "figures/posts/tea/fees.data.json",
        "figures/posts/tea/fees.png", ".well-known/security.txt", "v1.2/notes.html",
    ],
)  # fmt: skip
def test_what_readers_may_write_down_is_kept(path: str) -> None:
    assert is_kept(path)


@pytest.mark.parametrize(
    "path",
    [
        "404.html", "robots.txt", "CNAME", "_headers", "_redirects", ".nojekyll",
        ".server/nginx.conf", ".postrock-published.json", "assets/css/theme.0123456789.css",
        "assets/charts.0123456789/figure.js", "cards/posts/tea.png", "search/index.json",
        "search/endings/_a.txt", "search/terms/te.json", "search/pages/0.json",
        "figures/posts/tea/fees.json", "figures/posts/tea/fees.narrow.json",
        "figures/posts/tea/fees/oembed.json", "figures/posts/tea/fees/card.png",
        "figures/rows/0123456789abcdef0123456789abcdef.json",
    ],
)  # fmt: skip
def test_what_only_pages_and_machines_ask_for_is_not(path: str) -> None:
    assert not is_kept(path)


def test_addresses_have_the_base_path_and_letters_as_pages_write_them() -> None:
    paths = ["index.html", "posts/ö/index.html", "a b.txt", "a b.txt.gz", "only.gz"]
    assert list(addresses_of(paths, "https://tea.example/blog/")) == [
        "/blog/", "/blog/posts/%C3%B6/", "/blog/a%20b.txt", "/blog/only.gz",
    ]  # fmt: skip
