"""Art of exhibits: what nobody could draw is told at its name, and nothing outside is drawn."""

import io
import struct
import zlib

import pytest
from PIL import Image

from generator.charts.exhibit import read_art
from generator.problems.fault import Fault
from tests.charts.drawing import LOOK

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
TWICE = "".join(
    f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>' for n in range(1, 22)
)


def told(content: str | bytes, path: str = "a.svg") -> str:
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(Fault) as caught:
        read_art(path, raw, 680, LOOK, (3, 6))
    assert caught.value.spot == (3, 6)
    return caught.value.message


def png(width: int, height: int) -> bytes:
    """Return a black PNG of so many pixels, whose bytes are few."""

    def chunk(name: bytes, content: bytes) -> bytes:
        mark = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", mark)

    rows = zlib.compress(bytes((1 + (width + 7) // 8) * height), 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<g>" * 10_000 + "</g>" * 10_000, "nested too deeply: <g> has 200 around it"),
        (f'<path id="a0"/>{TWICE}<use href="#a21"/>', "too many parts to draw, with all that use"),
        ('<filter><feImage href="/etc/x.png"/></filter>', 'a drawing refers to "/etc/x.png"'),
        ('<rect style="fill:url(http://a/b)"/>', 'a drawing refers to "fill:url(http://a/b)"'),
        ('<image href="../x.png"/>', 'shows "../x.png"'),
    ],
)
def test_an_svg_that_cannot_be_drawn(body: str, message: str) -> None:
    assert message in told(f"{HEAD}{body}</svg>")


def test_a_box_beyond_all_bounds() -> None:
    svg = HEAD.replace("10 10", "1 1e9") + "</svg>"
    assert told(svg) == '"a.svg" would be 1 by 1,000,000,000 pixels'


def test_a_picture_of_more_pixels_than_memory() -> None:
    message = '"a.png" is too large: 20,000 by 8,000 pixels: more than can be drawn'
    assert told(png(20_000, 8_000), "a.png") == message
    assert "is too large" in told(png(20_000, 20_000), "a.png")


def test_a_picture_that_ends_before_its_time() -> None:
    whole = io.BytesIO()
    Image.effect_noise((90, 90), 60).save(whole, "PNG")
    assert '"a.png" cannot be read' in told(whole.getvalue()[:900], "a.png")


def test_what_can_be_drawn_is_drawn() -> None:
    art = read_art("a.png", png(300, 60), 680, LOOK, (1, 1))
    assert (art.width, art.height) == (300, 60)
    assert read_art("a.svg", f'{HEAD}<path d="M0 0h9"/></svg>'.encode(), 680, LOOK, (1, 1)).png
