"""Small drawings, each labelled by hand with what a reader cannot read in it."""

from xml.etree import ElementTree as ET

import pytest

from generator.charts.legible.faults import Seen, unreadable
from generator.problems.fault import Fault
from tests.charts.drawing import LOOK

TEAL = '<path d="M0,0h200v40h-200Z" fill="#17737a"/>'
DARK = '<path d="M0,0h200v40h-200Z" fill="#1c2625"/>'
HALF = '<path d="M0,0h60v40h-60Z" fill="#1c2625"/>'
LINES = (
    '<text x="10" y="20" font-size="12" fill="var(--text)"><tspan x="10">A name</tspan>'
    '<tspan x="10" dy="14">of two lines</tspan></text>'
)
HALO = 'stroke="#ffffff" stroke-width="3"'
PIE = '<path d="M0,-48A48,48,0,1,1,-48,0L0,0Z" fill="#1c2625" transform="translate(99,50)"/>'


def text(x: float, y: float, said: str, more: str = "") -> str:
    color = "" if "fill=" in more else ' fill="var(--text)"'
    return f'<text x="{x}" y="{y}" font-size="12px"{color} {more}>{said}</text>'


def axis(inner: str, scale: str = "discrete") -> str:
    told = f'class="mark-group role-axis" aria-label="X-axis for a {scale} scale with 3 values"'
    return f'<g {told}><g class="mark-text role-axis-label">{inner}</g></g>'


def clipped(inner: str) -> str:
    clip = '<defs><clipPath id="c"><rect width="90" height="90"/></clipPath></defs>'
    return f'{clip}<g clip-path="url(#c)">{inner}</g>'


def moved(by: str, inner: str) -> str:
    return f'<g transform="{by}">{inner}</g>'


