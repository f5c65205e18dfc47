"""The page with three charts in each generator: how it is written, and how it is built."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chart_page import Part
from packages import from_npm, from_pypi
from sites import hugo as peer_of_blogs

SETUPS = Path(__file__).resolve().parent / "peers" / "charts"
SCRIPTS = {
    "vega.min.js": "vega/build/vega.min.js",
    "vega-lite.min.js": "vega-lite/build/vega-lite.min.js",
    "vega-embed.min.js": "vega-embed/build/vega-embed.min.js",
}
"""What MkDocs' plugin and Hugo's page want beside the page, by the file in npm's folder."""


@dataclass(frozen=True)
class ChartSite:
    """A generator's name, the built folder, and the address of the page in it."""

    name: str
    built: Path
    page: str


def postrock(work: Path, parts: Sequence[Part]) -> ChartSite:
    """Write and build the page with Postrock and its default theme."""
    root = _fresh(work / "postrock")
    (root / "content").mkdir()
    (root / "site.yaml").write_text("title: Funds\nbase_url: https://example.org/\n")
    head = "---\ntitle: Fees\ndate: 2026-01-01\n---\n\n"
    (root / "content" / "fees.md").write_text(head + _markdown(parts, "vega-lite"))
    _run([sys.executable, "-m", "generator", "--root", str(root), "build", "--quiet"], root)
    return ChartSite("postrock", root / "build", "fees/")


def mkdocs(work: Path, parts: Sequence[Part]) -> ChartSite:
    """Write and build the page with MkDocs, its charts plugin, and Vega served beside it."""
    environment = work / "env-mkdocs"
    from_pypi(environment, ("mkdocs", "mkdocs-charts-plugin"))
    root = _fresh(work / "mkdocs")
    shutil.copytree(SETUPS / "mkdocs", root, dirs_exist_ok=True)
    _put_vega(work, root / "docs" / "vega")
    (root / "docs" / "index.md").write_text("# Fees\n\n" + _markdown(parts, "vegalite"))
    _run([str(environment / "bin" / "mkdocs"), "build", "--quiet"], root)
    return ChartSite("mkdocs", root / "site", "")


def hugo(work: Path, parts: Sequence[Part]) -> ChartSite:
    """Write and build the page with Hugo, a template for its charts, and Vega served beside it."""
    blog = peer_of_blogs(work)
    blog.install()
    root = _fresh(work / "hugo")
    shutil.copytree(SETUPS / "hugo", root, dirs_exist_ok=True)
    _put_vega(work, root / "static" / "vega")
    (root / "content").mkdir()
    text = "---\ntitle: Fees\n---\n\n" + _markdown(parts, "vega-lite")
    (root / "content" / "_index.md").write_text(text)
    _run([*blog.program(), "--quiet"], root)
    return ChartSite("hugo", root / "public", "")


def framework(work: Path, parts: Sequence[Part]) -> ChartSite:
    """Write and build the page with Observable Framework, its charts by vega-embed."""
    packages = ("@observablehq/framework", "vega", "vega-lite", "vega-embed")
    node = work / "npm-framework"
    from_npm(node, packages)
    # The page stands in the folder of the packages, where the bundler looks for them.
    shutil.copytree(SETUPS / "framework", node, dirs_exist_ok=True)
    page = ['import embed from "vega-embed";']
    page = ["# Fees", "```js\n" + "\n".join(page) + "\n```", *(_cell(part) for part in parts)]
    (node / "src").mkdir(exist_ok=True)
    (node / "src" / "index.md").write_text("\n\n".join(page))
    shutil.rmtree(node / "dist", ignore_errors=True)
    _run([str(node / "node_modules" / ".bin" / "observable"), "build"], node)
    return ChartSite("framework", node / "dist", "")


PEERS: dict[str, Callable[[Path, Sequence[Part]], ChartSite]] = {
    "mkdocs": mkdocs,
    "hugo": hugo,
    "framework": framework,
}


def _put_vega(work: Path, folder: Path) -> None:
    """Put Vega into a site, to be served with it."""
    node = work / "npm"
    from_npm(node, ("vega", "vega-lite", "vega-embed"))
    folder.mkdir(parents=True)
    for name, source in SCRIPTS.items():
        shutil.copy(node / "node_modules" / source, folder / name)


def _markdown(parts: Sequence[Part], fence: str) -> str:
    blocks = (
        part if isinstance(part, str) else f"```{fence}\n{json.dumps(part, indent=1)}\n```"
        for part in parts
    )
    return "\n\n".join(blocks) + "\n"


def _cell(part: Part) -> str:
    if isinstance(part, str):
        return part
    options = '{actions: false, renderer: "svg", ast: true}'
    call = f"await embed(box, {json.dumps(part)}, {options});"
    return f'```js\n{{\nconst box = display(document.createElement("div"));\n{call}\n}}\n```'


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-3000:]}")
