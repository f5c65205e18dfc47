"""Small multiples: how wide each view may be so that all fit the figure's box."""

from typing import Any

from generator.charts.describe import rows_of
from generator.site.look import Look

_MOST = 3
_MARGIN, _GAP = 60, 24


def with_facet_width(spec: dict[str, Any], look: Look, size: str) -> dict[str, Any]:
    """Give a faceted chart without a width one that lets its columns stand side by side."""
    if isinstance(spec.get("facet"), dict) and isinstance(spec.get("spec"), dict):
        return _with_inner_width(spec, look, size)
    encoding = spec.get("encoding") or {}
    facet = encoding.get("facet") or encoding.get("column")
    if "width" in spec or not isinstance(facet, dict) or not isinstance(facet.get("field"), str):
        return spec
    count = _count(spec, facet["field"])
    most = facet.get("columns", _MOST) if "facet" in encoding else count
    across = max(1, min(count, most))
    width = max(60, (look.width_of(size) - _MARGIN) // across - _GAP)
    if "facet" not in encoding or "columns" in facet:
        return spec | {"width": width}
    columns = encoding | {"facet": facet | {"columns": across}}
    return spec | {"width": width, "encoding": columns}


def _count(spec: dict[str, Any], field: str) -> int:
    return len({str(row[field]) for row in rows_of(spec) if field in row}) or 1


def _with_inner_width(spec: dict[str, Any], look: Look, size: str) -> dict[str, Any]:
    """Do the same for the facet operator, whose columns stand beside it."""
    facet, inner = spec["facet"], spec["spec"]
    column = facet if "field" in facet else facet.get("column") or {}
    is_unit = "mark" in inner or "layer" in inner
    if not is_unit or "width" in inner or not isinstance(column.get("field"), str):
        return spec
    count = _count(spec, column["field"])
    across = count if column is not facet else max(1, min(count, spec.get("columns", _MOST)))
    width = max(60, (look.width_of(size) - _MARGIN) // across - _GAP)
    columns = {"columns": across} if column is facet else {}
    return spec | columns | {"spec": inner | {"width": width}}
