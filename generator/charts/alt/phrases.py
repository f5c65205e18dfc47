"""The sentences of alternative texts in one language: a file each, with {places} in them.

Nothing that is put in is declined, and nothing around it depends on what it is: a name, a number or
a date stands as it is in every sentence. So languages with cases need no grammar here.
"""

from collections.abc import Mapping

from msgspec import Struct


class Phrases(Struct, frozen=True):
    """The sentences of a language, and the words that are put into them."""

    over: Mapping[str, str]
    """Marks that lie over others, as they stand behind ``with_marks``."""
    aggregates: Mapping[str, str]
    """What is made of a {column}; the empty word is any other, with its English {word}."""
    times: Mapping[str, str]
    """Parts of a date, by Vega-Lite's words for them."""
    time_columns: tuple[str, ...]
    """Names of columns that say no more than that time passes."""
    nothing: str
    last_of: str
    """Joins the {first} of a list with its {last}."""

    # What a chart is of
    head: str
    by: str
    over_time: str
    against: str
    from_to: str
    counted: str
    charts: str
    more: str
    lines: str
    many_lines: str
    groups: str
    named: str
    with_marks: str
    panels: str

    # Where a value stands: in a year or a month, on a day, at anything else
    places: Mapping[str, str]
    ends: Mapping[str, str]
    """Who is highest and lowest at the last of these places."""
    day_of_month: str

    # What data tell
    all_same: str
    value_range: str
    extremes: str
    several: str
    most_in_bin: str
    largest_bin: str
    largest_slices: str
    point: str
    points: str
    rise_together: str
    fall_together: str
    medians: str

    # The course of a line: of the only one, and of one by its name
    courses: Mapping[str, str]
    named_courses: Mapping[str, str]
    """By ``is``, ``stays``, ``rests``, ``rises``, ``falls`` and ``goes``."""
    peaks: str
    high: str
    low: str
