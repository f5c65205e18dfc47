"""What an import does to the folder it goes to, and what it says of malformed sources."""

from pathlib import Path
from typing import get_type_hints

import pytest
from PIL import Image

from generator.cli.arguments import parser
from generator.cli.main import main
from generator.importers import IMPORTERS
from generator.importers.importing import importer_of
from tests.importers.running import build, imported, read_tiny, refused, tree, write

POST = "---\ntitle: {}\n---\n{}\n"
BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel>&a;</channel></rss>'
)


def jekyll(folder: Path, **bodies: str) -> Path:
    posts = {f"_posts/2020-01-0{i}-{n}.md": t for i, (n, t) in enumerate(bodies.items(), 1)}
    return write(folder, {"_config.yml": "title: T\n", **posts})


def report(folder: Path) -> str:
    return (folder / "import-report.md").read_text(encoding="utf-8")


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    source = jekyll(tmp_path / "old", one=POST.format("One", "x"))
    write(tmp_path / "new", {"notes.txt": "mine"})
    wrong = refused("jekyll", source, tmp_path / "new")
    assert wrong.message == "this is neither empty nor a site"
    assert tree(tmp_path / "new") == {"notes.txt": b"mine"}


def test_a_site_that_is_there_takes_posts_in_and_keeps_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = "---\ntitle: Mine\ndate: 2024-01-01\naliases: [/2020/01/02/two.html]\n---\nMy own.\n"
    new = write(tmp_path / "new", {"site.yaml": "title: Mine\n", "content/posts/one.md": own})
    source = jekyll(
        tmp_path / "old", one=POST.format("One", "x"), two=POST.format("Two", "To [one](one.html).")
    )
    before = tree(new)
    done = imported("jekyll", source, new)
    after = tree(new)
    assert {path: after[path] for path in before} == before
    assert sorted(after.keys() - before.keys()) == ["content/posts/two.md", "import-report.md"]
    assert done.tally.posts == 1
    assert "content/posts/one is in this site already" in report(new)
    assert "/2020/01/02/two.html cannot be kept: something else is there" in report(new)
    build(new, capsys)


def test_pictures_for_sharper_screens_come_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("a.png", "a-2.png", "a-3.png")
    listed = "/img/a-2.png 2x, https://old.example/img/a-3.png 3x,/img/gone.png 4x"
    body = f'<img src="/img/a.png" srcset="{listed}" alt="x">'
    source = jekyll(tmp_path / "old", one=POST.format("One", body))
    (source / "img").mkdir()
    for size, name in enumerate(names, 1):
        Image.new("RGB", (size, size)).save(source / "img" / name)
    write(source, {"_config.yml": "title: T\nurl: https://old.example\n"})
    imported("jekyll", source, tmp_path / "new")
    build(tmp_path / "new", capsys)
    assert {f"content/static/img/{name}" for name in names} <= tree(tmp_path / "new").keys()
    page = (tmp_path / "new/content/posts/one.md").read_text(encoding="utf-8")
    there = "/img/a-2.png 2x, /img/a-3.png 3x,https://old.example/img/gone.png 4x"
    assert f'srcset="{there}"' in page
    assert "img/gone.png is not here: it leads to" in report(tmp_path / "new")


def test_a_second_import_adds_nothing_and_tells_so(tmp_path: Path) -> None:
    source = jekyll(tmp_path / "old", one=POST.format("One", "x"))
    imported("jekyll", source, tmp_path / "new")
    before = tree(tmp_path / "new")
    imported("jekyll", source, tmp_path / "new")
    after = tree(tmp_path / "new")
    assert sorted(after.keys() - before.keys()) == ["import-report-2.md"]
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    ("kind", "name", "text", "message"),
    [
        ("wordpress", "a.xml", BOMB, "entities are declared here, and are not read"),
        ("wordpress", "a.xml", OUTSIDE, "entities are declared here, and are not read"),
        ("wordpress", "a.xml", "<rss><channel>", "not XML: no element found"),
        ("wordpress", "a.xml", "<rss><channel></channel></rss>", "this XML is no export"),
        ("jekyll", "_config.yml", "title: [", "not YAML: "),
        ("jekyll", "notes.txt", "nothing", "there is no post and no page here"),
        ("hugo", "hugo.toml", "title =", "not TOML: "),
        ("hugo", "hugo.toml", "title = 'x'", "there is no post and no page here"),
        ("pelican", "pelicanconf.py", "A = 1", "there is no article and no page here"),
    ],
)
def test_what_cannot_be_imported_at_all_is_a_problem(
    kind: str, name: str, text: str, message: str, tmp_path: Path
) -> None:
    source = write(tmp_path / "old", {name: text})
    given = source / name if kind == "wordpress" else source
    wrong = refused(kind, given, tmp_path / "new")
    assert wrong.message.startswith(message)
    assert not (tmp_path / "new").exists()


