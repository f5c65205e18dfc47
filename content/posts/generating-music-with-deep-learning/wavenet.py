"""A small WaveNet: from the samples so far, and the time, the odds of the next one.

After van den Oord and others, "WaveNet: A Generative Model for Raw Audio" (2016).
"""

import numpy as np
import torch
from clip_clock import DECAYS, EIGHTHS, PULSES, clock
from mu_law import LEVELS
from numpy.typing import NDArray
from torch import Tensor, nn

DILATIONS = tuple(2**power for power in range(10))
RECEPTIVE = sum(DILATIONS) + 1
WIDTH, SKIP, TOLD = 32, 128, 48


class Layer(nn.Module):  # type: ignore[misc]  # torch is not always here
    """Look at now and at one place further back; let a gate decide what to add to the whole."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.taps = nn.Linear(2 * WIDTH, 2 * WIDTH)
        self.time = nn.Linear(TOLD, 2 * WIDTH, bias=False)
        self.on = nn.Linear(WIDTH, WIDTH)

    def forward(self, inner: Tensor, time: Tensor) -> tuple[Tensor, Tensor]:
        """Give what the next layer sees, one dilation shorter, and what goes to the end at once."""
        now = inner[..., self.dilation :, :]
        pair = torch.cat([inner[..., : -self.dilation, :], now], dim=-1)
        wave, gate = (self.taps(pair) + self.time(time[..., -now.shape[-2] :, :])).chunk(2, dim=-1)
        lit = torch.tanh(wave) * torch.sigmoid(gate)
        return now + self.on(lit), lit


class WaveNet(nn.Module):  # type: ignore[misc]
    """Dilated causal layers, whose every output also goes straight to the end."""

    def __init__(self, dilations: tuple[int, ...] = DILATIONS) -> None:
        super().__init__()
        self.notes = nn.Embedding(EIGHTHS, TOLD)
        self.waves = nn.Linear(len(DECAYS) + 2 * len(PULSES), TOLD)
        self.first = nn.Linear(2, WIDTH)
        self.layers = nn.ModuleList(Layer(dilation) for dilation in dilations)
        self.skips = nn.Linear(WIDTH * len(dilations), SKIP)
        self.last = nn.Linear(SKIP, LEVELS)

    def time(self, times: NDArray[np.int64]) -> Tensor:
        """Say what the clock says, as the layers hear it."""
        notes, waves = clock(times)
        told = self.waves(torch.from_numpy(waves).float().movedim(0, -1))
        return torch.tanh(self.notes(torch.from_numpy(notes)) + told)

    def forward(self, samples: Tensor, times: NDArray[np.int64]) -> Tensor:
        """Give the odds (as logits) of what follows each sample that has the whole past it needs.

        `times` are the numbers of the samples that follow.
        """
        time = self.time(times)
        inner, lit = self.first(samples.mT), []
        for layer in self.layers:
            inner, shown = layer(inner, time)
            lit.append(shown)
        length = inner.shape[-2]
        shown = self.skips(torch.cat([part[..., -length:, :] for part in lit], dim=-1))
        return self.last(torch.relu(shown)).mT
