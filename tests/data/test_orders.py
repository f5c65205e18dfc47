"""Names in the order that they have of themselves."""

import random
from itertools import product

import pytest
from babel.dates import get_day_names, get_month_names
from msgspec.structs import replace

from generator.data.dates import LANGUAGES
from generator.data.locales import ENGLISH
from generator.data.orders import _CONTEXTS, _STARTS, _WIDTHS, own_order

GERMAN = replace(
    ENGLISH,
    months=tuple("Januar Februar März April Mai Juni Juli August September Oktober November "
                 "Dezember".split()),
    short_months=tuple("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.".split()),
    days=tuple("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()),
    short_days=tuple("Mo Di Mi Do Fr Sa So".split()),
)  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "January February March April May June",
        "JAN. FEB. SEPT. DEC.",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "mon tues wed thurs fri",
        "Mo Di Mi Do Fr Sa So",
        "Januar Februar März Mai Oktober Dezember",
        "Jan-2024 Mar-2024 Feb-2025",
        "Q3-2023 Q4-2023 Q1-2024",
        "<5 5–9 10–14 100+",
        "2b 10a",
        "9 100 1000+",
        "0-4 5-9 10-14 100+ unknown",
        "Jan Feb Mar Total",
    ],
)
def test_names_are_in_their_own_order(names: str) -> None:
    ordered = names.split()
    mixed = [*random.Random(7).sample(ordered, len(ordered)), None, ordered[0]]
    assert own_order(mixed, GERMAN) == ordered


@pytest.mark.parametrize(
    "names",
    ["januari februari mars maj oktober", "lundi mardi mercredi dimanche", "enero abril agosto",
     "sty lut mar kwi", "lör sön", "helmikuu toukokuu",
     "Jan Feb Mrz Dez"],
)  # fmt: skip
def test_months_and_weekdays_are_known_in_other_languages(names: str) -> None:
    ordered = names.split()
    assert own_order(sorted(ordered)) == (ordered if ordered != sorted(ordered) else [])


def test_names_that_begin_so_are_those_of_cldr() -> None:
    for names_of in (get_month_names, get_day_names):
        for width, context, language in product(_WIDTHS, _CONTEXTS, LANGUAGES[1:]):
            for name in names_of(width, context, language).values():
                assert name[:2].casefold() in _STARTS


@pytest.mark.parametrize(
    "names",
    ["", "Mon", "Jan Feb other", "April June", "oak elm", "2024-01 2024-02", "01067 10115",
     "2023Q1 2023Q2", "10.01.2024 9.01.2024"],
)  # fmt: skip
def test_all_others_are_left_to_the_alphabet(names: str) -> None:
    assert own_order(reversed(names.split())) == []


def test_two_letters_of_another_language_may_be_codes() -> None:
    assert own_order(["Di", "Mo", "Mi"]) == []
    assert own_order([1, 2, None, "x"]) == []
