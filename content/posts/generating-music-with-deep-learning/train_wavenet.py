"""Train the small WaveNet on the clip, on one thread of a CPU: loss.csv, and weights to play from.

It goes on where it was stopped: its checkpoints lie in the folder given by --work.
"""

import argparse
import csv
import math
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from mu_law import decode, encode, seen, squeezed
from numpy.typing import NDArray
from wav_files import RATE, Signal, read_wav
from wavenet import RECEPTIVE, WaveNet

HERE = Path(__file__).parent
WORK = Path(tempfile.gettempdir()) / "small-wavenet"
SEED = 2017
WINDOWS, WINDOW = 4, RATE // 8
WARM, FASTEST, SLOWEST = 50, 3e-3, 3e-5
OWN, OTHERS, HISS, SHAKE = (0.3, 1.2), (-0.3, 0.8), 0.05, 2 / 128
Levels = NDArray[np.int64]

KEPT, LOGGED, SAVED = (0, 100, 1000), 20, 100


@dataclass
class Training:
    """The network, how far it is, and what it took."""

    net: WaveNet
    optimiser: torch.optim.Optimizer
    step: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    rows: list[tuple[int, float, float, float]] = field(default_factory=list)


def window(levels: Levels, rng: np.random.Generator) -> tuple[Signal, Levels, Levels]:
    """Choose a part of the clip: what the network hears, what follows it, and when that is."""
    middle = int(rng.integers(len(levels)))
    start = int(np.clip(middle - WINDOW // 2, 0, len(levels) - WINDOW))
    padded = np.concatenate([np.repeat(encode(np.zeros(1)), RECEPTIVE), levels])
    past = decode(padded[start : start + RECEPTIVE + WINDOW - 1])
    bent = squeezed(np.clip(disturbed(past, decode(levels), rng), -1, 1))
    times = np.arange(start - RECEPTIVE + 1, start + WINDOW)
    return seen(bent + rng.normal(0, SHAKE, len(bent))), levels[start : start + WINDOW], times


def disturbed(past: Signal, clip: Signal, rng: np.random.Generator) -> Signal:
    """Make the past too loud or too quiet, and play hiss and another moment of the clip over it.

    It is to go on rightly all the same. Or it trusts its ears alone, and holds one chord for ever.
    """
    other = np.roll(clip, rng.integers(len(clip)))[: len(past)]
    hiss = rng.normal(0, rng.uniform(0, HISS), len(past))
    return np.asarray(rng.uniform(*OWN) * past + max(0.0, rng.uniform(*OTHERS)) * other + hiss)


def pace(progress: float, step: int) -> float:
    """Choose the learning rate: up within a few steps, down in half a cosine."""
    slope = (1 + math.cos(math.pi * min(1.0, progress))) / 2
    return (SLOWEST + (FASTEST - SLOWEST) * slope) * min(1.0, (step + 1) / WARM)


def advance(training: Training, levels: Levels, progress: float) -> float:
    """Take one step and tell the loss before it, in nats a sample."""
    rng = np.random.default_rng([SEED, training.step])
    chosen = [window(levels, rng) for _ in range(WINDOWS)]
    pasts, follows, times = (np.stack(parts) for parts in zip(*chosen))
    logits = training.net(torch.from_numpy(pasts).float(), times)
    loss = torch.nn.functional.cross_entropy(
        logits.mT.flatten(0, 1), torch.from_numpy(follows).flatten()
    )
    for group in training.optimiser.param_groups:
        group["lr"] = pace(progress, training.step)
    training.optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(training.net.parameters(), 1.0)
    training.optimiser.step()
    return float(loss.detach())


def begin(work: Path) -> Training:
    """Start afresh, or where the last checkpoint was written."""
    torch.manual_seed(SEED)
    net = WaveNet()
    training = Training(net, torch.optim.Adam(net.parameters(), lr=FASTEST))
    if (work / "checkpoint.pt").exists():
        kept = torch.load(work / "checkpoint.pt", weights_only=True)
        net.load_state_dict(kept.pop("net"))
        training.optimiser.load_state_dict(kept.pop("optimiser"))
        for name, value in kept.items():
            setattr(training, name, value)
    return training


def save(training: Training, work: Path) -> None:
    """Write a checkpoint, whole or not at all."""
    state = vars(training) | {
        "net": training.net.state_dict(),
        "optimiser": training.optimiser.state_dict(),
    }
    torch.save(state, work / "checkpoint.new")
    (work / "checkpoint.new").replace(work / "checkpoint.pt")


def keep(net: WaveNet, path: Path) -> None:
    """Keep the weights to sample from, as plain arrays."""
    np.savez(path, **{name: value.numpy() for name, value in net.state_dict().items()})


def write_loss(training: Training, path: Path) -> None:
    """Write the curve: the mean loss since the row before, and the seconds until then."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["step", "loss", "seconds", "cpu_seconds"])
        rows.writerows(
            [step, f"{loss:.4f}", f"{seconds:.1f}", f"{cpu:.1f}"]
            for step, loss, seconds, cpu in training.rows
        )


def train(training: Training, work: Path, steps: int, minutes: float) -> None:
    """Step until the steps or the minutes are used up."""
    levels = encode(read_wav(HERE / "clip.wav"))
    losses: list[float] = []
    if training.step == 0:
        keep(training.net, work / "step-0.npz")
    # It ends with a row of the curve.
    while training.step < steps and (training.seconds < minutes * 60 or training.step % LOGGED):
        started, started_cpu = time.perf_counter(), time.process_time()
        # On a slow day the minutes are used up first: then they set the pace.
        progress = max(training.step / steps, training.seconds / 60 / minutes)
        losses.append(advance(training, levels, progress))
        training.step += 1
        training.seconds += time.perf_counter() - started
        training.cpu_seconds += time.process_time() - started_cpu
        if training.step == 1 or training.step % LOGGED == 0:
            mean = sum(losses) / len(losses)
            training.rows.append((training.step, mean, training.seconds, training.cpu_seconds))
            losses.clear()
        if training.step in KEPT:
            keep(training.net, work / f"step-{training.step}.npz")
        if training.step % SAVED == 0:
            save(training, work)
            print(*training.rows[-1], flush=True)


def main() -> None:
    """Train, then write loss.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--minutes", type=float, default=58, help="stop after these at the latest")
    parser.add_argument("--work", type=Path, default=WORK, help="folder of the checkpoints")
    parser.add_argument("--out", type=Path, default=HERE, help="folder of loss.csv")
    given = parser.parse_args()
    torch.set_num_threads(1)
    given.work.mkdir(parents=True, exist_ok=True)
    training = begin(given.work)
    train(training, given.work, given.steps, given.minutes)
    save(training, given.work)
    keep(training.net, given.work / f"step-{training.step}.npz")
    write_loss(training, given.out / "loss.csv")


if __name__ == "__main__":
    main()
