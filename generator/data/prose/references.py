"""Which datasets the values in prose speak of, and where each word of them stands."""

from generator.data.prose.expression import lookups_in
from generator.data.prose.grammar import parse_expression
from generator.data.reference import Reference
from generator.markup.parts import Expression
from generator.problems import Place
from generator.problems.fault import Fault, Spot, spot_at


def value_references(expression: Expression) -> tuple[Reference, ...]:
    """Return the datasets that an expression names; a broken one names none."""
    try:
        term = parse_expression(expression.text).term
    except Fault:
        return ()
    found = {each.dataset: each.at for each in reversed(list(lookups_in(term)))}
    return tuple(
        Reference(name, *where(expression, spot_at(expression.text, at)))
        for name, at in reversed(found.items())
    )


def where(expression: Expression, spot: Spot) -> tuple[Place, str]:
    """Return the place of a spot in an expression, and its line."""
    line, column = spot
    place = expression.place
    lines = expression.source.split("\n")
    source = lines[line - 1] if line <= len(lines) else lines[0]
    before = place.column - 1 if line == 1 else 0
    return Place(place.path, place.line + line - 1, before + column), source
