"""200,000 rows as a histogram: a page of kilobytes, built in seconds."""

import gzip
import json
import random
import re
import time
from pathlib import Path

import pytest

from tests.small_sites import Small

ROWS = 200_000
POST = """\
---
title: Amounts
date: 2025-01-01
summary: A histogram.
---
```chart {#amounts}
data: amounts.csv
mark: bar
x: {field: amount, bin: {maxbins: 60}}
y: count()
caption: How large the amounts are.
alt: Most amounts are small.
```
"""


def rows() -> str:
    dice = random.Random(11)
    lines = (
        f"{dice.lognormvariate(3, 1):.4f},{dice.choice('abc')},{'x' * 12}\n" for _ in range(ROWS)
    )
    return "amount,kind,note\n" + "".join(lines)


@pytest.mark.slow
def test_200_000_rows_end_as_kilobytes(tmp_path: Path) -> None:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\n")
    site.write("content/posts/amounts/index.md", POST)
    site.write("content/posts/amounts/amounts.csv", rows())
    # Seconds of this process: other tests may run beside it.
    started = time.process_time()
    site.made()
    seconds = time.process_time() - started
    page = site.text("posts/amounts/index.html")
    before = {"page": page.encode()} | {
        path: published(site, path) for path in linked(page) if not path.startswith("figures/")
    }
    live = [published(site, f"figures/posts/amounts/amounts{end}.json") for end in ("", ".narrow")]
    told = {path: (len(raw), len(gzip.compress(raw))) for path, raw in before.items()}
    figures = f"{seconds:.1f} s; {told}; live {[len(raw) for raw in live]}"
    assert sum(packed for _, packed in told.values()) < 60_000, figures
    assert sum(plain for plain, _ in told.values()) < 100_000, figures
    assert max(map(len, live)) < 12_000, figures
    drawn = json.loads(live[0])["data"]
    assert sum(row["__count"] for data in drawn for row in data["values"]) == ROWS
    assert seconds < 45, figures


def published(site: Small, path: str) -> bytes:
    return (site.root / "build" / path).read_bytes()


def linked(page: str) -> list[str]:
    """Return the files of the site that a browser fetches with a page."""
    found = re.findall(
        r'<(?:link rel="(?:stylesheet|icon)"[^>]*href|script[^>]*src)="/([^"]+)"', page
    )
    return list(dict.fromkeys(found))
