"""HTML becomes Markdown that our own reader reads."""

import pytest

from generator.importers.html import escape_text, markdown_of


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2 id='a'>A</h2><p>b</p>", "## A {#a}\n\nb"),
        ("<h2 id='a b'>A</h2>", "## A"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n    - b"),
        ("<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<ol start='x'><li>a</li></ol>", "1. a"),
        ("<b>a </b>b", "**a** b"),
        ("a<em>(b)</em>c", "a<em>(b)</em>c"),
        ("<a id='x'></a><a href='u'>b</a>", '<a id="x"></a>[b](u)'),
        ("<img src='a b.png' alt='[c]' title='d'>", '![\\[c\\]](<a b.png> "d")'),
        ("<pre><code class='language-go'>a\n  b</code></pre>", "```go\na\n  b\n```"),
        ("<div class='highlight-source-python'><pre>a</pre></div>", "```python\na\n```"),
        ("<pre class='code rust'>a</pre>", "```rust\na\n```"),
        ("<pre lang='sh'>a</pre>", "```sh\na\n```"),
        ("<pre>a <img src='u'></pre>", '<pre>a <img src="u"/></pre>'),
        ("<figure><a href='u'><img src='a.png'></a><figcaption>B</figcaption></figure>",
         '[![](a.png "B")](u)'),
        ("<figure><img src='a.png'><img src='b.png'></figure>", "![](a.png)![](b.png)"),
        ("<table><tr><td>a|b</td></tr></table>", "| a\\|b |\n| --- |"),
        ("x<sup>2</sup><sub>i</sub>", "x<sup>2</sup><sub>i</sub>"),
        ("<video src='a'>\n</video>", '<video src="a"></video>'),
        ("a<br>b", "a  \nb"),
        ("<p>a</p>\n\n\n<p>b</p>", "a\n\nb"),
    ],
)  # fmt: skip
def test_elements(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a*b_c_d [e] `f`", "a\\*b_c_d \\[e\\] \\`f\\`"),
        ("_a_", "\\_a\\_"),
        ("# a", "\\# a"),
        ("#a", "#a"),
        ("- a", "\\- a"),
        ("1) a", "1\\) a"),
        (": a", "&#58; a"),
        ("a < b <c> &amp; &x", "a < b &lt;c> &amp;amp; &x"),
        ("~~~ a", "\\~~~ a"),
        ("!!! a", "\\!!! a"),
    ],
)
def test_text_is_nothing_but_text(text: str, escaped: str) -> None:
    assert escape_text(text) == escaped
