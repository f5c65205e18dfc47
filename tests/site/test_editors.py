"""Addresses that open an editor."""

from pathlib import Path

import pytest

from generator.site.editors import EDITORS, address_in, template_of, template_of_program

HERE = Path("/home/ada/my blog/content/posts/ä.md")


@pytest.mark.parametrize(
    ("editor", "address"),
    [
        ("vscode", "vscode://file/home/ada/my%20blog/content/posts/%C3%A4.md:12:3"),
        (
            "sublime",
            "subl://open?url=file:///home/ada/my%20blog/content/posts/%C3%A4.md&line=12&column=3",
        ),
        ("idea", "idea://open?file=/home/ada/my%20blog/content/posts/%C3%A4.md&line=12&column=3"),
        ("mine://{line}/{path}", "mine://12/home/ada/my%20blog/content/posts/%C3%A4.md"),
    ],
)
def test_a_place_in_an_editor(editor: str, address: str) -> None:
    assert address_in(template_of(editor), HERE, 12, 3) == address


def test_a_whole_file_is_opened_at_its_beginning() -> None:
    assert address_in(EDITORS["zed"], Path("/a.md"), 0, 0) == "zed://file/a.md:1:1"


@pytest.mark.parametrize(
    "editor",
    [
        "",
        "vim",
        "https://example.org/{path}",
        "javascript:alert({path})",
        "data:text/html,{path}",
        "vscode://file/",
        "a b://{path}",
        "mine://{path}<script>",
    ],
)
def test_no_editor(editor: str) -> None:
    assert template_of(editor) == ""


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("code --wait", "vscode"),
        ("/usr/local/bin/code-insiders -w", "vscode"),
        ("C:\\Tools\\Code.exe", "vscode"),
        ("subl", "sublime"),
        ("mate -w", "textmate"),
        ("cursor", "cursor"),
        ("zed --wait", "zed"),
    ],
)
def test_a_program_that_has_an_address(command: str, name: str) -> None:
    assert template_of_program(command) == EDITORS[name]


@pytest.mark.parametrize("command", ["", "vim", "emacs -nw", "nano", "ed", "/usr/bin/vi"])
def test_a_program_that_has_none(command: str) -> None:
    assert template_of_program(command) == ""
