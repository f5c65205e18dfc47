"""The seal: a key that nobody else knows, and what is believed for it."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.engine.seal import KEY, Seal, user_seal

POSIX = pytest.mark.skipif(os.name != "posix", reason="owners and modes of POSIX")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a user without a key; the seal of the other tests comes back afterwards."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    user_seal.cache_clear()
    yield tmp_path / "data"
    user_seal.cache_clear()


@pytest.fixture
def file(home: Path) -> Path:
    return home / "postrock/key"


def another_process() -> Seal:
    user_seal.cache_clear()
    return user_seal()


def told(seal: Seal) -> str:
    assert seal.trouble is not None
    assert seal.trouble.severity == "warning"
    assert "XDG_DATA_HOME" in seal.trouble.hint
    return seal.trouble.message


def test_what_was_signed_is_opened() -> None:
    seal = Seal(b"k" * KEY)
    for content in (b"", b"x", bytes(100_000)):
        assert seal.open("note", seal.sign("note", content)) == content


def test_every_changed_byte_is_noticed() -> None:
    seal = Seal(b"k" * KEY)
    signed = seal.sign("note", b"content")
    for at in range(len(signed)):
        forged = bytearray(signed)
        forged[at] ^= 1
        assert seal.open("note", bytes(forged)) is None
    assert [seal.open("note", signed[:end]) for end in range(len(signed))] == [None] * len(signed)


def test_a_signature_is_good_for_one_purpose_and_one_key() -> None:
    seal = Seal(b"k" * KEY)
    assert seal.open("made b", seal.sign("made a", b"content")) is None
    assert seal.open("ab", seal.sign("a", b"bc")[:16] + b"c") is None
    assert Seal(b"K" * KEY).open("a", seal.sign("a", b"content")) is None


def test_a_users_processes_share_one_key(file: Path) -> None:
    signed = user_seal().sign("note", b"content")
    assert another_process().open("note", signed) == b"content"
    assert another_process().trouble is None
    assert [path.name for path in file.parent.iterdir()] == ["key"]


@POSIX
def test_nobody_else_may_read_the_key(file: Path) -> None:
    before = os.umask(0)
    try:
        user_seal()
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_two_keys_that_are_made_at_once_are_one(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def later(made: Path, place: Path) -> None:
        place.write_bytes(b"f" * KEY)
        place.chmod(0o600)
        link(made, place)

    monkeypatch.setattr(os, "link", later)
    assert user_seal().open("a", Seal(b"f" * KEY).sign("a", b"x")) == b"x"
    assert [path.name for path in file.parent.iterdir()] == ["key"]


def test_a_file_system_without_hard_links(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(made: Path, place: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", never)
    signed = user_seal().sign("a", b"x")
    assert another_process().open("a", signed) == b"x"
    assert [path.name for path in file.parent.iterdir()] == ["key"]


def a_link(file: Path) -> None:
    elsewhere = file.parents[1] / "elsewhere"
    elsewhere.write_bytes(b"s" * KEY)
    elsewhere.chmod(0o600)
    file.symlink_to(elsewhere)


def a_dangling_link(file: Path) -> None:
    file.symlink_to(file.parents[1] / "nowhere")


def open_to_others(file: Path) -> None:
    file.write_bytes(b"s" * KEY)
    file.chmod(0o644)


def cut(file: Path) -> None:
    file.write_bytes(b"s" * (KEY - 1))
    file.chmod(0o600)


def a_pipe(file: Path) -> None:
    os.mkfifo(file, 0o600)


@POSIX
@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (a_link, "key is a link"),
        (a_dangling_link, "key is a link"),
        (open_to_others, "key is open to other users"),
        (cut, "key is damaged"),
        (a_pipe, "key is no file"),
        (Path.mkdir, "key: is a directory"),
    ],
)
def test_a_key_that_others_may_know_is_refused(
    file: Path, spoil: Callable[[Path], None], why: str
) -> None:
    file.parent.mkdir(parents=True)
    spoil(file)
    seal = user_seal()
    assert told(seal).endswith(why)
    assert seal.open("a", Seal(b"s" * KEY).sign("a", b"forged")) is None
    assert seal.open("a", seal.sign("a", b"own")) == b"own"
    assert another_process().open("a", seal.sign("a", b"own")) is None


@POSIX
def test_a_key_of_another_user_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user_seal()
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    assert told(another_process()).endswith("key belongs to another user")


@POSIX
@pytest.mark.parametrize(("sudo", "refused"), [("1000", True), ("", False)])
def test_sudo_leaves_no_key_in_the_home_of_who_called_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, sudo: str, refused: bool
) -> None:
    file.parents[1].mkdir()
    real = Path.stat

    def stat_of(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = list(real(path, follow_symlinks=follow_symlinks))
        found[stat.ST_UID] = 1000
        return os.stat_result(found)

    monkeypatch.setattr(Path, "stat", stat_of)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.delenv("SUDO_UID", raising=False)
    if sudo:
        monkeypatch.setenv("SUDO_UID", sudo)
    user_seal()
    assert file.exists() is not refused


def test_where_nothing_can_be_written_the_key_ends_with_the_process(home: Path) -> None:
    home.write_text("in the way")
    seal = user_seal()
    assert str(home) in told(seal)
    assert another_process().open("a", seal.sign("a", b"own")) is None


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", "u/.local/share/postrock/key"),
        ("darwin", "u/Library/Application Support/postrock/key"),
        ("win32", "local/postrock/key"),
    ],
)
def test_each_system_has_its_own_place(
    home: Path, monkeypatch: pytest.MonkeyPatch, platform: str, expected: str
) -> None:
    for name, place in (("HOME", "u"), ("USERPROFILE", "u"), ("LOCALAPPDATA", "local")):
        monkeypatch.setenv(name, str(home / place))
    # A relative path in the variable counts as none.
    monkeypatch.setenv("XDG_DATA_HOME", "share")
    monkeypatch.setattr(sys, "platform", platform)
    user_seal()
    assert (home / expected).is_file()


def test_the_tests_leave_the_key_of_who_runs_them_alone() -> None:
    code = "from generator.engine.seal import data_folder as f; print(f())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pytest" in done.stdout