READABLE = {
    "side by side": text(10, 20, "Alpha") + text(60, 20, "Beta"),
    "one below another": text(10, 20, "gypsy") + text(10, 32, "Beta"),
    "turned names beside each other": "".join(
        text(0, 0, "A long name", f'transform="translate({x},20) rotate(45)"') for x in (10, 30, 50)
    ),
    "upright titles beside numbers": text(0, 0, "Sales in euros",
        'text-anchor="middle" transform="translate(12,50) rotate(-90)"') + text(20, 50, "1,000"),
    "the same twice": text(10, 20, "Alpha") + text(10, 20, "Alpha"),
    "one hidden for another": text(10, 20, "Alpha") + text(20, 20, "Beta", 'opacity="0"'),
    "hidden by its group": text(10, 20, "Alpha") + f'<g opacity="0">{text(12, 20, "Beta")}</g>',
    "without paint": text(10, 20, "Alpha") + text(20, 20, "Beta", 'fill="none"'),
    "two lines": LINES,
    "ends at the edge": text(200, 20, "Alpha", 'text-anchor="end"'),
    "page on its bar": DARK + text(10, 20, "1,200", 'fill="#ffffff"'),
    "white on teal": TEAL + text(10, 20, "1,200", 'fill="#f5f5f1"'),
    "large and pale": text(10, 60, "Big",
        'fill="#7a8080" style="font-size: 30px"'),
    "halo under the same text": DARK + text(10, 20, "x1", f'fill="#fff" {HALO}')
    + text(10, 20, "x1", 'fill="#000"'),
    "halo by the order of paint": DARK
    + text(10, 20, "x1", f'fill="#000" {HALO} paint-order="stroke"'),
    "beside the missing slice": PIE + text(75, 40, "rest", 'text-anchor="middle"'),
    "outside a view that hides it": clipped(text(120, 20, "gone")),
    "paint that nobody knows": '<rect width="200" height="40" fill="url(#g)"/>' + text(9, 20, "a1"),
    "years that make way": axis(text(10, 20, "2001") + text(30, 20, "2002", 'opacity="0"')),
    "numbers that make way": axis(text(10, 20, "one", 'opacity="0"'), "linear"),
    "a line through": '<g class="mark-rule"><path d="M0,15h200v1h-200Z" fill="#1c2625"/></g>'
    + text(10, 20, "Alpha"),
    "a point under one letter": '<circle cx="12" cy="16" r="3" fill="#1c2625"/>'
    + text(10, 20, "Alphabet"),
    "a bar painted over by the page": DARK + '<rect width="200" height="40" fill="var(--page)"/>'
    + text(10, 20, "Alpha"),
    "below a flat ellipse": '<ellipse cx="60" cy="20" rx="50" ry="6" fill="#1c2625"/>'
    + text(50, 50, "coins"),
    "on a ground as wide as the picture": '<rect width="100%" height="100%" fill="#1c2625"/>'
    + text(60, 60, "Alpha", 'fill="#ffffff"'),
    "words of the author's own that end in dots": text(10, 20, "and so on…"),
}  # fmt: skip
UNREADABLE = {
    "one over the other": (text(10, 20, "Alpha") + text(25, 20, "Beta"), "overlap", "Alpha"),
    "half a line apart": (text(10, 20, "Alpha") + text(10, 26, "Beta"), "overlap", "Alpha"),
    "moved by groups": (
        moved("translate(50,0)", text(0, 20, "Alpha"))
        + moved("translate(20,10) scale(2)", text(10, 5, "Beta")), "overlap", "Beta"),
    "turned over each other": (
        text(0, 0, "A long name", 'transform="translate(20,40) rotate(30)"')
        + text(0, 0, "Another name", 'transform="translate(30,40) rotate(30)"'),
        "overlap", "A long"),
    "at their ends": (
        text(80, 20, "Administration", 'text-anchor="middle"')
        + text(140, 20, "Real estate", 'text-anchor="middle"'), "overlap", "Real estate"),
    "names of an axis": (axis(text(10, 20, "Alpha") + text(25, 20, "Beta")), "overlap", "Alpha"),
    "over the second line": (
        LINES + text(20, 34, "other"), "overlap", "other"),
    "beyond the right edge": (text(170, 20, "Alphabet"), "cut off at the edge", "Alphabet"),
    "beyond the left edge": (text(20, 20, "Alphabet", 'text-anchor="end"'), "cut off", "Alphabet"),
    "above": (text(20, 4, "Alphabet"), "cut off at the edge", "Alphabet"),
    "cut by its view": (
        clipped(text(80, 20, "Alphabet")), "cut off", "Alphabet"),
    "a name with a number that is left out": (
        axis(text(10, 20, "Borough 11") + text(30, 20, "Borough 12", 'opacity="0"')),
        "left out", "Borough 12"),
    "a name that is left out": (
        axis(text(10, 20, "Alpha") + text(30, 20, "Beta", 'opacity="0"')), "left out", "Beta"),
    "a name with an end of dots": (axis(text(10, 20, "Activit…")), "cut short", "Activit…"),
    "small": (text(10, 20, "tiny", 'style="font-size: 8px"'), "too small, 8.0 px", "tiny"),
    "small by its group": (
        moved("scale(0.5)", text(20, 40, "tiny")), "too small, 6.0 px", "tiny"),
    "dark on dark": (DARK + text(10, 20, "1,200", 'fill="#333"'), "hard to read", "1,200"),
    "the theme's own on a white ground": (
        '<rect width="200" height="100" fill="white"/>' + text(10, 20, "Alpha"),
        "dark scheme", "Alpha"),
    "pale on the light page": (text(10, 20, "Alpha", 'fill="#b0b0b0"'), "light scheme", "Alpha"),
    "half on a bar": (
        HALF + text(30, 20, "Alphabet 12", 'fill="#222"'), "hard to read", "Alphabet"),
    "half seen through": (text(10, 20, "Alpha", 'fill-opacity="0.3"'), "hard to read", "Alpha"),
    "on a slice": (PIE + text(105, 80, "part", 'fill="#222"'), "light scheme", "part"),
    "behind a bar": (text(10, 20, "Alpha") + DARK, "hard to read", "Alpha"),
}  # fmt: skip


def faults(body: str, *scales: tuple[int, float]) -> list[Fault]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">{body}</svg>'
    seen = Seen(ET.fromstring(svg), scales or ((390, 1), (820, 1), (1440, 1)))
    return list(unreadable("fees", [seen], LOOK))


def told(body: str, *scales: tuple[int, float]) -> list[str]:
    return [each.message for each in faults(body, *scales)]


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_is_passed_over(name: str) -> None:
    assert told(READABLE[name]) == []


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_with_its_words(name: str) -> None:
    body, what, word = UNREADABLE[name]
    messages = told(body)
    assert messages, name
    assert all(
        what in each and word in each and each.startswith("#fees: ") for each in messages[:1]
    )


def test_one_warning_tells_of_all_that_is_wrong_in_one_way() -> None:
    crowd = "".join(text(10 + 20 * n, 20, f"Alphabet {n}") for n in range(5))
    (message,) = told(crowd, (390, 1.0))
    first = '#fees: "Alphabet 0" and "Alphabet 1", "Alphabet 0" and "Alphabet 2" overlap at 390 px'
    assert message == f"{first} (7 in all)"


def test_lettering_is_as_large_as_the_window_shows_it() -> None:
    assert told(text(10, 20, "Alpha"), (390, 1.0), (820, 0.7), (1440, 0.75)) == [
        '#fees: "Alpha" is too small, 8.4 px at 820 px'
    ]


def test_each_kind_has_a_hint_that_names_what_to_write() -> None:
    (fault,) = faults(text(170, 20, "Alphabet"), (390, 1.0))
    assert "padding: 20" in fault.hint
    assert fault.severity == "warning"
