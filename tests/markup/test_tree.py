"""The tree: places in its runs, and what takes the place of an element."""

import pytest

from generator.markup.tree import exchange, later, node, nodes, offset_in

PLACES = ((0, 10), (4, 20), (4, 30), (9, 50))


@pytest.mark.parametrize(("offset", "at"), [(0, 10), (3, 13), (4, 30), (8, 34), (9, 50), (12, 53)])
def test_an_offset_counts_from_the_last_place_before_it(offset: int, at: int) -> None:
    assert offset_in(PLACES, offset) == at


def test_nobody_knows_where_a_run_without_places_stands() -> None:
    assert offset_in((), 3) == -1
    assert later((), 3) == ()


@pytest.mark.parametrize("cut", [1, 4, 6, 9, 11])
def test_what_is_left_of_a_run_keeps_its_places(cut: int) -> None:
    rest = later(PLACES, cut)
    assert [offset_in(rest, each - cut) for each in range(cut, 14)] == [
        offset_in(PLACES, each) for each in range(cut, 14)
    ]


def test_places_end_where_the_rest_of_a_run_does() -> None:
    assert later(PLACES, 2, 9) == [(0, 12), (2, 20), (2, 30)]


def test_what_is_given_to_a_node_is_its_own() -> None:
    first, second = node("a"), node("a")
    first.give("href", 3)
    first.give("title", 9)
    assert (first.given, second.given) == ({"href": 3, "title": 9}, {})


def test_others_take_the_place_of_an_element_and_its_tail() -> None:
    root, old, inner = node("div"), node("old"), node("old")
    root.append(old)
    old.append(inner)
    old.tail, inner.tail = "after", "within"
    exchange(
        root, lambda child: [node("b"), node("i", text=str(len(child)))] * (child.tag == "old")
    )
    assert [each.tag for each in nodes(root)] == ["div", "b", "i"]
    assert (root[0].tail, root[1].tail) == (None, "after")
    assert root[1].text == "2"  # what is innermost came first
