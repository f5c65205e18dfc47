"""The words of the default theme: each language says all that English says, in its plurals."""

import re

import pytest

from generator.data.words import COUNT, PLACE, categories_of
from tests.spoken import WORDS, spoken
from tests.themes.palette import DEFAULT

ENGLISH = dict(spoken()[0].words.texts)
LANGUAGES = (
    "en",
    "de",
    "sv",
    "fr",
    "es",
    "it",
    "nl",
    "da",
    "nb",
    "fi",
    "pl",
    "pt",
    "ja",
    "zh",
    "ar",
)
ASKED = re.compile(r'words\("(\w+)"')


def test_there_are_fifteen_languages() -> None:
    assert {path.stem for path in WORDS.glob("*.yaml")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_all_that_english_says(language: str) -> None:
    own = (WORDS / f"{language}.yaml").read_text(encoding="utf-8")
    keys = re.findall(r"^(\w+):", own, re.MULTILINE)
    assert sorted(keys) == sorted(ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_and_plurals_are_whole(language: str) -> None:
    wanted, _ = categories_of(language)
    for key, forms in spoken(language)[0].words.texts:
        counts = len(ENGLISH[key]) > 1
        assert [name for name, _ in forms] == list(wanted if counts else ("other",)), key
        places = {name for _, text in ENGLISH[key] for name in PLACE.findall(text)}
        for _, text in forms:
            # One and two may be words of their own.
            missing = places - set(PLACE.findall(text))
            assert missing <= ({COUNT} if counts else set()), (key, text)
        assert places <= {name for _, text in forms for name in PLACE.findall(text)}, key


def test_no_text_is_left_in_english() -> None:
    english = {key: dict(forms)["other"] for key, forms in ENGLISH.items()}
    for language in LANGUAGES[1:]:
        for key, forms in spoken(language)[0].words.texts:
            text = dict(forms)["other"]
            # Many a single word is the same, such as "data" and "trend".
            words = re.findall(r"[^\W\d_]+", PLACE.sub("", text))
            is_alike = len(words) < 2 or text == "Box plot"
            assert is_alike or text != english[key], (language, key)


def test_the_templates_ask_for_nothing_else() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (DEFAULT / "templates").glob("*.html")]
    asked = {key for text in texts for key in ASKED.findall(text)}
    assert asked
    assert asked <= set(ENGLISH)
