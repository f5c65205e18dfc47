"""Colours that begin anew, where a theme has fewer of them than a chart has series."""

from msgspec import structs

from tests.charts.drawing import LOOK, drawn

TEXT = "data: t.csv\nmark: bar\nx: sum(n)\ny: kind\ncolor: name\nalt: z\n"


def told(count: int, text: str = TEXT, colors: int = 6) -> list[str]:
    rows = "kind,name,n\n" + "".join(f"a,{chr(65 + n)},{n + 1}\n" for n in range(count))
    look = structs.replace(LOOK, palette=tuple(f"chart-{n % 2 + 1}" for n in range(colors)))
    found = drawn("chart", text, files={"t.csv": rows}, look=look).told
    return [message for _, message, _ in found if "colours" in message or "hues" in message]


def test_hues_do_not_begin_anew_unsaid() -> None:
    assert told(6) == []
    assert told(7) == ['"name" has 7 values and the theme 6 colours, which begin anew']
    assert told(7, colors=8) == []
    assert "more hues than anyone" in told(9, colors=12)[0]


def test_an_authors_own_hues_are_counted_as_they_are() -> None:
    own = TEXT.replace("color: name", "color: {field: name, scale: {scheme: tableau10}}")
    assert told(8, own) == []


def test_an_empty_cell_is_one_more_colour() -> None:
    rows = "kind,name,n\n" + "".join(f"a,{name},1\n" for name in ("A", "B", "C", "D", "E", "F", ""))
    look = structs.replace(
        LOOK, palette=("chart-1", "chart-2", "chart-1", "chart-2", "text", "grid")
    )
    found = drawn("chart", TEXT, files={"t.csv": rows}, look=look).told
    assert any('"name" has 7 values and the theme 6' in message for _, message, _ in found)
