"""What a word is: here and in the browser the same."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from generator.search.folding import count_terms, fold, stem, terms_of
from tests.serving import ServeFolder

BROWSER = Path(__file__).parents[2] / "generator/search/browser"
ASK = """async (texts) => {
  const { termsIn } = await import('./fold.js');
  return texts.map((text) => [...termsIn(text)].map(({ term }) => term));
}"""
STEMS = "async (terms) => terms.map((await import('./fold.js')).stem)"
# Each letter of every script that a blog is likely to be written in, and what stands around words.
RANGES = ((0x20, 0x530), (0x531, 0x600), (0x600, 0x700), (0x900, 0xDF0), (0xE00, 0xE80))
MORE = ((0x1E00, 0x2190), (0x3000, 0x3100), (0x4E00, 0x4E40), (0xAC00, 0xAC40), (0xFB00, 0xFB07))
LETTERS = [chr(code) for low, high in (*RANGES, *MORE) for code in range(low, high)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The fund's 1.8 % fees", ["the", "fund", "fees"]),
        ("Fondsgebühr, GEBÜHREN", ["fondsgebuhr", "gebuhren"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("Øresund, Łódź, Œuvre", ["oresund", "lodz", "oeuvre"]),
        ("read_csv(2024)", ["read", "csv", "2024"]),
        ("Ἀθῆναι λόγος ΛΟΓΟΣ", ["αθηναι", "λογοσ", "λογοσ"]),
        ("个人所得税", ["个人", "人所", "所得", "得税", "税"]),
        ("AI税と", ["ai", "税と", "と"]),
        ("İstanbul ISPARTA ı", ["istanbul", "isparta"]),
        ("مُحَمَّد", ["محمد"]),
        ("हिन्दी", ["हिन्दी"]),
        ("ﬁn Ｆｕｌｌ", ["fin", "full"]),
        ("e\u0301te\u0301", ["ete"]),
        ("x" * 50, ["x" * 40]),
        ("a I . —", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms


@given(st.text(st.sampled_from(LETTERS), max_size=40))
def test_terms_are_counted_as_they_are_found(text: str) -> None:
    assert count_terms(text) == Counter(terms_of(text))


@given(st.text(max_size=40))
def test_what_is_folded_stays_so(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_browser_finds_the_same_terms(browser: Browser, serve_folder: ServeFolder) -> None:
    texts = [f"ab{one}cd {one} x{one}{two}" for one, two in zip(LETTERS, LETTERS[7:], strict=False)]
    page = browser.new_page()
    page.goto(serve_folder(BROWSER) + "fold.js")
    found = page.evaluate(ASK, texts)
    stems = page.evaluate(STEMS, words := "einen kindern gebuhren messer es ene abcdn".split())
    page.close()
    assert stems == [*map(stem, words)] == "eine kind gebuhr mess es ene abcd".split()
    unlike = [(text, terms_of(text), each) for text, each in zip(texts, found, strict=True)]
    assert [each for each in unlike if each[1] != each[2]] == []
