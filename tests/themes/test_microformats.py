"""Microformats: what other sites read of a page by its classes."""

import re

import pytest
from lxml import html

from tests.themes.made_up import LONG, PAGES, POSTS, TAGS

PROPERTY = re.compile(r"(?:p|u|dt|e)-[a-z]+")
Properties = dict[str, list[str]]


def found(name: str, kind: str) -> list[Properties]:
    """Return the properties of all that is of a kind, as a parser of microformats finds them."""
    page = html.document_fromstring(PAGES[name]())
    roots = page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {kind} ')]")
    return [_properties(root, {}) for root in roots]


def _properties(element: html.HtmlElement, so_far: Properties) -> Properties:
    for child in element:
        names = child.get("class", "").split()
        for name in filter(PROPERTY.fullmatch, names):
            so_far.setdefault(name, []).append(_value(child, name))
        if not any(name.startswith("h-") for name in names):
            _properties(child, so_far)
    return so_far


def _value(element: html.HtmlElement, name: str) -> str:
    attributes = {"u": ("href", "src", "value"), "dt": ("datetime",), "p": ("value",)}
    given = (element.get(each) for each in attributes.get(name.partition("-")[0], ()))
    return next((str(each) for each in given if each), str(element.text_content()).strip())


def test_a_post_is_an_entry() -> None:
    (entry,) = found("post", "h-entry")
    assert entry["p-name"] == [LONG]
    assert entry["dt-published"] == [POSTS[0].date]
    assert entry["p-category"] == [tag.title for tag in TAGS]
    assert len(entry["e-content"]) == len(entry["u-url"]) == len(entry["p-author"]) == 1


def test_its_author_is_a_card() -> None:
    (author,) = found("post", "h-card")
    assert author["p-name"] == found("post", "h-entry")[0]["p-author"]
    assert author["u-url"] == ["/"]


@pytest.mark.parametrize("name", ["home", "home-2", "tag"])
def test_a_list_is_a_feed_of_entries(name: str) -> None:
    (feed,) = found(name, "h-feed")
    assert len(feed["p-name"]) == 1
    entries = found(name, "h-entry")
    assert [(entry["p-name"], entry["u-url"], entry["dt-published"]) for entry in entries] == [
        ([post.title], [post.url], [post.date]) for post in POSTS
    ]
