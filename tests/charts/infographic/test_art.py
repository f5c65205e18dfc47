"""Drawings that are to stand in a page: what is kept of them, and what keeps them out."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.infographic.art import ANIMATED, read_art
from generator.charts.infographic.styles import PROPERTIES, in_light, read_styles, styled
from generator.problems.fault import Fault

ROOT = Path(__file__).parents[3]
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'


def inner(body: str) -> str:
    return read_art(f"{HEAD}{body}</svg>", "c-1").inner


def test_a_drawing_keeps_its_box_its_title_and_what_moves() -> None:
    art = read_art(
        f'{HEAD}<title>A &amp; B</title><g class="grow-x after-3 post"><rect id="a"/></g></svg>',
        "c-1",
    )
    assert (art.view_box, art.width, art.height, art.title) == ("0 0 20 10", 20, 10, "A & B")
    assert '<g class="grow-x after-3"><rect id="c-1-' in art.inner
    assert "title" not in art.inner
    assert 'pathLength="1"' in inner('<path class="draw" d="M0 0h9"/>')


def test_ids_are_the_drawings_own_and_are_followed() -> None:
    body = (
        '<defs><clipPath id="c"><rect/></clipPath></defs><g clip-path="url(#c)"/><use href="#c"/>'
    )
    found = inner(body)
    (name,) = re.findall(r'clipPath id="([^"]+)"', found)
    assert name.startswith("c-1-")
    assert f'clip-path="url(#{name})"' in found
    assert f'href="#{name}"' in found


def test_words_keep_their_spaces_and_drawings_lose_theirs() -> None:
    found = inner("\n<g>\n<text>One <tspan>two</tspan> three &lt;</text>\n</g>\n")
    assert "<g><text>One <tspan>two</tspan> three &lt;</text></g>" in found


def test_styles_become_attributes_by_weight() -> None:
    body = (
        "<style>rect{fill:red;stroke:blue}.a{fill:green}#b{fill:white} /* x */ .a{stroke:black}"
        "@media (prefers-color-scheme:dark){.a{fill:#222}}</style>"
        '<rect/><rect class="a" stroke="pink"/><rect class="a" id="b" style="opacity:.5"/>'
    )
    first, second, third = ET.fromstring(f"<a>{inner(body)}</a>").iter("rect")
    assert (first.get("fill"), first.get("stroke")) == ("red", "blue")
    assert (second.get("fill"), second.get("stroke")) == ("light-dark(green, #222)", "black")
    assert (third.get("fill"), third.get("opacity")) == ("light-dark(white, #222)", ".5")
    assert "style" not in inner(body)
    assert "class" not in inner(body)


@given(st.sampled_from(sorted(PROPERTIES)), st.from_regex(r"[a-z0-9#.]{1,8}", fullmatch=True))
def test_a_rule_says_what_an_attribute_says(name: str, value: str) -> None:
    rules = read_styles(f".a {{ {name}: {value}; }}")
    assert styled("rect", {"class": "a"}, rules) == {"class": "a", name: value}


COLOR = st.sampled_from(["#fff", "red", "rgb(1, 2, 3)", "hsl(1 2% 3%)", "#12345678"])


@given(COLOR, COLOR)
def test_light_has_the_light_colours(light: str, dark: str) -> None:
    drawn = f'<a fill="light-dark({light}, {dark})" d="M0"/>'
    assert in_light(drawn) == f'<a fill="{light}" d="M0"/>'


@pytest.mark.parametrize(
    ("body", "message", "line"),
    [
        ("\n<script/>", 'no drawing in a page can have "<script>"', 2),
        ("\n<g>\n<image href='a.png'/></g>", 'no drawing in a page can have "<image>"', 3),
        ("<foreignObject/>", 'no drawing in a page can have "<foreignObject>"', 1),
        ("<animate/>", 'no drawing in a page can have "<animate>"', 1),
        ("<rect onclick='x()'/>", 'no drawing in a page can have "onclick"', 1),
        ("<rect OnLoad='x()'/>", 'no drawing in a page can have "OnLoad"', 1),
        ("<use href='https://example.org/a.svg#b'/>", 'a reference out of the drawing: "href"', 1),
        ("<rect fill='url(a.svg#b)'/>", 'a reference out of the drawing: "fill"', 1),
        ("<rect style='fill:url(//a/b)'/>", 'a reference out of the drawing: "fill"', 1),
        ("<use href='#b'/>", 'nothing in this drawing is called "b"', 1),
        ("<g>", "not well-formed SVG: mismatched tag", 1),
        ("\n\n<g a=1/>", "not well-formed SVG: not well-formed (invalid token)", 3),
        ("&nbsp;", "not well-formed SVG: undefined entity", 1),
        ("\n<style>.a{animation:x}</style>",
         'no drawing in a page can have the property "animation"', 2),
        ("<style>.a .b{fill:red}</style>", 'a rule for ".a .b" is not read', 1),
        ("<style>@import 'a';</style>", "no drawing in a page can have \"@import 'a';\"", 1),
        ("<style>@media print{.a{fill:red}}</style>",
         'no drawing in a page can have "@media print"', 1),
        (("<style>.a{opacity:1}@media (prefers-color-scheme:dark){.a{opacity:0}}</style>"
         "<g class='a'/>"), '"opacity" cannot differ in the dark', 1),
        ("<style>@media (prefers-color-scheme:dark){.a{fill:red}}</style><g class='a'/>",
         '"fill" has a colour in the dark alone', 1),
    ],
)  # fmt: skip
def test_what_cannot_stand_in_a_page_is_refused(body: str, message: str, line: int) -> None:
    with pytest.raises(Fault) as raised:
        inner(body)
    assert (raised.value.message, raised.value.spot[0]) == (message, line)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE svg><svg viewBox='0 0 1 1'/>",
        "<html/>",
        "<svg/>",
        "<svg viewBox='0 0 1'/>",
        "<svg viewBox='0 0 0 9'/>",
        "",
    ],
)
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(Fault):
        read_art(text, "c-1")


@pytest.mark.parametrize("box", ["0 0 1 1e300", "0 0 nan 5", "0 0 inf 5", "nan 0 5 5"])
def test_a_box_without_end_is_refused(box: str) -> None:
    with pytest.raises(Fault, match="needs a viewBox of four numbers"):
        read_art(f"{HEAD.replace('0 0 20 10', box)}</svg>", "c-1")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<rect x="nan"/>', 'x cannot be "nan"'),
        ('<path d="M0 0L5 inf"/>', 'd cannot be "inf"'),
        ("<g>" * 5_000 + "</g>" * 5_000, "nested too deeply"),
        ("<text>\ud800</text>", r"a letter that nothing can show: U\+D800"),
    ],
)
def test_what_cannot_be_drawn_is_refused(body: str, message: str) -> None:
    with pytest.raises(Fault, match=message) as caught:
        inner(body)
    assert caught.value.spot[1] > len(HEAD)


def test_what_a_drawing_program_notes_is_left_out() -> None:
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="urn:ink" width="20px" height="10px">'
        '<ink:view zoom="2"/><metadata>me</metadata><g ink:label="x" data-name="y"/></svg>'
    )
    art = read_art(text, "c-1")
    assert art.view_box == "0 0 20 10"
    assert art.inner == '<g font-family="var(--font-chart)"><g/></g>'


def test_every_class_that_moves_is_in_the_theme() -> None:
    css = (ROOT / "themes/default/assets/css/infographics.css").read_text(encoding="utf-8")
    moved = re.findall(r"animation-name: ([\w-]+)", css)
    assert set(moved) == set(re.findall(r"@keyframes ([\w-]+)", css))
    told = re.search(r"\.is-seen :is\((.*?)\) \{\s*animation:", css)
    assert told is not None
    assert {name.strip(" .") for name in told[1].split(",")} == ANIMATED
