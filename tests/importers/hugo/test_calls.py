"""What shortcodes and options of blocks of code are in Markdown."""

import pytest

from generator.importers.hugo.calls import ShortcodeCall, called, from_fences


@pytest.mark.parametrize(
    ("written", "info", "changes"),
    [
        ('```go {hl_lines=[2,"4-5"],linenos=true}', '```go hl_lines="2 4-5" linenums', ()),
        ("```go {linenos=false}", "```go", ()),
        ("~~~ {hl_lines=[3]}", '~~~ text hl_lines="3"', ()),
        ('> - ```{title="a.go" style=monokai}', '> - ```text title="a.go"', ()),
        (
            "```go {linenos=inline hl_lines=[1] linenostart=199}",
            '```go linenums hl_lines="1"',
            ("the lines of a block of code were counted from 199, and are from 1 now",),
        ),
        ("```go {.wide}", "```go", (".wide of a block of code is left out",)),
        ("```go", "```go", ()),
    ],
)
def test_options(written: str, info: str, changes: tuple[str, ...]) -> None:
    close = written[written.index(written.lstrip("> -")[0]) :][:3]
    assert from_fences(f"{written}\nx {{}}\n{close}") == (f"{info}\nx {{}}\n{close}", changes)


def test_a_span_of_code_is_no_fence() -> None:
    assert from_fences("``` {linenos=true} ```") == ("``` {linenos=true} ```", ())


def call(name: str, *words: str, inner: str | None = None, **named: str) -> ShortcodeCall:
    return ShortcodeCall(name, named, words, inner, [])


@pytest.mark.parametrize(
    ("shortcode", "markdown"),
    [
        (call("figure", src="a.png", caption="A", alt="B"), '![B](a.png "A")'),
        (call("img", "a.png", "B"), "![B](a.png)"),
        (call("figure", caption="A"), ""),
        (call("highlight", "go", "linenos=true", inner="x"), "```go linenums\nx\n```"),
        (call("code-go", inner="x"), "```go\nx\n```"),
        (call("code", inner=None), ""),
        (call("relref", path="../a.md"), "/+source/../a.md"),
        (call("ref", "./a.md"), "/+source/a.md"),
        (call("notice", "danger", "T", inner="a\n\nb"), "> [!CAUTION] T\n> a\n>\n> b"),
        (call("warning", inner="a"), "> [!WARNING]\n> a"),
        (call("details", "S", inner="a"),
         '<details markdown="1">\n<summary>S</summary>\n\na\n\n</details>'),
        (call("link", "/a", "B"), "[B](/a)"),
        (call("link", href="/a"), "[/a](/a)"),
        (call("video", src="a.mp4", poster="b.png"),
         '<video controls src="a.mp4" poster="b.png"></video>'),
        (call("video", id="7"), ""),
        (call("gist", "me", "7", "f.py"), "[Gist](https://gist.github.com/me/7)"),
        (call("gist"), ""),
        (call("tweet", "7"), "[Tweet](https://twitter.com/i/status/7)"),
        (call("x", "me", "7"), "[Tweet](https://twitter.com/me/status/7)"),
        (call("vimeo", "7"), "[Video](https://vimeo.com/7)"),
        (call("yt", "https://y.example/7"), "[Video](https://y.example/7)"),
        (call("instagram", id="7"), "[Picture](https://www.instagram.com/p/7)"),
        (call("mermaid", inner="a-->b"), "```mermaid\na-->b\n```"),
        (call("toc"), ""),
        (call("unknown", "a", inner="b"), ""),
    ],
)  # fmt: skip
def test_what_a_shortcode_is_in_markdown(shortcode: ShortcodeCall, markdown: str) -> None:
    assert called(shortcode.name, shortcode).strip() == markdown
