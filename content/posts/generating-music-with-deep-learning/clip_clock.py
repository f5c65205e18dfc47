"""What the network is told of the time: which eighth of the clip it is in, and how far into it."""

import numpy as np
from numpy.typing import NDArray
from wav_files import RATE, Signal

EIGHTHS, EIGHTH = 32, RATE // 4
DECAYS, PULSES = (8.0, 64.0), (1.0, 2.0, 4.0)


def clock(times: NDArray[np.int64]) -> tuple[NDArray[np.int64], Signal]:
    """Tell for each sample's number which eighth it is in, and as waves how far into it."""
    turn = (times % EIGHTH) / EIGHTH
    waves = [np.exp(-turn * decay) for decay in DECAYS]
    waves += [wave(np.pi * pulse * turn) for pulse in PULSES for wave in (np.sin, np.cos)]
    return times // EIGHTH % EIGHTHS, np.stack(waves)
