"""How a hint says to install what is missing, in each kind of installation."""

import sys

import pytest

from generator.problems import Problem
from generator.problems.hypertext import write
from generator.problems.installing import fitted, installer
from generator.problems.terminal import show

HINT = 'pip install "postrock[excel]"'


@pytest.mark.parametrize(
    ("prefix", "has_pip", "command"),
    [
        ("/home/ada/notes/.venv", True, "pip install"),
        ("/home/ada/notes/.venv", False, "uv pip install"),
        ("/home/ada/.local/share/pipx/venvs/postrock", True, "pipx install --force"),
        ("/home/ada/.local/pipx/venvs/postrock", False, "pipx install --force"),
        ("/home/ada/.local/share/uv/tools/postrock", False, "uv tool install"),
        ("/home/ada/uv/venvs", True, "pip install"),
    ],
)
def test_each_installation_has_its_command(prefix: str, has_pip: bool, command: str) -> None:
    assert installer(prefix, lambda name: name if has_pip else None) == command


def test_a_hint_is_fitted_where_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", "/x/uv/tools/postrock")
    problem = Problem("python-calamine is missing", None, HINT)
    assert 'hint: uv tool install "postrock[excel]"' in show(problem, color=False)
    assert "uv tool install &quot;postrock[excel]&quot;" in write(problem)
    assert fitted("pip install pymysql") == "pip install pymysql"
