"""What is mounted on, in or from a folder is noticed before another takes its place."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.engine import in_place as module
from tests.engine.test_publish import Site

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from tests.engine.test_publish import Site
site = Site(Path(sys.argv[1]))
print(site.publish(index_html=sys.argv[2]).in_place)
"""


def _may_mount() -> bool:
    command = ["unshare", "--mount", "true"]
    return bool(shutil.which("unshare")) and not subprocess.run(command, check=False).returncode


MOUNTS = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not _may_mount(), reason="root mounts alone"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.publish(index_html="1")
    return site


def published(site: Site, script: str, *, text: str = "2") -> str:
    """Run a script in a mount namespace of its own; ``$build`` publishes and says why in place."""
    folder = site.output.parent
    variables = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "build": f"{sys.executable} -c '{PROGRAM}' {folder} {text}",
    }
    command = ["unshare", "--mount", "sh", "-ec", f"set -e; cd {folder}; {script}"]
    done = subprocess.run(
        command, env=variables, check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout.strip()


BUILD = 'eval "$build"'


def test_a_plain_folder_is_exchanged(site: Site) -> None:
    assert site.publish(index_html="2").in_place == ""


@MOUNTS
@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("mount -t tmpfs none build", "it is a file system of its own"),
        ("mkdir build/mine; mount -t tmpfs none build/mine",
         "mine/ in it is a file system of its own"),
        ("mount --bind build build", "it is a mount point, or holds one"),
        ("mkdir 'build/a b'; mount --bind workshop 'build/a b'",
         "it is a mount point, or holds one"),
        ("mkdir inside; mount --bind build inside", "it is mounted elsewhere too"),
        ("mkdir inside build/deep; mount --bind build/deep inside",
         "it is mounted elsewhere too"),
        ("mkdir inside; mount --bind workshop inside", ""),
        ("mount -t tmpfs none /mnt; mkdir /mnt/b; rm -r build; ln -s /mnt/b build", ""),
        ("mkdir over buildings; mount --bind buildings over", ""),
    ],
)  # fmt: skip
def test_mounts_are_noticed(site: Site, script: str, why: str) -> None:
    assert published(site, f"{script}; {BUILD}") == why


@MOUNTS
def test_a_bind_mount_shows_each_new_build(site: Site) -> None:
    seen = "mkdir inside; mount --bind build inside;"
    for number in range(2, 6):
        seen += f" {BUILD.replace('$build', '$build' + str(number))} >/dev/null; cat inside/*;"
    script = "".join(f'build{n}="${{build% *}} {n}"; ' for n in range(2, 6)) + seen
    assert published(site, script) == "2345"


@MOUNTS
def test_a_mount_in_another_namespace_is_noticed(site: Site) -> None:
    """As that of a container: it is to be seen in the table of another process alone."""
    (site.output.parent / "inside").mkdir()
    script = f"mount --bind {site.output} {site.output.parent}/inside; echo ready; read end"
    container = subprocess.Popen(
        ["unshare", "--mount", "sh", "-ec", script],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert container.stdout is not None
    assert container.stdout.readline() == "ready\n"
    try:
        assert site.publish(index_html="2").in_place == "it is mounted elsewhere too"
    finally:
        container.communicate("end\n")
    assert site.publish(index_html="3").in_place == ""


def test_without_a_table_of_mounts_all_goes_on(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PROCESSES", str(tmp_path / "none"))
    assert site.publish(index_html="2").in_place == ""


@pytest.mark.parametrize("name", [".git/", ".git", "clone/.git/"])
def test_a_repository_is_noticed(site: Site, name: str) -> None:
    place = site.output / name
    place.parent.mkdir(exist_ok=True)
    if name.endswith("/"):
        place.mkdir()
    else:
        place.write_text("gitdir: elsewhere")
    assert site.publish(index_html="2").in_place == "it holds a git repository"


@pytest.mark.parametrize("closed", [".", "posts"])
def test_who_may_not_do_as_with_his_own_fills_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    site = Site(tmp_path)
    site.publish(index_html="1", posts__a="1")
    monkeypatch.setattr(os, "geteuid", lambda: site.output.stat().st_uid or 1234)
    if site.output.stat().st_uid == 0:
        assert site.publish(index_html="2", posts__a="1").in_place == "it belongs to another user"
        for path in (site.output, *site.output.rglob("*")):
            os.chown(path, 1234, 1234)
    (site.output / closed).chmod(0o555)
    name = "it" if closed == "." else closed
    told = f"{name} is closed to you"
    try:
        assert site.publish(index_html="3", posts__a="1").in_place == told
    except PermissionError:
        # Nobody but root writes into a folder that is closed.
        assert closed == "."
    finally:
        (site.output / closed).chmod(0o755)
