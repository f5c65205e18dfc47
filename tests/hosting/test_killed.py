"""Publishing that is killed at any moment: no page leads nowhere, and the next run finishes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import html

from generator.hosting.record import RECORD
from tests.hosting.places import PLACES, Place, S3Place
from tests.hosting.published import site_to_publish
from tests.small_sites import Small, source, tree

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KILLS", "6"))
"""How often each kind of target is interrupted: ``KILLS=50`` takes minutes."""
HOME = "{% for post in posts %}<a href='{{ post.url }}'>{{ post.title }}</a>{% endfor %}"
POST = "<link href='{{ asset('css/theme.css') }}'><h1>{{ post.title }}</h1>{{ body | safe }}"


def version(site: Small, number: int) -> None:
    """Write a version of the site: pages that come, stay and go, and lead to one another."""
    posts = site.root / "content/posts"
    for old in posts.glob("*.md"):
        old.unlink()
    for post in range(number % 3, 8 + number % 3):
        others = [(post + step) % 8 + number % 3 for step in (1, 2, 3)]
        links = " ".join(f"[{other}](p{other}.md)" for other in others)
        text = f"Version {number}. {links} [data](data-{number}.csv)\n" + "Words. " * 200
        site.write(
            f"content/posts/p{post}.md",
            source(text, title=f"P{post}", date=f"2024-01-{post + 1:02}"),
        )
    site.write(f"content/posts/data-{number}.csv", f"a,b\n{number},2\n")
    site.write("themes/bare/assets/css/one.css", f"body {{ color: #00000{number % 10} }}\n")


def links_of(path: str, content: bytes) -> Iterator[str]:
    """Yield the files that a page leads to."""
    tree_ = html.fromstring(content.decode())
    for _, _, link, _ in tree_.iterlinks():
        target = unquote(urljoin(f"https://tea.example/{path}", link))
        if target.startswith("https://tea.example/"):
            file = target.removeprefix("https://tea.example/").partition("#")[0]
            yield file + "index.html" if not file or file.endswith("/") else file


def reachable(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return what a reader comes to from the home page, and the page that leads there."""
    found, waiting = {"index.html": ""}, ["index.html"]
    while waiting:
        path = waiting.pop()
        if not path.endswith(".html") or path not in files:
            continue
        for link in links_of(path, files[path]):
            if link not in found:
                found[link] = path
                waiting.append(link)
    return found


def publish(site: Small, place: Place, killed_after: float = 0) -> float:
    """Publish in a process of its own, killed with all that it started if it takes longer."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "publish", "--jobs", "1"],
        cwd=site.root,
        env={**os.environ, **place.environment, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        told = process.communicate(timeout=killed_after or 60)[0]
        assert killed_after or process.returncode == 0, told.decode()
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    return time.perf_counter() - started


def check(
    there: Mapping[str, bytes], old: Mapping[str, set[bytes]], new: Mapping[str, bytes]
) -> None:
    """Each page that a reader comes to is whole, and so is what it leads to."""
    for path, led_by in reachable(there).items():
        assert path in there, f"{led_by} leads to {path}, which is not there"
        assert there[path] in {*old.get(path, ()), new.get(path)}, f"{path} is neither old nor new"


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLACES)
def test_a_target_is_never_in_between(kind: str, tmp_path: Path) -> None:
    place = PLACES[kind](tmp_path)
    if isinstance(place, S3Place):
        place.bucket.delay = 0.05
    site = site_to_publish(tmp_path, f"targets: {{live: {place.target[:-1]}, ledger: false}}}}\n")
    site.write("themes/bare/templates/home.html", HOME)
    site.write("themes/bare/templates/post.html", POST)
    version(site, 0)
    publish(site, place)
    version(site, 1)
    site.build()
    seconds = publish(site, place)
    draw, cut = random.Random(KILLS), 0
    old = {path: {each} for path, each in tree(site.root / "build").items()}
    for number in range(2, KILLS + 2):
        version(site, number)
        site.build()
        new = tree(site.root / "build")
        publish(site, place, killed_after=draw.uniform(0.5, 1) * seconds)
        there = place.files()
        cut += not (new.items() <= there.items())
        check(there, old, new)
        if draw.random() < 0.5:
            publish(site, place)
            finished = place.files()
            finished.pop(RECORD)
            assert finished == new
            old = {}
        for path, content in new.items():
            old.setdefault(path, set()).add(content)
    assert cut, "nearly all were through before they were killed"
