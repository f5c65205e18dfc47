"""What a snippet says above its HTML."""

import pytest

from generator.engine import keep
from generator.problems import Problem
from generator.site.snippets import Parameter, Snippet, SnippetSource, read_snippet


def read(text: str, name: str = "film") -> tuple[Snippet | None, tuple[Problem, ...], list[str]]:
    blob, raw = keep(text)
    made = read_snippet(SnippetSource(name, f"snippets/{name}.html", blob), lambda _: raw)
    return made.value, made.problems, [each.decode() for each in made.blobs]


def test_each_argument_has_a_type_or_what_it_is_of_itself() -> None:
    snippet, problems, texts = read(
        '---\nid: text\nposter: path?\nstart: 0\nloop: false\ntitle: "text"\n'
        "size: [small, large]\n---\n<p></p>\n"
    )
    assert not problems
    assert snippet is not None
    assert snippet.parameters == (
        Parameter("id"),
        Parameter("poster", "path", ""),
        Parameter("start", "number", 0.0),
        Parameter("loop", "boolean", False),
        Parameter("title", "text", "text"),
        Parameter("size", "text", "small", ("small", "large")),
    )
    assert texts == ["\n" * 8 + "<p></p>\n"]


def test_a_snippet_without_a_head_takes_nothing() -> None:
    snippet, problems, texts = read("<hr>\n")
    assert (snippet and snippet.parameters, problems, texts) == ((), (), ["<hr>\n"])


@pytest.mark.parametrize(
    ("head", "spot", "message"),
    [
        ("id: nubmer", (2, 5), 'there is no type "nubmer"'),
        ("id: text!", (2, 5), 'there is no type "text!"'),
        ("id:", (2, 4), '"id" needs a type'),
        ("id: {a: b}", (2, 5), '"id" needs a type'),
        ("content: text", (2, 1), 'no argument can be called "content"'),
        ("my-id: text", (2, 1), 'no argument can be called "my-id"'),
        ("a: text\na: text", (3, 1), '"a" is here twice'),
    ],
)
def test_a_wrong_head_is_told_with_its_place(
    head: str, spot: tuple[int, int], message: str
) -> None:
    snippet, problems, _ = read(f"---\n{head}\n---\n<p></p>\n")
    assert snippet is None
    place = problems[0].place
    assert place
    assert (place.path, place.line, place.column) == ("snippets/film.html", *spot)
    if "twice" not in message:
        assert problems[0].message == message


def test_how_a_snippet_looks_in_feeds_declares_nothing() -> None:
    assert read("<p></p>", "film.feed")[0] is not None
    _, problems, _ = read("---\nid: text\n---\n<p></p>", "film.feed")
    assert problems[0].message == "how a snippet looks in feeds declares no arguments"
