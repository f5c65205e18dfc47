"""The network in PyTorch, to train it: three convolutional layers and a dense one."""

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from mila_pictures import SIZE, Pictures
from mila_weights import Layer
from numpy.typing import NDArray
from torch import nn

CHANNELS = (16, 32, 64)
BATCH = 32
RATE = 1e-3


class Epoch(NamedTuple):
    """One pass over the training pictures, and how often the network was right after it."""

    epoch: int
    loss: float
    training: float
    validation: float
    seconds: float


def build(
    channels: Sequence[int] = CHANNELS, size: int = SIZE, dropout: tuple[float, float] = (0.05, 0.5)
) -> Any:
    """Return an untrained network; ``dropout`` is that between the layers and before the last."""
    between, last = dropout
    steps: list[Any] = []
    for inwards, outwards in zip((3, *channels[:-1]), channels):
        convolution = nn.Conv2d(inwards, outwards, 3, padding=1)
        steps += [convolution, nn.ReLU(), nn.MaxPool2d(2), nn.Dropout2d(between)]
    side = size // 2 ** len(channels)
    steps[-1] = nn.Dropout(last)
    return nn.Sequential(*steps, nn.Flatten(), nn.Linear(channels[-1] * side * side, 1))


def layers_of(model: Any, size: int = SIZE) -> tuple[Layer, ...]:
    """Return what a network has learned, in the shape that is kept."""
    *convolutions, dense = [step for step in model if hasattr(step, "weight")]
    side = size // 2 ** len(convolutions)
    layers = [
        Layer("convolution", _numbers(step.weight), _numbers(step.bias)) for step in convolutions
    ]
    last = _numbers(dense.weight).reshape(1, -1, side, side)
    return (*layers, Layer("dense", last, _numbers(dense.bias)))


def _numbers(parameter: Any) -> NDArray[np.float32]:
    numbers: NDArray[np.float32] = parameter.detach().cpu().numpy().copy()
    return numbers


def probabilities(model: Any, pictures: Pictures) -> NDArray[np.float32]:
    """Return for each picture how sure the network is that it shows Mila."""
    model.eval()
    with torch.no_grad():
        sure = torch.sigmoid(model(torch.from_numpy(pictures.values))).squeeze(1)
    return _numbers(sure)


def accuracy(model: Any, pictures: Pictures) -> float:
    """Return the share of pictures that the network is right about."""
    return float(((probabilities(model, pictures) >= 0.5) == (pictures.labels == 1)).mean())


def fit(
    model: Any,
    training: Pictures,
    validation: Pictures,
    epochs: int,
    seed: int,
    tell: Callable[[Epoch], None] = lambda epoch: None,
) -> list[Epoch]:
    """Train a network in place, and return how it went."""
    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE)
    seen: list[Epoch] = []
    for number in range(1, epochs + 1):
        start = time.perf_counter()
        loss = _pass_over(model, training, optimiser, generator)
        seconds = time.perf_counter() - start
        right = (accuracy(model, training), accuracy(model, validation))
        seen.append(Epoch(number, loss, *right, seconds))
        tell(seen[-1])
    return seen


def _pass_over(model: Any, pictures: Pictures, optimiser: Any, generator: Any) -> float:
    """Show the network all pictures once, in another order each time; return the mean loss."""
    model.train()
    values, labels = torch.from_numpy(pictures.values), torch.from_numpy(pictures.labels)
    total = 0.0
    for places in torch.randperm(len(labels), generator=generator).split(BATCH):
        loss = nn.functional.binary_cross_entropy_with_logits(
            model(_mirrored(values[places], generator)).squeeze(1), labels[places]
        )
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        total += float(loss.detach()) * len(places)
    return total / len(labels)


def _mirrored(values: Any, generator: Any) -> Any:
    """Turn about half of the pictures over, as left and right mean nothing for a dog."""
    turned = torch.rand(len(values), generator=generator) < 0.5
    return torch.where(turned[:, None, None, None], values.flip(3), values)
