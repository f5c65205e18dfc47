"""The whole way of one's own dog: fetch, split, train, evaluate, and weights for the page."""

import csv
from pathlib import Path

import pytest

pytest.importorskip("torch")

import evaluate_mila
import fetch_photos
import split_photos
import train_mila

from content.tests.mila.flickr_stand_in import KEY, Shot, StandIn, serving


def test_from_a_key_to_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FLICKR_API_KEY", KEY)
    own, split, out = (tmp_path / name for name in ("own", "split", "out"))
    dark = [Shot(10 + number, ("rex",), number) for number in range(10)]
    light = [Shot(240 + number, (), number) for number in range(12)]
    with serving(StandIn([*dark, *light])) as flickr:
        where = ["--base", f"{flickr.address}/services/rest/", "--images", flickr.address]
        asked = ["Stewart", "--tag", "rex", "--out", str(own), *where]
        assert fetch_photos.main(asked, lambda seconds: None, lambda: 0.0) == 0
    split_photos.main([str(own), str(split)])
    train_mila.main(["--data", str(split), "--out", str(out), "--epochs", "3"])
    capsys.readouterr()
    evaluate_mila.main(["--data", str(split), "--weights", str(out), "--out", str(out)])
    assert capsys.readouterr().out.startswith("validation: ")
    with (out / "evaluation.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    with (out / train_mila.CURVE).open(newline="") as file:
        last = list(csv.DictReader(file))[-1]
    right = sum(row["truth"] == row["verdict"] for row in rows) / len(rows)
    assert len(rows) == 4
    assert right == pytest.approx(float(last["validation"]), abs=1e-4)
    assert {path.name for path in out.iterdir()} >= {"weights.bin", "weights.json"}
