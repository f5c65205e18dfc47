"""A trained network as two files: weights.bin, all its numbers, and weights.json, their shapes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

STEM = "weights"


class Layer(NamedTuple):
    """What a layer has learned.

    A convolution keeps its picture's size, sets what is negative to 0 and is followed by a
    max-pooling of 2 × 2. The last layer is dense: one output for what the maps before it say.
    """

    kind: str
    weight: NDArray[np.float32]
    """A convolution: out × in × height × width. Dense: 1 × maps × height × width."""
    bias: NDArray[np.float32]


def save_weights(folder: Path, layers: Sequence[Layer], size: int = 64, stem: str = STEM) -> None:
    """Write the numbers, little-endian floats of 4 bytes, and the shapes to read them by."""
    parts = [part for layer in layers for part in (layer.weight, layer.bias)]
    content = b"".join(np.ascontiguousarray(part, "<f4").tobytes() for part in parts)
    shapes = [{"kind": layer.kind, "shape": list(layer.weight.shape)} for layer in layers]
    description = {"size": size, "layers": shapes}
    (folder / f"{stem}.bin").write_bytes(content)
    described = json.dumps(description, indent=1) + "\n"
    (folder / f"{stem}.json").write_text(described, encoding="utf-8")


def load_weights(folder: Path, stem: str = STEM) -> tuple[Layer, ...]:
    """Read the layers that ``save_weights`` wrote."""
    description = json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))
    numbers = np.frombuffer((folder / f"{stem}.bin").read_bytes(), "<f4")
    layers: list[Layer] = []
    start = 0
    for said in description["layers"]:
        layers.append(_layer(said, numbers[start:]))
        start += layers[-1].weight.size + layers[-1].bias.size
    return tuple(layers)


def _layer(said: dict[str, Any], numbers: NDArray[np.float32]) -> Layer:
    shape = tuple(said["shape"])
    count = int(np.prod(shape))
    return Layer(said["kind"], numbers[:count].reshape(shape), numbers[count : count + shape[0]])
