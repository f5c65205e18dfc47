"""Shortcodes become Markdown where there is some, and stay as text elsewhere."""

import pytest

from generator.importers.hugo.shortcodes import from_shortcodes

NOTHING = "<!-- not imported: {} -->"
CAPTION = (
    '<figure>\n<img src="a.png" alt="A b d">\n'
    "<figcaption>\n\nA [b](c) *d*\n\n</figcaption>\n</figure>"
)
LINES = '```go linenums hl_lines="1 3-4"\nx\n```'


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ('{{< figure src="a.png" alt="An a" title="T" >}}', '![An a](a.png "T")'),
        ('{{< figure src="a.png" link="https://x.example" >}}', "[![](a.png)](https://x.example)"),
        ("{{< youtube id=abc >}}", "[Video](https://www.youtube.com/watch?v=abc)"),
        ("{{< gist me 123 >}}", "[Gist](https://gist.github.com/me/123)"),
        ("{{< tweet user=me id=1 />}}", "[Tweet](https://twitter.com/me/status/1)"),
        ("{{< highlight go >}}\nx\n{{< /highlight >}}", "```go\nx\n```"),
        ('{{< ref "/posts/a.md" >}}', "/+source/posts/a.md"),
        ("{{< param town >}}", "Lund"),
        ("{{< tip >}}\nA\n\nB\n{{< /tip >}}", "> [!TIP]\n> A\n>\n> B"),
        ('{{< video src="a.mp4" >}}', '<video controls src="a.mp4"></video>'),
        ('{{< highlight go "linenos=table,hl_lines=1 3-4" >}}x{{< /highlight >}}', LINES),
        ("A\n{{< a >}}b{{< /a >}}", "A\nb <!-- not imported: {{< a >}} -->"),
        (
            "- {{< a >}}{{% b %}} c",
            f"- c {NOTHING.format('{{< a >}}')}{NOTHING.format('{{% b %}}')}",
        ),
        ("{{< odd `raw > text` >}}", NOTHING.format("{{< odd `raw > text` >}}")),
        ("{{< odd '-->' >}}", NOTHING.format("{{< odd '-- >' >}}")),
        ('<a href="{{< odd >}}b">', '<a href="b">'),
        ("[a]({{< odd >}}/b)", "[a](/b)"),
        ('{{< img src=a.png caption="A [b](c) *d*" >}}', CAPTION),
        ("- {{< img src=a.png >}}\n- b", "- ![](a.png)\n- b"),
        ("1. a\n\n   {{< tip >}}b{{< /tip >}}", "1. a\n\n   \n   > [!TIP]\n   > b"),
        ("> {{< video a.mp4 >}}", '> \n> <video controls src="a.mp4"></video>'),
        ("<div {{< odd >}}>", "<div >"),
        ("({{< odd >}})", f"({NOTHING.format('{{< odd >}}')})"),
        ("{{%/* kept */%}}", "{{% kept %}}"),
        ("`{{< figure src=a >}}`", "`{{< figure src=a >}}`"),
        ("{{ .Title }} and {{<", "{{ .Title }} and {{<"),
    ],
)
def test_shortcodes(written: str, markdown: str) -> None:
    assert from_shortcodes(written, {"town": "Lund"})[0].strip() == markdown


def test_what_cannot_become_a_comment_is_told() -> None:
    changes = from_shortcodes('{{< odd >}} <div {{< odd >}}> <a href="{{< odd >}}">', {})[1]
    assert changes == ("left out of a tag: {{< odd >}}", "left out of an address: {{< odd >}}")
