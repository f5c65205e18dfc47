import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.markup.conftest import Convert


def places(converted: "Convert", text: str) -> list[tuple[str, str]]:
    page = converted(text)
    return [(link.href, f"{link.place.line}:{link.place.column}") for link in page.markup.links]


def test_every_address_that_is_not_absolute_gets_a_hole(converted: "Convert") -> None:
    text = '[a](b.md) ![c](d.png "t") <a href="e">e</a> <img src=\'f\'> [g](#h) [i](/j?k=1)'
    page = converted(text)
    assert [link.href for link in page.markup.links] == ["b.md", "d.png", "e", "f", "#h", "/j?k=1"]
    assert [link.kind for link in page.markup.links] == [
        "link", "image", "link", "image", "link", "link",
    ]  # fmt: skip
    for index in range(6):
        assert f'="[L{index}]"' in page.html


@pytest.mark.parametrize(
    "href",
    ["https://x.org/a", "http://x.org", "//x.org/a", "mailto:a@b.org", "tel:+1", "data:image/p,x"],
)
def test_absolute_addresses_stay(converted: "Convert", href: str) -> None:
    page = converted(f"[a]({href}) <{href}>")
    assert page.markup.links == ()
    assert page.problems == ()


@pytest.mark.parametrize(
    "href", ["javascript:x()", " JaVaScript:x", "vbscript:y", "&#106;avascript:z"]
)
def test_scripts_are_a_problem(converted: "Convert", href: str) -> None:
    page = converted(f'ok\n\n<a href="{href}">a</a>')
    assert page.told() == ["a.md:3:10  a link must not run a script"]


@pytest.mark.parametrize("text", ["a\n[b]()", 'a\n<a href="">b</a>', "a\n[b](< >)"])
def test_a_link_without_an_address_is_told(converted: "Convert", text: str) -> None:
    (problem,) = converted(text).problems
    assert problem.message.startswith("this link has no address")
    assert problem.severity == "warning"


def test_an_address_of_the_page_itself_may_stand(converted: "Convert") -> None:
    assert converted("[b](#) [c](?d)\n\n# D").problems == ()


def test_places_are_exact_outside_of_code(converted: "Convert") -> None:
    text = "`[a](b.md)` [a](b.md)\n\n```\n[a](b.md)\n```\n\n- x [a](b.md) [c](<d e.md>)\n"
    text += "<!-- [a](b.md) -->\n> ![a](b.md 'x')"
    assert places(converted, text) == [
        ("b.md", "1:17"), ("b.md", "7:9"), ("d e.md", "7:20"), ("b.md", "9:8"),
    ]  # fmt: skip


def test_without_words_a_link_has_its_place_as_well(converted: "Convert") -> None:
    text = "a ![](b.png) [](c.md)\n\n!!! note\n    d [e](f.md)"
    assert places(converted, text) == [("b.png", "1:7"), ("c.md", "1:17"), ("f.md", "4:11")]


def test_a_reference_leads_to_its_definition(converted: "Convert") -> None:
    text = "[a][r] and [r]\n\n[r]: ../x.md 'T'\n"
    assert places(converted, text) == [("../x.md", "3:6"), ("../x.md", "3:6")]


def test_a_word_that_looks_like_the_address_is_not_it(converted: "Convert") -> None:
    assert places(converted, "fees (fees) [fees](fees) and <a href=fees>f</a>") == [
        ("fees", "1:20"),
        ("fees", "1:38"),
    ]


def test_columns_count_characters_tabs_too(converted: "Convert") -> None:
    assert places(converted, "a\n\n-\té [x](y.md)") == [("y.md", "3:9")]


def test_a_link_without_text_gets_a_hole_for_it(converted: "Convert") -> None:
    page = converted("[](#fees) [x](#y) [![](a.png)](b)")
    assert page.html.startswith('<p><a href="[L0]">[T0]</a>')
    assert [link.has_text for link in page.markup.links] == [False, True, True, True]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("![a](b.png)", 'src="[L0]"[S0]'),
        ("![a](b.png){.wide}", 'src="[L0]"[S0]'),
        ("[x](y.md) ![a](b.png)", 'src="[L1]"[S1]'),
        ('<img alt="a" src=b.png>', '<img alt="a" src="[L0]"[S0]>'),
        ('<IMG SRC="b.png" alt="width=3"/>', '<img SRC="[L0]"[S0] alt="width=3">'),
        ("<img style='color: red' data-width='3' src='b.png'>", 'src="[L0]"[S0]'),
        ("[![a](b.png)](y.md)", 'src="[L1]"[S1]'),
    ],
)
def test_an_image_without_a_size_gets_a_hole_for_it(
    converted: "Convert", text: str, filled: str
) -> None:
    assert filled in converted(text).html


@pytest.mark.parametrize(
    "text",
    [
        "![a](b.png){width=300}",
        "![a](b.png){height=30}",
        '<img WIDTH="3" src="b.png" alt="">',
        '<img src="b.png" height=3>',
        '<img src="b.png" style="max-width: 3em">',
        "<img style='color: red; Height: 1em' src=b.png>",
        '<img src="b.png" srcset="c.png 2000w" sizes="50vw">',
        "![a](https://x.org/b.png)",
        '<video src="b.mp4" poster="b.png"></video>',
        "[a](b.png)",
    ],
)
def test_an_author_may_say_the_size(converted: "Convert", text: str) -> None:
    assert "[S" not in converted(text).html


def test_entities_in_addresses_are_read(converted: "Convert") -> None:
    assert places(converted, "[a](b.md?x=1&y=2) <a href='c?d=1&amp;e=2'>c</a>") == [
        ("b.md?x=1&y=2", "1:5"),
        ("c?d=1&e=2", "1:28"),
    ]


