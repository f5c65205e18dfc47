"""What is read from CLDR is what readers of a language are used to."""

from datetime import UTC, datetime

import pytest
from babel.localedata import locale_identifiers

from generator.data.locales import ENGLISH, locale_of
from generator.data.moments import write_date
from generator.data.numbers import compact, format_number, money, number, percent

AT = datetime(2026, 5, 2, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "date", "short", "month"),
    [
        ("en", "2 May 2026", "2 May 2026", "May 2026"),
        ("en-US", "May 2, 2026", "May 2, 2026", "May 2026"),
        ("en-GB", "2 May 2026", "2 May 2026", "May 2026"),
        ("de", "2. Mai 2026", "2. Mai 2026", "Mai 2026"),
        ("sv-FI", "2 maj 2026", "2 maj 2026", "maj 2026"),
        ("es", "2 de mayo de 2026", "2 may 2026", "mayo de 2026"),
        ("pl", "2 maja 2026", "2 maj 2026", "maj 2026"),
        ("cs", "2. května 2026", "2. 5. 2026", "květen 2026"),
        ("fi", "2. toukokuuta 2026", "2.5.2026", "toukokuu 2026"),
        ("ja", "2026年5月2日", "2026年5月2日", "2026年5月"),
        ("zh-Hant", "2026年5月2日", "2026年5月2日", "2026年5月"),
        ("ko", "2026년 5월 2일", "2026년 5월 2일", "2026년 5월"),
        ("ar-EG", "2 مايو 2026", "2 مايو 2026", "مايو 2026"),
        ("he", "2 במאי 2026", "2 במאי 2026", "מאי 2026"),
    ],
)
def test_dates_stand_in_the_order_of_their_language(
    language: str, date: str, short: str, month: str
) -> None:
    locale = locale_of(language)
    written = [write_date(AT, each, locale) for each in (None, locale.short_date, locale.month)]
    assert written == [date, short, month]


@pytest.mark.parametrize(
    ("language", "time"),
    [("en-US", "2:30\u202fPM"), ("de", "14:30"), ("da", "14.30"), ("zh-TW", "14:30"),
     ("ar", "2:30 م")],
)  # fmt: skip
def test_hours_are_counted_as_their_language_does(language: str, time: str) -> None:
    locale = locale_of(language)
    assert write_date(AT, locale.time, locale) == time


@pytest.mark.parametrize(
    ("language", "four", "many", "share", "euros"),
    [
        ("de", "1.234", "1.234.567,5", "−12,3 %", "1.234,50 €"),
        ("de-CH", "1’234", "1’234’567.5", "−12.3%", "€ 1’234.50"),
        ("fr", "1\u202f234", "1\u202f234\u202f567,5", "−12,3 %", "1\u202f234,50 €"),
        ("es", "1234", "1.234.567,5", "−12,3 %", "1234,50 €"),
        ("es-MX", "1,234", "1,234,567.5", "−12.3%", "€1,234.50"),
        ("pl", "1234", "1 234 567,5", "−12,3%", "1234,50 €"),
        ("pt", "1.234", "1.234.567,5", "−12,3%", "€ 1.234,50"),
        ("pt-PT", "1234", "1 234 567,5", "−12,3%", "1234,50 €"),
        ("hi", "1,234", "12,34,567.5", "−12.3%", "€1,234.50"),
        ("en-IN", "1,234", "12,34,567.5", "−12.3%", "€1,234.50"),
        ("tr", "1.234", "1.234.567,5", "−%12,3", "€1.234,50"),
        ("ar", "1,234", "1,234,567.5", "\u200e−12.3\u200e%\u200e", "1,234.50 €"),
        ("ja", "1,234", "1,234,567.5", "−12.3%", "€1,234.50"),
    ],
)
def test_numbers_have_the_marks_of_their_language(
    language: str, four: str, many: str, share: str, euros: str
) -> None:
    locale = locale_of(language)
    found = (
        number(1234, locale=locale),
        number(1234567.5, locale=locale),
        percent(-0.123, locale=locale),
        money(1234.5, "€", 2, locale=locale),
    )
    assert [each.replace("\u00a0", " ") for each in found] == [four, many, share, euros]


@pytest.mark.parametrize(
    ("language", "currency", "written"),
    [
        ("en", "SEK", "5 SEK"),
        ("sv", "kr", "5 kr"),
        ("de", "EUR", "5 EUR"),
        ("de-CH", "CHF", "CHF 5"),
        ("nl", "$", "$ 5"),
        ("nl", "euro", "5 euro"),
        ("ja", "円", "5円"),
        ("ja", "¥", "¥5"),
        ("pt-BR", "R$", "R$ 5"),
    ],
)
def test_signs_stand_where_their_language_has_them_and_words_behind(
    language: str, currency: str, written: str
) -> None:
    assert money(5, currency, locale=locale_of(language)).replace("\u00a0", " ") == written


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("en", 69_299, "69.3K"),
        ("en-GB", 1.25e9, "1.25bn"),
        ("de", 69_299, "69.299"),
        ("de", 999_999.9, "1 Mio."),
        ("de", -1.25e9, "−1,25 Mrd."),
        ("sv", 1_500_000, "1,5 mn"),
        ("es", 1.5e9, "1500 M"),
        ("es", 15e9, "15 mil M"),
        ("ja", 12_345_678, "1235万"),
        ("ja", 9_999, "9999"),
        ("hi", 250_000, "2.5 लाख"),
        ("ar", 2_500, "2.5 ألف"),
        ("ar", 3_400, "3.4 آلاف"),
        ("ar", 12_000, "12 ألف"),
    ],
)
def test_short_numbers_count_as_their_language_does(
    language: str, value: float, written: str
) -> None:
    assert compact(value, locale=locale_of(language)).replace("\u00a0", " ") == written


def test_in_a_column_all_thousands_stand_apart() -> None:
    locale = locale_of("es")
    assert [format_number(each, ",.0f", locale) for each in (1234, 12345)] == ["1.234", "12.345"]


def test_every_language_of_cldr_can_be_read() -> None:
    tags = [tag.replace("_", "-") for tag in locale_identifiers() if "_" not in tag]
    locales = [locale_of(tag) for tag in tags if tag not in ("en", "root")]
    assert len(locales) > 200
    assert ENGLISH not in locales
    for locale in locales:
        assert "%-d" in locale.date or "%d" in locale.date
        assert {len(locale.months), len(locale.short_months), len(locale.months_alone)} == {12}
        assert all(map("".join, (locale.percent, locale.currency)))
