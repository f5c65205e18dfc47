"""What is surely or probably wrong with a chart, although Vega-Lite would draw it."""

from collections.abc import Iterator
from typing import Any

from generator.charts.authored import Authored
from generator.charts.lint.appearance import look_faults
from generator.charts.lint.data import data_faults
from generator.charts.lint.links import link_faults
from generator.charts.lint.params import word_faults
from generator.charts.lint.pictures import picture_faults
from generator.charts.units import units
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.fault import Fault
from generator.site.look import Look


def lint(block: Block, authored: Authored, full: dict[str, Any], look: Look) -> tuple[Problem, ...]:
    """Judge a chart by its data; ``full`` is the author's specification with its data inside."""
    found = dict.fromkeys(block.problem(each.located(authored)) for each in _faults(full, look))
    return tuple(found)


def _faults(full: dict[str, Any], look: Look) -> Iterator[Fault]:
    yield from word_faults(full)
    for unit in units(full):
        yield from data_faults(unit)
        yield from look_faults(unit, full, look)
        yield from picture_faults(unit)
        yield from link_faults(unit)
