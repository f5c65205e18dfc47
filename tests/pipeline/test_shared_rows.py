"""Of rows that two figures use, readers get the columns that these show, and no others."""

from pathlib import Path

from tests.small_sites import Small, source, tree

BLOCKS = """
```chart {#slider}
data: d.csv
params:
  least: {slider: [0, 40, 1], value: 10}
transform: [{filter: datum.warm >= least}]
mark: scatter
x: day
y: warm
color: kind
title: The pay of nobody
alt: Points, of which none has a pay.
download: false
table: false
```

```vega-lite {#other}
#| alt: pay
#| caption: The pay, and x, is not told.
#| table: false
#| download: false
{"data": {"url": "d.csv"}, "mark": "point", "encoding": {
  "x": {"field": "day", "type": "temporal", "title": "pay"},
  "y": {"field": "warm", "type": "quantitative"}, "size": {"value": 30}}}
```
"""


def test_columns_of_words_in_a_text_are_not_published(tmp_path: Path) -> None:
    rows = "".join(
        f"2015-{n % 12 + 1:02}-{n % 28 + 1:02},{n % 30},rain,{987_000 + n},at{n}z,mark{n}z\n"
        for n in range(150)
    )
    files = {
        "content/posts/a/index.md": source(BLOCKS, date="2024-03-02"),
        "content/posts/a/d.csv": f"day,warm,kind,pay,x,mark\n{rows}",
    }
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\nbase_url: https://tea.example/\n")
    for path, text in files.items():
        site.write(path, text)
    site.build()
    published = tree(tmp_path / "build")
    (shared,) = (raw for path, raw in published.items() if path.startswith("figures/data/"))
    assert shared.startswith(b'[{"day":"2015-01-01')
    assert not any(b"987001" in raw or b"at1z" in raw or b"mark1z" in raw
                   for raw in published.values())  # fmt: skip
