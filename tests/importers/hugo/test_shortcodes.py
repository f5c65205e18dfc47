"""Shortcodes become Markdown where there is some, and stay as text elsewhere."""

import pytest

from generator.importers.hugo.shortcodes import from_shortcodes


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
        ("{{< a >}}{{< a >}}x{{< /a >}}{{< /a >}}", "x"),
        ("{{< odd `raw > text` >}}", "``{{< odd `raw > text` >}}``"),
        ("{{%/* kept */%}}", "{{% kept %}}"),
        ("`{{< figure src=a >}}`", "`{{< figure src=a >}}`"),
        ("{{ .Title }} and {{<", "{{ .Title }} and {{<"),
    ],
)
def test_shortcodes(written: str, markdown: str) -> None:
    assert from_shortcodes(written, {"town": "Lund"})[0].strip() == markdown


def test_what_is_kept_as_text_is_told() -> None:
    assert from_shortcodes("{{< odd 1 >}}", {})[1] == ("kept as text: {{< odd 1 >}}",)
