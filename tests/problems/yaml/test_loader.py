"""YAML with places: what is read, and what each mistake says."""

import importlib.util
import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.problems import Place
from generator.problems.fields import fields_of
from generator.problems.yaml import (
    Scalar,
    YamlDocument,
    YamlMapping,
    YamlSequence,
    plain,
    read_yaml,
)
from generator.problems.yaml import loader as loader_module
from generator.problems.yaml.loader import DEEPEST, MOST_ALIASED


def values(text: str) -> object:
    reading = read_yaml(text, "a.yaml")
    assert reading.problems == ()
    return plain(reading.root)


def only_problem(text: str) -> tuple[int, int, str, str]:
    reading = read_yaml(text, "a.yaml")
    assert [problem.severity for problem in reading.problems] == ["error"]
    problem = reading.problems[0]
    assert problem.place is not None
    assert problem.source == reading.lines[problem.place.line - 1]
    return problem.place.line, problem.place.column, problem.message, problem.hint


def test_plain_values() -> None:
    text = 'title: yes\nslug: 0123\nat: 12:30:45\nlist: [1, 2.5, true, ~]\nin: {a: "1"}\n'
    assert values(text) == {
        "title": "yes",
        "slug": "0123",
        "at": "12:30:45",
        "list": [1, 2.5, True, None],
        "in": {"a": "1"},
    }


def test_quotes_and_blocks_make_text() -> None:
    text = "a: '1'\nb: \"true\"\nc: |\n  12\nd: !!str 3\ne: ''\n"
    assert values(text) == {"a": "1", "b": "true", "c": "12\n", "d": "3", "e": ""}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\ufeff"])
def test_empty(text: str) -> None:
    assert values(text) is None


def test_places_of_keys_and_values() -> None:
    reading = read_yaml("a: 1\nbée: [x, é😀, y]\n", "p", first_line=10)
    root = reading.root
    assert isinstance(root, YamlMapping)
    assert [entry.place for entry in root.entries] == [Place("p", 10, 1), Place("p", 11, 1)]
    listed = root.get("bée")
    assert isinstance(listed, YamlSequence)
    columns = [(each.place.line, each.place.column) for each in listed.values]
    assert columns == [(11, 7), (11, 10), (11, 14)]
    assert reading.source(Place("p", 11, 10)) == "bée: [x, é😀, y]"
    assert reading.source(Place("q", 11, 10)) == ""
    assert reading.source(Place("p", 99)) == ""


def test_scalar_keeps_what_was_written() -> None:
    root = read_yaml("a: 1.50\nb: '1.50'", "p").root
    assert isinstance(root, YamlMapping)
    a, b = root.get("a"), root.get("b")
    assert isinstance(a, Scalar)
    assert isinstance(b, Scalar)
    assert (a.text, a.value, a.is_plain) == ("1.50", 1.5, True)
    assert (b.text, b.value, b.is_plain) == ("1.50", "1.50", False)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_with_any_line_break(end: str) -> None:
    line, column, *_ = only_problem(end.join(["a: 1", "b: 2", "a: 3"]))
    assert (line, column) == (3, 1)


@pytest.mark.parametrize("breaking", ["\x85", "\u2028", "\u2029"])
def test_only_what_editors_break_lines_at_breaks_lines(breaking: str) -> None:
    reading = read_yaml(f"a: x{breaking}y\na: 1", "p")
    assert [problem.place for problem in reading.problems] == [Place("p", 2, 1)]
    assert plain(reading.root) == {"a": "x y"}


