"""Where Vega stumbled: at the expression or the word, not at the whole chart."""

import pytest

from tests.charts.drawing import drawn

BAR = "data: fees.csv\nalt: x\nmark: bar\nx: fee:N\ny: value:Q\n"
MISTAKES = {
    BAR + "transform: [{calculate: '1', as: a}, {filter: \"datum.value > '\"}]": (
        "15:47", "Vega-Lite: Unexpected token ILLEGAL"),
    BAR + "transform: [{calculate: '1', as: a}, {calculate: 'nope(1)', as: b}]": (
        "15:50", "Vega: Unrecognized function: nope"),
    BAR + "transform: [{filter: 'datum.value > zzzz'}]": (
        "15:22", 'Vega: Unrecognized signal name: "zzzz"'),
}  # fmt: skip


@pytest.mark.parametrize("text", MISTAKES)
def test_an_expression_that_vega_cannot_read_has_its_place(
    text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    ((place, message, _),) = drawn("chart", text).told
    assert (place.removeprefix("content/a.md:"), message) == MISTAKES[text]
    assert capfd.readouterr().err == ""


def test_what_was_told_before_is_told_although_nothing_is_left_to_draw() -> None:
    text = "data: fees.csv\nmark: bar\nx: fee\ntransform: [{filter: datum.value > 999}]\n"
    cut = "y: {field: value, scale: {domain: [5, 9]}}\nalt: z\n"
    messages = [message for _, message, _ in drawn("chart", text + cut).told]
    assert messages == [
        "the bars do not start at zero, so their lengths mislead",
        "nothing to draw: no row is left for this chart",
    ]
