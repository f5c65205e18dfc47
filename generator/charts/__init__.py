"""Blocks into figures: the only room that imports altair and vl-convert."""

from generator.charts.draw import draw
from generator.charts.figure import Drawing, Figure
from generator.charts.runtime import RuntimeParts, runtime

__all__ = ["Drawing", "Figure", "RuntimeParts", "draw", "runtime"]