YAML_BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{k}: &{k} [{','.join([f'*{chr(ord(k) - 1)}'] * 10)}]\n" for k in "bcdefgh"
)


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("title: [x", "3:1: not YAML"),
        ("title: 'x\n  y: z", "4:1: not YAML"),
        ("just words", "YAML without keys"),
        (f"title: x\n{YAML_BOMB}", "aliases stand for too many values"),
        ("title: x\nloop: &l [*l]", "aliases stand for too many values"),
    ],
)
def test_a_source_with_broken_front_matter_is_left_out_with_its_place(
    front: str, reason: str, tmp_path: Path
) -> None:
    source = jekyll(tmp_path / "old", good=POST.format("G", "x"), bad=f"---\n{front}\n---\nText\n")
    assert imported("jekyll", source, tmp_path / "new").tally.posts == 1
    assert reason in report(tmp_path / "new")


@pytest.mark.parametrize("raw", [b"---\ntitle: x\n---\ncaf\xe9", b"---\n\0\n---\n", b"\x89PNG\r\n"])
def test_a_file_that_is_no_text_is_left_out(raw: bytes, tmp_path: Path) -> None:
    source = jekyll(tmp_path / "old", good=POST.format("G", "x"))
    (source / "_posts/2020-02-02-bad.md").write_bytes(raw)
    assert imported("jekyll", source, tmp_path / "new").tally.posts == 1
    assert "_posts/2020-02-02-bad.md" in report(tmp_path / "new")


