"""Templates of drawings: what they are given, what they reach, and where they go wrong."""

import pytest

from generator.charts.infographic.template import origin, render
from generator.data.locales import ENGLISH
from generator.problems.fault import Fault

VALUES = {
    "fees": [
        {"fee": 0.2, "left": 95.123, "day": "2026-03-01", "items": 4, "none": None},
        {"fee": 1, "left": 77.8, "day": "2026-04-01", "items": 2, "none": None},
    ],
    "narrow": False,
}


@pytest.mark.parametrize(
    ("template", "drawn"),
    [
        ("{{ fees[0].left }}", "95.12"),
        ("{{ fees[1].left * 10 }}", "778"),
        ("{{ fees[0].items }}", "4"),
        ("{{ fees | sum(attribute='left') | number(1) }}", "172.9"),
        ("{{ fees | mean('fee') | percent(0) }}", "60%"),
        ("{{ 69299 | money }} {{ 69299 | compact }}", "$69,299 69.3K"),
        ("{{ fees[0].day | date('%B %Y') }}", "March 2026"),
        ("{% for fee, rows in fees | groupby('fee') %}{{ fee }}: {{ rows | length }} {% endfor %}",
         "0.2: 1 1: 1 "),
        ("{{ '<script>&' }}", "&lt;script&gt;&amp;"),
    ],
)  # fmt: skip
def test_rows_are_written_as_a_drawing_needs_them(template: str, drawn: str) -> None:
    assert render(template, VALUES, ENGLISH) == drawn


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ fes }}", ('no value "fes"', (1, 4), 'did you mean "fees"?')),
        ("\n{{ fees[0].lef }}", ('no column "lef"', (2, 12), 'did you mean "left"?')),
        ("{{ fees | sum(attribute='lft') }}",
         ('no column "lft"', (1, 26), 'did you mean "left"?')),
        ("{{ fees | mean('lft') }}", ('no column "lft"', (1, 17), 'did you mean "left"?')),
        ("{{ fees[0].none }}", ("there is no value here", (1, 1), "")),
        ("a\n{% for row in fees %}",
         ('the template ends where a "for" is still open', (2, 4), "close it with {% endfor %}")),
        ("{{ 1 | mony }}", ('there is no filter "mony"', (1, 8), 'did you mean "money"?')),
        ("{{ 1 / 0 }}", ("a division by zero", (1, 1), "")),
        ("{{ fees[0].day | money }}",
         ("money needs a number, and this is '2026-03-01'", (1, 1), "")),
        ("{{ 'soon' | date }}", ('"soon" is no date', (1, 5), "")),
        ("{{ fees[0].day | date('%Q') }}", ('a date has no "%Q"', (1, 24), "")),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(
    template: str, told: tuple[str, tuple[int, int], str]
) -> None:
    with pytest.raises(Fault) as raised:
        render(template, VALUES, ENGLISH)
    assert (raised.value.message, raised.value.spot, raised.value.hint) == told


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ fees.append(1) }}",
        "{{ fees[0].update({}) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ range(10000000) | length }}",
        "{% include 'secret' %}",
    ],
)
def test_a_template_reaches_nothing_else(template: str) -> None:
    with pytest.raises(Fault):
        render(template, VALUES, ENGLISH)


def test_what_is_drawn_is_found_again_in_its_template() -> None:
    template = "<svg>\n{% for row in fees %}\n<g>\n<b/>\n</g>{% endfor %}\n\n</svg>"
    lines = render(template, VALUES, ENGLISH).split("\n")
    assert lines == ["<svg>", "<g>", "<b/>", "</g><g>", "<b/>", "</g>", "</svg>"]
    found = [origin(template, VALUES, ENGLISH, (at, 2)) for at in range(1, len(lines) + 1)]
    assert found == [1, 3, 4, 5, 4, 5, 7]
    assert origin(template, VALUES, ENGLISH, (4, 6)) == 3
