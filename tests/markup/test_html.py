"""An author's own HTML comes out as browsers understand it: every tag finds its other."""

from typing import TYPE_CHECKING

import pytest

from tests.markup.soundness import unbalanced

if TYPE_CHECKING:
    from tests.markup.conftest import Convert

SHOWN = {
    # What browsers take for text is that, whatever Markdown would make of it.
    "a <script>b *c* <i>d</i> &amp;</script> e": (
        "<p>a <script>b *c* <i>d</i> &amp;</script> e</p>"
    ),
    "> a <style>b\n> <i> *c*\n</style>": (
        "<blockquote>\n<p>a <style>b\n<i> *c*\n</style></p>\n</blockquote>"
    ),
    "a <script>`</script>` b</script> c": "<p>a <script>`<\\/script>` b</script> c</p>",
    "<svg><style>a{} <b</style></svg>": "<p><svg><style>a{} &lt;b</style></svg></p>",
    "<xmp><xmp></xmp></xmp>": "<p><xmp>&lt;xmp&gt;</xmp></p>",
    "<script></script1></script>": "<script></script1></script>",
    "<SCRIPT>a && b</SCRIPT>": "<script>a && b</script>",
    "<textarea>\n  a\n</textarea>": "<textarea>\n  a\n</textarea>",
    "<svg><title><b>a</title></svg>": "<p><svg><title>&lt;b&gt;a</title></svg></p>",
    # What is never closed hides nothing.
    "a <title> of [b](c.md)": '<p>a &lt;title&gt; of <a href="[L0]">b</a></p>',
    "a <plaintext> b": "<p>a &lt;plaintext&gt; b</p>",
    # Browsers would end a comment here, and do end other notes at their first bracket.
    "a <!-- b --!> <i> --> c": "<p>a <!-- b -- > <i> --> c</p>",
    "<?a > <i> ?>": "<?a > &lt;i&gt; ?&gt;",
    "<![CDATA[a > <i>]]>": "<![CDATA[a > &lt;i&gt;]]&gt;",
}


@pytest.mark.parametrize("text", SHOWN)
def test_every_tag_has_its_other(converted: "Convert", text: str) -> None:
    html = converted(text).html
    assert html == SHOWN[text]
    assert unbalanced(html) == ""


def test_what_stands_behind_an_entity_has_its_place(converted: "Convert") -> None:
    page = converted("<p>&amp; &mp; {{ a }}</p>\n")
    assert page.markup.values[0].place.column == 17


@pytest.mark.parametrize("opening", ["<!--", "<![CDATA[", "<?", "<!"])
def test_what_would_take_the_rest_of_a_page_is_told(converted: "Convert", opening: str) -> None:
    (problem,) = converted(f"a\n\n{opening}php\n\nrest *of* it\n").problems
    assert (str(problem.place), "is never closed" in problem.message) == ("a.md:3:1", True)


@pytest.mark.parametrize("text", ['a <b c="d" e', "a <b c='d", '*a* <b c="d" <i>e</i>'])
def test_a_tag_that_never_ends_is_told_where_it_begins(converted: "Convert", text: str) -> None:
    (problem,) = converted(text).problems
    assert problem.message == "this tag never ends"
    assert problem.place is not None
    assert problem.place.column == text.index("<b") + 1


@pytest.mark.parametrize("text", ['\\<b c="d" e', '&lt;b c="d" e', '`<b c="d"`', "a <b and c='d'"])
def test_what_is_meant_to_be_text_is_no_broken_tag(converted: "Convert", text: str) -> None:
    assert converted(text).problems == ()


def test_an_alert_may_hold_another(converted: "Convert") -> None:
    assert converted("> [!NOTE]\n> > [!TIP]\n> > a\n").html.count("admonition-title") == 2
