"""The overlay for the author as HTML."""

import re

from generator.preview.overlay import Facts, overlay
from generator.problems import Place, Problem
from tests.spoken import spoken

WORDS = spoken()[0].words

EVIL = "</pre></template><script>alert(1)</script>"
DONE = Facts("", "", "", 460, 2, (), ())


def facts(**some: object) -> Facts:
    return Facts(**{**{name: getattr(DONE, name) for name in DONE.__struct_fields__}, **some})


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_finished_work_without_problems_has_an_empty_overlay() -> None:
    assert overlay("/", (), None, WORDS) == overlay("/", (), DONE, WORDS) == ""


def test_a_draft_tells_its_length() -> None:
    assert (
        words(overlay("/", (), facts(status="draft"), WORDS)) == "Draft 2 minutes to read 460 words"
    )


def test_scheduled_and_expiring_work_tell_when() -> None:
    shown = overlay(
        "/",
        (),
        facts(status="scheduled", until="2027-05-01T12:30:00+02:00", expires="2028-01-02"),
        WORDS,
    )
    assert "Scheduled for 1 May 2027, 12:30" in words(shown)
    assert "Expires 2 January 2028" in words(shown)


def test_what_is_to_do_is_counted_with_the_way_to_each() -> None:
    at = Place("content/a.md", 3, 1)
    links = (Problem('"b.md" leads nowhere', at),)
    alts = (Problem("this figure has no alt text", at), Problem("this art has no alt text"))
    shown = overlay("/", (), facts(broken_links=links, without_alt=alts), WORDS)
    assert "1 broken link content/a.md:3:1" in words(shown)
    assert "2 figures without alt text" in words(shown)
    assert 'data-at="content/a.md:3:1"' in shown


def test_every_problem_is_an_entry_of_its_own() -> None:
    problems = (Problem("one", Place("a.md", 1, 1), "mend it", "x: 1"), Problem("two"))
    shown = overlay("/", (*problems, problems[0]), None, WORDS)
    assert "2 problems to mend" in words(shown)
    assert shown.count("<details open") == 2
    assert "Hint" not in shown
    assert "mend it" in shown


def test_the_rest_of_very_many_is_left_to_the_terminal() -> None:
    shown = overlay("/", tuple(Problem(f"number {n}") for n in range(25)), None, WORDS)
    assert shown.count("<details") == 20
    assert "and 5 more" in shown


def test_everything_on_the_overlay_is_escaped() -> None:
    problem = Problem(EVIL, Place(f"content/{EVIL}.md", 3, 2), hint=EVIL, source=EVIL)
    shown = overlay("/", (problem,), facts(broken_links=(problem,), without_alt=(problem,)), WORDS)
    assert "<script" not in shown
    assert shown.count("</template>") == 1
    assert shown.count("</pre>") == 1


def test_the_bar_speaks_the_language_of_the_site() -> None:
    swedish = spoken("sv")[0].words
    until = facts(status="scheduled", until="2027-05-01T12:30:00+02:00")
    assert "Publiceras 1 maj 2027, 12:30" in words(overlay("/", (), until, swedish))
    assert 'lang="sv"' in overlay("/", (), until, swedish)
