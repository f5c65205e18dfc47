"""Splitting photos into equal numbers to learn from and to be tested on."""

from pathlib import Path

import mila_pictures
import pytest
import split_photos
from PIL import Image


def photo(path: Path, shade: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (12, 8), (shade, 90, 90)).save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(10):
        photo(tmp_path / "own" / "mila" / f"{number:02}.jpg", number)
    for number in range(25):
        photo(tmp_path / "own" / "other" / f"{number:02}.png", number)
    return tmp_path / "own"


def shared(out: Path) -> dict[str, set[str]]:
    return {
        f"{part}/{name}": {path.name for path in (out / part / name).glob("*")}
        for part in ("training", "validation")
        for name in ("mila", "other")
    }


def test_as_many_of_one_class_as_of_the_other(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    split_photos.main([str(folder), str(tmp_path / "split")])
    found = shared(tmp_path / "split")
    assert {name: len(files) for name, files in found.items()} == {
        "training/mila": 8,
        "training/other": 8,
        "validation/mila": 2,
        "validation/other": 2,
    }
    assert not found["training/mila"] & found["validation/mila"]
    assert not found["training/other"] & found["validation/other"]
    assert "left out, more other than the other class has: 15" in capsys.readouterr().out
    assert len(list(folder.glob("*/*"))) == 35  # nothing was moved


def test_the_networks_read_what_was_split(folder: Path, tmp_path: Path) -> None:
    split_photos.main([str(folder), str(tmp_path / "split")])
    training, validation = mila_pictures.load_data(tmp_path / "split", seed=1)
    assert training.values.shape == (16, 3, 64, 64)
    assert [training.labels.sum(), validation.labels.sum()] == [8, 2]


def test_a_seed_decides(folder: Path, tmp_path: Path) -> None:
    for out, seed in (("one", "1"), ("same", "1"), ("two", "2")):
        split_photos.main([str(folder), str(tmp_path / out), "--seed", seed])
    assert shared(tmp_path / "one") == shared(tmp_path / "same")
    assert shared(tmp_path / "one") != shared(tmp_path / "two")


def test_broken_pictures_are_told_and_left_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (folder / "mila" / "00.jpg").read_bytes()
    (folder / "mila" / "00.jpg").write_bytes(whole[: len(whole) // 2])
    (folder / "mila" / "01.jpg").write_bytes(b"not a picture")
    (folder / "mila" / "notes.txt").write_text("a good girl")
    split_photos.main([str(folder), str(tmp_path / "split")])
    found = shared(tmp_path / "split")
    assert {len(found["training/mila"]) + len(found["validation/mila"])} == {8}
    assert not {"00.jpg", "01.jpg", "notes.txt"} & set().union(*found.values())
    said = capsys.readouterr().out
    assert [name in said for name in ("00.jpg (", "01.jpg (", "notes.txt")] == [True] * 3


def test_an_earlier_split_is_replaced_only_when_asked(folder: Path, tmp_path: Path) -> None:
    arguments = [str(folder), str(tmp_path / "split")]
    split_photos.main(arguments)
    first = shared(tmp_path / "split")
    with pytest.raises(SystemExit, match="--again"):
        split_photos.main([*arguments, "--seed", "9"])
    assert shared(tmp_path / "split") == first
    split_photos.main([*arguments, "--seed", "9", "--again"])
    second = shared(tmp_path / "split")
    assert second != first
    assert {name: len(files) for name, files in second.items()} == {
        name: len(files) for name, files in first.items()
    }


def test_copies_where_links_cannot_be(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*paths: Path) -> None:
        raise OSError("another file system")

    monkeypatch.setattr("os.link", refuse)
    split_photos.main([str(folder), str(tmp_path / "split")])
    assert all(path.stat().st_nlink == 1 for path in (tmp_path / "split").glob("*/*/*"))
    assert sum(map(len, shared(tmp_path / "split").values())) == 20


def test_a_class_without_pictures(tmp_path: Path) -> None:
    photo(tmp_path / "own" / "mila" / "1.jpg")
    with pytest.raises(SystemExit, match="other needs at least two pictures, and has 0"):
        split_photos.main([str(tmp_path / "own"), str(tmp_path / "split")])
    assert not (tmp_path / "split").exists()
