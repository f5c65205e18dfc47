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
    "<svg><style>a{} <b</style></svg>": "<p><svg><style>a{} &lt;b</style></svg></p>",
    "<xmp><xmp></xmp></xmp>": "<p><xmp>&lt;xmp&gt;</xmp></p>",
    "<script></script1></script>": "<script></script1></script>",
    # What is never closed hides nothing.
    "a <title> of [b](c.md)": '<p>a &lt;title&gt; of <a href="[L0]">b</a></p>',
    "a <plaintext> b": "<p>a &lt;plaintext&gt; b</p>",
    # To browsers a comment ends here, and other notes at their first bracket.
    "a <!-- b --!> <i> --> c": "<p>a <!-- b --> &lt;i&gt; --&gt; c</p>",
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


def test_what_a_broken_tag_would_swallow_is_shown(converted: "Convert") -> None:
    page = converted("<div>\n<a b='c>\nd</div>\n")
    assert "this tag never ends" in page.problems[0].message
    assert "d&lt;/div&gt;" in page.html


def test_an_alert_may_hold_another(converted: "Convert") -> None:
    assert converted("> [!NOTE]\n> > [!TIP]\n> > a\n").html.count("admonition-title") == 2
