"""Param: what a reader may move in a live chart."""

from msgspec import Struct


class Param(Struct, frozen=True):
    """A value of a live chart that readers move, and what it starts with (as JSON).

    ``least`` and ``most`` are the ends of a slider, ``options`` what a menu offers (each as
    JSON); without either any value will do that is of the start's kind.
    """

    name: str
    start: str
    least: float | None = None
    most: float | None = None
    options: tuple[str, ...] = ()
