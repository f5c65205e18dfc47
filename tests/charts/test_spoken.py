from typing import Any

from generator.charts.spoken import MOST, spoken

WORDS = {"update": {"description": {"value": "x"}, "ariaRoleDescription": {"value": "bar"},
                    "fill": {"value": "red"}}}  # fmt: skip


def mark(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "encode": WORDS} | more


def test_few_marks_speak_and_many_are_silent() -> None:
    few, many = (spoken({"marks": [mark("rect")]}, count)["marks"][0] for count in (MOST, MOST + 1))
    assert few == mark("rect")
    assert many == {
        "type": "rect", "aria": False, "encode": {"update": {"fill": {"value": "red"}}}
    }  # fmt: skip


def test_a_line_is_not_named_after_its_first_row() -> None:
    made = spoken({"marks": [mark("group", marks=[mark("line"), mark("symbol")])]}, 2)
    line, symbol = made["marks"][0]["marks"]
    assert line["aria"] is False
    assert symbol == mark("symbol")


def test_what_can_be_followed_is_not_hidden() -> None:
    link = mark("text") | {"encode": {"update": {"href": {"field": "u"}, "description": {}}}}
    assert spoken({"marks": [link]}, 1_000)["marks"] == [link]
