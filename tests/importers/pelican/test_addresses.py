"""The addresses that Pelican documents for its patterns."""

import pytest

from generator.importers.pelican.addresses import ArticleAddress, address, our_pattern

ARTICLE = ArticleAddress("a-b", "2013-02-09", "tools", "me", "en")


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("{slug}.html", "/a-b.html"),
        ("{date:%Y}/{date:%b}/{date:%d}/{slug}/", "/2013/Feb/09/a-b/"),
        ("{category}/{slug}/index.html", "/tools/a-b/"),
        ("{unknown}/{slug}", ""),
    ],
)
def test_articles(pattern: str, made: str) -> None:
    assert address(pattern, ARTICLE) == made


@pytest.mark.parametrize(
    ("pattern", "ours"),
    [
        ("{slug}.html", "/{slug}.html"),
        ("{date:%Y}/{slug}/index.html", "/{year}/{slug}/"),
        ("{category}/{slug}/", ""),
        ("{date:%b}/{slug}/", ""),
    ],
)
def test_patterns_that_are_ours_too(pattern: str, ours: str) -> None:
    assert our_pattern(pattern) == ours
