"""What is added to a page while it is served."""

from generator.preview.page import dress, overlay
from generator.problems import Place, Problem

PAGE = b"<html><head><title>t</title></head><body><p>text</p></body></html>"
EVIL = "</pre><script>alert(1)</script>"


def test_the_script_stands_at_the_end_of_the_head() -> None:
    dressed = dress(PAGE, 8000, "ab-1", ())
    assert dressed == PAGE.replace(
        b"</head>",
        b'<script src="/livereload.js?maxdelay=2000&amp;port=8000/.preview/ab-1"></script></head>',
    )


def test_a_page_without_head_and_body_tags_gets_the_same() -> None:
    dressed = dress(b"<title>t</title><p>text", 8000, "ab-1", (Problem("wrong"),))
    assert dressed.startswith(b"<title>t</title><p>text<script src=")
    assert b"wrong" in dressed


def test_problems_stand_at_the_end_of_the_body() -> None:
    dressed = dress(b"</body> in a text" + PAGE, 8000, "ab-1", (Problem("wrong"),))
    assert dressed.endswith(b"</aside></body></html>")


def test_everything_in_the_overlay_is_escaped() -> None:
    problem = Problem(EVIL, Place(f"content/{EVIL}.md", 3, 2), hint=EVIL, source=EVIL)
    shown = overlay((problem,))
    assert shown.count("<script>") == 0
    assert shown.count("&lt;script&gt;") == 4
    assert shown.count("</pre>") == 1
