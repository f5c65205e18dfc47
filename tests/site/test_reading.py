"""Reading: by which rules a source is read."""

import pytest

from generator.engine import Blob, Made
from generator.markup.convert import convert
from generator.markup.parts import Dialect, Markup, MarkupSource, Math
from generator.site.document import Reading
from generator.site.reading import read_document


@pytest.mark.parametrize(
    ("front", "of_site", "math"),
    [
        ("", "", ""),
        ("", "tex", "tex"),
        ("math: true\n", "", "dollars"),
        ("math: true\n", "tex", "dollars"),
        ("math: false\n", "tex", ""),
        ("math: tex\n", "dollars", "tex"),
        ("math:\n", "tex", "tex"),
    ],
)
def test_a_source_says_more_of_itself_than_the_site_does(
    front: str, of_site: Math, math: Math, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[MarkupSource] = []

    def heard(source: MarkupSource) -> Made[Markup]:
        asked.append(source)
        return convert(source)

    monkeypatch.setattr("generator.site.reading.convert", heard)
    text = f"---\ntitle: T\n{front}---\nText.\n".encode()
    reading = Reading("a.md", Blob(""), "UTC", Dialect("de", "python", of_site))
    assert read_document(reading, lambda blob: text).problems == ()
    (source,) = asked
    assert (source.language, source.grammar, source.math) == ("de", "python", math)
    assert (source.text, source.first_line) == ("Text.\n", text.count(b"\n"))
