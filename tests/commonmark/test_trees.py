import pytest

from tests.commonmark.trees import same

SAME = {
    "attributes in another order": ('<a href="/u" title="t">a</a>', "<a title='t' href=/u>a</a>"),
    "spaces between blocks": ("<ul>\n<li>a</li>\n</ul>\n", "<ul><li>a </li></ul>"),
    "spaces within text": ("<p>a\nb</p>", "<p>a  b</p>"),
    "spaces at a break": ("<p>a<br />\nb</p>", "<p>a<br>b</p>"),
    "spaces beside a comment": ("<p>a</p>\n<!-- c -->\n<p>b</p>", "<p>a</p><!-- c --><p>b</p>"),
    "entities": ("<p>&quot;&auml;&amp;</p>", '<p>"ä&amp;</p>'),
    "a void tag": ("<hr /><img src=a>", '<hr><img src="a"/>'),
    "an empty attribute": ('<input disabled="">', "<input disabled>"),
    "tags that the end closes": ("<div>\n<p>a\n", "<div><p>a</p></div>"),
    "a tag that is left open": ("<div>\n<b>a\n</b></div>", "<div>\n<b>a\n"),
    "an inline tag that is left open": ("<p>a<b>c</b></p>", "<p>a<b>c</p>\n"),
    "an address as it is sent": ('<a href="/ü &quot;%20">a', '<a href="/%C3%BC%20%22%20">a'),
    "an end tag without a start": ("<p>a</b></p>", "<p>a</p>"),
    "what no element can be": ("<p><?a b ?><!B c></p>", "<p><?a b ?><!--B c--></p>"),
    "a column's side": ('<table><td align="right">', '<table><td style="text-align: right">'),
    "a column's side as a class": ("<table><td align=left>", '<table><td class="align-left">'),
}
OTHER = {
    "text dropped": ("<p>a b</p>", "<p>a</p>"),
    "all dropped": ("<p>a</p>", ""),
    "text added": ("<p>a</p>", "<p>a a</p>"),
    "words swapped": ("<p>a b</p>", "<p>b a</p>"),
    "words joined": ("<p>a b</p>", "<p>ab</p>"),
    "a space before a tag": ("<p>a <em>b</em></p>", "<p>a<em>b</em></p>"),
    "a space within a tag": ("<p>a<em> b</em></p>", "<p>a<em>b</em></p>"),
    "a space that does not break": ("<p>a\u00a0b</p>", "<p>a b</p>"),
    "another nesting": ("<em><strong>a</strong></em>", "<strong><em>a</em></strong>"),
    "a block moved out": ("<ul><li>a<p>b</p></li></ul>", "<ul><li>a</li></ul><p>b</p>"),
    "a tight list": ("<ul><li><p>a</p></li></ul>", "<ul><li>a</li></ul>"),
    "one list for two": ("<ul><li>a</ul><ul><li>b</ul>", "<ul><li>a<li>b</ul>"),
    "another tag": ("<h1>a</h1>", "<h2>a</h2>"),
    "a tag as text": ("<p>a<b>c</b></p>", "<p>a&lt;b>c&lt;/b></p>"),
    "a target": ('<a href="/a">a</a>', '<a href="/b">a</a>'),
    "a backslash in a target": ('<a href="/a%5Cb">a</a>', '<a href="/a\\b">a</a>'),
    "a target escaped twice": ('<a href="/%20">a</a>', '<a href="/%2520">a</a>'),
    "a target cut at a space": ('<a href="/a%20b">a</a>', '<a href="/a">a</a>'),
    "an attribute dropped": ('<a href="/a" title="t">a</a>', '<a href="/a">a</a>'),
    "an attribute's spaces": ('<a title="a\nb">a</a>', '<a title="a b">a</a>'),
    "escaped twice": ("<p>&amp;</p>", "<p>&amp;amp;</p>"),
    "a line of code": ("<pre><code>a\n\nb\n</code></pre>", "<pre><code>a\nb\n</code></pre>"),
    "an indent of code": ("<pre><code>  a</code></pre>", "<pre><code>a</code></pre>"),
    "spaces in a span of code": ("<p><code>a  b</code></p>", "<p><code>a b</code></p>"),
    "a language": ('<pre><code class="language-a">', '<pre><code class="language-b">'),
    "a break": ("<p>a<br>b</p>", "<p>a b</p>"),
    "a comment": ("<p>a<!-- b --></p>", "<p>a</p>"),
    "an instruction as text": ("<p><?a?></p>", "<p>&lt;?a?></p>"),
    "a declaration as text": ("<p><!A b></p>", "<p>&lt;!A b></p>"),
    "within a template": ("<template><p>a</template>", "<template><p>b</template>"),
    "an open tag that swallows": ("<div>a</div><p>b</p>", "<div>a<p>b</p>"),
    "a column's other side": ("<table><td align=left>", '<table><td class="align-right">'),
    "a paragraph's class": ('<p align="left">a</p>', '<p class="align-left">a</p>'),
    "a section of a table": ("<table><thead><td>a", "<table><thead><td>a<tbody></tbody>"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_a_browser_cannot_tell_apart_is_the_same(name: str) -> None:
    ours, theirs = SAME[name]
    assert same(ours, theirs)


@pytest.mark.parametrize("name", OTHER)
def test_what_a_reader_would_notice_is_another(name: str) -> None:
    ours, theirs = OTHER[name]
    assert not same(ours, theirs)
    assert not same(theirs, ours)
