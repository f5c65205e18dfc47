"""A site of 40 posts with all that the documents tell: their examples, and more of each kind."""

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from tests.notebooks.making import PANDAS, PIXEL, SPEC, code, markdown, notebook, result, stream
from tests.test_docs import COVER, ROOT, examples, files

DOCUMENTS = (
    "README.md",
    "docs/data-pages.md",
    "docs/extending.md",
    "docs/messy-data.md",
    "docs/notebooks.md",
    "docs/pages.md",
    "docs/pictures.md",
    "docs/themes.md",
    "docs/writing.md",
)
SETTINGS = ("docs/publishing.md", "docs/search.md", "docs/services.md", "docs/sharing.md")
"""What these show is part of a site.yaml."""
POSTS = 40
SMALL = (480, 320)
SERVED = {"server": "nginx", "policy": {"frame-src": "https://www.youtube-nocookie.com"}}
REDIRECTS = {
    "/tags/drinks/": "/tags/tea/",
    "/rss.xml": "/feed.atom",
    "/shop/": "https://example.com/",
}
TAGS = ("tea", "money", "walks", "numbers")
PLACES = ("Uji", "Lund", "Darjeeling")
CHART = """
```data {{#counted}}
year,cups
2021,{0}
2022,{1}
2023,{2}
```

```chart {{#cups}}
data: counted
mark: {mark}
x: year:O
y: cups
caption: Cups of the year, counted by hand.
alt: Three years, {0}, {1} and {2} cups.
```

In 2023 there were {{{{ counted.at(year=2023).cups }}}} of them, as [](#cups) shows.
"""


def write_whole(folder: Path) -> None:
    """Write the site."""
    for path, content in whole().items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())


def whole() -> dict[str, str | bytes]:
    """Return the files of the site."""
    made: dict[str, str | bytes] = {}
    settings: dict[str, Any] = {}
    for name in DOCUMENTS:
        contents = files(name)
        settings |= yaml.safe_load(contents.pop("site.yaml", "")) or {}
        made |= contents
    for name in SETTINGS:
        shown = (each.text for each in examples(name) if each.language == "yaml")
        settings |= {key: value for text in shown for key, value in yaml.safe_load(text).items()}
    settings |= {"title": "The whole of it", "base_url": "https://example.org/", "theme": "mine"}
    settings |= {"timezone": "Europe/Stockholm", "llms": True, "redirects": REDIRECTS}
    settings["targets"] |= {"live": {"folder": "../www"} | SERVED}
    settings["targets"] |= {"anew": {"folder": "../anew", "ledger": False} | SERVED}
    made["site.yaml"] = yaml.safe_dump(settings, allow_unicode=True)
    made["content/static/tea.jpg"] = photo("tea")
    made["content/posts/links/cover.svg"] = COVER
    walk = str(made["content/posts/walk.py"])
    made["content/posts/walk.py"] = walk.replace("/posts/fees.md", "/posts/fees/index.md")
    counters = (ROOT / "docs/messy-data/counters.csv").read_text(encoding="utf-8")
    made["content/posts/counters/counters.csv"] = counters
    for name in ("harbour", "boat", "bay", "print"):
        made[f"content/posts/boat-trip/{name}.jpg"] = photo(name, (1200, 800))
    for number in range(POSTS - sum(_is_post(path) for path in made)):
        made |= dict(_post(number))
    return made


def _is_post(path: str) -> bool:
    at_root = path.count("/") == 2 and path.endswith((".md", ".py", ".ipynb"))
    return path.startswith("content/posts/") and (at_root or path.endswith("/index.md"))


def photo(seed: str, size: tuple[int, int] = SMALL, kind: str = "JPEG") -> bytes:
    """Paint something like a photo, turned by its EXIF orientation where it is a JPEG."""
    draw = random.Random(seed)
    image = Image.radial_gradient("L").resize(size)
    painted = Image.merge("RGB", [image.point([draw.randrange(256)] * 256) for _ in "rgb"])
    pen = ImageDraw.Draw(painted)
    for _ in range(60):
        x, y, r = (draw.randrange(side) for side in (*size, 90))
        pen.ellipse((x, y, x + r, y + r), fill=tuple(draw.randrange(256) for _ in "rgb"))
    exif = Image.Exif()
    exif[0x0112] = draw.choice((1, 3, 6))
    written = io.BytesIO()
    painted.save(written, kind, quality=90, **({"exif": exif} if kind == "JPEG" else {}))
    return written.getvalue()


def _post(number: int) -> Iterator[tuple[str, str | bytes]]:
    yield from (_photos, _notebook, _chart, _called)[number % 4](number)


def _front(number: int, **more: Any) -> str:
    said = {
        "title": f"Post number {number}",
        "date": f"2025-{number % 12 + 1:02}-{number % 27 + 1:02}",
        "tags": [TAGS[number % 4], TAGS[(number + 1) % 4]],
        "places": [PLACES[number % 3]],
        "authors": [("ada", "bob")[number % 2]],
        "summary": f"What happened the {number}th time.",
    }
    return f"---\n{yaml.safe_dump(said | more, allow_unicode=True)}---\n"


def _photos(number: int) -> Iterator[tuple[str, str | bytes]]:
    folder = f"content/posts/walk-{number}"
    text = '![Circles on a hill.](one.jpg "From above.")\n\n![The same, drawn.](two.png){.wide}\n'
    yield f"{folder}/index.md", _front(number, image="one.jpg", image_alt="Circles.") + text
    yield f"{folder}/one.jpg", photo(folder)
    yield f"{folder}/two.png", photo(folder, (300, 200), "PNG")


def _notebook(number: int) -> Iterator[tuple[str, str | bytes]]:
    chart = code(
        "#| label: fees\n#| caption: What is left.\n#| alt: A line that falls.\nchart",
        result(chart=SPEC, plain="alt.Chart(...)"),
    )
    dot = code("#| alt: One dot.\nplot()", result(png=PIXEL), tags=["hide-input"])
    cells = json.loads(
        notebook(
            markdown("## What was counted"), code("rows", result(html=PANDAS)), chart, dot,
            code(f"print({number})", stream(f"{number}\n")), language="python",
        )
    )  # fmt: skip
    cells["cells"][0] = markdown(_front(number))
    yield f"content/posts/cells-{number}.ipynb", json.dumps(cells, indent=1)


def _chart(number: int) -> Iterator[tuple[str, str | bytes]]:
    mark = ("bar", "line", "area")[number % 3]
    body = CHART.format(number + 3, number + 7, 2 * number + 1, mark=mark)
    yield f"content/posts/chart-{number}.md", _front(number, series="Cups") + body


def _called(number: int) -> Iterator[tuple[str, str | bytes]]:
    body = (
        f'{{{{ box(title="Number {number}") }}}}\n\nIn *short*: {{{{ key("{number}") }}}}.\n\n'
        "{{ /box }}\n\n## Further\n\nA note.[^n] See [a city](/cities.md?city=lund) and"
        " [](../cities.md?city=malmö).\n\n```python\nprint(1)\n```\n\n[^n]: Of one line.\n"
    )
    yield f"content/posts/called-{number}.md", _front(number, aliases=[f"/p{number}"]) + body
