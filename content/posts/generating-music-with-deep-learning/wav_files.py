"""Read and write mono WAV files of 16 bits."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float64]
RATE = 8000
FULL = 32767


def read_wav(path: Path) -> Signal:
    """Read samples between -1 and 1."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, RATE):
            raise ValueError(f"{path.name} is not mono, 16 bits, {RATE} Hz")
        frames = file.readframes(file.getnframes())
    return np.frombuffer(frames, dtype="<i2").astype(np.float64) / FULL


def write_wav(path: Path, signal: Signal) -> None:
    """Write samples between -1 and 1; what is louder is clipped."""
    steps = np.rint(np.clip(signal, -1, 1) * FULL).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(steps.tobytes())
