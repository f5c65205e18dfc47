"""Part: a piece of a specification that remembers where its author wrote it."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from generator.problems.fault import Path


class Part(Struct, frozen=True):
    """A view on its way to Vega-Lite; ``origins`` leads from its paths to the author's."""

    spec: dict[str, Any]
    origins: Mapping[Path, Path] = {}

    def under(self, *prefix: str | int) -> dict[Path, Path]:
        """Return the origins of this part once it stands at a path."""
        return {(*prefix, *path): origin for path, origin in self.origins.items()}


def origin(origins: Mapping[Path, Path], path: Path) -> Path:
    """Return where the author wrote what stands at a path."""
    for length in range(len(path), -1, -1):
        if path[:length] in origins:
            return origins[path[:length]] + path[length:]
    return path


def layered(parts: list[Part]) -> Part:
    """Put parts over one another, the first at the bottom; one alone stays as it is."""
    if len(parts) == 1:
        return parts[0]
    origins = {p: o for n, part in enumerate(parts) for p, o in part.under("layer", n).items()}
    return Part({"layer": [part.spec for part in parts]}, origins)
