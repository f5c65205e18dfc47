"""What a build finds wrong becomes text, and the report tells of it."""

import pytest

from generator.importers.old_site import BlogEntry
from generator.importers.repair import parse, parse_entry, printable, repaired
from generator.problems import Place, Problem
from generator.site.settings import Settings

DAY = "2024-01-01"
BODY = "One.\n\nTwo\nand three.\n\nFour."


def entry(**values: object) -> BlogEntry:
    return BlogEntry(**{"source": "old.md", "kind": "post", "name": "a", "body": BODY, **values})  # type: ignore[arg-type]


def wrong(line: int, message: str = "wrong") -> Problem:
    return Problem(message, Place("content/posts/a.md", line, 1 if line else 0))


def test_the_block_of_a_line_becomes_code_and_the_rest_stays() -> None:
    done = repaired(entry(title="A"), [wrong(7)])
    assert done.body.split("\n\n")[0] == "One."
    assert "```text\nTwo\nand three.\n```" in done.body
    assert done.body.endswith("Four.")
    assert done.notes[0].reason == "a part stands as code, as wrong"


def test_several_blocks_keep_their_places() -> None:
    done = repaired(entry(title="A"), [wrong(4), wrong(6), wrong(7), wrong(9)])
    assert [part.strip() for part in done.body.split("```") if part.strip()] == [
        "text\nOne.",
        "text\nTwo\nand three.",
        "text\nFour.",
    ]


def test_what_front_matter_says_wrongly_is_left_out() -> None:
    done = repaired(entry(title="A", date=DAY, tags=("???", "tea")), [wrong(4, '"???"')])
    assert done.tags == ("tea",)
    assert done.date == DAY
    assert done.notes[0].reason == 'tags is left out: "???"'


def test_a_post_without_its_date_is_a_draft() -> None:
    done = repaired(entry(title="A", date="x"), [wrong(3)])
    assert (done.date, done.draft) == ("", True)


def test_a_problem_without_a_line_is_looked_for_by_what_it_quotes() -> None:
    done = repaired(entry(title="A"), [wrong(0, '"and three" leads nowhere')])
    assert "```text\nTwo\nand three.\n```" in done.body
    assert repaired(entry(title="A"), [wrong(0)]).body.strip().startswith("```text\nOne.")


def test_characters_that_no_text_can_hold_are_left_out() -> None:
    done = printable(entry(title="A\x05\ud800", body="x\0y\tz\n", extra={"k\x01": ["v\x7f"]}))
    assert (done.title, done.body, done.extra) == ("A", "xy\tz\n", {"k": ["v"]})
    assert "no text can hold" in done.notes[0].reason


@pytest.mark.parametrize(
    "body",
    [
        '<figure>\n<img src="a.png" alt="never closed>\n</figure>\n\nText.',
        "<a\n\nText.",
        "```chart\nx: [",
        "{{ never closed\n\nText.",
        "[^1]: [^1]: [^1]\n\nText.",
        "Text. {{ page.title }} {{< youtube x >}}",
    ],
)
def test_whatever_the_body_the_sheet_builds(body: str) -> None:
    parsed = parse_entry("content/posts/a.md", entry(title="A", date=DAY, body=body), Settings())
    document, errors = parse("content/posts/a.md", parsed.text, Settings())
    assert document is not None
    assert errors == ()
    if "Text." in body:
        assert "Text." in parsed.text


def test_only_the_part_that_is_wrong_becomes_code() -> None:
    body = 'Before.\n\n<figure>\n<img alt="never closed\n</figure>\n\nAfter.'
    parsed = parse_entry("content/posts/a.md", entry(title="A", date=DAY, body=body), Settings())
    assert parsed.entry.body.startswith("Before.\n\n")
    assert parsed.entry.body.endswith("\n\nAfter.")
    assert "```text\n<figure>" in parsed.entry.body


def test_a_quote_that_was_never_closed_is_closed_at_the_end_of_its_tag() -> None:
    body = '<figure>\n<img src="https://a.example/a.png" alt="open>\n<a href="b">B</a>\n</figure>'
    parsed = parse_entry("content/posts/a.md", entry(title="A", date=DAY, body=body), Settings())
    assert parsed.entry.body.strip() == body.replace("open>", 'open">')
    assert "never closed" in parsed.entry.notes[0].reason
