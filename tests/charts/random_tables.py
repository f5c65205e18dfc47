"""Tables as others write them: scripts, dates, zones, decimal commas, codes, holes, odd names."""

import csv
import io
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
from msgspec import Struct, structs

NAMES = ("value", "temp_max", "größe", "人口", "عدد", "with space", "Price [EUR]",
         "Nr.", "Women's share", 'the "real" one', "back\\slash", "x:y", "a.b.c", "mean", "цена",
         "50 %", "Umsatz (Mio. €)",
         "datum", "{curly}", "name_of_it", "Ünïcode", "tab", "price$", "-minus", "2nd")  # fmt: skip
WORDS = {
    "latin": ("apple", "pear", "plum", "fig", "quince", "medlar"),
    "german": ("Äpfel", "Größe", "Straße", "Öl", "Übermaß", "ß"),
    "cyrillic": ("Москва", "Київ", "Минск", "София"),
    "arabic": ("القاهرة", "دبي", "عمان", "تونس"),
    "chinese": ("北京", "上海", "廣州", "深圳"),
    "marks": ("a & b", "<c>", 'say "d"', "it's", "e; f", "g, h"),
    "long": tuple(f"A rather long name of a place, as nobody shortens it: {n}" for n in range(4)),
    "countries": ("DE", "NA", "SE", "FR", "GB"),
    "codes": ("01067", "10115", "04109", "80331"),
    "truth": ("yes", "no"),
}  # fmt: skip
SIZES = (0, 1, 2, 3, 5, 8, 13, 40, 40, 150, 150, 600, 5000)
Read = Callable[["pd.Series[str]"], "pd.Series[Any]"]


class RandomColumn(Struct, frozen=True):
    """A column of text cells; ``read`` is how pandas is told to read them."""

    name: str
    kind: str
    spelling: str
    cells: list[str]
    read: Read


