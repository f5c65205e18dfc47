"""What Lighthouse says of four pages on a phone: home, charts, photos, the search.

    python benchmarks/lighthouse.py [--theme default] [--rounds 3] [--work FOLDER]

The blog, with two authors and a post of photos more, is published to a folder for Caddy and served
by it with what `publish` wrote. Needs Caddy, Chromium, Node with npm, and the test packages.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from packages import from_npm  # noqa: E402
from photos import photo  # noqa: E402

from tests.fixtures import find_chromium  # noqa: E402

LIGHTHOUSE = "lighthouse@12.8.2"
PAGES = {
    "home": "",
    "charts": "posts/a-year-of-stock-and-fund-trading/",
    "photos": "posts/photos/",
    "search": "search/?q=data",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CADDY = """{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    root * {www}
    import {www}/.server/Caddyfile
}}
"""
POST = """---
title: A day by the sea
date: 2026-05-01
author: [ada, bob]
summary: Four photos that nobody took.
tags: [photos]
image: 0.jpg
image_alt: Waves of many colours.
---

Four photos, as a camera would have left them.
"""


def write_site(site: Path, theme: str) -> None:
    """Write the blog with authors and a post of photos."""
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copytree(ROOT / "themes", site / "themes")
    settings = (ROOT / "site.yaml").read_text("utf-8")
    settings = re.sub(r"(?m)^theme: .*$", f"theme: {theme}", settings)
    settings += "targets:\n  host: {folder: www, server: caddy}\n"
    (site / "site.yaml").write_text(settings, encoding="utf-8")
    (site / "content/authors").mkdir()
    for name in ("ada", "bob"):
        text = f"---\ntitle: {name.title()}\n---\n\nTakes photos.\n"
        (site / f"content/authors/{name}.md").write_text(text)
    post = site / "content/posts/photos"
    post.mkdir()
    text = POST
    for number in range(4):
        (post / f"{number}.jpg").write_bytes(photo(number))
        text += f'\n![Waves of many colours, no. {number}.]({number}.jpg "Photo {number}.")\n'
    (post / "index.md").write_text(text)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Publish a site, and serve it as its own files for Caddy say; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    publish = [sys.executable, "-m", "generator", "--root", str(site), "publish", "--no-check"]
    environment = os.environ | {"GENERATOR_BASE_URL": address}
    subprocess.run(publish, cwd=ROOT, env=environment, check=True, stdout=sys.stderr)
    (site / "Caddyfile").write_text(CADDY.format(port=port, www=site / "www"))
    caddy = ["caddy", "run", "--adapter", "caddyfile", "--config", str(site / "Caddyfile")]
    with subprocess.Popen(caddy, stderr=subprocess.DEVNULL) as running:
        time.sleep(2)
        try:
            yield address
        finally:
            running.terminate()


def scores(program: Path, address: str, report: Path) -> dict[str, int]:
    """Return what Lighthouse gives a page in each category, and keep its report."""
    flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
    kept = ["--output=json", f"--output-path={report}", "--quiet", flags]
    environment = os.environ | {"CHROME_PATH": find_chromium() or ""}
    subprocess.run([program, address, *kept], env=environment, check=True)
    found = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * (found[name]["score"] or 0)) for name in CATEGORIES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--theme", default="default")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, help="keep Lighthouse's packages here for next time")
    parser.add_argument("--reports", type=Path, help="keep Lighthouse's reports here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="postrock-lighthouse-") as temporary:
        work = (asked.work or Path(temporary)).resolve() / "lighthouse"
        reports = (asked.reports or Path(temporary)).resolve()
        reports.mkdir(parents=True, exist_ok=True)
        from_npm(work, (LIGHTHOUSE,))
        write_site(Path(temporary) / "site", asked.theme)
        print(f"{'':10}" + "".join(f"{name:>16}" for name in CATEGORIES))
        with served(Path(temporary) / "site") as address:
            for name, path in PAGES.items():
                found = [
                    scores(work / "node_modules/.bin/lighthouse", address + path, report)
                    for report in (reports / f"{name}-{turn}.json" for turn in range(asked.rounds))
                ]
                cells = (" ".join(str(each[key]) for each in found) for key in CATEGORIES)
                print(f"{name:10}" + "".join(f"{cell:>16}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
