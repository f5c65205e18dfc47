"""Evaluation of exported weights, with a network of which the answers are known."""

import csv
from pathlib import Path

import evaluate_mila
import numpy as np
import pytest
from mila_weights import Layer, save_weights
from PIL import Image


def reds(folder: Path) -> None:
    """Write a network that says Mila where a picture is more red than blue."""
    weight = np.zeros((1, 3, 1, 1), np.float32)
    weight[0, :, 0, 0] = (1, 0, -1)
    dense = np.full((1, 1, 32, 32), 10 / 32**2, np.float32)
    convolution = Layer("convolution", weight, np.full(1, 2, np.float32))
    folder.mkdir(exist_ok=True)
    save_weights(folder, [convolution, Layer("dense", dense, np.full(1, -20, np.float32))])


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    reds(tmp_path / "weights")
    return tmp_path / "weights"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    colours = {
        "mila/a": (200, 0, 0),
        "mila/b": (140, 0, 90),
        "mila/c": (100, 0, 120),
        "other/a": (0, 0, 200),
        "other/b": (0, 0, 240),
        "other/c": (255, 0, 0),
    }
    for part in ("training", "validation"):
        for name, colour in colours.items():
            path = tmp_path / "data" / part / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (30, 20), colour).save(path)
    return tmp_path / "data"


def test_accuracy_confusion_and_the_worst_mistakes(
    weights: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(data), "--weights", str(weights), "--out", str(tmp_path / "out")]
    evaluate_mila.main(arguments)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "validation: 4 of 6 right, 66.7%"
    assert [line.split() for line in lines[3:5]] == [["mila", "2", "1"], ["other", "1", "2"]]
    assert [line.split()[1] for line in lines[-2:]] == ["other/c.png", "mila/c.png"]
    with (tmp_path / "out" / "evaluation.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["picture"] for row in rows[:3]] == ["other/c.png", "mila/c.png", "mila/b.png"]
    sure = 1 / (1 + np.exp(-20 * (140 - 90) / 255))
    assert float(rows[2]["mila"]) == pytest.approx(sure, abs=1e-4)
    assert {row["verdict"] for row in rows if row["truth"] == "mila"} == {"mila", "other"}


def test_the_pictures_to_learn_from(
    weights: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(data), "--weights", str(weights), "--part", "training"]
    evaluate_mila.main([*arguments, "--worst", "1"])
    said = capsys.readouterr().out
    assert said.startswith("training: 4 of 6 right")
    assert "other/c.png" in said
    assert "mila/c.png" not in said
