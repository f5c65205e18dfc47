"""A hint is there where a word is near, and nowhere else."""

import pytest

from generator.problems import nearest
from generator.site.front_matter import FrontMatter

KEYS = [key for key in FrontMatter.__struct_fields__ if key not in ("place", "places")]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("titel", "title"), ("sumary", "summary"), ("Tag", "tags"), ("dat", "date"),
        ("alias", "aliases"), ("tihs", "this"), ("rde", "red"), ("imagealt", "image_alt"),
    ],
)  # fmt: skip
def test_a_slip_is_near(slip: str, meant: str) -> None:
    assert nearest(slip, [*KEYS, "this", "red"]) == meant


@pytest.mark.parametrize("word", ["categories", "permalink", "published", "comments", "mermaid"])
def test_another_word_is_not(word: str) -> None:
    assert nearest(word, [*KEYS, "email"]) is None
