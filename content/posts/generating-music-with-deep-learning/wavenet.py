"""A small WaveNet: from the samples so far, and the time, the odds of the next one.

After van den Oord and others, "WaveNet: A Generative Model for Raw Audio" (2016).
"""

import numpy as np
import torch
from clip_clock import EIGHTHS, PULSES, clock
from mu_law import LEVELS
from numpy.typing import NDArray
from torch import Tensor, nn

DILATIONS = tuple(2**power for power in range(10)) * 2
RECEPTIVE = sum(DILATIONS) + 1
WIDTH, SKIP, TOLD = 32, 96, 16


class Layer(nn.Module):  # type: ignore[misc]  # torch is not always here
    """Look at now and at one place further back; let a gate decide what to add to the whole."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.taps = nn.Conv1d(2 * WIDTH, 2 * WIDTH, 1)
        self.time = nn.Conv1d(TOLD, 2 * WIDTH, 1, bias=False)
        self.on = nn.Conv1d(WIDTH, WIDTH, 1)

    def forward(self, inner: Tensor, time: Tensor) -> tuple[Tensor, Tensor]:
        """Give what the next layer sees, one dilation shorter, and what goes to the end at once."""
        now = inner[..., self.dilation :]
        pair = torch.cat([inner[..., : -self.dilation], now], dim=1)
        wave, gate = (self.taps(pair) + self.time(time[..., -now.shape[-1] :])).chunk(2, dim=1)
        lit = torch.tanh(wave) * torch.sigmoid(gate)
        return now + self.on(lit), lit


class WaveNet(nn.Module):  # type: ignore[misc]
    """Dilated causal layers, whose every output also goes straight to the end."""

    def __init__(self, dilations: tuple[int, ...] = DILATIONS) -> None:
        super().__init__()
        self.notes = nn.Embedding(EIGHTHS, TOLD)
        self.waves = nn.Conv1d(1 + 2 * len(PULSES), TOLD, 1)
        self.first = nn.Conv1d(2, WIDTH, 1)
        self.layers = nn.ModuleList(Layer(dilation) for dilation in dilations)
        self.skips = nn.Conv1d(WIDTH * len(dilations), SKIP, 1)
        self.last = nn.Conv1d(SKIP, LEVELS, 1)

    def time(self, times: NDArray[np.int64]) -> Tensor:
        """Say what the clock says, as the layers hear it."""
        notes, waves = clock(times)
        told = self.waves(torch.from_numpy(waves).float()[None])
        return torch.tanh(self.notes(torch.from_numpy(notes)).T[None] + told)

    def forward(self, samples: Tensor, times: NDArray[np.int64]) -> Tensor:
        """Give the odds (as logits) of what follows each sample that has the whole past it needs.

        `times` are the numbers of the samples that follow.
        """
        time = self.time(times)
        inner, lit = self.first(samples), []
        for layer in self.layers:
            inner, shown = layer(inner, time)
            lit.append(shown)
        length = inner.shape[-1]
        shown = self.skips(torch.cat([part[..., -length:] for part in lit], dim=1))
        return self.last(torch.relu(shown))
