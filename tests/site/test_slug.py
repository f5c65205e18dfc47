"""Slugs and paths: what a text becomes in an address, and what no file can be called."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.slug import (
    LONGEST_NAME,
    LONGEST_PATH,
    date_in_name,
    folded,
    slugify,
    source_name,
    split_leading_date,
    wrong_path,
)

SEPARATORS = st.text(' -_.,;:!?/\\|()[]"\t\n', min_size=1)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Is it Mila?", "is-it-mila"),
        ("  What -- a   day ", "what-a-day"),
        ("snake_case_name", "snake-case-name"),
        ("C++ and C#", "c-plus-plus-and-c-sharp"),
        ("R&D", "r-and-d"),
        ("100%", "100-percent"),
        ("Don't, don’t", "dont-dont"),
        ("Über Straßen", "über-strassen"),
        ("U\u0308ber", "über"),
        ("İstanbul", "istanbul"),
        ("東京 2024", "東京-2024"),
        ("ＡＢＣ", "abc"),
        ("हिन्दी में", "हिन्दी-में"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("தமிழ்", "தமிழ்"),
        ("العَرَبِيَّة", "العَرَبِيَّة"),
        ("☃️ snow ❤️", "snow"),
        ("❤️", ""),
        ("!?", ""),
        ("", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == unicodedata.normalize("NFC", slug)


@given(st.text())
def test_a_slug_is_words_with_single_hyphens(text: str) -> None:
    slug = slugify(text)
    assert slug == "-".join(word for word in slug.split("-") if word)
    assert not any(character.isspace() or character in "/\\?#%&+.:'\"<>" for character in slug)
    assert all(word[0].isalnum() for word in slug.split("-") if word)


@given(st.text())
def test_unicode_forms_and_case_make_no_difference(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert slugify(unicodedata.normalize(form, text)) == slugify(text)
    assert slugify(text.casefold()) == slugify(text)


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@given(st.text("abc123äж東", min_size=1), SEPARATORS, st.text("abc123äж東", min_size=1))
def test_whatever_parts_two_words_becomes_a_hyphen(one: str, parting: str, other: str) -> None:
    assert slugify(one + parting + other) == f"{one}-{other}"


@given(st.text())
def test_folding_sees_neither_case_nor_unicode_form(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text.casefold()) == folded(text)
    for form in ("NFC", "NFD"):
        assert folded(unicodedata.normalize(form, text)) == folded(text)


@given(st.text("abcABC/-äÄ"), st.text("abcABC/-äÄ"))
def test_addresses_that_differ_otherwise_are_told_apart(one: str, other: str) -> None:
    assert (folded(one) == folded(other)) == (one.lower() == other.lower())


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("2024-05-01-a-title", ("2024-05-01", "a-title")),
        ("2024-05-01_a", ("2024-05-01", "a")),
        ("2024-05-01 a", ("2024-05-01", "a")),
        ("2024-05-01", ("", "2024-05-01")),
        ("2024-05-01-", ("", "2024-05-01-")),
        ("2024-05-1-a", ("", "2024-05-1-a")),
        ("in-2024-05-01-a", ("", "in-2024-05-01-a")),
        ("2024-05-011", ("", "2024-05-011")),
    ],
)
def test_a_leading_date(name: str, parts: tuple[str, str]) -> None:
    assert split_leading_date(name) == parts


@pytest.mark.parametrize(
    ("path", "name", "date"),
    [
        ("content/posts/a.md", "a", ""),
        ("content/posts/a.b.md", "a.b", ""),
        ("content/posts/a/index.md", "a", ""),
        ("content/posts/2024-05-01-a.md", "2024-05-01-a", "2024-05-01"),
        ("content/posts/2024-05-01-a/index.markdown", "2024-05-01-a", "2024-05-01"),
        ("content/posts/2024-05-01-a/other.md", "other", ""),
    ],
)
def test_a_source_is_named_by_its_file_or_its_folder(path: str, name: str, date: str) -> None:
    assert source_name(path) == name
    assert date_in_name(path) == date


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("a" * 256, '"aaaaaaaaaaaaaaaaaaaa…" has 256 bytes'),
        (f"posts/{'漢' * 86}/index.html", "has 258 bytes"),
        ("a/" * 501, "it has 1,002 bytes, and a path has at most 1,000"),
        ("a\0b", "it holds U+0000"),
        ("a\nb", "it holds U+000A"),
        ("a\u202eb", "it holds U+202E"),
        ("\u200e\u200f", "it holds U+200E"),
        ("a\ud800", "it holds U+D800"),
        ("a\ufffd", "it holds U+FFFD"),
    ],
)
def test_what_no_file_can_be_called(path: str, why: str) -> None:
    assert why in wrong_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a" * LONGEST_NAME,
        "漢" * 85,
        "a/" * (LONGEST_PATH // 2),
        "می\u200cخواهم",
        "\U0001f600",
        "a b",
    ],
)
def test_what_a_file_can_be_called(path: str) -> None:
    assert wrong_path(path) == ""


@given(st.text(min_size=1, max_size=300).filter(lambda name: "/" not in name and name[0] != "."))
def test_whatever_is_right_can_be_written(name: str) -> None:
    if wrong_path(name) == "":
        assert len(os.fsencode(name)) <= LONGEST_NAME
        assert Path("/", name).name == name
