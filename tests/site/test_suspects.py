"""A look at suspects alone comes to the same as a look at everything."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.engine import Blob, digest
from generator.site import snapshot
from generator.site import suspects as module
from generator.site.snapshot import Remembered, Snapshot, take_snapshot
from generator.site.suspects import ScanNeeded, rescan

NAMES = (
    "a",
    "a.md",
    "b",
    "b.md",
    "static",
    ".git",
    ".env",
    ".nojekyll",
    "c~",
    "caf\udce9.md",
    "e\u0301",
    "\u00e9",
)
TEXTS = ("", "one", "two", "three")
PATHS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map("/".join)
OLD = 10**18

Change = tuple[str, str, str]
CHANGES = st.tuples(
    st.sampled_from(("write", "write", "write old", "delete", "move", "folder", "link")),
    PATHS,
    PATHS | st.sampled_from(TEXTS),
)


def apply(content: Path, change: Change) -> set[str]:
    """Make a change if it is possible; return the paths that a watcher would ring."""
    kind, path, other = change
    place, second = content / path, content / other
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if kind in {"write", "write old"}:
            place.write_text(other.encode(errors="replace").decode())
        if kind == "write old":
            os.utime(place, ns=(OLD, OLD))
        if kind == "delete" and place.is_dir():
            shutil.rmtree(place)
        elif kind == "delete":
            place.unlink()
        if kind == "move":
            place.rename(second)
        if kind == "folder":
            place.mkdir()
        if kind == "link":
            place.symlink_to(second)
    except OSError:
        pass
    # The folders above may have been made for it; what is written through a link rings where it is.
    top = str(content / path.split("/")[0])
    rung = {str(place), top, os.path.realpath(place)}
    return rung | {str(second)} if kind == "move" else rung


def essence(found: Snapshot) -> object:
    """Return all that may matter of a snapshot; when a file was read may not."""
    marks = {place: _marks(seen) for place, seen in found.memory.items()}
    return list(found.files.items()), found.problems, found.links, marks, set(found.places)


def _marks(seen: Remembered) -> object:
    return seen.digest, seen.size, seen.mtime_ns, seen.ctime_ns, seen.inode


def is_odd_by_name(path: str) -> bool:
    """Tell whether a name alone calls for a look at everything: it would be a problem, if it is."""
    return not path.isascii() or ("/content/static/" in path and "/.env" in path)


@example([], [[("delete", "static/.env", "")]])
@given(st.lists(CHANGES, max_size=8), st.lists(st.lists(CHANGES, max_size=3), max_size=4))
def test_looks_at_suspects_come_to_the_same(
    first: list[Change], rounds: list[list[Change]]
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        places = [("content", root / "content")]
        (root / "content").mkdir()
        for change in first:
            apply(root / "content", change)
        found = take_snapshot(root, places, {})
        for changes in rounds:
            suspects = set().union(*(apply(root / "content", change) for change in changes))
            whole = take_snapshot(root, places, found.memory)
            try:
                found = rescan(root, places, found, suspects)
            except ScanNeeded:
                strange = any(map(is_odd_by_name, (*suspects, *found.memory)))
                assert strange or found.problems or found.links or whole.problems or whole.links
                found = whole
            assert essence(found) == essence(whole)
            for blob in found.files.values():
                assert digest(found.read(blob)) == blob.digest


class Site:
    """A small site, looked at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places = [("content", root / "content"), ("site.yaml", root / "site.yaml")]
        self.put("site.yaml", "title: A")
        self.put("content/posts/a/index.md", "a")
        self.put("content/posts/a/art.svg", "<svg/>")
        self.put("content/about.md", "about")
        self.seen = take_snapshot(root, self.places, {})

    def put(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def look(self, *suspects: str) -> Snapshot:
        return rescan(
            self.root, self.places, self.seen, [str(self.root / each) for each in suspects]
        )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_only_suspects_are_looked_at(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    look_at = snapshot.look_at

    def note(path: str, *others: object) -> object:
        looked.append(path)
        return look_at(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "look_at", note)
    site.put("content/about.md", "more")
    site.put("content/posts/a/index.md", "unsuspected")
    found = site.look("content/about.md")
    assert looked == ["content/about.md"]
    assert found.files["content/about.md"] == Blob(digest(b"more"))
    assert found.files["content/posts/a/index.md"] == Blob(digest(b"a"))


def test_a_place_that_is_a_file_may_be_suspected(site: Site) -> None:
    site.put("site.yaml", "title: B")
    assert site.look("site.yaml").files["site.yaml"] == Blob(digest(b"title: B"))


@pytest.mark.parametrize("suspect", ["content", "content/posts", "content/posts/a"])
def test_a_suspected_folder_is_looked_at_whole(site: Site, suspect: str) -> None:
    site.put("content/posts/a/index.md", "other")
    (site.root / "content/posts/a/art.svg").unlink()
    found = site.look(suspect)
    assert found.files["content/posts/a/index.md"] == Blob(digest(b"other"))
    assert "content/posts/a/art.svg" not in found.files


def test_bytes_that_another_file_holds_can_still_be_read(site: Site) -> None:
    site.put("content/copy.md", "about")
    site.seen = take_snapshot(site.root, site.places, {})
    for gone, left in (("copy", "about"), ("about", "copy")):
        site.put(f"content/{gone}.md", "other")
        found = site.look(f"content/{gone}.md")
        assert found.read(found.files[f"content/{left}.md"]) == b"about"
        site.put(f"content/{gone}.md", "about")


def test_a_file_that_changes_twice_in_one_tick_of_the_clock_is_read_again(site: Site) -> None:
    """Same size, inode and times, as on a file system with a coarse clock."""
    file = site.root / "content/about.md"
    os.utime(file, ns=(OLD, OLD))
    site.seen = site.look("content/about.md")
    known = site.seen.memory[str(file)]
    file.write_text("abuot")
    os.utime(file, ns=(OLD, OLD))
    same_tick = known.ctime_ns + 1
    stale = Remembered(known.digest, 5, OLD, os.stat(file).st_ctime_ns, known.inode, same_tick)
    site.seen.memory[str(file)] = stale
    assert site.look("content/about.md").files["content/about.md"] == Blob(digest(b"abuot"))


@pytest.mark.parametrize(
    "suspect", ["content/.x.swp", "content/about.md~", "content/.git/HEAD", "content/posts/nothing"]
)
def test_what_is_no_part_of_the_site_changes_nothing(site: Site, suspect: str) -> None:
    site.put(suspect, "x") if "nothing" not in suspect else None
    assert essence(site.look(suspect)) == essence(site.seen)


@pytest.mark.parametrize("suspect", ["elsewhere.md", "site.new.yaml", "content-too/x.md"])
def test_what_lies_in_no_place_is_odd(site: Site, suspect: str) -> None:
    with pytest.raises(ScanNeeded):
        site.look(suspect)


def test_a_hidden_file_that_is_gone_again_is_odd(site: Site) -> None:
    with pytest.raises(ScanNeeded):
        site.look("content/static/.env")


def test_links_and_problems_are_odd(site: Site) -> None:
    (site.root / "content/b").symlink_to("posts/a")
    with pytest.raises(ScanNeeded):
        site.look("content/b")
    with pytest.raises(ScanNeeded):
        site.look("content/b/index.md")
    site.seen = take_snapshot(site.root, site.places, {})
    assert site.seen.links == ("content/b",)
    with pytest.raises(ScanNeeded):
        site.look("content/about.md")
