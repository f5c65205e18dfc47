"""Small multiples: how wide each view may be so that all fit the figure's box."""

from typing import Any

from generator.charts.describe import rows_of
from generator.site.look import Look

_MOST = 3
_MARGIN, _GAP = 60, 24


def with_facet_width(spec: dict[str, Any], look: Look, size: str) -> dict[str, Any]:
    """Give a faceted chart without a width one that lets its columns stand side by side."""
    encoding = spec.get("encoding") or {}
    facet = encoding.get("facet") or encoding.get("column")
    if "width" in spec or not isinstance(facet, dict) or not isinstance(facet.get("field"), str):
        return spec
    count = len({str(row.get(facet["field"])) for row in rows_of(spec)}) or 1
    most = facet.get("columns", _MOST) if "facet" in encoding else count
    across = max(1, min(count, most))
    width = max(60, (look.width_of(size) - _MARGIN) // across - _GAP)
    if "facet" not in encoding or "columns" in facet:
        return spec | {"width": width}
    columns = encoding | {"facet": facet | {"columns": across}}
    return spec | {"width": width, "encoding": columns}
