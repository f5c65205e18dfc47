"""A specification in its figure's box: its views' sizes, its theme's look."""

from typing import Any

from msgspec.structs import replace

from generator.charts.look import configuration
from generator.charts.rows import distinct
from generator.charts.spec import COMPOSED, Spec, is_single, merged, with_inner_views
from generator.site.look import Look

_MOST = 3
_MARGIN, _GAP = 60, 24
_CONTINUOUS, _STEP, _NARROWEST = 200, 20, 40
"""Pixels of a view's width, and of a bar's, where nobody says another; no view gets narrower."""
_ACROSS, _UP = frozenset(("x", "x2", "xOffset")), frozenset(("y", "y2", "yOffset"))


def side_by_side(spec: Spec, look: Look, size: str) -> Spec:
    """Give views without a width one that lets them stand side by side."""
    if isinstance(spec.get("hconcat"), list):
        return spec | {"hconcat": _shared_out(spec["hconcat"], look.width_of(size))}
    if isinstance(spec.get("facet"), dict) and isinstance(spec.get("spec"), dict):
        return _with_inner_width(spec, look, size)
    encoding = spec.get("encoding") or {}
    facet = encoding.get("facet") or encoding.get("column")
    if "width" in spec or not isinstance(facet, dict) or not isinstance(facet.get("field"), str):
        return spec
    count = len(distinct(spec, facet["field"])) or 1
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


def _with_inner_width(spec: Spec, look: Look, size: str) -> Spec:
    """Do the same for the facet operator, whose columns stand beside it."""
    facet, inner = spec["facet"], spec["spec"]
    column = facet if "field" in facet else facet.get("column") or {}
    is_unit = "mark" in inner or "layer" in inner
    if not is_unit or "width" in inner or not isinstance(column.get("field"), str):
        return spec
    count = len(distinct(spec, column["field"])) or 1
    across = count if column is not facet else max(1, min(count, spec.get("columns", _MOST)))
    width = max(60, (look.width_of(size) - _MARGIN) // across - _GAP)
    columns = {"columns": across} if column is facet else {}
    return spec | columns | {"spec": inner | {"width": width}}


def filling(spec: Spec, height: int) -> Spec:
    """Return a specification that fills the box of its figure, as high as its author says."""
    kept = {k: v for k, v in spec.items() if not (k in ("width", "height") and v == "container")}
    if height:
        kept |= _high(kept, height)
    if is_single(spec) and "width" not in kept and "autosize" not in kept:
        # Bars of one row are as high as a step: the box would leave them nothing beside an axis.
        way = "fit" if height or "height" in kept or _has_height(kept) else "fit-x"
        kept["autosize"] = {"type": way, "contains": "padding"}
    return kept


def _has_height(spec: Spec) -> bool:
    """Tell whether a view, or a layer of it, says by what it is as high as it is."""
    views = [spec, *(spec.get("layer") or ())]
    named = {key for view in views if view for key in (view.get("encoding") or {})}
    return not named & _ACROSS or bool(named & _UP)


def _high(spec: Spec, height: int) -> Spec:
    """Return what gives a specification its height; in a facet each view has it."""
    inner = spec.get("spec")
    if isinstance(inner, dict) and not any(key in inner for key in COMPOSED):
        return {"spec": inner | {"height": height}}
    return {"height": height}


def themed(spec: Spec, look: Look, size: str) -> Spec:
    """Return a specification in the theme's look; what its author says goes before the theme."""
    sized = replace(look, width=look.width_of(size))
    theme = configuration(sized, single=is_single(spec))
    return spec | {"config": merged(theme, spec.get("config") or {})}


def less_wide(spec: Spec, scale: float) -> Spec:
    """Return a specification whose views are narrower, while letters keep their size."""
    view = (spec.get("config") or {}).get("view") or {}
    otherwise = {"step": view.get("step", _STEP)}
    widths = {
        "continuousWidth": _less(view.get("continuousWidth", _CONTINUOUS), scale),
        "discreteWidth": _less(view.get("discreteWidth", otherwise), scale),
    }
    config = merged(spec.get("config") or {}, {"view": widths})
    return _less_wide(spec, scale) | {"config": config}


def _less_wide(view: Spec, scale: float) -> Spec:
    own = {"width": _less(view["width"], scale)} if "width" in view else {}
    return with_inner_views(view, lambda each: _less_wide(each, scale)) | own


def _less(width: Any, scale: float) -> Any:
    if isinstance(width, dict) and isinstance(width.get("step"), int | float):
        return width | {"step": width["step"] * scale}
    is_number = isinstance(width, int | float)
    return max(min(width, _NARROWEST), int(width * scale)) if is_number else width
