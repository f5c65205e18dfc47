"""Compare one page of three charts with the same page made by others.

    python benchmarks/charts.py [--peers mkdocs,hugo,framework] [--work FOLDER] [--rounds 5]

Each page is served from this machine and read in Chromium: what it weighs before anything is
touched and when all of its charts have been seen, how long its first chart takes, what of it
is there without scripts, and what a strict Content-Security-Policy has to say to it.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chart_page import make_page
from chart_readers import Reading, read_page
from chart_sites import PEERS, postrock

ROWS = {
    "first_bytes": "bytes before any interaction (gzip)",
    "first_script": "  of these script (gzip)",
    "live_bytes": "bytes when all charts were seen (gzip)",
    "live_script": "  of these script (gzip)",
    "first_chart": "first chart seen, ms (median)",
    "without_scripts": "charts seen with scripts off, of 3",
    "strict_charts": "charts seen under the strict policy, of 3",
    "strict_errors": "console errors under the strict policy",
}


def table(readings: list[Reading]) -> str:
    """Return the figures as a table for people."""
    names = "".join(f"{reading.name:>12}" for reading in readings)
    lines = [f"{'':<42}{names}"]
    for field, label in ROWS.items():
        cells = (f"{asdict(reading)[field]:>12,.0f}" for reading in readings)
        lines.append(f"{label:<42}{''.join(cells)}")
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare a page of three charts.")
    parser.add_argument("--peers", default=",".join(PEERS), help="comma-separated; may be empty")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=Path, help="folder for peers and sites, kept for next time")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    asked = parser.parse_args()
    asked.peers = [name for name in asked.peers.split(",") if name]
    if unknown := [name for name in asked.peers if name not in PEERS]:
        parser.error(f"unknown peers {', '.join(unknown)}; known are {', '.join(PEERS)}")
    return asked


def main() -> None:
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="postrock-charts-") as temporary:
        work = (asked.work or Path(temporary)).resolve()
        parts = make_page()
        makers = [postrock, *(PEERS[name] for name in asked.peers)]
        readings = [read_page(make(work, parts), asked.rounds) for make in makers]
    print(table(readings))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(reading) for reading in readings], indent=2))


if __name__ == "__main__":
    main()
