"""Blocks into figures: the only room that imports altair and vl-convert."""

from generator.charts.draw import draw
from generator.charts.figure import Drawing, Figure, Look
from generator.charts.runtime import RuntimeParts, runtime

__all__ = ["Drawing", "Figure", "Look", "RuntimeParts", "draw", "runtime"]
