"""Look: how a theme wants its charts."""

from msgspec import Struct


class Look(Struct, frozen=True):
    """The ``charts:`` part of theme.yaml.

    ``width``, ``wide`` and ``full`` are the CSS pixels that a figure of each size is drawn at,
    ``narrow`` those of its second drawing, for phones, where the first would be unreadable.
    ``colors`` pairs a variable's name (``chart-1``, ``text``, ``text-muted``, ``grid``,
    ``page``, ``accent``) with its light and dark value, for PNG, contrast checks and
    interpolated scales; in SVG the variable itself is written.
    """

    width: int = 680
    wide: int = 968
    full: int = 1190
    narrow: int = 342
    height: int = 300
    font_size: int = 13
    palette: tuple[str, ...] = ("chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6")
    colors: tuple[tuple[str, str, str], ...] = ()
    grid: bool = True

    def width_of(self, size: str) -> int:
        """Return the width of a figure of a size."""
        return {"wide": self.wide, "full": self.full}.get(size, self.width)
