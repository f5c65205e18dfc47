from generator.charts.spec import Node, inner_views, mappings, rewrite, walk, with_inner_views
from generator.problems.fault import Path

SPEC: Node = {
    "data": {"values": [{"a": 1}]},
    "layer": [{"mark": "bar"}, {"mark": {"type": "line"}}],
    "title": "Two",
}


def test_a_walk_gives_every_value_in_the_order_of_the_text_and_passes_rows_over() -> None:
    found = [path for path, _ in walk(SPEC)]
    assert found == [
        (), ("data",), ("layer",), ("layer", 0), ("layer", 0, "mark"), ("layer", 1),
        ("layer", 1, "mark"), ("layer", 1, "mark", "type"), ("title",),
    ]  # fmt: skip
    assert [path for path, _ in mappings(SPEC)][2:] == [("layer", 0), ("layer", 1), (*found[6],)]
    assert ("data", "values", 0, "a") in [path for path, _ in walk(SPEC, frozenset())]


def test_a_rewriting_goes_from_the_inside_out_and_changes_nothing_of_what_it_is_given() -> None:
    seen: list[Path] = []

    def marked(node: Node, path: Path) -> Node:
        seen.append(path)
        return node | {"seen": True}

    made = rewrite(SPEC, marked)
    assert seen == [("data",), ("layer", 0), ("layer", 1, "mark"), ("layer", 1), ()]
    assert made["data"] == {"values": [{"a": 1}], "seen": True}
    assert "seen" not in SPEC


def test_views_within_a_view() -> None:
    view: Node = {"hconcat": [{"mark": "bar"}, "no view"], "spec": {"mark": "line"}}
    assert list(inner_views(view)) == [
        (("hconcat", 0), {"mark": "bar"}), (("spec",), {"mark": "line"})
    ]  # fmt: skip
    made = with_inner_views({"spec": {"mark": "line"}}, lambda each: each | {"width": 9})
    assert made == {"spec": {"mark": "line", "width": 9}}
