"""What a blog makes of Markdown's elements, and leaves of an author's own HTML."""

from generator.markup.dress import dress, part_formulas
from generator.markup.serializer import to_html
from generator.markup.tree import Node, node


def within(*children: Node, tag: str = "div", text: str = "") -> Node:
    parent = node(tag, text=text)
    parent.extend(children)
    return parent


def dressed(*children: Node) -> str:
    root = within(*children)
    dress(root)
    return to_html(root)


def test_a_paragraph_of_one_image_is_a_figure_with_its_title_below() -> None:
    image = node("img", src="a", title="b")
    assert dressed(within(image, tag="p")).replace("\n", "") == (
        '<figure><img src="a" loading="lazy" decoding="async"><figcaption>b</figcaption></figure>'
    )


def test_an_image_in_a_line_or_of_an_author_s_own_stays() -> None:
    own = node("img", src="a")
    own.own = True
    line = within(node("img"), tag="p", text="a ")
    assert dressed(within(own, tag="p"), line) == (
        '<p><img src="a"></p><p>a <img loading="lazy" decoding="async"></p>'
    )


def test_a_table_scrolls_in_a_box_and_its_cells_have_a_class() -> None:
    table = within(within(node("td", text="x", align="right"), tag="tr"), tag="table")
    assert dressed(table).replace("\n", "") == (
        '<div class="table"><table><tr><td class="align-right">x</td></tr></table></div>'
    )


def test_a_list_of_tasks_is_told_by_classes() -> None:
    task = within(node("input", type="checkbox"), tag="li")
    assert dressed(within(task, node("li"), tag="ul")) == (
        '<ul class="task-list"><li class="task-list-item"><input type="checkbox"></li>'
        "<li></li></ul>"
    )


def test_a_formula_with_lines_of_its_own_parts_its_paragraph() -> None:
    formula = node("math", display="block")
    formula.tail = "\nb"
    root = within(within(formula, tag="p", text="a\n"))
    part_formulas(root)
    assert to_html(root).replace("\n", "") == (
        '<p>a</p><div class="math"><math display="block"></math></div><p>b</p>'
    )
