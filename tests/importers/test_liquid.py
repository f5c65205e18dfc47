"""Liquid becomes Markdown where there is some, and a comment elsewhere."""

import pytest

from generator.importers.liquid import LiquidContext, from_liquid, from_tags

CONTEXT = LiquidContext({"title": "Site", "baseurl": "/b"}, {"title": "Page", "tags": ["a"]})


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("{{ page.title }} of {{ site.title | escape }}", "Page of Site"),
        ("{{ site.baseurl }}/a.png", "/a.png"),
        ('{{ "/a.png" | relative_url }}', "/a.png"),
        ("a {{ page.none }}", "a <!-- not imported: {{ page.none }} -->"),
        ("[a]({{ page.none }}/b)", "[a](/b)"),
        ("{% post_url 2020-01-02-a %}", "/+source/_posts/2020-01-02-a"),
        ("{% link _posts/a.md %}", "/+source/_posts/a.md"),
        ('{% include figure.html src="/a.png" caption="B" %}', '![B](/a.png "B")'),
        ("{% include figure.html image_path='/a.png' alt='C' %}", "![C](/a.png)"),
        ("{% include youtube.html id='7' %}", "[Video](https://www.youtube.com/watch?v=7)"),
        ("a {% include x.html %}", "a <!-- not imported: {% include x.html %} -->"),
        ("{% img left /a.png 40 30 'T' 'A' %}", "![A](/a.png)"),
        ("{% img /a.png 'T' %}", "![T](/a.png)"),
        ("{% video /a.mp4 640 480 /b.png %}",
         '<video controls src="/a.mp4" poster="/b.png"></video>'),
        ("{% youtube 7 %}", "[Video](https://www.youtube.com/watch?v=7)"),
        ("{% gist me/7 %}", "[Gist](https://gist.github.com/me/7)"),
        ("{% highlight go linenos %}\nx\n{% endhighlight %}", "```go linenums\nx\n```"),
        ("{% codeblock lang:go %}\nx\n{% endcodeblock %}", "```go\nx\n```"),
        ("- a\n\n    {% highlight go %}\n    x\n    {% endhighlight %}",
         "- a\n\n\n\n    ```go\n    x\n    ```"),
        ("{% blockquote Me %}\na\n{% endblockquote %}", "> a\n>\n> — Me"),
        ("{% blockquote %}a{% endblockquote %}", "> a"),
        ("{% comment %}a{% endcomment %}b", "b"),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ("`{{ page.title }}` {{ page.title }}", "`{{ page.title }}` Page"),
        ("{% literal a %}", "`{% a %}`"),
    ],
)  # fmt: skip
def test_liquid(written: str, markdown: str) -> None:
    assert from_liquid(written, CONTEXT)[0].strip() == markdown


def test_what_was_changed_is_told() -> None:
    text = "{{ page.title }} {% youtube 7 %} {% link a.md %} {% comment %}{% endcomment %}"
    assert from_liquid(text, CONTEXT)[1] == (
        "a Liquid comment is left out",
        "{{ page.title }} became its value",
        "{% youtube %} became Markdown",
    )


@pytest.mark.parametrize(
    ("written", "markdown", "changes"),
    [
        ("{{ a }} {% youtube 7 %}", "{{ a }} [Video](https://www.youtube.com/watch?v=7)",
         ("{% youtube %} became Markdown",)),
        ("{% mine b c %}", "mine: b c", ()),
        ("{% notebook a.ipynb %}", "[a.ipynb](/a.ipynb)",
         ("of {% notebook a.ipynb %} only a link stays: its text is not here",)),
        ("{% include_code a/b.py lang:py 'T u' %}", "[T u](/downloads/code/a/b.py)",
         ("of {% include_code a/b.py lang:py 'T u' %} only a link stays: its text is not here",)),
    ],
)  # fmt: skip
def test_tags_alone(written: str, markdown: str, changes: tuple[str, ...]) -> None:
    own = {"mine": lambda args: f"mine: {args}", "notebook": lambda _: ""}
    assert from_tags(written, own) == (markdown, changes)
