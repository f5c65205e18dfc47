"""What the machine refuses: a sentence with the path, exit 1, the old site, a right next build."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cli.arguments import COMMANDS
from generator.cli.main import main
from tests.small_sites import Small, small_site, source, tree
from tests.somebody import as_somebody, common_folder

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


def run(site: Small, *arguments: str) -> int:
    return main(["--root", str(site.root), *arguments])


@pytest.fixture
def site() -> Iterator[Small]:
    with common_folder() as folder:
        yield small_site(folder / "site", {"content/posts/a.md": source("A post.", title="A")})


def closed_source(site: Small) -> str:
    (site.root / "content/posts/a.md").chmod(0)
    return "content/posts/a.md  error: cannot be read: permission denied"


def closed_workshop(site: Small) -> str:
    (site.root / "build/index.html").unlink()
    (site.root / ".postrock").chmod(0o555)
    return "error: permission is denied\n  hint: "


def closed_output(site: Small) -> str:
    (site.root / "build/posts/a/index.html").unlink()
    (site.root / "build/posts/a").chmod(0o555)
    site.root.chmod(0o555)
    return "/posts/a"


@POSIX
@pytest.mark.parametrize(
    "spoil",
    [
        closed_source,
        closed_output,
        pytest.param(
            closed_workshop,
            marks=pytest.mark.skipif(
                hasattr(os, "geteuid") and os.geteuid() == 0,
                reason="without a cache it starts workers, whose Python may be root's alone",
            ),
        ),
    ],
)
def test_rights_that_are_missing(
    site: Small, spoil: Callable[[Small], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site, "build", "--quiet", "--jobs", "1") == 0
    with as_somebody(site.root):
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in folders(site.root)}
        said = spoil(site)
        before = tree(site.root / "build")
        capsys.readouterr()
        assert run(site, "build", "--jobs", "1") == 1
        out, err = capsys.readouterr()
        assert said in err
        assert str(site.root) in err or ".postrock/" in err or "content/" in err
        assert (out, "Traceback" in err, "bug" in err) == ("", False, False)
        assert tree(site.root / "build") == before
        for path, mode in modes.items():
            path.chmod(mode)
        (site.root / "content/posts/a.md").chmod(0o644)
    assert run(site, "build", "--quiet", "--jobs", "1") == 0


def folders(root: Path) -> list[Path]:
    return [path for path in (root, *root.rglob("*")) if path.is_dir()]


def locked(file: Path) -> None:
    file.chmod(0)


def read_only(file: Path) -> None:
    file.chmod(0o444)


def damaged(file: Path) -> None:
    file.write_bytes(b"garbage")


def a_folder(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


def a_link(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parents[1] / "site.yaml")


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@POSIX
@pytest.mark.parametrize("name", ["cache.sqlite", "lock.sqlite"])
@pytest.mark.parametrize("spoil", [locked, read_only, damaged, a_folder, a_link, a_pipe])
@pytest.mark.parametrize("command", ["build", "clean"])
def test_whatever_stands_in_the_workshop_a_build_builds_and_clean_cleans(
    site: Small,
    name: str,
    spoil: Callable[[Path], None],
    command: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(site, "build", "--quiet", "--jobs", "1") == 0
    with as_somebody(site.root):
        before, settings = tree(site.root / "build"), (site.root / "site.yaml").read_bytes()
        spoil(site.root / ".postrock" / name)
        capsys.readouterr()
        assert run(site, command) == 0
        err = capsys.readouterr().err
        assert "error" not in err
        assert (site.root / "site.yaml").read_bytes() == settings
        if command == "clean":
            assert not (site.root / ".postrock").exists()
            assert not (site.root / "build").exists()
    assert run(site, "build", "--quiet", "--jobs", "1") == 0
    assert capsys.readouterr().err == ""
    assert tree(site.root / "build") == before


@POSIX
def test_a_workshop_that_is_a_link_is_not_followed(
    site: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "cache.sqlite").write_text("precious")
    (site.root / ".postrock").symlink_to(victim)
    assert run(site, "build", "--quiet") == 0
    assert "this was a symbolic link where builds keep a folder" in capsys.readouterr().err
    assert tree(victim) == {"cache.sqlite": b"precious"}
    assert not (site.root / ".postrock").is_symlink()
    assert run(site, "build", "--quiet") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", [("build",), ("clean",), ("list", "posts"), ("why", "/")])
def test_every_command_tells_what_the_system_refuses(
    site: Small,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system", str(site.root / ".postrock"))

    module = COMMANDS[command[0]].module
    monkeypatch.setattr(f"generator.cli.{module}.run_{command[0]}", refuse)
    assert run(site, *command) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{site.root}/.postrock  error: the disk is read-only\n  hint: ")
    assert "Traceback" not in err


FULL = """
import os, shutil, subprocess, sys
from pathlib import Path

site, where = Path(sys.argv[1]), sys.argv[2]
disk = site / where if where else site
kept = {}
if not where:
    shutil.copytree(site, site.parent / "copy")
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], check=True)
if not where:
    shutil.copytree(site.parent / "copy", site, dirs_exist_ok=True)
environment = {**os.environ, **({"TMPDIR": str(disk)} if where == "temporary" else {})}
command = [sys.executable, "-m", "generator", "--root", str(site), "build"]

def build():
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr

def files():
    paths = [path for path in (site / "build").rglob("*") if path.is_file()]
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
    return {path: content for path, content in found.items() if "ballast" not in path}

assert build()[0] == 0
post, sites = site / "content/posts/a.md", [files()]
for number, left in enumerate((0, 8, 24, 48, 96, 200, 400)):
    post.write_text(f"---\\ntitle: A\\ndate: 2024-01-01\\n---\\nText {number}.\\n" * 1)
    with open(disk / "ballast", "wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(bytes(4096))
        except OSError:
            pass
        ballast.truncate(max(ballast.tell() - left * 1024, 0))
    code, out, err = build()
    assert code in (0, 1), (left, out, err)
    assert "Traceback" not in err and "bug" not in err, (left, err)
    print(left, code, *err.splitlines()[:1])
    if code:
        assert "no space is left" in err, err
        assert files() == sites[-1], left
    else:
        sites.append(files())
    (disk / "ballast").unlink()
    assert build()[0] == 0
    assert f"Text {number}." in (site / "build/posts/a/index.html").read_text()
    sites.append(files())
    shutil.rmtree(site / "build", ignore_errors=True)
    assert build()[0] == 0
    assert files() == sites[-1]
"""


def may_mount() -> bool:
    command = ["unshare", "--mount", "true"]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("unshare")
    return bool(is_root) and not subprocess.run(command, check=False).returncode


@pytest.mark.slow
@pytest.mark.skipif(not may_mount(), reason="root mounts alone")
@pytest.mark.parametrize("where", ["", ".postrock", "build", "temporary"])
def test_a_full_disk(site: Small, where: str) -> None:
    if where:
        (site.root / where).mkdir()
    done = subprocess.run(
        ["unshare", "--mount", sys.executable, "-c", FULL, str(site.root), where],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    levels = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    assert len(levels) == 7
    if where == "":
        assert {code for _, code, *_ in levels} == {"0", "1"}
