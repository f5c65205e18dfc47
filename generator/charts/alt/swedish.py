"""Alternative texts in Swedish."""

from generator.charts.alt.phrases import Phrases

_AT = "{value} ({place})"
_END = "Sist ({place}) ligger {high} högst med {most} och {low} lägst med {least}."
SWEDISH = Phrases(
    over={
        "area": "ytor", "bar": "staplar", "circle": "punkter", "errorband": "felband",
        "errorbar": "felstaplar", "line": "linjer", "point": "punkter", "tick": "streck",
    },
    aggregates={
        "average": "medelvärde av {column}", "count": "antal rader",
        "distinct": "antal olika värden av {column}", "max": "högsta värde av {column}",
        "mean": "medelvärde av {column}", "median": "median av {column}",
        "min": "lägsta värde av {column}", "stdev": "standardavvikelse av {column}",
        "sum": "summa av {column}", "": "{column} ({word})",
    },
    times={
        "quarter": "kvartal", "month": "månad", "week": "vecka", "day": "veckodag",
        "date": "dag i månaden", "dayofyear": "dag på året", "hours": "timme",
    },
    time_columns=("datum", "tid", "dag", "år", "månad", "date", "time", "day", "year", "month"),
    nothing="(utan uppgift)",
    last_of="{first} och {last}",
    head="{kind}: {subject}",
    by="{what} efter {by}",
    over_time="{what} över tid",
    against="{y} mot {x}",
    from_to="{first} till {last}",
    counted="{what}",
    charts="{count} diagram. {told}",
    more=" Dessutom {count} till.",
    lines=", en linje för varje {group}",
    many_lines=", {count} linjer efter {group}",
    groups=", uppdelat efter {group}",
    named=" ({names})",
    with_marks=", med {marks}",
    panels=", en ruta för varje {columns}",
    places={"in": _AT, "on": _AT, "at": _AT},
    ends={"in": _END, "on": _END, "at": _END},
    day_of_month="dag %-d",
    all_same="Alla värden är {value}.",
    value_range="Värdena ligger mellan {low} och {high}.",
    extremes="Av {count} värden är det högsta {most} ({high}) och det lägsta {least} ({low}).",
    several="{count} av dem",
    most_in_bin="De flesta av {total}, närmare bestämt {count}, ligger mellan {low} och {high}.",
    largest_bin="Den största gruppen, {count} av {total}, ligger mellan {low} och {high}.",
    largest_slices="De största av {count} är {parts}.",
    point="En punkt, från {left} till {right} på x-axeln och från {low} till {high} på y-axeln",
    points=(
        "{count} punkter, från {left} till {right} på x-axeln"
        " och från {low} till {high} på y-axeln"
    ),
    rise_together="; de två stiger oftast tillsammans",
    fall_together="; när det ena stiger faller oftast det andra",
    medians="Medianerna ligger mellan {least} ({low}) och {most} ({high}).",
    courses={
        "is": "Värdet är {first}",
        "stays": "Värdena ligger kvar på {value} från {begin} till {end}",
        "rests": "Värdena ligger kvar på {value}",
        "rises": "Värdena stiger från {first} till {last}",
        "falls": "Värdena faller från {first} till {last}",
        "goes": "Värdena går från {first} till {last}",
    },
    named_courses={
        "is": "För {name} är värdet {first}",
        "stays": "För {name} ligger värdena kvar på {value} från {begin} till {end}",
        "rests": "För {name} ligger värdena kvar på {value}",
        "rises": "För {name} stiger värdena från {first} till {last}",
        "falls": "För {name} faller värdena från {first} till {last}",
        "goes": "För {name} går värdena från {first} till {last}",
    },
    peaks=", med {peaks}",
    high="ett högsta värde på {value}",
    low="ett lägsta värde på {value}",
)  # fmt: skip
