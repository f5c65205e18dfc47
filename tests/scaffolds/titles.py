"""Titles as authors may write them, and worse."""

import unicodedata

from hypothesis import strategies as st

from generator.scaffolds.naming import NOT_IN_A_LINE

LINES = (
    st.text(st.characters(exclude_categories=sorted(NOT_IN_A_LINE)), min_size=1, max_size=60)  # type: ignore[arg-type]
    .map(str.strip)
    .filter(bool)
)
"""Any line of text that is not all space."""


def is_one_line(text: str) -> bool:
    return not any(unicodedata.category(each) in NOT_IN_A_LINE for each in text)
