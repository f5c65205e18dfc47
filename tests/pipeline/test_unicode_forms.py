"""A file's name in one Unicode form and a text in the other find each other."""

import os
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from tests.small_sites import Small, small_site, source

Form = Literal["NFC", "NFD"]
COMPOSED: Form = "NFC"
APART: Form = "NFD"
PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
TEXT = """
[Über](../über.md) [percent](../{percent}.md) [file](é.txt)

![A square.](ü.svg)

```data {{#größe}}
ä,b
1,2
```

```chart
data: größe
mark: bar
x: ä
y: b
alt: One.
```

```chart
data: später
mark: bar
x: ö
y: b
alt: One.
```

{{{{ größe.ä.max() }}}} {{{{ "ñ.csv".ö.max() }}}}
"""


def built(root: Path, names: Form, text: Form) -> tuple[Small, dict[str, bytes]]:
    """Build a site whose files have names in one form, and whose text is in another."""
    percent = unicodedata.normalize(text, "über").encode().hex("%")
    body = unicodedata.normalize(text, TEXT).format(percent=f"%{percent}")
    front = {"image": "ü.svg", "image_alt": "A.", "data": "{später: ñ.csv}"}
    head = source(title="A", date="2025-01-01").replace("---\n", "", 1)
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    files: dict[str, str | bytes] = {
        "content/posts/a/index.md": unicodedata.normalize(text, f"---\n{lines}{head}") + body,
        "content/posts/über.md": source("Over.", title="O"),
        "content/posts/a/ü.svg": PIXEL,
        "content/posts/a/é.txt": "text",
        "content/posts/a/ñ.csv": unicodedata.normalize(names, "ö,b\n1,2\n"),
    }
    named = {unicodedata.normalize(names, path): file for path, file in files.items()}
    site = small_site(root, named)
    site.made()
    build = root / "build"
    outputs = {path: (build / path).read_bytes() for path in site.outputs()}
    return site, outputs


@pytest.mark.skipif(os.name == "nt", reason="names have one form there")
def test_whatever_the_form_the_site_is_the_same(tmp_path: Path) -> None:
    _, wanted = built(tmp_path / "both", COMPOSED, COMPOSED)
    assert "posts/a/é.txt" in wanted
    for names, text in ((COMPOSED, APART), (APART, COMPOSED), (APART, APART)):
        _, outputs = built(tmp_path / f"{names}-{text}", names, text)
        assert outputs == wanted
