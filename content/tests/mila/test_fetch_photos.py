"""The command that fetches a user's photos, against a stand-in of Flickr's API."""

import itertools
import socket
from collections.abc import Iterator
from pathlib import Path

import fetch_photos
import pytest
from PIL import Image

from content.tests.mila.flickr_stand_in import KEY, USER, Fault, Shot, StandIn, serving


class Waits(list[float]):
    """Waits for nothing, and remembers for how long it should have."""

    def clock(self) -> float:
        return sum(self)


def shots() -> list[Shot]:
    tagged = [Shot(100 + n, ("mila", "dog"), 1000 + n) for n in range(6)]
    return [*tagged, *(Shot(200 + n, ("dinner",), 2000 + n) for n in range(20))]


def width(path: Path) -> int:
    with Image.open(path) as photo:
        photo.load()
        return photo.width


@pytest.fixture
def flickr(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    monkeypatch.setenv("FLICKR_API_KEY", KEY)
    with serving(StandIn(shots())) as stand_in:
        yield stand_in


def fetch(stand_in: StandIn, out: Path, *more: str, waits: Waits | None = None) -> int:
    waits = Waits() if waits is None else waits
    where = ["--base", f"{stand_in.address}/services/rest/", "--images", stand_in.address]
    user = () if more and not more[0].startswith("-") else ("Stewart",)
    arguments = [*user, *more, *where, "--out", str(out)]
    return fetch_photos.main(arguments, waits.append, waits.clock)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*"))


def test_photos_with_the_tag_and_as_many_without(flickr: StandIn, tmp_path: Path) -> None:
    assert fetch(flickr, tmp_path) == 0
    assert names(tmp_path / "mila") == [f"{100 + n}.jpg" for n in range(6)]
    assert len(names(tmp_path / "other")) == 6
    assert {name[0] for name in names(tmp_path / "other")} == {"2"}
    assert width(tmp_path / "mila" / "103.jpg") == 50  # a tenth of what it stands for
    assert all("is-it-mila" in agent for agent in flickr.agents)


def test_all_the_others(flickr: StandIn, tmp_path: Path) -> None:
    assert fetch(flickr, tmp_path, "--all") == 0
    assert len(names(tmp_path / "other")) == 20


@pytest.mark.parametrize("user", [USER, "https://www.flickr.com/photos/stewart/"])
def test_a_user_by_id_and_by_address(flickr: StandIn, tmp_path: Path, user: str) -> None:
    assert fetch(flickr, tmp_path, user) == 0
    assert len(names(tmp_path / "mila")) == 6


def test_all_pages_are_read(flickr: StandIn, tmp_path: Path) -> None:
    flickr.page_most = 4
    assert fetch(flickr, tmp_path, "--all") == 0
    assert len(names(tmp_path / "mila")) == 6
    assert len(names(tmp_path / "other")) == 20
    assert [query["page"] for query in flickr.searches if "tags" in query] == ["1", "2"]


def test_more_photos_than_a_search_shows(
    flickr: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flickr_api.DEEPEST", 10)
    monkeypatch.setattr("flickr_api.PAGE", 5)
    monkeypatch.setattr("content.tests.mila.flickr_stand_in.SEARCH_SHOWS", 10)
    assert fetch(flickr, tmp_path, "--all") == 0
    assert len(names(tmp_path / "other")) == 20
    assert len(flickr.downloads()) == 26
    assert set(flickr.downloads().values()) == {1}


def test_a_size_that_is_missing(flickr: StandIn, tmp_path: Path) -> None:
    flickr.shots[-1].sizes = ("n",)
    flickr.shots[-2].sizes = ("z",)
    flickr.shots[-3].sizes = ()
    assert fetch(flickr, tmp_path, "--size", "m") == 0
    wide = {n: width(tmp_path / "mila" / f"{n}.jpg") for n in (100, 101, 102, 103)}
    assert wide == {100: 32, 101: 64, 102: 50, 103: 50}


def test_a_deleted_photo_is_told_and_left_out(
    flickr: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    next(shot for shot in flickr.shots if shot.id == 102).deleted = True
    assert fetch(flickr, tmp_path) == 0
    assert "102.jpg" not in names(tmp_path / "mila")
    said = capsys.readouterr().out
    assert "not to be had in any size" in said
    assert "mila: 5 fetched, 0 fetched before, 1 not to be had" in said


def test_what_is_there_is_not_fetched_again(flickr: StandIn, tmp_path: Path) -> None:
    fetch(flickr, tmp_path)
    # Cleaned by hand: one moved, one thrown out.
    (tmp_path / "mila" / "100.jpg").rename(tmp_path / "other" / "100.jpg")
    (tmp_path / "mila" / "101.jpg").unlink()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*/*")}
    flickr.asked.clear()
    assert fetch(flickr, tmp_path) == 0
    assert not flickr.downloads()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("*/*")} == before


def test_an_interrupted_run_goes_on(
    flickr: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = fetch_photos.Store.keep

    def interrupted(store: fetch_photos.Store, photo: str, into: str, body: bytes) -> None:
        if photo == "103":
            (tmp_path / "mila" / "103.part").write_bytes(body[:100])
            raise KeyboardInterrupt
        keep(store, photo, into, body)

    monkeypatch.setattr(fetch_photos.Store, "keep", interrupted)
    assert fetch(flickr, tmp_path) == 130
    had = names(tmp_path / "mila")
    assert "103.jpg" not in had
    monkeypatch.undo()
    monkeypatch.setenv("FLICKR_API_KEY", KEY)
    flickr.asked.clear()
    assert fetch(flickr, tmp_path) == 0
    assert names(tmp_path / "mila") == [f"{100 + n}.jpg" for n in range(6)]
    assert len(flickr.downloads()) == 12 - len([name for name in had if name.endswith(".jpg")])


def test_a_broken_download_is_fetched_again(flickr: StandIn, tmp_path: Path) -> None:
    flickr.faults = [Fault("/100_s100_m", times=2, half=True)]
    waits = Waits()
    assert fetch(flickr, tmp_path, waits=waits) == 0
    assert flickr.downloads()["/65535/100_s100_m.jpg"] == 3
    assert width(tmp_path / "mila" / "100.jpg") == 50
    assert {2.0, 4.0} <= set(waits)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("photos.search", times=3, status=429),
        Fault("photos.search", times=3, status=503),
        Fault("photos.search", times=3, body=b'{"stat": "fail", "code": 105, "message": "busy"}'),
        Fault("photos.search", times=3, body=b"<html>not now</html>"),
        Fault("photos.search", times=3, half=True),
    ],
    ids=["too many requests", "unavailable", "busy", "no JSON", "cut off"],
)
def test_waits_grow_while_flickr_is_busy(flickr: StandIn, tmp_path: Path, fault: Fault) -> None:
    flickr.faults = [fault]
    waits = Waits()
    assert fetch(flickr, tmp_path, waits=waits) == 0
    long = [seconds for seconds in waits if seconds > 1]
    assert long == [2.0, 4.0, 8.0]
    assert len(names(tmp_path / "mila")) == 6


def test_flickr_says_how_long_to_wait(flickr: StandIn, tmp_path: Path) -> None:
    flickr.faults = [Fault("_m.jpg", status=429, headers={"Retry-After": "40"})]
    waits = Waits()
    assert fetch(flickr, tmp_path, waits=waits) == 0
    assert 40.0 in waits


def test_no_more_than_3600_requests_an_hour(flickr: StandIn, tmp_path: Path) -> None:
    waits = Waits()
    moments: list[float] = []
    flickr.on_request = lambda path: moments.append(waits.clock())
    assert fetch(flickr, tmp_path, waits=waits) == 0
    assert len(moments) > 12
    assert all(later - earlier >= 0.999 for earlier, later in itertools.pairwise(moments))


def test_flickr_that_stays_busy_ends_the_run(
    flickr: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flickr.faults = [Fault("_m.jpg", times=1000, status=429)]
    assert fetch(flickr, tmp_path) == 1
    said = capsys.readouterr().err
    assert "HTTP 429" in said
    assert "goes on from here" in said
    assert not list(tmp_path.glob("mila/*"))


def test_no_key(
    flickr: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FLICKR_API_KEY", "")
    assert fetch(flickr, tmp_path) == 1
    assert "FLICKR_API_KEY is not set" in capsys.readouterr().err
    assert not flickr.asked


def test_a_key_that_flickr_does_not_know(
    flickr: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FLICKR_API_KEY", "wrong-and-secret")
    assert fetch(flickr, tmp_path) == 1
    said = capsys.readouterr()
    assert "does not know this key" in said.err
    assert "wrong-and-secret" not in said.err + said.out
    assert len(flickr.asked) == 1


@pytest.mark.parametrize("user", ["Nobody", "https://www.flickr.com/photos/nobody/"])
def test_an_unknown_user(
    flickr: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str], user: str
) -> None:
    assert fetch(flickr, tmp_path, user) == 1
    assert f"knows no user '{user}'" in capsys.readouterr().err


def test_an_unknown_id_and_a_tag_without_photos(
    flickr: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(flickr, tmp_path, "1@N00") == 1
    assert "Unknown user (code 2)" in capsys.readouterr().err
    assert fetch(flickr, tmp_path, "--tag", "milla") == 1
    assert "no public photos with the tag 'milla'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FLICKR_API_KEY", KEY)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = StandIn([])
        nobody.address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        assert fetch(nobody, tmp_path) == 1
    said = capsys.readouterr()
    assert "is there a network?" in said.err
    assert KEY not in said.err + said.out
