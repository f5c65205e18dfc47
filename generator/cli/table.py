"""A table for a terminal: columns that are aligned as they are seen, CJK and emoji too."""

from collections.abc import Container, Sequence

GAP = "  "
LEAST = 16
"""So many columns of the screen a text keeps that is cut."""


def table(
    rows: Sequence[Sequence[str]], room: int | None, *, cut: int, right: Container[int] = ()
) -> str:
    """Align rows of the same length, those columns to the right that are named.

    With ``room`` no line is wider; the column ``cut`` gives way first.
    """
    # Its tables of widths are only needed here.
    from wcwidth import width

    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - room if room is not None else 0
    if over > 0:
        widths[cut] = max(widths[cut] - over, min(widths[cut], LEAST))
    lines = (_line(row, widths, right) for row in rows)
    return "\n".join(lines if room is None else (clipped(line, room) for line in lines))


def clipped(text: str, room: int) -> str:
    """Cut a text that is wider than there is room; an ellipsis stands for the rest."""
    from wcwidth import clip, width

    return text if width(text) <= room else f"{clip(text, 0, max(room - 1, 0)).rstrip()}…"


def _line(row: Sequence[str], widths: Sequence[int], right: Container[int]) -> str:
    from wcwidth import ljust, rjust

    cells = (
        (rjust if index in right else ljust)(clipped(text, room), room)
        for index, (text, room) in enumerate(zip(row, widths, strict=True))
    )
    return GAP.join(cells).rstrip()
