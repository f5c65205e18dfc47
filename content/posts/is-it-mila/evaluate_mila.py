"""Say how good a trained network is: accuracy, what it takes for what, and its worst mistakes.

    python content/posts/is-it-mila/evaluate_mila.py --data .photos-split --weights .own --out .own

It runs the weights that were exported (weights.bin and weights.json), by the same arithmetic as
the page, so that what is measured is what readers get. It needs no PyTorch. OUT/evaluation.csv
has all pictures, the worst mistake first.
"""

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mila_numpy import probability
from mila_pictures import CLASSES, Pictures, load_data
from mila_weights import Layer, load_weights

HERE = Path(__file__).parent
TABLE = "evaluation.csv"


class Judged(NamedTuple):
    """A picture, what it shows and what the network says."""

    name: str
    truth: str
    mila: float

    @property
    def verdict(self) -> str:
        """Return what the network takes it for."""
        return CLASSES[self.mila >= 0.5]

    @property
    def doubt(self) -> float:
        """Return how far from the truth the network is: 0 is sure and right, 1 sure and wrong."""
        return 1 - self.mila if self.truth == "mila" else self.mila


def judge(layers: Sequence[Layer], pictures: Pictures) -> list[Judged]:
    """Show all pictures to a network; return its verdicts, the worst first."""
    judged = [
        Judged(name, CLASSES[int(label)], probability(layers, values.astype(float)))
        for name, values, label in zip(pictures.names, pictures.values, pictures.labels)
    ]
    return sorted(judged, key=lambda each: (-each.doubt, each.name))


def accuracy(judged: Sequence[Judged]) -> float:
    """Return the share of right verdicts."""
    return sum(each.verdict == each.truth for each in judged) / len(judged)


def confusion(judged: Sequence[Judged]) -> dict[tuple[str, str], int]:
    """Count for each truth what the network said."""
    pairs = [(each.truth, each.verdict) for each in judged]
    return {(truth, said): pairs.count((truth, said)) for truth in CLASSES for said in CLASSES}


def report(judged: Sequence[Judged], part: str, worst: int) -> str:
    """Put it into words."""
    right = sum(each.verdict == each.truth for each in judged)
    counts = confusion(judged)
    lines = [f"{part}: {right} of {len(judged)} right, {accuracy(judged):.1%}", ""]
    lines.append(f"{'it is':>12}{'said mila':>12}{'said other':>12}")
    lines += [
        f"{truth:>12}{counts[truth, 'mila']:>12}{counts[truth, 'other']:>12}"
        for truth in reversed(CLASSES)
    ]
    mistakes = [each for each in judged if each.verdict != each.truth][:worst]
    if mistakes:
        lines += ["", "worst mistakes (how sure it is of Mila)"]
        lines += [f"{each.mila:>12.1%}  {each.name}" for each in mistakes]
    return "\n".join(lines)


def write_table(path: Path, judged: Sequence[Judged]) -> None:
    """Write all verdicts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["picture", "truth", "verdict", "mila"])
        rows.writerows((each.name, each.truth, each.verdict, f"{each.mila:.4f}") for each in judged)


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge a folder, tell and keep it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=HERE / ".photos", help="folder of pictures")
    parser.add_argument("--weights", type=Path, default=HERE, help="folder of weights.bin")
    parser.add_argument("--stem", default="weights", help="name of the weights' files")
    parser.add_argument("--part", choices=("training", "validation"), default="validation")
    parser.add_argument("--worst", type=int, default=10, help="how many mistakes to tell")
    parser.add_argument("--seed", type=int, default=2017, help="as in training, if unsplit")
    parser.add_argument("--out", type=Path, help=f"folder for {TABLE}")
    asked = parser.parse_args(arguments)
    training, validation = load_data(asked.data, asked.seed)
    pictures = training if asked.part == "training" else validation
    judged = judge(load_weights(asked.weights, asked.stem), pictures)
    print(report(judged, asked.part, asked.worst))
    if asked.out:
        write_table(asked.out / TABLE, judged)


if __name__ == "__main__":
    main()
