"""Words: what the product itself says to readers, in one language and by its plurals.

``site/words.py`` reads them from the theme's files; plurals are Unicode's CLDR's.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final, Literal

from msgspec import Struct, msgpack

from generator.data.cldr import cldr_of
from generator.data.locales import locale_of
from generator.data.numbers import format_number
from generator.engine import Blob, Read
from generator.markup.quotation import tags_of
from generator.problems import suggestion
from generator.problems.fault import AtWord, Fault
from generator.problems.regex import regex

COUNT: Final = "count"
IN_CHARTS: Final = "chart_"
"""What the keys begin with that are said in figures."""
PLACE: Final = regex(r"\{([a-z_]+)\}")
_SHORT: Final = 1000
"""Numbers below are digits alone in every language."""

Forms = tuple[tuple[str, str], ...]
"""A text by its plurals; one that has none is ``other`` alone."""


CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
_WHOLE = 1000
"""Numbers below it need every plural that their language has for them."""
_PERIOD = 100


@cache
def plurals_of(language: str) -> str:
    """Return the plurals of 0 to 199, each as its index among ``CATEGORIES``."""
    rule, _ = _rule(language)
    return "".join(str(CATEGORIES.index(rule(count))) for count in range(2 * _PERIOD))


def plural(plurals: str, count: int) -> str:
    """Return the plural of a number; one of three digits goes by its last two."""
    size = abs(count)
    return CATEGORIES[int(plurals[size if size < _PERIOD else size % _PERIOD + _PERIOD])]


@cache
def categories_of(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the plurals that a language's whole numbers need, and all that it has."""
    rule, tags = _rule(language)
    return _ordered(map(rule, range(_WHOLE))), _ordered(tags)


def _rule(language: str) -> tuple[Callable[[int], str], frozenset[str]]:
    # A site in English needs no Babel, which has the same.
    if tags_of(language)[-1] == "en":
        return lambda count: "one" if count == 1 else "other", frozenset(("one",))
    cldr = cldr_of(language)
    if cldr is None:
        return lambda _: "other", frozenset()
    return cldr.plural_form, frozenset(cldr.plural_form.tags)


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    found = {*names, "other"}
    return tuple(name for name in CATEGORIES if name in found)


Direction = Literal["ltr", "rtl"]
_RIGHT_TO_LEFT: Final = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())


@cache
def direction_of(language: str) -> Direction:
    """Return which way the lines of a language run."""
    return "rtl" if _RIGHT_TO_LEFT & set(tags_of(language)) else "ltr"


class Words(Struct, frozen=True):
    """The texts of a language by their keys, with ``{places}`` for what is put in.

    ``plurals`` are those of its whole numbers, as ``plurals_of`` writes them; ``texts`` stand
    in the order of their keys.
    """

    language: str = "en"
    plurals: str = "51" + "5" * 198
    texts: tuple[tuple[str, Forms], ...] = ()

    def form(self, key: str, count: int | None = None) -> str:
        """Return a text before anything is put in. Raises Fault where there is none of this key."""
        found = self._forms(key)
        if not found:
            hint = suggestion(key, dict(self.texts), "it wants a line in words/en.yaml")
            raise Fault(f'no words "{key}"', AtWord(key), hint)
        name = "other" if count is None else plural(self.plurals, count)
        return found.get(name) or found["other"]

    def get(self, key: str, default: str) -> str:
        """Return a text that there may not be."""
        return self(key) if self._forms(key) else default

    def _forms(self, key: str) -> dict[str, str]:
        at = bisect_left(self.texts, key, key=itemgetter(0))
        is_there = at < len(self.texts) and self.texts[at][0] == key
        return dict(self.texts[at][1]) if is_there else {}

    def __call__(self, key: str, **values: str | int) -> str:
        """Return a text with values put in; ``count`` chooses its plural. Raises Fault."""
        return self.filled(key, values, str)

    def filled(
        self, key: str, values: Mapping[str, str | int], write: Callable[[str | int], str]
    ) -> str:
        """Return a text in which all is written in a way of its own, such as escaped."""
        count = values.get(COUNT)
        amount = count if isinstance(count, int) else None
        shown = values if amount is None else {**values, COUNT: self._number(amount)}

        def put(found: re.Match[str]) -> str:
            if found[1] not in shown:
                message = f'the words "{key}" want a value for {{{found[1]}}}'
                raise Fault(message, AtWord(key), f'words("{key}", {found[1]}=…)')
            return write(shown[found[1]])

        form = self.form(key, amount)
        if "{" not in form:
            return write(form)
        # What stands between the places is written like them.
        parts = PLACE.split(form)
        text = "".join(f"{{{p}}}" if i % 2 else write(p) for i, p in enumerate(parts))
        return PLACE.sub(put, text)

    def only(self, prefix: str) -> "Words":
        """Return the words whose keys begin so: what is made of these waits for no others."""
        kept = tuple(each for each in self.texts if each[0].startswith(prefix))
        return Words(self.language, self.plurals, kept)

    def _number(self, count: int) -> str:
        if abs(count) < _SHORT:
            return str(count)
        return format_number(count, ",", locale_of(self.language))


class Spoken(Struct, frozen=True):
    """The words of a language, and the same as a Blob for what holds them beside much else."""

    words: Words
    blob: Blob


Languages = Mapping[str, Spoken]
"""What is said in each language that some page is in, by its tag."""


def words_in(blob: Blob | None, read: Read) -> Words:
    """Return the words of a Blob; none where there is no Blob."""
    return words_of(read(blob)) if blob is not None else Words()


@lru_cache(maxsize=32)
def words_of(content: bytes) -> Words:
    """Return the words that a Blob holds."""
    return msgpack.decode(content, type=Words)
