"""The sentences of alternative texts in one language, with {places} in them, and those in English.

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


_BOUNDS = "{high} is highest with {most} and {low} lowest with {least}."
ENGLISH = Phrases(
    over={
        "area": "areas", "bar": "bars", "circle": "points", "errorband": "error bands",
        "errorbar": "error bars", "line": "lines", "point": "points", "tick": "ticks",
    },
    aggregates={
        "average": "mean {column}", "count": "number of rows",
        "distinct": "number of different {column}", "max": "highest {column}",
        "mean": "mean {column}", "median": "median {column}", "min": "lowest {column}",
        "stdev": "standard deviation of {column}", "sum": "sum of {column}",
        "": "{word} {column}",
    },
    times={
        "quarter": "quarter", "month": "month", "week": "week", "day": "weekday",
        "date": "day of the month", "dayofyear": "day of the year", "hours": "hour",
    },
    time_columns=("date", "time", "day", "year", "month"),
    nothing="(nothing)",
    last_of="{first} and {last}",
    head="{kind} of {subject}",
    by="{what} by {by}",
    over_time="{what} over time",
    against="{y} against {x}",
    from_to="{first} to {last}",
    counted="the {what}",
    charts="{count} charts. {told}",
    more=" And {count} more.",
    lines=", a line for each {group}",
    many_lines=", a line for each of {count} values of {group}",
    groups=", by {group}",
    named=" ({names})",
    with_marks=", with {marks}",
    panels=", a panel for each {columns}",
    places={"in": "{value} in {place}", "on": "{value} on {place}", "at": "{value} at {place}"},
    ends={
        "in": f"In {{place}}, the last, {_BOUNDS}",
        "on": f"On {{place}}, the last, {_BOUNDS}",
        "at": f"At {{place}}, the last, {_BOUNDS}",
    },
    day_of_month="day %-d",
    all_same="All are {value}.",
    value_range="The values lie between {low} and {high}.",
    extremes="Of {count} values the highest is {most} ({high}), the lowest {least} ({low}).",
    several="{count} of them",
    most_in_bin="Most of the {total}, {count}, lie between {low} and {high}.",
    largest_bin="The largest group, {count} of {total}, lies between {low} and {high}.",
    largest_slices="The largest of {count} are {parts}.",
    point="One point, from {left} to {right} on the x axis and from {low} to {high} on the y axis",
    points=(
        "{count} points, from {left} to {right} on the x axis"
        " and from {low} to {high} on the y axis"
    ),
    rise_together="; the two mostly rise together",
    fall_together="; as one rises the other mostly falls",
    medians="The medians lie between {least} ({low}) and {most} ({high}).",
    courses={
        "is": "It is {first}",
        "stays": "It stays at {value} from {begin} to {end}",
        "rests": "It stays at {value}",
        "rises": "It rises from {first} to {last}",
        "falls": "It falls from {first} to {last}",
        "goes": "It goes from {first} to {last}",
    },
    named_courses={
        "is": "{name} is {first}",
        "stays": "{name} stays at {value} from {begin} to {end}",
        "rests": "{name} stays at {value}",
        "rises": "{name} rises from {first} to {last}",
        "falls": "{name} falls from {first} to {last}",
        "goes": "{name} goes from {first} to {last}",
    },
    peaks=", with {peaks}",
    high="a high of {value}",
    low="a low of {value}",
)  # fmt: skip
