"""A small site with an exhibit, for the tests of what is published and of what a browser does."""

from pathlib import Path

from tests.small_sites import Small, source

BLOCK = """
```exhibit {#lens}
module: lens.js
styles: lens.css
art: lens.svg
alt: A glass over a grid.
caption: A **lens** over {{ curve.count() }} points.
props: {speed: 2}
files: {weights: weights.bin}
data: {curve: curve, more: more.csv}
live: LIVE
```
"""
DATA = """
```data {#curve}
step,loss
0,1.5
1,0.5
```
"""
ART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 600" width="960" height="600">
<style>.a{fill:#c2452c}@media (prefers-color-scheme:dark){.a{fill:#801f10}}</style>
<path class="a" d="M0 0h960v600H0z"/></svg>
"""
MODULE = """import { times } from "./parts/times.js";
import { unit } from "../../shared/unit.js";

export async function mount(element, { speed, files, data, fails }) {
  const bytes = new Uint8Array(await (await fetch(files.weights)).arrayBuffer());
  const { late } = await import("./parts/late.js");
  const button = document.createElement("button");
  button.textContent = [times(speed, unit), ...bytes, data.curve[1].loss, data.more.length, late];
  element.append(button);
  element.dataset.width = element.clientWidth;
  await document.fonts.ready;
  return () => { sessionStorage.left = "yes"; };
}
"""
FILES = {
    "content/posts/lens/lens.js": MODULE,
    "content/posts/lens/parts/times.js": "export const times = (a, b) => a * b;\n",
    "content/posts/lens/parts/late.js": 'export const late = "late";\n',
    "content/shared/unit.js": "export const unit = 21;\n",
    "content/posts/lens/lens.css": ".exhibit button { color: rgb(1, 2, 3); }\n",
    "content/posts/lens/lens.svg": ART,
    "content/posts/lens/weights.bin": "\x03\x04",
    "content/posts/lens/more.csv": "a,b\n1,2\n",
}


def exhibit_site(
    folder: Path, before: str = "", live: str = "visible", block: str = BLOCK
) -> Small:
    """Write a site with one post, whose exhibit stands below what is before it."""
    site = Small(folder)
    site.write("site.yaml", "title: Lens\nbase_url: https://lens.example/\n")
    for path, content in FILES.items():
        site.write(path, content)
    body = before + block.replace("LIVE", live) + DATA
    site.write("content/posts/lens/index.md", source(body, title="Lens"))
    return site
