"""The record: signed, or believed of nothing that it could have made up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import msgpack, structs

from generator.engine.record import (
    Record,
    WrittenFile,
    believed,
    load_record,
    save_record,
    scan,
    written,
)
from generator.engine.seal import SIGNATURE
from tests.engine.test_publish import Site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "build").mkdir()
    for name in ("CNAME", "a"):
        (tmp_path / "build" / name).write_text("text")
    return tmp_path / "build"


def written_there(folder: Path, name: str) -> WrittenFile:
    return written("digest", (folder / name).stat())


def test_a_signed_record_is_believed(tmp_path: Path, folder: Path) -> None:
    record = Record({"a": WrittenFile("digest", 1)}, ("found",), 7, (1, 2, 3))
    save_record(tmp_path / "record", "purpose", record)
    assert load_record(tmp_path / "record", "purpose") == (record, True)
    assert believed(record, True, scan(folder)) == record


@pytest.mark.parametrize("spoil", [lambda text: text[1:], lambda text: text[:40], lambda _: b""])
def test_a_damaged_record_is_nothing(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    save_record(tmp_path / "record", "purpose", Record({"a": WrittenFile("digest", 1)}, ("found",)))
    text = (tmp_path / "record").read_bytes()
    (tmp_path / "record").write_bytes(spoil(text))
    assert load_record(tmp_path / "record", "purpose") == (Record(), False)


def test_what_an_unsigned_record_makes_up_is_neither_removed_nor_overwritten(
    tmp_path: Path, folder: Path
) -> None:
    site = Site(tmp_path)
    forged = written("digest", (folder / "CNAME").stat())
    record = Record({"CNAME": structs.replace(forged, inode=1), "a": forged})
    site.record.parent.mkdir()
    site.record.write_bytes(bytes(SIGNATURE) + msgpack.encode(record))
    assert site.publish(b="b").foreign == ("CNAME", "a")
    assert site.files() == {"CNAME": "text", "a": "text", "b": "b"}


def test_a_record_of_another_folder_counts_for_files_that_are_just_as_it_says(
    tmp_path: Path, folder: Path
) -> None:
    forged = WrittenFile("digest", *(written_there(folder, "CNAME").size, 1, 2, 3))
    record = Record({"a": written_there(folder, "a"), "CNAME": forged}, ("found",), 7, (1, 2, 3))
    save_record(tmp_path / "record", "another purpose", record)
    loaded, is_signed = load_record(tmp_path / "record", "purpose")
    assert not is_signed
    assert believed(loaded, is_signed, scan(folder)).files == {"a": written_there(folder, "a")}
