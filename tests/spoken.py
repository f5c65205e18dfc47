"""The words of the default theme, as a build reads them."""

from functools import cache
from pathlib import Path

from generator.data.words import Spoken
from generator.engine import encode, keep
from generator.site.words import read_words, words_source

WORDS = Path(__file__).parents[1] / "themes/default/words"


@cache
def spoken(language: str = "en") -> tuple[Spoken, bytes]:
    """Return what the default theme says in a language, with the bytes of its Blob."""
    kept = {f"words/{path.name}": keep(path.read_bytes()) for path in sorted(WORDS.glob("*.yaml"))}
    source = words_source(language, tuple((path, blob) for path, (blob, _) in kept.items()))
    made = read_words(source, dict(kept.values()).__getitem__)
    assert made.value is not None
    assert not made.problems
    return made.value, encode(made.value.words)
