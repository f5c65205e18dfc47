"""Names in the order of a language."""

import pytest

from generator.site.collation import rank


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("sv", "ananas apelsin zebra \u00e5l \u00e4pple \u00f6l"),
        ("de", "\u00e4pfel apfelmus bar stra\u00dfe strasse2 zebra"),
        ("da", "aal zebra \u00e6ble \u00f8l \u00e5l"),
        ("fr", "cote cot\u00e9 c\u00f4te c\u00f4t\u00e9 coterie"),
        ("es", "nube \u00f1and\u00fa oca"),
        ("pl", "lato \u0142adny \u0142za mapa"),
        ("en", "a-b ab \u00e9clair eden"),
        ("ru", "\u0430 \u0431 \u044f"),
    ],
)
def test_names_stand_in_the_order_of_their_language(language: str, names: str) -> None:
    ordered = names.split()
    mixed = sorted(ordered, key=lambda name: name[::-1])
    assert sorted(mixed, key=lambda name: rank(name, language)) == ordered


def test_the_same_letters_stand_elsewhere_in_other_languages() -> None:
    names = ["zebra", "\u00e4pple"]
    assert sorted(names, key=lambda name: rank(name, "sv")) == names
    assert sorted(names, key=lambda name: rank(name, "de")) == names[::-1]
