"""What readers could not see, or would be misled by: hues that begin anew, bars in one place."""

import pytest
from msgspec import structs

from tests.charts.drawing import LOOK, drawn

TEXT = "data: t.csv\nmark: bar\nx: sum(n)\ny: kind\ncolor: name\nalt: z\n"


def hues_told(count: int, text: str = TEXT, colors: int = 6) -> list[str]:
    rows = "kind,name,n\n" + "".join(f"a,{chr(65 + n)},{n + 1}\n" for n in range(count))
    look = structs.replace(LOOK, palette=tuple(f"chart-{n % 2 + 1}" for n in range(colors)))
    found = drawn("chart", text, files={"t.csv": rows}, look=look).told
    return [message for _, message, _ in found if "colours" in message or "hues" in message]


def test_hues_do_not_begin_anew_unsaid() -> None:
    assert hues_told(6) == []
    assert hues_told(7) == ['"name" has 7 values and the theme 6 colours, which begin anew']
    assert hues_told(7, colors=8) == []
    assert "more hues than anyone" in hues_told(9, colors=12)[0]


def test_an_authors_own_hues_are_counted_as_they_are() -> None:
    own = TEXT.replace("color: name", "color: {field: name, scale: {scheme: tableau10}}")
    assert hues_told(8, own) == []


def test_an_empty_cell_is_one_more_colour() -> None:
    rows = "kind,name,n\n" + "".join(f"a,{name},1\n" for name in ("A", "B", "C", "D", "E", "F", ""))
    look = structs.replace(
        LOOK, palette=("chart-1", "chart-2", "chart-1", "chart-2", "text", "grid")
    )
    found = drawn("chart", TEXT, files={"t.csv": rows}, look=look).told
    assert any('"name" has 7 values and the theme 6' in message for _, message, _ in found)


ROWS = "town,n,kind\nAlmby,5,a\nAlmby,3,b\nBorg,7,a\nBorg,1,b\n"


def told(text: str, rows: str = ROWS) -> list[tuple[str, str, str]]:
    return drawn("chart", f"data: t.csv\nalt: z\n{text}", files={"t.csv": rows}).told


def test_bars_over_one_another_are_told() -> None:
    assert told("mark: bar\nx: town\ny: n\n") == [
        ("content/a.md:14:4", '2 bars of "Almby" lie over one another: the data has as many rows',
         "one bar sums them up: y: sum(n)")
    ]  # fmt: skip
    assert "x: sum(n)" in told("mark: bar\ny: town\nx: n\n")[0][2]


@pytest.mark.parametrize(
    "text",
    [
        "mark: bar\nx: town\ny: sum(n)\n",
        "mark: bar\nx: town\ny: n\ncolor: kind\n",
        "mark: bar\nx: town\ny: n\nxOffset: kind\n",
        "mark: bar\nx: town\ny: n\nrow: kind\n",
        "mark: bar\nx: town\ny: n\ndetail: kind\n",
        "mark: bar\nx: town\ny: n\ntransform:\n  - {filter: datum.kind == 'a'}\n",
        "mark: point\nx: town\ny: n\n",
    ],
)
def test_bars_of_one_row_each_are_not(text: str) -> None:
    assert told(text) == []