MISTAKES = [
    ("title: a: b", 1, 9, 'a second ": "', 'title: "a: b"'),
    ("é: 1\ntitle: é: b", 2, 9, 'a second ": "', "quotes"),
    ("a: 1\n\tb: 2", 2, 1, "a tab", "spaces"),
    ("a:\n\tb: 2", 2, 1, "a tab", "spaces"),
    ('a: "x\nb: 1', 1, 4, "never closed", '"'),
    ("a: 'x\nb: 1", 1, 4, "never closed", "'"),
    ('a: "x\nb: "y"', 1, 4, "runs on to line 2", "closing quote"),
    ("a: 'It's me'", 1, 8, "behind the closing '", "twice"),
    ('a: "He said "hi""', 1, 14, 'behind the closing "', '\\"'),
    ("a: [x] y", 1, 8, "behind the closing ]", "quotes"),
    ("a: [x, y\nb: 1", 1, 4, "[ is not closed", "]"),
    ("a: {x: y", 1, 4, "{ is not closed", "}"),
    ("a: @x", 1, 4, "cannot begin with @", "quotes"),
    ("a: `x`", 1, 4, "cannot begin with `", "quotes"),
    ("a: %x", 1, 4, "cannot begin with %", "quotes"),
    ("a: *x*", 1, 4, "cannot begin with *", "quotes"),
    ("a: }", 1, 4, "cannot begin with }", "quotes"),
    ("a: *x", 1, 4, "no anchor &x", "quotes"),
    ("a: &x y", 1, 4, "no alias uses", "quotes"),
    ("a: !x y", 1, 4, "tags such as !x", "quotes"),
    ("a: !!python/name:os.system", 1, 4, "tags such as !!python", "quotes"),
    ("a: !e!x y", 1, 4, "tags such as", "quotes"),
    ("a: - b", 1, 4, 'list cannot begin with "- "', "next line"),
    ("a: > b", 1, 6, "nothing may follow", "next line"),
    ('a: "\\q"', 1, 5, "\\q means nothing", "backslash"),
    ('a: "\\u12"', 1, 7, "hexadecimal", "backslash"),
    ('a: "\\ud800 x"', 1, 7, "names no character", "backslash"),
    ("title x\nb: 1", 1, 1, "no key and value", "colon"),
    ("title:x\nb: 1", 1, 1, "no key and value", "title: x"),
    ("a: 1\nb", 2, 1, "no key and value", "colon"),
    ("a: x\n  b: y", 2, 3, "indented unlike", "same column"),
    ("  a: x\nb: y", 2, 1, "indented unlike", "same column"),
    ("a:\n  - b\n - c", 3, 2, "indented unlike", "same column"),
    (": x", 1, 1, "key is missing", ""),
    ("a: 1\n\na: 2", 3, 1, '"a" stands twice, first in line 1', "one of the two"),
    ("x: {a: 1, a: 2}", 1, 11, '"a" stands twice, first in line 1', ""),
    ("a: 1\n---\nb: 2", 2, 1, "second YAML document", "---"),
    ("<<: {a: 1}", 1, 1, "merge keys", "write the keys out"),
    ("1: a", 1, 1, "a key must be text, not 1", '"1"'),
    ("true: a", 1, 1, "a key must be text, not true", '"true"'),
    ("? [a]\n: b", 1, 3, "not a list", "quotes"),
    ("a: {{ x }}", 1, 5, "not a mapping", "quotes"),
    ("%YAML 2.0\n---\na: b", 1, 1, "directive", "%"),
    ("a: b\x07", 1, 5, "U+0007", "delete"),
    ("a: 1\nb: \ud800", 2, 4, "U+D800", "delete"),
    ("[" * 500, 1, DEEPEST + 1, f"more than {DEEPEST} deep", ""),
    ("a: &a [*a]", 1, 8, "no anchor &a", ""),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), MISTAKES)
def test_one_mistake_one_problem(
    text: str, line: int, column: int, message: str, hint: str
) -> None:
    found_line, found_column, found_message, found_hint = only_problem(text)
    assert (found_line, found_column) == (line, column)
    assert message in found_message
    assert hint in found_hint


def test_after_a_mistake_that_is_no_syntax_the_rest_is_read() -> None:
    reading = read_yaml("a: 1\na: 2\nb: !x y\n7: 1\nc: 3", "p")
    assert plain(reading.root) == {"a": 1, "b": "y", "c": 3}
    assert len(reading.problems) == 3


@pytest.mark.parametrize("text", ["title: We are #1", "color: #c00", "a: [x, y #z\n ]"])
def test_text_lost_to_a_comment_is_a_warning(text: str) -> None:
    problems = read_yaml(text, "p").problems
    assert [problem.severity for problem in problems] == ["warning"]
    place = problems[0].place
    assert place is not None
    assert text[place.column - 1] == "#"


@pytest.mark.parametrize("text", ["a: x # note", "a: x #", "a: 'x #1'", "# a\na: x#y"])
def test_comments_are_welcome(text: str) -> None:
    assert read_yaml(text, "p").problems == ()


def test_json_is_yaml() -> None:
    text = '{\n\t"a": "\\ud83d\\ude00\\/\\u00e9",\n\t"b": [1e3, -0.5, null, "\\\\ud83d"]}'
    assert values(text) == {"a": "😀/é", "b": [1000.0, -0.5, None, "\\ud83d"]}


