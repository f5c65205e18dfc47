"""Rows are held back while Vega-Lite compiles, which reads none of them: it costs time."""

from typing import Any

from generator.charts.spec import Spec

_PLACE = "postrock-rows"
_FEW = 50


class Held:
    """The rows that were taken out of a specification, and the specification without them."""

    def __init__(self, spec: Spec) -> None:
        self._rows: list[list[Any]] = []
        self.spec: Spec = self._taken_out(spec)

    def put_back(self, value: Any) -> Any:
        """Return what was compiled with its rows in it."""
        if isinstance(value, list):
            if len(value) == 1 and isinstance(value[0], dict) and _PLACE in value[0]:
                return self._rows[value[0][_PLACE]]
            return [self.put_back(part) for part in value]
        if isinstance(value, dict):
            return {key: self.put_back(part) for key, part in value.items()}
        return value

    def _taken_out(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._taken_out(part) for part in value]
        if not isinstance(value, dict):
            return value
        return {key: self._part(key, part) for key, part in value.items()}

    def _part(self, key: str, part: Any) -> Any:
        if key == "values" and isinstance(part, list):
            return self._place(part)
        if key == "datasets" and isinstance(part, dict):
            return {
                name: self._place(rows) if isinstance(rows, list) else rows
                for name, rows in part.items()
            }
        return self._taken_out(part)

    def _place(self, rows: list[Any]) -> list[Any]:
        """Return what stands for some rows: the same for equal ones, which Vega-Lite merges."""
        if len(rows) < _FEW or not isinstance(rows[0], dict):
            return rows
        at = next((at for at, known in enumerate(self._rows) if known == rows), len(self._rows))
        if at == len(self._rows):
            self._rows.append(rows)
        return [{_PLACE: at}]
