"""Completion, in the shells themselves."""

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.cli.completing import script
from generator.cli.main import main

ASK = """
source "$0"
words=("$@")
spec=$(complete -p "$1")
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
[[ $spec =~ -F\\ ([^ ]+) ]]
"${BASH_REMATCH[1]}" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
KINDS = {"posts", "drafts", "scheduled", "expired"}
CASES = [
    (["li"], {"list"}),
    (["list", ""], KINDS),
    (["new", ""], {"post", "page"}),
    (["new", "post", "Title", "--f"], {"--figure"}),
    (["list", "posts", "--j"], {"--json"}),
    (["completion", ""], {"bash", "zsh", "fish"}),
    (["--root", "con"], {"content"}),
    (["why", "con"], {"content"}),
]
CALLS = [["postrock"], ["python", "-m", "generator"], ["python3", "-m", "generator"]]


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"no {shell} on this machine")


def asked(*words: str, folder: Path, before: str = "") -> set[str]:
    """Ask a bash what it completes the last word to."""
    place = folder.parent / "completion.bash"
    place.write_text(script("bash"))
    done = subprocess.run(
        ["bash", "--norc", "-c", before + ASK, place, *words],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site/content").mkdir(parents=True)
    return tmp_path / "site"


@needs("bash")
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
@pytest.mark.parametrize(("words", "expected"), CASES, ids=str)
def test_bash_completes(
    call: list[str], words: list[str], expected: set[str], folder: Path
) -> None:
    assert asked(*call, *words, folder=folder) == expected


@needs("bash")
def test_bash_completes_other_uses_of_python_as_before(folder: Path) -> None:
    before = "_mine() { COMPREPLY=(mine); }; complete -o default -F _mine python\n"
    assert asked("python", "-m", "", folder=folder) == set()
    assert asked("python", "-m", "", folder=folder, before=before) == {"mine"}
    twice = before + 'source "$0"\n'
    assert asked("python", "-m", "", folder=folder, before=twice) == {"mine"}
    assert asked("python", "-m", "generator", "li", folder=folder, before=twice) == {"list"}


@needs("fish")
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
@pytest.mark.parametrize(("words", "expected"), CASES[:6], ids=str)
def test_fish_completes(
    call: list[str], words: list[str], expected: set[str], folder: Path
) -> None:
    place = folder.parent / "postrock.fish"
    place.write_text(script("fish"))
    ask = f"source {place}; complete -C '{' '.join([*call, *words])}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", ask], cwd=folder, capture_output=True, text=True, check=True
    )
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} == expected


@needs("zsh")
def test_zsh_reads_the_script(tmp_path: Path) -> None:
    place = tmp_path / "_postrock"
    place.write_text(script("zsh"))
    subprocess.run(["zsh", "-f", "-n", place], check=True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_it_is_printed_away_from_any_site(
    shell: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["completion", shell]) == 0
    assert capsys.readouterr().out == script(shell) + "\n"
