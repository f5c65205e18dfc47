"""Alternative texts in German."""

from generator.charts.alt.phrases import Phrases

_AT = "{value} ({place})"
_END = "Am Ende ({place}) liegt {high} mit {most} am höchsten, {low} mit {least} am niedrigsten."
GERMAN = Phrases(
    over={
        "area": "Flächen", "bar": "Balken", "circle": "Punkten", "errorband": "Fehlerbändern",
        "errorbar": "Fehlerbalken", "line": "Linien", "point": "Punkten", "tick": "Strichen",
    },
    aggregates={
        "average": "Mittelwert von {column}", "count": "Anzahl der Zeilen",
        "distinct": "Anzahl verschiedener Werte von {column}", "max": "Höchstwert von {column}",
        "mean": "Mittelwert von {column}", "median": "Median von {column}",
        "min": "Tiefstwert von {column}", "stdev": "Standardabweichung von {column}",
        "sum": "Summe von {column}", "": "{column} ({word})",
    },
    times={
        "quarter": "Quartal", "month": "Monat", "week": "Woche", "day": "Wochentag",
        "date": "Tag des Monats", "dayofyear": "Tag des Jahres", "hours": "Stunde",
    },
    time_columns=("datum", "zeit", "tag", "jahr", "monat", "date", "time", "day", "year", "month"),
    nothing="(ohne Angabe)",
    last_of="{first} und {last}",
    head="{kind}: {subject}",
    by="{what} nach {by}",
    over_time="{what} im Lauf der Zeit",
    against="{y} gegen {x}",
    from_to="{first} bis {last}",
    counted="{what}",
    charts="{count} Diagramme. {told}",
    more=" Dazu {count} weitere.",
    lines=", je eine Linie nach {group}",
    many_lines=", {count} Linien nach {group}",
    groups=", unterteilt nach {group}",
    named=" ({names})",
    with_marks=", mit {marks}",
    panels=", je ein Feld nach {columns}",
    places={"in": _AT, "on": _AT, "at": _AT},
    ends={"in": _END, "on": _END, "at": _END},
    day_of_month="Tag %-d",
    all_same="Alle Werte sind {value}.",
    value_range="Die Werte liegen zwischen {low} und {high}.",
    extremes="Von {count} Werten ist der höchste {most} ({high}), der niedrigste {least} ({low}).",
    several="{count} davon",
    most_in_bin="Die meisten von {total}, nämlich {count}, liegen zwischen {low} und {high}.",
    largest_bin="Die größte Gruppe, {count} von {total}, liegt zwischen {low} und {high}.",
    largest_slices="Die größten von {count} sind {parts}.",
    point=(
        "Ein Punkt, von {left} bis {right} auf der x-Achse"
        " und von {low} bis {high} auf der y-Achse"
    ),
    points=(
        "{count} Punkte, von {left} bis {right} auf der x-Achse"
        " und von {low} bis {high} auf der y-Achse"
    ),
    rise_together="; beide Werte steigen meist gemeinsam",
    fall_together="; steigt der eine Wert, fällt meist der andere",
    medians="Die Mediane liegen zwischen {least} ({low}) und {most} ({high}).",
    courses={
        "is": "Der Wert ist {first}",
        "stays": "Die Werte bleiben bei {value}, von {begin} bis {end}",
        "rests": "Die Werte bleiben bei {value}",
        "rises": "Die Werte steigen von {first} auf {last}",
        "falls": "Die Werte fallen von {first} auf {last}",
        "goes": "Die Werte verlaufen von {first} bis {last}",
    },
    named_courses={
        "is": "Bei {name} ist der Wert {first}",
        "stays": "Bei {name} bleiben die Werte bei {value}, von {begin} bis {end}",
        "rests": "Bei {name} bleiben die Werte bei {value}",
        "rises": "Bei {name} steigen die Werte von {first} auf {last}",
        "falls": "Bei {name} fallen die Werte von {first} auf {last}",
        "goes": "Bei {name} verlaufen die Werte von {first} bis {last}",
    },
    peaks=", mit {peaks}",
    high="einem Höchstwert von {value}",
    low="einem Tiefstwert von {value}",
)  # fmt: skip
