"""A tree as HTML: each character that means something escaped, each tag closed."""

from generator.markup.mask import literal
from generator.markup.serializer import to_html
from generator.markup.tree import PIECE, Node, node


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
