"""Front matter that we write is read back the same by our own reader."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.compose import compose
from generator.importers.old_site import BlogEntry
from generator.site.front_matter import read_front_matter, split
from generator.site.slug import slugify

CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])
LINE = st.text(CHARACTERS, max_size=40).map(lambda text: " ".join(text.split()))
NAMES = LINE.filter(lambda text: bool(slugify(text)))
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | LINE
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LINE, inner, max_size=3)
)


@given(
    NAMES, LINE, st.lists(NAMES, max_size=4, unique=True), st.dictionaries(LINE, VALUES, max_size=4)
)
def test_what_is_written_is_read_back(
    title: str, summary: str, tags: list[str], extra: dict[str, Any]
) -> None:
    entry = BlogEntry(
        "s", "post", "n", "Body", title, summary=summary, tags=tuple(tags), extra=extra
    )
    split_source = split(compose(entry))
    front, problems = read_front_matter(split_source.front, "a.md", 2, "UTC")
    assert front is not None
    assert not [each for each in problems if each.severity == "error"]
    assert (front.title, front.summary, front.tags) == (title, summary, tuple(tags))
    assert msgspec.json.decode(front.extra) == extra
    assert split_source.body == "Body\n"
