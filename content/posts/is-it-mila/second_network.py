"""The second network: a body that has learnt something else, frozen, with an output layer on it.

The body learns from drawn shapes (`train_body.py`); only the output layer learns what Mila looks
like (`train_second.py`). Put together they are what the page can run: convolutions, each followed
by max-pooling, and one dense layer.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from mila_weights import Layer
from torch import nn

BODY = "second-body.npz"
STEM = "second-weights"
CHANNELS = (16, 32, 64, 80)
SIDE = 4  # what four max-poolings leave of 64 pixels
MAPS = CHANNELS[-1] * SIDE * SIDE


def build_body() -> Any:
    """Return a body that has seen nothing yet: four convolutions, each normalised and pooled."""
    body = nn.Sequential()
    for before, after in zip((3, *CHANNELS[:-1]), CHANNELS):
        body.append(nn.Conv2d(before, after, 3, padding=1, bias=False))
        body.append(nn.BatchNorm2d(after))
        body.append(nn.ReLU())
        body.append(nn.MaxPool2d(2))
    return body


def build_head(outputs: int, dropout: float = 0.4) -> Any:
    """Return an output layer, on top of a body."""
    return nn.Sequential(nn.Flatten(), nn.Dropout(dropout), nn.Linear(MAPS, outputs))


def frozen(body: Any) -> Any:
    """Make a body keep what it has learnt."""
    for parameter in body.parameters():
        parameter.requires_grad = False
    return body.eval()


def save_body(path: Path, body: Any) -> None:
    """Keep a body's numbers at half precision, which is precise enough for what is built on it."""
    numbers = {
        name: value.detach().cpu().numpy().astype(np.float16)
        for name, value in body.state_dict().items()
        if value.ndim
    }
    np.savez_compressed(path, **numbers)


def load_body(path: Path) -> Any:
    """Return a body as it was saved, frozen."""
    body = build_body()
    with np.load(path) as kept:
        numbers = {name: torch.from_numpy(kept[name].astype(np.float32)) for name in kept.files}
    body.load_state_dict({**body.state_dict(), **numbers})
    return frozen(body)


def layers_of(body: Any, head: Any) -> tuple[Layer, ...]:
    """Return both as the page runs them: a frozen normalisation is a part of its convolution."""
    steps = list(body)
    layers = [_folded(steps[at], steps[at + 1]) for at in range(0, len(steps), 4)]
    dense = head[-1]
    weight = dense.weight.detach().numpy().reshape(1, CHANNELS[-1], SIDE, SIDE)
    return (*layers, Layer("dense", weight.copy(), dense.bias.detach().numpy().copy()))


def _folded(convolution: Any, norm: Any) -> Layer:
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    weight = convolution.weight * scale[:, None, None, None]
    bias = norm.bias - norm.running_mean * scale
    return Layer("convolution", weight.detach().numpy().copy(), bias.detach().numpy().copy())
