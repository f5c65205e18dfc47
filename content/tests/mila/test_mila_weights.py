"""The network in numpy, and its weights as they are kept."""

import json
from pathlib import Path

import numpy as np
import pytest
from mila_numpy import Maps, contributions, convolved, logit, maps, pooled, probability
from mila_weights import Layer, load_weights, save_weights

from content.tests.mila.small_networks import POST, random_layers

PICTURE = np.random.default_rng(3).normal(size=(3, 16, 16))


def slid(picture: Maps, layer: Layer) -> Maps:
    """Return a convolution, place by place and by hand."""
    outputs, inputs, tall, wide = layer.weight.shape
    _, height, width = picture.shape
    found = np.zeros((outputs, height, width))
    for output, y, x in np.ndindex(found.shape):
        total = float(layer.bias[output])
        for channel, down, right in np.ndindex(inputs, tall, wide):
            row, column = y + down - tall // 2, x + right - wide // 2
            if 0 <= row < height and 0 <= column < width:
                factor = float(layer.weight[output, channel, down, right])
                total += factor * picture[channel, row, column]
        found[output, y, x] = total
    return found


def test_a_convolution_slides_its_filters_over_a_border_of_zeros() -> None:
    layer = random_layers(channels=(4,))[0]
    assert convolved(PICTURE, layer) == pytest.approx(slid(PICTURE, layer))


def test_pooling_keeps_the_largest_of_four() -> None:
    values = np.arange(24.0).reshape(1, 4, 6)
    assert pooled(values).tolist() == [[[7, 9, 11], [19, 21, 23]]]


def test_the_score_is_the_sum_of_what_each_place_adds_and_of_the_bias() -> None:
    layers = random_layers(size=16)
    places = contributions(layers, PICTURE)
    assert places.shape == (4, 4)
    dense = layers[-1]
    score = float((maps(layers, PICTURE) * dense.weight[0]).sum() + dense.bias[0])
    assert logit(layers, PICTURE) == pytest.approx(score)
    assert places.sum() + dense.bias[0] == pytest.approx(score)
    assert probability(layers, PICTURE) == pytest.approx(1 / (1 + np.exp(-score)))


def test_what_is_kept_is_what_is_read(tmp_path: Path) -> None:
    layers = random_layers()
    save_weights(tmp_path, layers)
    for kept, read in zip(layers, load_weights(tmp_path)):
        assert kept.kind == read.kind
        assert (kept.weight == read.weight).all()
        assert (kept.bias == read.bias).all()


def test_the_post_ships_three_convolutions_and_one_dense_layer_in_less_than_a_megabyte() -> None:
    kinds = [layer["kind"] for layer in json.loads((POST / "weights.json").read_text())["layers"]]
    assert kinds == ["convolution"] * 3 + ["dense"]
    numbers = sum(each.weight.size + each.bias.size for each in load_weights(POST))
    assert (POST / "weights.bin").stat().st_size == 4 * numbers < 1_000_000
