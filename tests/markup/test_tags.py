"""Tags as browsers see them."""

import pytest

from generator.markup.tags import tags


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p>", [("p", {})]),
        ("<P CLASS=A>", [("p", {"class": "A"})]),
        ("<svg/onload=x()>", [("svg", {"onload": "x()"})]),
        ("<img src=x onerror='a>b'>", [("img", {"src": "x", "onerror": "a>b"})]),
        ('<a b="1"c="2">', [("a", {"b": "1", "c": "2"})]),
        ("<a b='1' b='2'>", [("a", {"b": "1"})]),
        ("<a b = c d>", [("a", {"b": "c", "d": ""})]),
        ("<a b=&#106;s>", [("a", {"b": "js"})]),
        ("<a b=>c", [("a", {"b": ""})]),
        ('<a """b>', [("a", {'"""b': ""})]),
        ("<a\n\tb=1\n/>", [("a", {"b": "1"})]),
        ("<!-- <b> --><i>", [("i", {})]),
        ("<!--><b>", [("b", {})]),
        ("<!doctype html><b>", [("b", {})]),
        ("</b c=d><i>", [("i", {})]),
        ("<?b?><i>", [("i", {})]),
        ("a < b <i>", [("i", {})]),
        ("<script><b></script><i>", [("script", {}), ("i", {})]),
        ("<textarea><b></TEXTAREA ><i>", [("textarea", {}), ("i", {})]),
        ("<style><b><i>", [("style", {})]),
        ("<b c", []),
        ('<b c="d><i>', []),
        ("<!-- <b>", []),
    ],
)
def test_tags_that_open(html: str, expected: list[tuple[str, dict[str, str]]]) -> None:
    assert [
        (tag.name.lower(), {each.name.lower(): each.value or "" for each in tag.attributes})
        for tag in tags(html)
        if tag.kind == "open"
    ] == expected


@pytest.mark.parametrize("html", ["<i><b c", '<i><b c="d><i>'])
def test_a_tag_that_never_ends_goes_to_the_end(html: str) -> None:
    found = [(tag.kind, html[tag.start : tag.end]) for tag in tags(html)]
    assert found == [("open", "<i>"), ("broken", html[3:])]
