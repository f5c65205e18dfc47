"""What a column of texts may have been meant as."""

import pytest

from generator.data.doubts import doubt_of


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("1,234.5 1.234,5 7", '"1,234.5" and "1.234,5"'),
        ("7 1,234.5 1.234,5", '"7" and "1.234,5"'),
        ("12% 15 9%", '"12%" and "15"'),
        ("05/06/2024 31/02/2024 19/06/2024", 'the other is "31/02/2024"'),
        ("2024-02-30 2024-06-06 2024-06-07", 'the other is "2024-02-30"'),
    ],
)
def test_the_odd_cell_is_named(cells: str, told: str) -> None:
    written = cells.split()
    doubt = doubt_of(written, written)
    assert doubt is not None
    assert told in doubt.message
