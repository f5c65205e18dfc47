"""The peers' packages, in folders of their own that the next run finds again."""

import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path


def from_pypi(folder: Path, packages: Sequence[str]) -> None:
    """Make a virtual environment with these packages, unless it stands already."""
    if folder.exists():
        return
    try:
        venv.create(folder, with_pip=True)
        pip = [str(folder / "bin" / "pip"), "--disable-pip-version-check", "install", "--quiet"]
        _install(pip, packages, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def from_npm(folder: Path, packages: Sequence[str]) -> None:
    """Make a folder whose ``node_modules`` has these packages, unless it stands already."""
    if folder.exists():
        return
    try:
        folder.mkdir(parents=True)
        (folder / "package.json").write_text('{"type": "module", "private": true}')
        _install(["npm", "install", "--silent", "--no-fund", "--no-audit"], packages, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _install(command: Sequence[str], packages: Sequence[str], folder: Path) -> None:
    print(f"installing {' '.join(packages)}", file=sys.stderr)
    done = subprocess.run(
        [*command, *packages], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr)[-3000:]
        raise SystemExit(f"{' '.join(command)} failed:\n{said}")
