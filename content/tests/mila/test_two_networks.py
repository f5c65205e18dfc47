"""What the post says of its two networks is what their shipped weights say."""

import csv
from pathlib import Path

import pytest
from judge_pictures import SHOWN
from mila_numpy import probability
from mila_pictures import prepare, read_picture
from mila_weights import load_weights

POST = Path(__file__).parents[3] / "content" / "posts" / "is-it-mila"


def rows(name: str) -> list[dict[str, str]]:
    with (POST / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_verdicts_are_those_of_the_weights() -> None:
    layers = load_weights(POST, "second-weights")
    said = {row["picture"]: row for row in rows("second-verdicts.csv")}
    assert set(said) == {shown.picture for shown in SHOWN}
    for name, row in said.items():
        sure = probability(layers, prepare(read_picture(POST / f"{name}.png")))
        assert float(row["probability"]) == pytest.approx(sure, abs=1e-4)
        assert row["verdict"] == ("Mila" if sure >= 0.5 else "not Mila")


def test_the_figures_are_the_posts_and_the_curves() -> None:
    first, second, *ours = rows("two-networks.csv")
    for row, told in zip((first, second), rows("networks.csv")):
        assert row["network"] == told["network"]
        assert row["source"] == "photos"
        for name in ("training", "validation", "epochs", "seconds_per_epoch"):
            assert float(row[name]) == float(told[name])
    for row, name in zip(ours, ("learning-curve.csv", "second-curve.csv")):
        curve = rows(name)
        assert row["source"] == "drawings"
        assert int(row["epochs"]) == len(curve)
        assert float(row["training"]) == pytest.approx(100 * float(curve[-1]["training"]), abs=0.06)
        assert float(row["validation"]) == pytest.approx(
            100 * float(curve[-1]["validation"]), abs=0.06
        )


def test_small_enough_to_ship() -> None:
    assert (POST / "second-weights.bin").stat().st_size < 300_000
    assert (POST / "second-body.npz").stat().st_size < 300_000
