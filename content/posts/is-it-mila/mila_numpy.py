"""The network without a library for networks: what network.js does in the browser, in numpy."""

import math
from collections.abc import Sequence

import numpy as np
from mila_weights import Layer
from numpy.typing import NDArray

Maps = NDArray[np.float64]


def probability(layers: Sequence[Layer], picture: Maps) -> float:
    """Return how sure the network is, from 0 to 1, that a prepared picture shows Mila."""
    return 1 / (1 + math.exp(-logit(layers, picture)))


def logit(layers: Sequence[Layer], picture: Maps) -> float:
    """Return the network's score: above 0 it is Mila."""
    return float(contributions(layers, picture).sum() + layers[-1].bias[0])


def contributions(layers: Sequence[Layer], picture: Maps) -> Maps:
    """Return what each place of the picture adds to the score, for or against Mila.

    There is only one layer behind the last maps, and it adds: so the score is the sum of these and
    of its bias, and nothing has to be estimated.
    """
    product: Maps = maps(layers, picture) * layers[-1].weight[0]
    summed: Maps = product.sum(axis=0)
    return summed


def maps(layers: Sequence[Layer], picture: Maps) -> Maps:
    """Return the last maps: what the filters found, and where."""
    found = picture
    for layer in layers[:-1]:
        found = pooled(np.maximum(convolved(found, layer), 0))
    return found


def convolved(picture: Maps, layer: Layer) -> Maps:
    """Slide a layer's filters over maps with a border of zeros."""
    height, width = layer.weight.shape[2:]
    padded = np.pad(picture, ((0, 0), (height // 2,) * 2, (width // 2,) * 2))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (height, width), axis=(1, 2))
    filters = layer.weight.astype(np.float64)
    found: Maps = np.einsum("cyxhw,ochw->oyx", windows, filters, optimize=True)
    return found + layer.bias[:, None, None]


def pooled(maps: Maps) -> Maps:
    """Keep the largest of each 2 × 2 values."""
    count, height, width = maps.shape
    cut = maps[:, : height // 2 * 2, : width // 2 * 2]
    largest: Maps = cut.reshape(count, height // 2, 2, width // 2, 2).max(axis=(2, 4))
    return largest
