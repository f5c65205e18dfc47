"""Views beside each other: how wide each may be so that all fit the figure's box."""

from typing import Any

from generator.charts.spec import Spec, is_single, rows_of
from generator.site.look import Look

_MOST = 3
_MARGIN, _GAP = 60, 24


def with_shared_width(spec: Spec, look: Look, size: str) -> Spec:
    """Give views without a width one that lets them stand side by side."""
    if isinstance(spec.get("hconcat"), list):
        return spec | {"hconcat": _shared_out(spec["hconcat"], look.width_of(size))}
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


def _shared_out(views: list[Any], box: int) -> list[Any]:
    """Give views that say nothing of their width equal shares of what the others leave."""
    stated = [view.get("width") for view in views if isinstance(view, dict)]
    open_views = [view for view in views if _is_open(view)]
    is_known = len(stated) == len(views) and all(
        isinstance(width, int | float) or _is_open(view) for width, view in zip(stated, views)
    )
    if not open_views or not is_known:
        return views
    taken = sum(width + _MARGIN + _GAP for width in stated if isinstance(width, int | float))
    share = max(60, (box - taken) // len(open_views) - _MARGIN - _GAP)
    return [view | {"width": share} if _is_open(view) else view for view in views]


def _is_open(view: Any) -> bool:
    """Tell whether a view is one, or layers of it, whose width is left to the figure."""
    is_unit = isinstance(view, dict) and ("mark" in view or "layer" in view)
    return is_unit and "width" not in view and is_single(view)


def _count(spec: Spec, field: str) -> int:
    return len({str(row[field]) for row in rows_of(spec) if field in row}) or 1


def _with_inner_width(spec: Spec, look: Look, size: str) -> Spec:
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
