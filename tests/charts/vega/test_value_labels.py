"""Numbers at bars: written in full or short, past the bar's own end, within the drawing."""

import pytest

from tests.charts.drawing import drawn
from tests.charts.shapes import bars, shapes, texts

UPRIGHT = "mark: column\nx: name\ny: n\nlabels: true\nalt: z\n"
LYING = "mark: bar\ny: {field: name, sort: null}\nx: n\nlabels: true\nalt: z\n"


def svgs(text: str, *numbers: float) -> tuple[str, str]:
    """Draw bars for the page and for phones."""
    rows = "".join(f"  - {{name: {'ABCDEFGHIJKL'[n]}, n: {number}}}\n"
                   for n, number in enumerate(numbers))  # fmt: skip
    result = drawn("chart", f"data:\n{rows}{text}")
    assert not result.made.problems
    assert result.figure.narrow
    return result.svg, result.store[result.figure.narrow.svg.digest].decode()


@pytest.mark.parametrize(
    ("number", "told"),
    [(12345, "12,345"), (21500321, "21,500,321"), (0.00042, "0.00042"), (12.5, "12.5"),
     (-18600.6, "−18,601"), (0, "0"), (999.96, "1,000")],
)  # fmt: skip
def test_numbers_are_written_without_exponents(number: float, told: str) -> None:
    assert told in texts(svgs(UPRIGHT, number, 1)[0])


def test_numbers_are_short_where_bars_are_narrow() -> None:
    many = [1234567, 2234567, 999999.7, 1034567, 734567, 12, 1e9, 2.5e12, 1e6, 5e5, 1, 2]
    assert {"1.23M", "1B", "2.5T", "735K", "12"} <= texts(svgs(UPRIGHT, *many)[0]).keys()
    assert "1,234,567" in texts(svgs(UPRIGHT, 1234567, 2)[0])


def test_numbers_below_zero_stand_at_their_bars_own_end() -> None:
    for svg in svgs(UPRIGHT, -12345, 148000, -99000):
        below, above = texts(svg)["−99,000"], texts(svg)["148,000"]
        lowest = max(each.top + each.height for each in bars(svg))
        highest = min(each.top for each in bars(svg))
        assert lowest < below.top < lowest + 20
        assert highest - 10 < above.top < highest
    for svg in svgs(LYING, 143345, -18600):
        least = min(each.left for each in bars(svg))
        assert least - 8 < texts(svg)["−18,600"].left < least


def test_there_is_room_for_the_longest() -> None:
    for svg, most in zip(svgs(LYING, 1433451, 362105, -120313), (680, 342), strict=True):
        ends = [each for each in shapes(svg) if each.text in ("1,433,451", "1.43M")]
        assert ends
        assert all(each.left + 7 * len(each.text) < most + 5 for each in ends)


def test_numbers_of_dates_stand_in_the_middle() -> None:
    rows = "".join(f"  - {{month: 2015-0{n}-01, rain: {100 + n}}}\n" for n in (1, 2, 3))
    text = f"data:\n{rows}mark: bar\nx: yearmonth(month)\ny: rain\nlabels: true\nalt: z\n"
    svg = drawn("chart", text).svg
    for bar, number in zip(bars(svg), ("101", "102", "103"), strict=True):
        assert abs(bar.left + bar.width / 2 - texts(svg)[number].left) < 1


def test_what_comes_alive_writes_the_same() -> None:
    result = drawn("chart", f"data:\n  - {{name: A, n: 1234}}\n  - {{name: B, n: -5}}\n{UPRIGHT}")
    vega = result.spec.decode()
    assert "labels_high" in vega
    assert "domainMax" in vega


def test_an_authors_own_scale_and_format_stay() -> None:
    text = UPRIGHT.replace("y: n", "y: {field: n, format: .1f, scale: {domain: [0, 40]}}")
    svg = svgs(text, 12.25, 30)[0]
    assert {"12.3", "30.0", "40.0"} <= texts(svg).keys()


def test_numbers_around_slices_stay_beside_them() -> None:
    text = "mark: pie\ntheta: n\ncolor: name\nlabels: true\nalt: z\n"
    wide, narrow = svgs(text, 12345, 31000000, 20000000)
    assert "31,000,000" in texts(wide)
    assert "31M" in texts(narrow)


def test_bars_on_a_log_scale_have_numbers_too() -> None:
    rows = "data: [{k: a, n: 10}, {k: b, n: 1000}, {k: c, n: 100000}]\n"
    text = "mark: bar\nx: k\ny: {field: n, scale: log}\nlabels: true\nalt: z\n"
    made = drawn("chart", rows + text)
    assert [each.severity for each in made.made.problems] == ["warning"]
    written = [each.text for each in shapes(made.svg) if each.text]
    assert {"10", "1,000", "100,000"} <= set(written[-3:])
