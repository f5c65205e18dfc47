"""Bodies of WordPress as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.html import escape_text, markdown_of
from generator.importers.normalize import normalize
from generator.importers.wordpress.content import Attachment, body_of
from generator.markup.convert import convert
from generator.markup.parts import MarkupSource

SHOWN = "<figure><img src=a.png alt=A><figcaption>C</figcaption></figure>"
GALLERY = '![A](a.png "C")\n\n![A](a.png "C")'


@pytest.mark.parametrize(
    "html",
    [
        "A\n<!--more-->\nB",
        "<p>A<!--more Go on-->B</p>",
        "<!-- wp:html --><p>A</p>\n<!-- wp:more --><!--more--><!-- /wp:more -->\n<p>B</p>",
    ],
)
def test_the_end_of_a_summary_stays(html: str) -> None:
    assert normalize(body_of(html, {}).text, "dollars")[0] == "A\n\n<!--more-->\n\nB"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("One\ntwo\n\nthree", "One  \ntwo\n\nthree"),
        (
            "<!-- wp:code -->\n<pre><code>a &lt; b</code></pre>\n<!-- /wp:code -->",
            "```\na < b\n```",
        ),
        ("[sourcecode language='js']a<b[/sourcecode]", "```js\na<b\n```"),
        ('[gallery ids="7"]', '![Seven](https://a.example/7.png "7!")'),
        ("[youtube https://youtu.be/x]", "[Video](https://youtu.be/x)"),
        ("$latex x^2$", "$x^2$"),
        ("[perl]a &lt; b;[/perl]", "```perl\na < b;\n```"),
        ('A [x a="b"]c[/x]', 'A <!-- not imported: [x a="b"] -->c'),
        ('[x a="b"] c', 'c <!-- not imported: [x a="b"] -->'),
        ("<pre>a <a href='u'>b</a></pre>", '<pre>a <a href="u">b</a></pre>'),
        ("1<b>(a)</b>2 <b>a</b>2", "1<strong>(a)</strong>2 **a**2"),
        ("<em>a</em><b>b</b>", "<em>a</em><strong>b</strong>"),
        (f'<figure class="wp-block-gallery">{SHOWN}{SHOWN}</figure>', GALLERY),
        ("[sic] and [1]", "\\[sic\\] and \\[1\\]"),
        ("<ol><li>a<ul><li>b</li></ul></li></ol>", "1. a\n\n    - b"),
        (
            '<iframe src="https://a.example/v"></iframe>',
            '<iframe src="https://a.example/v"></iframe>',
        ),
        ("<p>1986. It was</p>", "1986\\. It was"),
        ("a_b _c_ *d* # e", "a_b \\_c\\_ \\*d\\* # e"),
    ],
)
def test_bodies(html: str, markdown: str) -> None:
    pictures = {"7": Attachment("https://a.example/7.png", "Seven", "7!")}
    assert body_of(html, pictures).text == markdown


@given(st.text(st.sampled_from("ab 1.*_`[]()<>&;#!|~:-+\\\n"), max_size=30))
def test_text_stays_text(text: str) -> None:
    words = " ".join(text.split())
    markdown = markdown_of(f"<p>{words.replace('&', '&amp;').replace('<', '&lt;')}</p>")
    made = convert(MarkupSource("a.md", markdown, math="", typography=False))
    assert made.value is not None
    html = made.blobs[0].decode()
    assert not set("*_`[]<") & set(words) or ("<em>" not in html and "<code>" not in html)
    assert escape_text("") == ""


def test_code_within_what_is_kept_is_not_lost() -> None:
    html = "<pre>[code]a[/code] [gallery]</pre>"
    assert body_of(html, {}).text == "```\na [gallery]\n```"
