"""Values as YAML and as Markdown: whatever is written is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup.convert import convert
from generator.markup.parts import MarkupSource
from generator.problems.yaml import Scalar, YamlMapping, YamlSequence, read_yaml
from generator.scaffolds.naming import markdown_text, yaml_list, yaml_text
from tests.scaffolds.titles import LINES

TRICKY = [
    "Plain words", "a: b", "#1", "it's", '"quoted"', "'", "- x", "yes", "null", "~", "12", "1e3",
    "0o17", "[a]", "{a}", "a #b", "%", "@me", "`x`", "!tag", "&a", "*a", "|", ">", "?",
    "שלום: עולם", "🎉", "日本", "a\\b", "\\", "…", "a  b", "\u202eabc", "\ufeffx", "=", "<<", "---",
    "...",
]  # fmt: skip


def read_back(text: str) -> str:
    root = read_yaml(f"title: {yaml_text(text)}\n", "a.md").root
    assert isinstance(root, YamlMapping)
    value = root.entries[0].value
    assert isinstance(value, Scalar)
    return value.text


@pytest.mark.parametrize("text", TRICKY)
def test_a_tricky_text_is_read_back(text: str) -> None:
    assert read_back(text) == text


@given(LINES)
def test_any_line_is_read_back(text: str) -> None:
    assert read_back(text) == text


@given(st.lists(LINES, max_size=4))
def test_any_list_is_read_back(texts: list[str]) -> None:
    written = yaml_list(texts)
    assert "\n" not in written
    root = read_yaml(f"tags: {written}\n", "a.md").root
    assert isinstance(root, YamlMapping)
    value = root.entries[0].value
    assert isinstance(value, YamlSequence)
    assert [each.text for each in value.values if isinstance(each, Scalar)] == texts


@pytest.mark.parametrize("text", ["Plain words", "What coffee costs", "2025 in review", "日本 🎉"])
def test_a_plain_text_needs_no_quotes(text: str) -> None:
    assert yaml_text(text) == text


@pytest.mark.parametrize(
    "text", ["a *b* c", "a_b_", "`x`", "[a](b)", "$x$ and $y$", "{{ fees }}", "a \\ b", "<b> & c"]
)
def test_markdown_takes_nothing_in_a_text_for_a_mark(text: str) -> None:
    made = convert(MarkupSource("a.md", f"## {markdown_text(text)}\n", typography=False))
    assert made.problems == ()
    assert made.value is not None
    assert (made.value.values, made.value.links, made.value.has_math) == ((), (), False)
    assert [heading.text for heading in made.value.headings] == [text]
