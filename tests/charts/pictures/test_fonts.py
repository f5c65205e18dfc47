"""Letters that no machine need have come from fonts of the theme, the same on every machine."""

import io
import re
from collections.abc import Mapping
from pathlib import Path
from struct import pack

import pytest
from msgspec.structs import replace
from PIL import Image

from generator.charts.pictures.files import picture
from generator.charts.pictures.fonts import Font, fonts_of, lacking, with_fonts
from generator.charts.vega.convert import png_of
from generator.engine import Blob, keep
from generator.problems.fault import Fault
from tests.charts.drawing import LOOK, drawn
from tests.small_sites import Small, small_site, source

LETTER = "\u13a0"
"""Cherokee: no font that we carry has it."""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">'
    '<text x="10" y="30" font-family="Liberation Sans" font-size="20" fill="#000">{}</text></svg>'
)


def font(letter: str, family: str = "Squares") -> bytes:
    """Write a font of one letter, a square as wide as its size."""
    square = pack(">hhhhhHH4B4h4h", 1, 0, 0, 1000, 1000, 3, 0, 1, 1, 1, 1,
                  0, 1000, 0, -1000, 0, 0, 1000, 0)  # fmt: skip
    code = ord(letter)
    segments = pack(">4H2HH2H2h2H", 4, 4, 1, 0, code, 0xFFFF, 0, code, 0xFFFF, 1 - code, 1, 0, 0)
    cmap = pack(">HHHHIHHH", 0, 1, 3, 1, 12, 4, 6 + len(segments), 0) + segments
    names = family.encode("utf-16-be")
    records = b"".join(pack(">6H", 3, 1, 0x409, which, len(names), 0) for which in (1, 4, 6))
    tables: Mapping[bytes, bytes] = {
        b"cmap": cmap,
        b"glyf": square,
        b"head": pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0,
                      0, 0, 1000, 1000, 0, 8, 2, 1, 0),
        b"hhea": pack(">IhhhHhhhhhhhhhhhH", 0x10000, 800, -200, 0, 1000, 0, 0, 1000,
                      1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": pack(">HhHh", 1000, 0, 1000, 0),
        b"loca": pack(">III", 0, 0, len(square)),
        b"maxp": pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": pack(">HHH", 0, 3, 6 + len(records)) + records + names,
    }  # fmt: skip
    at = 12 + 16 * len(tables)
    head, body = pack(">IHHHH", 0x10000, len(tables), 0, 0, 0), b""
    for tag, table in sorted(tables.items()):
        head += pack(">4sIII", tag, 0, at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body


def known(content: bytes, path: str = "themes/mine/fonts/a.ttf") -> tuple[Font, ...]:
    blob, raw = keep(content)

    def read(_: Blob) -> bytes:
        return raw

    return fonts_of(replace(LOOK, fonts=((path, blob),)), read)


def ink(svg: str) -> int:
    """Count the dark pixels of a drawing."""
    drawn = Image.open(io.BytesIO(picture(svg, LOOK))).convert("L")
    return sum(drawn.histogram()[:60])


def test_a_letter_is_drawn_from_the_theme() -> None:
    fonts = known(font(LETTER))
    svg = with_fonts(SVG.format(LETTER), fonts)
    assert 'font-family="Squares"' in svg
    assert "Liberation" not in svg
    assert ink(svg) == pytest.approx(40 * 40, abs=120)  # at twice its size
    assert lacking(f"A {LETTER} 東", fonts) == ("東",)
    assert lacking(LETTER, ()) == (LETTER,)


def test_other_letters_keep_their_font() -> None:
    svg = SVG.format("A&amp;B")
    assert with_fonts(svg, known(font(LETTER))) == svg


def test_a_page_tells_once_of_letters_until_its_theme_has_them(tmp_path: Path) -> None:
    bars = f"data: [{{name: {LETTER}, n: 1}}]\nmark: bar\nx: n:Q\ny: name:N\nalt: One bar."
    post = source("".join(f"```chart {{#{name}}}\n{bars}\n```\n\n" for name in "cd"))
    site = small_site(tmp_path, {"content/posts/a/index.md": post})
    (told,) = site.build().assembly.problems
    assert told.message.startswith("no font at hand has Cherokee letters: pictures for feeds")
    assert str(told.place) == "content/posts/a/index.md"
    site.write("themes/bare/fonts/squares.ttf", font(LETTER))
    assert site.build().assembly.problems == ()


def test_what_is_no_font_is_told_of() -> None:
    with pytest.raises(Fault, match=r'"themes/mine/fonts/b.ttf" is no font that can be read'):
        known(b"no font", "themes/mine/fonts/b.ttf")


ABSENT = "No Such Font"


def test_letters_of_a_font_that_this_machine_lacks_are_drawn_and_measured() -> None:
    ours = SVG.format("Letters")
    assert png_of(ours.replace("Liberation Sans", ABSENT), 1) == png_of(ours, 1)
    chart = "data: {values: [{font: a, b: 1}]}\nmark: bar\nalt: z\nencoding:\n  x: {field: b}\n"
    y = "  y: {field: font, type: nominal, axis: {labelFont: %s}}\n"
    result, same = (drawn("vega-lite", chart + y % name) for name in (ABSENT, "Liberation Sans"))
    assert set(re.findall('font-family="([^"]*)"', result.svg)) == {ABSENT, "var(--font-chart)"}
    assert result.svg.replace(ABSENT, "var(--font-chart)") == same.svg
    assert ">a</text>" in result.svg
    assert result.figure.png == same.figure.png


FACE = '@font-face { font-family: "Blocks"; src: url("../fonts/a.woff2"); }\n'
CHART = source(
    "```chart {#a}\ndata:\n  - {kind: AAAA, n: 1}\n  - {kind: AA, n: 2}\n"
    "mark: bar\nx: n\ny: kind\nalt: Two.\n```\n"
)


def themed(root: Path, theme: str, sheet: str = FACE) -> Small:
    """Write a site whose theme has the font of blocks."""
    files: dict[str, str | bytes] = {
        "themes/mine/theme.yaml": f"name: mine\nparent: default\nstyles: [css/a.css]\n{theme}",
        "themes/mine/assets/css/a.css": sheet,
        "themes/mine/assets/fonts/a.woff2": b"wOF2",
        "themes/mine/fonts/a.ttf": font("A", "Blocks"),
        "content/posts/a.md": CHART,
    }
    site = small_site(root, files)
    site.write("site.yaml", "title: Tea\ntheme: mine\n")
    return site


def left_of(site: Small) -> float:
    """Return how far the axis of the chart stands from the left, behind its labels."""
    _, drawing = site.text("posts/a/index.html").split('role="img"', 1)
    return float(re.findall(r"translate\(([\d.]+)", drawing)[0])


def test_charts_are_measured_and_drawn_in_the_font_that_a_theme_chooses(tmp_path: Path) -> None:
    plain = themed(tmp_path / "plain", "")
    plain.made()
    chosen = themed(tmp_path / "chosen", "charts: {font: Blocks}\n")
    chosen.made()
    assert left_of(chosen) > left_of(plain) + 10
    assert "Blocks" not in chosen.text("posts/a/index.html")
    (sheet,) = (path for path in chosen.outputs() if path.startswith("assets/css/theme."))
    assert '--font-chart: "Blocks", Arial' in chosen.text(sheet)
    pngs = [(site.root / "build/figures/posts/a/a.png").read_bytes() for site in (plain, chosen)]
    assert pngs[0] != pngs[1]


def test_a_font_that_no_file_has_is_told_where_it_is_chosen(tmp_path: Path) -> None:
    problem = themed(tmp_path, "charts: {font: Blocs}\n").problem()
    assert problem.message == 'no file in the fonts/ of this theme has the font "Blocs"'
    assert problem.place
    assert (problem.place.line, problem.hint) == (4, 'did you mean "Blocks"?')


def test_a_font_that_no_style_sheet_loads_is_told(tmp_path: Path) -> None:
    report = themed(tmp_path, "charts: {font: Blocks}\n", "b { margin: 0 }").build()
    (problem,) = report.assembly.problems
    assert problem.severity == "warning"
    assert problem.message.startswith('no style sheet loads the font "Blocks"')
