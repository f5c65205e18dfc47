"""Try Vega-Lite's own gallery: build each example as a pasted block, and open it.

    python -m tests.galleries.vega_lite_gallery CHECKOUT DATA [--work FOLDER] [--only WORD]

``CHECKOUT`` is a checkout of Vega-Lite (its ``examples/specs``), ``DATA`` the ``data`` folder of
the npm package vega-datasets. Every example that vl-convert draws by itself must build, have the
same marks, and come alive in Chromium under a strict policy. An example whose data stand on the
web is pasted with the address of the same file in ``DATA``: we refuse to fetch anything.
"""

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.galleries.gallery import Example, marks_of, report, try_all

_WEB = re.compile(
    r"https://(?:cdn\.jsdelivr\.net/npm/vega-datasets@[^/]+|vega\.github\.io/[\w-]+)/(?=data/)"
)
_LOCAL = re.compile(r'(?<=")data/(?=[\w-]+\.\w+")')


def main() -> None:
    """Run it."""
    given = _arguments()
    os.environ["TZ"] = "UTC"  # dates without a zone: ours are UTC in every reader's browser
    work = given.work or Path(tempfile.mkdtemp(prefix="gallery-"))
    work.mkdir(parents=True, exist_ok=True)
    texts = {
        _name(path): _WEB.sub("", path.read_text(encoding="utf-8"))
        for path in sorted((given.checkout / "examples" / "specs").glob("*.json"))
        if re.search(given.only, path.name)
    }
    drawn = _drawn(texts, given.data, work / "drawn.json")
    refused = {name: told for name, told in drawn.items() if isinstance(told, str)}
    for name, told in refused.items():
        print("vl-convert does not draw", name, told)
    examples = [
        Example(name, "vega-lite", text, marks=drawn[name])
        for name, text in texts.items()
        if name not in refused
    ]
    print(f"{len(texts)} examples, {len(examples)} of them drawn by vl-convert; site in {work}")
    results = try_all(examples, work / "site", given.data, jobs=given.jobs)
    report(results, work / "results.json")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Try Vega-Lite's own gallery.")
    parser.add_argument("checkout", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, help="a folder to keep for the next run")
    parser.add_argument("--only", default="", help="a regular expression for file names")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def _name(path: Path) -> str:
    return path.name.removesuffix(".json").removesuffix(".vl").replace(".", "-")


def _drawn(texts: dict[str, str], data: Path, kept: Path) -> dict[str, Any]:
    """Draw each by vl-convert alone: its marks, or why it is not drawn. Kept for the next run."""
    import vl_convert

    found = json.loads(kept.read_text()) if kept.exists() else {}
    with _served(data.parent) as base:
        for name, text in texts.items():
            if name in found:
                continue
            try:
                spec = _LOCAL.sub(f"{base}{data.name}/", text)
                svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[base])
                found[name] = marks_of(svg)
            except ValueError as error:
                found[name] = str(error).strip().splitlines()[-1]
    kept.write_text(json.dumps(found))
    return {
        name: marks if isinstance(marks, str) else tuple((kind, count) for kind, count in marks)
        for name, marks in found.items()
        if name in texts
    }


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder from another process: vl-convert lets no other thread of its own run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "http.server", port, "--bind", "127.0.0.1"]
    server = subprocess.Popen(
        [*command, "--directory", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