def test_an_empty_address_has_a_place(converted: "Convert") -> None:
    assert places(converted, "a\n[b]()") == [("", "2:5")]


def test_addresses_in_code_and_scripts_are_no_links(converted: "Convert") -> None:
    text = '`<a href="x">`\n\n    <a href="x">\n\n<script>\nlet a = \'<a href="x">\'\n</script>\n'
    assert converted(text).markup.links == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            '<img src="a.png" srcset="b.png 1x, c.png 2x">',
            "a.png image, b.png shown, c.png shown",
        ),
        ('<img SRCSET="b.png, c.png,,d.png 3x">', "b.png shown, c.png,,d.png shown"),
        ('![](a.png){srcset="b.png 2x"}', "a.png image, b.png shown"),
        ('<video poster="a.png" src="b.webm">', "a.png shown, b.webm shown"),
        ('<svg><image href="a.png"/></svg>', "a.png shown"),
        ('<input type="image" src="a.png">', "a.png shown"),
        ('<link rel="preload" href="a.css" imagesrcset="b.png 2x">', "a.css link, b.png shown"),
        ('<script src="a.js"></script>', "a.js link"),
        ('<img srcset="https://a.example/b.png 2x, data:image/png;base64,AA== 3x">', ""),
    ],
)
def test_what_is_shown_is_told_from_what_leads(converted: "Convert", text: str, found: str) -> None:
    links = converted(text).markup.links
    assert ", ".join(f"{link.href} {link.kind}" for link in links) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<img srcset="a&amp;b.png 2x, c.png 3x">', [("a&b.png", "1:14"), ("c.png", "1:30")]),
        ('- > x <img srcset="a.png 1x,\n  >   c.png 2x">', [("a.png", "1:20"), ("c.png", "2:7")]),
        ('<img srcset="a.png 1x, a.png 2x">', [("a.png", "1:14"), ("a.png", "1:24")]),
        (
            "| x |\n|---|\n| <img srcset='a.png, b.png 2x'> |",
            [("a.png", "3:16"), ("b.png", "3:23")],
        ),
    ],
)
def test_each_address_of_a_list_has_its_own_place(
    converted: "Convert", text: str, found: list[tuple[str, str]]
) -> None:
    assert places(converted, text) == found


def test_an_address_that_lacks_a_part_is_answered_with_the_whole(converted: "Convert") -> None:
    page = converted("[a](localhost:8000) and [b][c]\n\n[c]: htps://example.org")
    assert [(str(p.place), p.hint) for p in page.problems] == [
        ("a.md:1:5", 'did you mean "http://localhost:8000"?'),
        ("a.md:3:6", 'did you mean "https://example.org"?'),
    ]


BARE = {
    "mailto:a@b.org, c": ("mailto:a@b.org", "mailto:a@b.org"),
    "xmpp:a@b.org/c/d": ("xmpp:a@b.org/c", "xmpp:a@b.org/c"),
    "给a@b.org谢": ("mailto:a@b.org", "a@b.org"),
    "见https://b.org/c。谢谢": ("https://b.org/c", "https://b.org/c"),
    "（www.b.org）谢谢": ("http://www.b.org", "www.b.org"),
}


@pytest.mark.parametrize("text", BARE)
def test_a_bare_address_ends_where_the_sentence_goes_on(converted: "Convert", text: str) -> None:
    address, shown = BARE[text]
    link = f'<a href="{address}">{shown}</a>'
    assert converted(text).html == f"<p>{text.replace(shown, link, 1)}</p>"


def test_half_a_link_in_angle_brackets_stays_text(converted: "Convert") -> None:
    assert converted("<https://b.org/c d>").html == "<p>&lt;https://b.org/c d&gt;</p>"


@pytest.mark.parametrize("text", ["\\[x](y.md)", "`[x](y.md`", "[x]\\(y.md)"])
def test_an_escaped_bracket_is_meant(converted: "Convert", text: str) -> None:
    assert converted(f"a {text} b").problems == ()


@pytest.mark.parametrize(
    ("text", "sized"),
    [
        ('<picture><source srcset="a.png"><img src="b.png"></picture>', ["a.png", "b.png"]),
        ('<picture><source srcset="a 1x, c 2x"><img src="b"></picture>', ["a", "b"]),
        ('<picture><source srcset="a.png 2x"><img src="b.png"></picture>', []),
        ('<picture><source srcset="a.png 80w"><img src="b.png"></picture>', []),
        ('<picture><source srcset="https://a.example/a.png"><img src="b.png"></picture>', []),
        ('<picture><source srcset="a.png"><img src="b.png" width="3"></picture>', []),
        ('<picture><source srcset="a.png" height="3"><img src="b.png"></picture>', []),
        ('<picture><img src="b.png"></picture>', ["b.png"]),
        ('<picture><source srcset="%6Aavascript:x(), c"><img src="b"></picture>', ["b"]),
        ('<img src="b.png" srcset="c.png 2x">', ["b.png"]),
        ('<img src="b.png" srcset="c.png 800w">', []),
        ('<video poster="a.png"><source src="b.webm"></video>', []),
    ],
)  # fmt: skip
def test_sizes_are_stated_of_all_that_a_picture_may_show_or_of_none(
    converted: "Convert", text: str, sized: list[str]
) -> None:
    page = converted(text)
    holes = re.findall(r"\[L(\d+)\][^\"]*\"\[S(\d+)\]", page.html)
    assert all(address == size for address, size in holes)
    assert [page.markup.links[int(size)].href for _, size in holes] == sized
    assert page.html.count("[S") == len(sized)
