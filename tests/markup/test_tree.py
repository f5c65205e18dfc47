"""The tree: places in its runs, what takes the place of an element, and its HTML."""

import pytest

from generator.markup.mask import literal
from generator.markup.tree import PIECE, Node, exchange, later, node, nodes, offset_in, to_html

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


def tree(*children: Node, text: str = "") -> Node:
    root = node("div", text=text)
    root.extend(children)
    return root


def test_text_and_attributes_are_escaped() -> None:
    link = node("a", text="<b> & c", href='?a&b="<')
    link.tail = " > "
    written = '1 &lt; 2<a href="?a&amp;b=&quot;&lt;">&lt;b&gt; &amp; c</a> &gt; '
    assert to_html(tree(link, text="1 < 2")) == written


def test_what_was_masked_comes_back_escaped() -> None:
    marked = node("p", text=literal('"&<>*'), title=literal('"'))
    assert to_html(tree(marked)) == '<p title="&quot;">&quot;&amp;&lt;&gt;*</p>'


def test_void_elements_have_no_end_and_scripts_no_escapes() -> None:
    line, script = node("br"), node("script", text="a < b && c")
    line.tail = "&"
    assert to_html(tree(line, script)) == "<br>&amp;<script>a < b && c</script>"


def test_an_attribute_may_have_no_value_or_be_a_hole() -> None:
    element = node("input", type="checkbox")
    element.set("disabled", None)  # type: ignore[arg-type]
    element.set("\x02L0\x03", None)  # type: ignore[arg-type]
    assert to_html(tree(element)) == '<input type="checkbox" disabled\x02L0\x03>'


def test_pieces_and_comments_are_written_as_they_are() -> None:
    assert to_html(tree(node(PIECE, text="<\x02F0\x03"), node(PIECE, text="<!-- a < b -->"))) == (
        "<\x02F0\x03<!-- a < b -->"
    )


def test_of_what_is_left_out_only_the_inside_is_written() -> None:
    link = node("a", text="x", href="y")
    link.append(node("em", text="z"))
    assert to_html(tree(link), without=("a",)) == "x<em>z</em>"


def test_where_kinds_of_holes_are_given_others_go_and_ids_with_them() -> None:
    holes = [node(PIECE, text="\x02V0\x03"), node(PIECE, text="\x02L1\x03")]
    named = node("i", text="n", id="a", name="b", title="c")
    parts = tree(*holes, node(PIECE, text="<!--c-->"), named)
    assert to_html(parts, holes="V") == '\x02V0\x03<i title="c">n</i>'
