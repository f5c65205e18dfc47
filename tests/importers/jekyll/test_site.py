"""The addresses that Jekyll documents for its styles and placeholders."""

from datetime import date
from pathlib import Path

import pytest

from generator.importers.jekyll.documents import document
from generator.importers.jekyll.site import (
    JekyllSite,
    PostAddress,
    collection_address,
    our_pattern,
    page_address,
    post_address,
)

POST = PostAddress("slap-chop", date(2009, 4, 29), ("Food",))


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("date", "/food/2009/04/29/slap-chop.html"),
        ("pretty", "/food/2009/04/29/slap-chop/"),
        ("ordinal", "/food/2009/119/slap-chop.html"),
        ("weekdate", "/food/2009/W18/Wed/slap-chop.html"),
        ("none", "/food/slap-chop.html"),
        ("/:month-:day-:year/:title:output_ext", "/04-29-2009/slap-chop.html"),
        ("/blog/:year/:i_month/:i_day/:slug/", "/blog/2009/4/29/slap-chop/"),
        (":short_year/:title", "/09/slap-chop"),
    ],
)
def test_posts(pattern: str, address: str) -> None:
    assert post_address(pattern, POST) == address


@pytest.mark.parametrize(
    ("pattern", "path", "address"),
    [
        ("date", "about.md", "/about.html"),
        ("pretty", "about.md", "/about/"),
        ("pretty", "a/index.md", "/a/"),
        ("pretty", "404.html", "/404.html"),
        ("/:title/", "a/b.md", "/a/b/"),
    ],
)
def test_pages(pattern: str, path: str, address: str) -> None:
    assert page_address(pattern, path) == address


def test_documents_of_collections() -> None:
    assert collection_address("", "tea", "green/sencha.md") == "/tea/green/sencha.html"
    assert collection_address("/t/:name/", "tea", "green/sencha.md") == "/t/sencha/"


@pytest.mark.parametrize(
    ("pattern", "ours"),
    [
        ("date", "/{year}/{month}/{day}/{slug}.html"),
        ("pretty", "/{year}/{month}/{day}/{slug}/"),
        ("/:title/", "/{slug}/"),
        ("ordinal", ""),
        ("/:title", ""),
    ],
)
def test_patterns_that_are_ours_too(pattern: str, ours: str) -> None:
    assert our_pattern(pattern) == ours


def test_front_matter_names_the_address_of_a_document_by_a_pattern() -> None:
    assert collection_address("/:title/", "tabs", "about.md") == "/about/"
    site = JekyllSite(Path(), {"collections": {"tabs": {"output": True}}})
    assert document("_tabs/about.md", {"permalink": "/:title/"}, site).old == "/about/"