def test_aliases() -> None:
    assert values("a: &x [1, 2]\nb: *x\nc: *x") == {"a": [1, 2], "b": [1, 2], "c": [1, 2]}


def test_a_billion_laughs_end_early() -> None:
    lines = ["a: &a [" + ", ".join(["lol"] * 10) + "]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [" + ", ".join([f"*{before}"] * 10) + "]")
    reading = read_yaml("\n".join(lines), "p")
    assert reading.root is None
    assert f"more than {MOST_ALIASED}" in reading.problems[0].message


@given(st.text())
def test_no_text_raises(text: str) -> None:
    check(read_yaml(text, "p"), text)


@given(st.text(alphabet="ab:-[]{}'\"|>&*!%@`#,? \t\n\r\\<~0.\u2028é", max_size=60))
@example("{0 #")
def test_no_yaml_raises(text: str) -> None:
    check(read_yaml(text, "p"), text)


def check(reading: YamlDocument, text: str) -> None:
    plain(reading.root)
    for problem in reading.problems:
        assert problem.place is not None
        assert 1 <= problem.place.line <= len(reading.lines)
        assert 1 <= problem.place.column <= len(reading.lines[problem.place.line - 1]) + 1
    if reading.root is None and text.strip() and not reading.problems:
        assert all(line.strip()[:1] in ("", "#", "-", ".", "%") for line in reading.lines)


def texts(most: int) -> st.SearchStrategy[str]:
    # What no text can hold is refused, also where an escape gives it.
    return st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=most)


jsons = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | texts(8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts(5), inner),
    max_leaves=12,
)


@given(jsons)
def test_reads_what_pyyaml_writes(value: object) -> None:
    text = yaml.safe_dump(value, default_style='"') if isinstance(value, str) else ""
    dumped = text or yaml.dump(value, Dumper=_Dumper, allow_unicode=False)
    assert plain(read_yaml(dumped, "p").root) == value


class _Dumper(yaml.SafeDumper):
    """Quotes every text, since YAML 1.1 and 1.2 differ on bare words, and repeats values."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Dumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


@pytest.mark.parametrize("text", ["a: 1\nb: [x, {c: 'd'}]\n", *(case[0] for case in MISTAKES)])
def test_without_libyaml_it_reads_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    spec = importlib.util.spec_from_file_location("pure_loader", loader_module.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    expected = read_yaml(text, "a.yaml")
    monkeypatch.setattr(loader_module, "StrictLoader", module.StrictLoader)
    found = read_yaml(text, "a.yaml")
    assert plain(found.root) == plain(expected.root)
    assert [problem.place and problem.place.line for problem in found.problems] == [
        problem.place and problem.place.line for problem in expected.problems
    ]


def test_large_texts_take_time_in_proportion() -> None:
    row = "- {year: 2024, value: 1.5, name: x}\n"
    started = time.process_time()
    reading = read_yaml(row * 3000, "p")
    assert isinstance(reading.root, YamlSequence)
    assert len(reading.root.values) == 3000
    assert time.process_time() - started < 3


@pytest.mark.parametrize("escape", ["\\0", "\\x1b", "\\b", "\\uffff", "\\ufffe"])
def test_an_escape_gives_no_character_that_no_text_can_hold(escape: str) -> None:
    reading = read_yaml(f'a: 1\nb: "x{escape}y"', "p")
    assert reading.root is None
    (problem,) = reading.problems
    assert "which no text can hold" in problem.message
    assert problem.place == Place("p", 2, 4)


@pytest.mark.parametrize("escape", ["\\t", "\\n", "\\r", "\\u202e", "\\u200d", "\\U0001f600"])
def test_other_escapes_give_their_characters(escape: str) -> None:
    assert read_yaml(f'a: "x{escape}y"', "p").problems == ()


def test_of_a_line_without_end_only_its_beginning_is_carried() -> None:
    keys = ", ".join(f"k{number}: 1" for number in range(5000))
    fields = fields_of(read_yaml(f"{{{keys}}}", "p"))
    fields.finish()
    assert len(fields.problems) == 5000
    assert fields.problems[1].source.startswith("{k0: 1, k1: 1, ")
    assert fields.problems[4999].source == ""
    assert sum(len(each.source) for each in fields.problems) < 1_000_000
