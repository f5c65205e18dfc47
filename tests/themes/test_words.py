"""The words of the default theme: each language says all that English says, in its plurals."""

import re

import pytest

from generator.data.plurals import categories_of
from generator.data.words import COUNT, PLACE
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
            says = any(map(str.isalpha, PLACE.sub("", text)))
            assert not says or text != english[key] or key in ALIKE, (language, key)


ALIKE = frozenset(
    "box_attention box_bug box_danger box_error box_hint box_important box_info box_note"
    " box_question box_tip chart_dataset chart_kind_boxplot chart_kind_histogram data feed figure figure_label"
    " figures lost_title notes".split()
)
"""What some language says as English does."""


def test_the_templates_ask_for_nothing_else() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (DEFAULT / "templates").glob("*.html")]
    asked = {key for text in texts for key in ASKED.findall(text)}
    assert asked
    assert asked <= set(ENGLISH)
