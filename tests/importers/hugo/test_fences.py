"""Options of Hugo's blocks of code in our words."""

import pytest

from generator.importers.hugo.calls import from_fences


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