@pytest.mark.parametrize("kind", ["jekyll", "hugo", "pelican"])
def test_a_site_without_configuration_is_imported_as_its_generator_would(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = {
        "jekyll": ("_posts/2020-01-02-a-b.md", POST.format("A", "x")),
        "hugo": ("content/posts/a-b.md", "---\ntitle: A\ndate: 2020-01-02\n---\nx\n"),
        "pelican": ("content/a-b.md", "Title: A b\nDate: 2020-01-02\n\nx\n"),
    }
    pattern = {
        "jekyll": "/{year}/{month}/{day}/{slug}.html",
        "hugo": "/posts/{slug}/",
        "pelican": "/{slug}.html",
    }
    imported(kind, write(tmp_path / "old", dict([paths[kind]])), tmp_path / "new")
    settings = (tmp_path / "new/site.yaml").read_text()
    rules = "markdown: python\n" if kind == "pelican" else ""
    assert settings == f'title: new\npermalink: "{pattern[kind]}"\n{rules}'
    assert "there is none, so" in report(tmp_path / "new")
    build(tmp_path / "new", capsys)


UGLY = [
    "![a](/2020/01/01/one.html) <video src='/2020/01/01/one.html' poster='#b'></video>",
    "![a]() <img src='' srcset='' alt='b'> <video poster></video> <source srcset=', ,'>",
    "<img srcset='gone.png 2x, /2020/01/01/one.html 3x, localhost:80 4x' src=me@b.org alt=a>",
    "[a](localhost:4000/b) [c](github.com/d) <a href=htps://e.org>f</a> <script src=g.js></script>",
    "{{ a }} and `{{ b }}` and {{",
    "```sql\nSELECT 1\n```\n\n```chart {#x}\na: 1\n```",
    "```\nnever closed",
    "$\\frac{1}$ and $$\\nocommand$$",
    "A[^none] and [^2]\n\n[^2]: two",
    "# A {#x}\n\n# B {#x}",
    "[a](nowhere.md) ![b](/gone.png) <img src='gone.png'> [c](#none) [d][e]\n\n[e]: lost.html",
    "<div>never closed\n\n- a\n  - b",
    '<a href="javascript:alert(1)">x</a> [y](javascript:void(0))',
    "[a](data:text/html,x) [b][c]\n\n[c]: javascript:x\n\n[d](<java\tscript:x()>)",
    "<iframe src='https://x:99999999/'></iframe> <blockquote cite=javascript:x()>a</blockquote>",
    '[a](https://x:99999999/) ![b](data:image/svg+xml,x) <img src="data:image/png;base64,AA">',
    "<svg><a xlink:href='javascript:x()'>y</a></svg>",
    '<embed src="data:text/html,x"> <use href="data:text/html,x"> <video poster="vbscript:x">',
    "Back `to` [a](two%20words.md) and [b](<two words.md> 'T')",
    "[a](/2020/01/01/one.html) [[b](/2020/01/01/one.html)](/2020/01/01/one.html)",
    "!!! note\n    x\n\n- [ ] a\n\n| a |\n|--|\n| {{ b }} |",
]


@pytest.mark.parametrize("body", UGLY)
@pytest.mark.parametrize("kind", ["jekyll", "hugo"])
def test_whatever_a_post_holds_the_import_builds(
    kind: str, body: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"---\ntitle: T\ndate: 2020-01-01\n---\n{body}\n"
    path = {"jekyll": "_posts/2020-01-01-one.md", "hugo": "content/posts/one.md"}[kind]
    imported(kind, write(tmp_path / "old", {path: text}), tmp_path / "new")
    # What was wrong in the old post already is a warning with its place.
    assert main(["--root", str(tmp_path / "new"), "build", "--now", "2026-01-01"]) == 0
    assert "error:" not in capsys.readouterr().err


def test_the_command_names_a_new_folder_after_the_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = jekyll(tmp_path / "old", one=POST.format("One", "x"))
    monkeypatch.chdir(tmp_path)
    assert main(["import", "jekyll", str(source)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("1 post, 0 pages, 0 files, 0 old addresses kept → old-postrock/")
    assert "old-postrock/import-report.md" in shown
    assert (tmp_path / "old-postrock/content/posts/one.md").is_file()


def test_the_command_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "hugo", str(tmp_path / "none"), "--into", str(tmp_path / "new")]) == 1
    assert "there is nothing to import here" in capsys.readouterr().err


def test_html_asks_for_what_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "markdownify", None)
    source = write(tmp_path / "old", {"a.xml": "<rss/>"}) / "a.xml"
    wrong = refused("wordpress", source, tmp_path / "new")
    assert wrong.hint == 'pip install "postrock[import]"'


def test_nothing_that_a_source_links_to_outside_is_copied(tmp_path: Path) -> None:
    source = jekyll(tmp_path / "old", one=POST.format("One", "![x](/secret.png)"))
    write(tmp_path, {"secret.png": "secret"})
    (source / "secret.png").symlink_to(tmp_path / "secret.png")
    imported("jekyll", source, tmp_path / "new")
    assert not [path for path in tree(tmp_path / "new") if "secret" in path]


@pytest.mark.parametrize("kind", IMPORTERS)
def test_each_line_of_the_table_names_an_importer(kind: str) -> None:
    assert parser().parse_args(["import", kind, "x"]).kind == kind
    assert get_type_hints(importer_of(kind)) == get_type_hints(read_tiny)


def test_the_command_knows_no_other_importers() -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["import", "tiny", "x"])


def test_a_fifth_importer_is_a_module_and_a_line_of_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(IMPORTERS, "tiny", "tests.importers.running:read_tiny")
    text = "\n= One (2020-01-02)\nTo [two](two.htm).\n\n= Two (2020-01-03)\n*Text.*\n"
    source = write(tmp_path, {"old.txt": text}) / "old.txt"
    new = tmp_path / "new"
    assert main(["import", "tiny", str(source), "--into", str(new)]) == 0
    assert capsys.readouterr().out.startswith("2 posts, 0 pages, 0 files, 2 old addresses kept")
    assert (new / "content/posts/one.md").read_text(encoding="utf-8") == (
        '---\ntitle: One\ndate: 2020-01-02\naliases: ["/one.htm"]\n---\nTo [two](two.md).\n'
    )
    build(new, capsys)
    assert "<em>Text.</em>" in (new / "build/two/index.html").read_text(encoding="utf-8")
    assert main(["import", "tiny", str(write(tmp_path, {"e": ""}) / "e"), "--into", "x"]) == 1
    assert "there is no post here" in capsys.readouterr().err


def test_addresses_in_code_stay_as_they_are(tmp_path: Path) -> None:
    code = "`[a](https://old.example/b.html)`"
    source = jekyll(tmp_path / "old", one=POST.format("One", f"[b](one.html#b) {code} [c](b)"))
    write(source, {"_config.yml": "title: T\nurl: https://old.example\n"})
    imported("jekyll", source, tmp_path / "new")
    text = (tmp_path / "new/content/posts/one.md").read_text(encoding="utf-8")
    assert code in text
