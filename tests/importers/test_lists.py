"""Lists of CommonMark as Python-Markdown reads them."""

import pytest

from generator.importers.lists import four_spaces


@pytest.mark.parametrize(
    ("written", "indented"),
    [
        ("- a\n  - b\n    - c\n- d", "- a\n    - b\n        - c\n- d"),
        ("1. a\n   more\n\n   * b", "1. a\n    more\n\n    * b"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("Prose\n- a", "Prose\n\n- a"),
        ("In\n1986. A year", "In\n1986. A year"),
        ("- a\n\n  ```\n    x\n  ```\n- b", "- a\n\n    ```\n      x\n    ```\n- b"),
        ("- a\n\n      code", "- a\n\n        code"),
        ("```\n- a\n  - b\n```", "```\n- a\n  - b\n```"),
        ("<pre>\n- a\n  - b\n</pre>", "<pre>\n- a\n  - b\n</pre>"),
        ("* * *\n- - -", "* * *\n- - -"),
        ("- a\n\nafter", "- a\n\nafter"),
        ("- a\n    - b\n        - c", "- a\n    - b\n        - c"),
    ],
)
def test_lists(written: str, indented: str) -> None:
    assert four_spaces(written) == indented
