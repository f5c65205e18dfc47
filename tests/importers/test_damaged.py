"""Whatever is in the old site, what an import leaves builds, or nothing was imported at all."""

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.importing import Imported, ImportRequest, import_site
from generator.pipeline.build import build
from generator.pipeline.request import Request
from generator.pipeline.workspace import open_workspace
from tests.importers.running import NOW, SITES

TEXTS = (".md", ".html", ".markdown", ".xml", ".rst", ".yml", ".toml", ".py")
NAMES = ("é b.md", "a'b.md", "2020-13-45-x.md", f"{'x' * 240}.md", "#.md", "%41.md", "{{x}}.md")
ODD = (
    *("---\n", "```", "```chart\n", "~~~", "{{", "}}", "{{< x", "{% raw %}", "{%", "[[wiki]]"),
    *('<div class="', "</div>", '<img alt="x>', "<a href='", "<!--", "-->", "<script>", "<pre>"),
    *("[^1]:", "[^1]", "[a](", "](", "![", "$$", "\\(", "|", "> ", "- ", "\t", "    ", "\n\n"),
    *(
        "[x]: <",
        "*[A]: b\n",
        "`",
        "javascript:alert(1)",
        "{#a}",
        "//[",
        "\x05",
        "\u202e",
        "e\u0301",
    ),
    *("title: [", "date: 99999-99-99\n", "slug: ../..\n", "tags: ['???']\n", "draft: maybe\n"),
    *("aliases: ['javascript:x']\n", "image: none.png\n", "permalink: /\n", "categories: {a: b}\n"),
    *(f"slug: {'s' * 300}\n", f"title: {'t' * 3000}\n", "weight: !!python/object:x\n", "<<: *a\n"),
    *("{{ page.title }}", "{{ site.data.x[0] }}", "<style>", "<figure>", "url: /a b/\n"),
)
BYTES = (b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf")
DAMAGE = st.lists(
    st.tuples(
        st.integers(0, 50),
        st.floats(0, 1),
        st.sampled_from([*(each.encode() for each in ODD), *BYTES]) | st.integers(1, 60),
    ),
    min_size=1,
    max_size=6,
)


def damaged(raw: bytes, where: float, what: bytes | int) -> bytes:
    """Put something odd into a file, or cut a piece out of it."""
    at = int(len(raw) * where)
    if isinstance(what, int):
        return raw[:at] + raw[at + what :]
    return raw[:at] + what + raw[at:]


def within_texts(raw: bytes, where: float, what: bytes | int) -> bytes:
    """Do the same to a text of an export, which stays XML."""
    spots = [found.end() for found in re.finditer(rb"<!\[CDATA\[", raw)]
    at = spots[int((len(spots) - 1) * where)]
    odd = what if isinstance(what, bytes) and b"]]" not in what else b"odd"
    return raw[:at] + odd + raw[at:]


def imported(kind: str, old: Path, new: Path) -> Imported | None:
    source = next(old.glob("*.xml")) if kind == "wordpress" else old
    done = import_site(ImportRequest(kind, source, new, NOW))
    return done if isinstance(done, Imported) else None


def errors_of(new: Path) -> list[str]:
    request = Request(root=new, now=NOW, jobs=1, execute=False)
    with open_workspace(request) as shop:
        problems = build(request, shop).assembly.problems
    return [f"{each.place} {each.message}" for each in problems if each.severity == "error"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["jekyll", "hugo", "pelican", "wordpress"])
def test_whatever_is_damaged_an_import_builds(kind: str) -> None:
    @settings(max_examples=25)
    @given(DAMAGE, st.none() | st.tuples(st.integers(0, 50), st.sampled_from(NAMES)))
    def holds(damage: list[tuple[int, float, bytes | int]], odd: tuple[int, str] | None) -> None:
        with TemporaryDirectory() as folder:
            old, new = Path(folder, "old"), Path(folder, "new")
            shutil.copytree(next(SITES.glob(f"{kind}-*")) / "source", old)
            files = [path for path in sorted(old.rglob("*")) if path.suffix in TEXTS]
            for number, where, what in damage:
                file = files[number % len(files)]
                spoil = within_texts if kind == "wordpress" else damaged
                file.write_bytes(spoil(file.read_bytes(), where, what))
            if odd is not None and kind != "wordpress":
                file = files[odd[0] % len(files)]
                file.with_name(odd[1]).write_bytes(file.read_bytes())
            if imported(kind, old, new):
                assert errors_of(new) == []

    holds()


ODD_POSTS = {
    "empty": "",
    "front alone": "---\ntitle: T\n",
    "an attribute without end": '---\ntitle: T\n---\n<img src="a.png" alt="x>\n\nText.\n',
    "a name too long": f"---\ntitle: T\nslug: {'é' * 200}\n---\nText.\n",
    "a tag of punctuation": "---\ntitle: T\ntags: ['???', tea]\n---\nText.\n",
    "an alias that runs": "---\ntitle: T\naliases: ['javascript:x', '/a b/../c']\n---\nText.\n",
    "no such day": "---\ntitle: T\ndate: 2023-02-30\n---\nText.\n",
    "a long line": f"---\ntitle: T\n---\n{'word ' * 40_000}\n",
    "a page of tags": "---\ntitle: T\nurl: /tags/\n---\nText.\n",
}


@pytest.mark.parametrize("name", ODD_POSTS)
def test_an_odd_post_builds(name: str, tmp_path: Path) -> None:
    old = tmp_path / "old/content"
    (old / "posts").mkdir(parents=True)
    (tmp_path / "old/hugo.toml").write_text('title = "T"\nbaseURL = "https://example.org/"\n')
    (old / "posts/good.md").write_text("---\ntitle: Good\n---\n")
    for path in ("posts/odd.md", "tags.md", "other/dated.md"):
        (old / path).parent.mkdir(exist_ok=True)
        (old / path).write_text(ODD_POSTS[name], encoding="utf-8")
    assert imported("hugo", tmp_path / "old", tmp_path / "new")
    assert errors_of(tmp_path / "new") == []
    report = (tmp_path / "new/import-report.md").read_text(encoding="utf-8")
    assert "posts/odd.md" in report or name == "a long line"


@pytest.mark.parametrize(
    ("kind", "path"), [("hugo", "content/talks/a.md"), ("jekyll", "talks/a.md")]
)
def test_a_dated_page_among_no_posts_is_told(kind: str, path: str, tmp_path: Path) -> None:
    old = tmp_path / "old"
    for each in (path, "_posts/2020-01-01-b.md", "content/posts/b.md"):
        (old / each).parent.mkdir(parents=True, exist_ok=True)
        (old / each).write_text("---\ntitle: T\ndate: 2020-01-01\n---\nText.\n")
    (old / "_config.yml").write_text("title: T\n")
    (old / "hugo.toml").write_text('title = "T"\n')
    done = imported(kind, old, tmp_path / "new")
    assert done is not None
    changes = [note.reason for note in done.notes if note.path == path]
    assert any("in no list and no feed" in reason for reason in changes)