class RandomTable(Struct, frozen=True):
    """A table as a file has it."""

    columns: tuple[RandomColumn, ...]
    delimiter: str = ","

    @property
    def text(self) -> str:
        """Return the file's text."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator="\n")
        writer.writerow([each.name for each in self.columns])
        writer.writerows(zip(*(each.cells for each in self.columns), strict=True))
        return out.getvalue()

    @property
    def frame(self) -> pd.DataFrame:
        """Return what pandas reads from the text, each column as it is told to."""
        read = pd.read_csv(
            io.StringIO(self.text), sep=self.delimiter, dtype=str, keep_default_na=False,
            skip_blank_lines=False,
        )  # fmt: skip
        return pd.DataFrame({each.name: each.read(read[each.name]) for each in self.columns})


def _numbers(decimal: str = ".", thousands: str = "", strip: str = "") -> Read:
    def read(cells: "pd.Series[str]") -> "pd.Series[Any]":
        bare = cells.str.strip().str.replace("−", "-", regex=False)
        for mark in (*strip, thousands, "\u00a0" if strip else ""):
            bare = bare.str.replace(mark, "", regex=False) if mark else bare
        return pd.to_numeric(
            bare.str.strip().str.replace(decimal, ".", regex=False), errors="coerce"
        )

    return read


def _percent(cells: "pd.Series[str]") -> "pd.Series[Any]":
    return _numbers(strip="%")(cells) / 100


def _dates(form: str) -> Read:
    def read(cells: "pd.Series[str]") -> "pd.Series[Any]":
        return pd.to_datetime(cells.where(cells != "", None), format=form)

    return read


def _local(cells: "pd.Series[str]") -> "pd.Series[Any]":
    """Read times with an offset as their clocks showed them."""
    bare = cells.str.replace(r"(Z|[+-]\d\d:\d\d)$", "", regex=True)
    return pd.to_datetime(bare.where(bare != "", None), format="ISO8601")


def _texts(cells: "pd.Series[str]") -> "pd.Series[Any]":
    return cells.where(cells != "", None)


def _grouped(value: float, mark: str, decimal: str) -> str:
    return f"{value:,.1f}".replace(",", "\0").replace(".", decimal).replace("\0", mark)


_DRAW: dict[str, Callable[[random.Random], float]] = {
    "whole": lambda r: r.randint(-40, 100),
    "positive": lambda r: r.randint(1, 900),
    "four digits": lambda r: r.randint(1250, 2150),
    "decimals": lambda r: round(r.uniform(-5, 20), 2),
    "large": lambda r: r.randint(1_000, 9_000_000),
    "small": lambda r: round(r.uniform(0.0001, 0.01), 6),
}
_ROUND = _DRAW["large"]
_SPELLED: dict[str, tuple[Callable[[random.Random], float], Callable[[float], str], Read]] = {
    **{name: (draw, str, _numbers()) for name, draw in _DRAW.items()},
    "comma": (_DRAW["decimals"], lambda v: f"{v:.2f}".replace(".", ","), _numbers(",")),
    "german": (_ROUND, lambda v: _grouped(v, ".", ","), _numbers(",", ".")),
    "english": (_ROUND, lambda v: _grouped(v, ",", "."), _numbers(".", ",")),
    "spaced": (_ROUND, lambda v: _grouped(v, " ", ","), _numbers(",", " ")),
    "percent": (_DRAW["positive"], lambda v: f"{v} %", _percent),
    "euro": (_DRAW["positive"], lambda v: f"{v},50 €", _numbers(",", strip="€")),
    "minus": (_DRAW["whole"], lambda v: str(v).replace("-", "−"), _numbers()),
}
NUMBERS = tuple(_SPELLED)
DATES: dict[str, tuple[str, Read]] = {
    "iso": ("%Y-%m-%d", _dates("%Y-%m-%d")),
    "minute": ("%Y-%m-%dT%H:%M", _dates("%Y-%m-%dT%H:%M")),
    "second": ("%Y-%m-%d %H:%M:%S", _dates("%Y-%m-%d %H:%M:%S")),
    "offset": ("%Y-%m-%dT%H:%M:%S+01:00", _local),
    "zulu": ("%Y-%m-%dT%H:%M:%SZ", _local),
    "dots": ("%d.%m.%Y", _dates("%d.%m.%Y")),
    "day first": ("%d/%m/%Y", _dates("%d/%m/%Y")),
    "month first": ("%m/%d/%Y", _dates("%m/%d/%Y")),
    "words": ("%d %B %Y", _dates("%d %B %Y")),
    "month": ("%Y-%m", _dates("%Y-%m")),
    "short": ("%b %d, %Y", _dates("%b %d, %Y")),
    "slashes": ("%Y/%m/%d", _dates("%Y/%m/%d")),
}


def number_column(rng: random.Random, name: str, size: int, *, spelling: str = "") -> RandomColumn:
    """Make a column of numbers; some have holes, or a word among them."""
    spelling = spelling or rng.choice(NUMBERS)
    draw, spell, read = _SPELLED[spelling]
    cells = [spell(draw(rng)) for _ in range(size)]
    odd = rng.choice(("", "", "", "NA", "n/k", ""))
    if size > 3 and rng.random() < 0.4:
        for at in rng.sample(range(size), max(1, size // 20)):
            cells[at] = odd
    return RandomColumn(name, "number", f"{spelling} {odd}".strip(), cells, read)


def date_column(
    rng: random.Random, name: str, size: int, *, spelling: str = "", distinct: bool = False
) -> RandomColumn:
    """Make a column of days or times in one of twelve forms; some have holes."""
    spelling = spelling or rng.choice(tuple(DATES))
    form, read = DATES[spelling]
    begun = datetime(rng.choice((1998, 2019, 2023)), rng.randint(1, 12), 1)  # noqa: DTZ001
    step = timedelta(days=rng.choice((1, 1, 7)))
    if "%H" in form:
        step = rng.choice((step, timedelta(hours=1), timedelta(minutes=17)))
    count = size if distinct else rng.randint(1, max(1, min(size, 60)))
    moments = [begun + n * step for n in range(count)]
    if spelling == "month":
        moments = [begun.replace(year=begun.year + n // 12, month=1 + n % 12) for n in range(count)]
    chosen = moments if distinct else [rng.choice(moments) for _ in range(size)]
    cells = [each.strftime(form) for each in chosen]
    return RandomColumn(name, "date", spelling, cells, read)


def name_column(rng: random.Random, name: str, size: int) -> RandomColumn:
    """Make a column of names in some script; some have holes."""
    spelling = rng.choice(tuple(WORDS))
    cells = [rng.choice(WORDS[spelling]) for _ in range(size)]
    if spelling == "codes" and cells:
        cells[0] = "01067"  # those of the east alone begin with a zero
    if size > 3 and rng.random() < 0.2:
        cells[rng.randrange(size)] = ""
    return RandomColumn(name, "name", spelling, cells, _texts)


def random_table(rng: random.Random, letters: str, *, distinct: bool = False) -> RandomTable:
    """Make a table of columns: n(ame), v(alue), p(ositive value), x (a place) and d(ate).

    ``distinct`` dates stand once each.
    """
    size = rng.choice(SIZES)
    names = rng.sample(NAMES, len(letters))
    made = [
        _column(rng, letter, name, size, distinct=distinct)
        for letter, name in zip(letters, names, strict=True)
    ]
    rest = number_column(rng, "unused", size, spelling="whole")
    columns = (*rng.sample(made, len(made)), rest)
    has_commas = any("," in cell for each in columns for cell in each.cells[:20])
    return RandomTable(columns, ";" if has_commas and rng.random() < 0.5 else ",")


def _column(
    rng: random.Random, letter: str, name: str, size: int, *, distinct: bool
) -> RandomColumn:
    if letter == "n":
        return name_column(rng, name, size)
    if letter == "d":
        return date_column(rng, name, size, distinct=distinct)
    made = number_column(rng, name, size, spelling="positive" if letter == "p" else "")
    if letter == "x":
        made = structs.replace(made, kind="place")
    return made
