"""Images that may have other forms, and what is told of images."""

from typing import TYPE_CHECKING

import pytest

from generator.engine import digest
from generator.markup.convert import convert
from generator.markup.parts import MarkupSource, Shown

if TYPE_CHECKING:
    from tests.markup.conftest import Convert

FAR = "this image is loaded from another host, which the recommended policy forbids"
MUTE = "nothing tells those who cannot see this image what it shows"


def html(text: str) -> str:
    made = convert(MarkupSource("a.md", text))
    assert made.value is not None
    return {digest(raw): raw for raw in made.blobs}[made.value.html.digest].decode()


def test_holes_stand_around_an_image_and_its_text_stays_behind_it() -> None:
    assert html("a ![b](c.png) d").replace("\x02", "[").replace("\x03", "]") == (
        '<p>a [P0]<img src="[L0]"[S0] alt="b" decoding="async">[Q0] d</p>'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![b](c.png)", Shown()),
        ("![b](c.png){.wide}", Shown("wide")),
        ("![b](c.png){.full .original}", Shown("full", is_original=True)),
        ("a ![b](c.png){.original width=200}", Shown(width=200, is_original=True)),
        ("- ![b](c.png){.wide}", Shown()),
        ('<img src="c.png" alt="b" WIDTH="50%">', Shown()),
        ('<picture><img src="c.png" alt="b"></picture>', None),
        ('<img src="c.png" srcset="d.png 2x" alt="b">', None),
    ],
)
def test_how_it_is_shown(converted: "Convert", text: str, shown: Shown | None) -> None:
    first = converted(text).markup.links[0]
    assert (first.kind, first.shown) == ("image", shown)


def test_an_image_is_awaited_where_readers_see_it_at_once(converted: "Convert") -> None:
    early = converted("![a](a.png)\n\n![b](b.png)").html
    assert early.count("lazy") == 1
    assert early.index("lazy") > early.index("[L1]")
    assert converted("word " * 300 + "\n\n![a](a.png)").html.count("lazy") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("![](a.png)", [f"a.md:1:5  {MUTE}"]),
        ("![](a.png) ![](b.png)", [f"a.md:1:5  {MUTE}, and 1 more on this page"]),
        ('![](a.png){alt=""}', []),
        ("![](a.png){role=presentation}", []),
        ('<img src="a.png">', [f"a.md:1:2  {MUTE}"]),
        ('<img src="a.png" alt>', []),
        ('<img src="a.png" aria-hidden="true">', []),
        ("![a](https://e.org/a.png)", [f"a.md:1:6  {FAR}"]),
        ("![a](//e.org/a.png)", [f"a.md:1:6  {FAR}"]),
        ("![a](a.png)", []),
    ],
)
def test_what_is_told(converted: "Convert", text: str, told: list[str]) -> None:
    assert converted(text).told() == told
