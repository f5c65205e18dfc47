import json
from pathlib import Path

import pytest

from tests.commonmark.__main__ import main
from tests.commonmark.examples import Example, extensions, read_examples

FENCE = "`" * 32
TEXT = f"""# Title

## Tabs

{FENCE} example
→a
.
<pre>→a</pre>
{FENCE}

## Tables (extension)

{FENCE} example table
b
.
<p>b</p>
{FENCE}

<!-- END TESTS -->

{FENCE} example
c
.
{FENCE}
"""
TABS = Example(1, "Tabs", "\ta\n", "<pre>\ta</pre>\n")
TABLES = Example(2, "Tables (extension)", "b\n", "<p>b</p>\n")


def write(path: Path, examples: list[dict[str, object]]) -> Path:
    path.write_text(json.dumps(examples), encoding="utf-8")
    return path


def test_a_specification_is_read_as_it_is_published(tmp_path: Path) -> None:
    path = tmp_path / "spec.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_examples(path) == [TABS, TABLES]


@pytest.mark.parametrize("key", ["number", "example", "none"])
def test_examples_in_json_may_have_a_number_under_two_names(tmp_path: Path, key: str) -> None:
    listed = [
        {"markdown": one.markdown, "html": one.html, "section": one.section, key: one.number}
        for one in (TABS, TABLES)
    ]
    assert read_examples(write(tmp_path / "a.json", listed)) == [TABS, TABLES]


def test_extensions_are_github_s_but_for_its_forbidden_tags() -> None:
    forbidden = TABLES._replace(section="6.11 Disallowed Raw HTML (extension)")
    numbered = TABLES._replace(section="4.10 Tables (extension)")
    assert extensions([TABS, TABLES, numbered, forbidden]) == [TABLES, numbered]


def test_each_miss_is_printed_and_last_how_many_are_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[dict[str, object]] = [
        {"markdown": "*a*\n", "html": "<p><em>a</em></p>\n", "section": "Emphasis"},
        {"markdown": "*a*\n", "html": "<p>*a*</p>\n", "section": "Emphasis"},
    ]
    command = ["commonmark", str(write(tmp_path / "a.json", listed)), "--verbose"]
    for least, status in (("50", 0), ("51", 1)):
        monkeypatch.setattr("sys.argv", [*command, "--least", least])
        assert main() == status
        first, *shown, last = capsys.readouterr().out.splitlines()
        assert (first.split(), last) == (["2", "Emphasis"], "1 of 2")
        assert [line.split()[0] for line in shown] == ["markdown", "html", "ours"]
