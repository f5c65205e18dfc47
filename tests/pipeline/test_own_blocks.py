"""Blocks of a site's own types in whole builds: what each makes, when it runs, and what it may."""

from pathlib import Path

import pytest

from tests.small_sites import Small, small_site, source

POST = "content/posts/tea/index.md"
SAY = """OPTIONS = {"mark": "!"}


def markdown(text, options, data):
    rows = "".join(f"- {row['a']}\\n" for name in data for row in data[name])
    return f"## Said\\n\\n*{text.strip()}*{options['mark']}\\n\\n{rows}"
"""
DRAW = """def svg(text, options, data):
    return (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" width="80pt" height="40pt">' + text + "</svg>"
    )
"""
BARS = """def spec(text, options, data):
    rows = [{"word": word, "length": len(word)} for word in text.split()]
    x, y = {"field": "word", "type": "nominal"}, {"field": "length", "type": "quantitative"}
    return {"data": {"values": rows}, "mark": "bar", "encoding": {"x": x, "y": y}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Small:
    return small_site(tmp_path, {"blocks/say.py": SAY, "blocks/draw.py": DRAW})


def block(kind: str, text: str = "", name: str = "", **options: str) -> str:
    lines = [f"#| {key}: {value}" for key, value in options.items()]
    fence = f"{kind} {{#{name}}}" if name else kind
    return "\n".join([f"```{fence}", *lines, text, "```"])


def body(site: Small, text: str) -> str:
    site.write(POST, source(text, title="Green"))
    site.made()
    return site.text("posts/tea/index.html").partition("tags:")[2].strip()


def wrong(site: Small, text: str) -> tuple[str, int, str, str]:
    """Build a post with a block in line 5, and return what is wrong with it, and where."""
    site.write(POST, source(text))
    problem = site.problem()
    assert problem.place
    return problem.place.path, problem.place.line, problem.message, problem.hint


def test_markdown_stands_where_its_block_does(site: Small) -> None:
    data = "```data {#cups}\na\n1\n2\n```\n"
    text = f"{data}\n[Up](#said).\n\n{block('say', 'Hello', 'here', data='cups', mark='?')}"
    assert body(site, text) == (
        '<p><a href="/posts/tea/#said">Up</a>.</p>\n<div id="here">\n<h2 id="said">Said</h2>\n'
        "<p><em>Hello</em>?</p>\n<ul>\n<li>1</li>\n<li>2</li>\n</ul>\n</div>"
    )
    assert "<em>Hello</em>" in site.text("feed.atom").replace("&lt;", "<").replace("&gt;", ">")


def test_links_pictures_and_code_of_a_block_are_those_of_its_page(site: Small) -> None:
    site.write(
        "content/posts/tea/cup.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="7"/>',
    )
    made = "[a](cup.svg) ![A cup.](cup.svg)\n\n```python\nx = 1\n```"
    site.write("blocks/say.py", f"def markdown(text, options, data):\n    return {made!r}\n")
    text = f"[Own](/index.html)\n\n```python\ny = 2\n```\n\n{block('say')}"
    found = body(site, text.replace("[Own](/index.html)", "[Own](https://tea.example/)"))
    assert '<a href="/posts/tea/cup.svg">a</a> <img src="/posts/tea/cup.svg" width="9"' in found
    assert found.index(">y<") < found.index(">x<")
    assert "posts/tea/cup.svg" in site.outputs()


def test_html_is_one_block_whatever_is_in_it(site: Small) -> None:
    made = "<section>\n<p>*a*</p>\n\n    <p>b</p>\n</section>"
    site.write("blocks/say.py", f"def html(text, options, data):\n    return {made!r}\n")
    site.write(POST, source(block("say")))
    warned = site.build().assembly.problems
    assert [each.message for each in warned] == [
        'in line 2 of what say makes: readers see "*a*" as it is written: this is a block of HTML'
    ]
    assert "<section>\n<p>*a*</p>\n<!-- -->\n    <p>b</p>\n</section>" in site.text(
        "posts/tea/index.html"
    )


def test_a_drawing_is_a_figure(site: Small) -> None:
    drawn = '<rect width="80" height="40" fill="currentColor"/>'
    text = "See [](#box).\n\n" + block("draw", drawn, "box", alt="A box.", caption="A *box*.")
    site.write(
        "themes/bare/templates/figure.html", "{{ figure.svg | safe }}{{ figure.caption | safe }}"
    )
    made = body(site, text)
    assert '#box">Figure 1</a>' in made
    assert 'viewBox="0 0 80.0 40.0"' in made or 'viewBox="0 0 80 40"' in made
    assert '<rect width="80" height="40" fill="currentColor"/>' in made
    assert made.endswith("A <em>box</em>.")
    assert 'width="80" height="40" class="is-small" fill="var(--' in made
    assert {"figures/posts/tea/box.png", "figures/posts/tea/box.svg"} <= site.outputs()


def test_a_specification_is_a_chart(site: Small) -> None:
    site.write("blocks/bars.py", BARS)
    body(site, block("bars", "one three", "words", alt="Two bars."))
    assert {"figures/posts/tea/words.json", "figures/posts/tea/words.csv"} <= site.outputs()


def test_a_block_runs_again_only_when_what_it_is_made_of_changed(site: Small) -> None:
    body(site, block("say", "Hello"))
    assert site.made().tallies.get("blocks") is None or not site.made().tallies["blocks"].made
    site.write(POST, source("Words above.\n\n" + block("say", "Hello"), title="Green"))
    assert site.made().tallies["blocks"].made == 0
    site.write("blocks/say.py", SAY.replace("Said", "Told"))
    report = site.made()
    assert (report.tallies["blocks"].made, report.tallies["read"].made) == (1, 0)
    assert "Told</h2>" in site.text("posts/tea/index.html")


def test_nothing_runs_where_nothing_may(site: Small) -> None:
    site.write(POST, source(block("say", "Hello")))
    problem = site.problem(execute=False)
    assert problem.message.startswith("--no-exec: this block's Python was not run")
    assert problem.place
    assert (problem.place.path, problem.place.line) == (POST, 5)
    site.made()
    site.made(execute=False)


def test_code_shows_the_text_itself(site: Small) -> None:
    assert "Hello" in body(site, "```say {.code}\nHello\n```".replace("say", "text"))
    site.write("blocks/dot.py", DRAW)
    assert 'data-language="dot"' in body(site, "```dot {.code}\ndigraph {}\n```")


@pytest.mark.parametrize(
    ("code", "line", "message", "hint"),
    [
        ("    return 1 / 0", 2, "ZeroDivisionError: division by zero", ""),
        ("    return open('/etc/passwd').read()", 2,
         'this block reads "/etc/passwd", which is not declared',
         'put it beside the post and say so at the head of the block: "#| files: passwd"'),
        ("    import subprocess\n    subprocess.run(['ls'])", 3, "this block starts ls",
         'name it at the head of blocks/say.py: PROGRAMS = ["dot"]'),
        ("    import socket\n    socket.create_connection(('tea.example', 80))", 3,
         'this block connects to "tea.example", and a build opens no connection', "keep a copy"),
        ("    return 5", 1, "markdown() returns a text, not int", ""),
        ("    import nowhere", 2, "ModuleNotFoundError: No module named 'nowhere'", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_in_python_is_told_at_its_line(
    site: Small, code: str, line: int, message: str, hint: str
) -> None:
    site.write("blocks/say.py", f"def markdown(text, options, data):\n{code}\n")
    found = wrong(site, block("say"))
    assert found[:3] == ("blocks/say.py", line, f"{message} (for the block at {POST}:5)")
    assert found[3].startswith(hint)


def test_what_is_wrong_with_the_text_is_told_in_the_text(site: Small) -> None:
    code = 'def markdown(text, options, data):\n    raise ValueError("no such tea", 2)\n'
    site.write("blocks/say.py", 'OPTIONS = {"mark": ""}\n' + code)
    assert wrong(site, block("say", "green\n  bleu", mark="?")) == (POST, 8, "no such tea", "")


@pytest.mark.parametrize(
    ("options", "line", "message", "hint"),
    [
        ({"mrak": "?"}, 6, 'say has no option "mrak"', 'did you mean "mark"?'),
        ({"data": "cusp"}, 6, 'there is no dataset "cusp"', ""),
        ({"files": "a.bib"}, 6, 'there is no file "a.bib"', ""),
    ],
)
def test_what_a_block_names_is_checked(
    site: Small, options: dict[str, str], line: int, message: str, hint: str
) -> None:
    found = wrong(site, block("say", **options))
    assert found[:2] == (POST, line)
    assert message.split('"')[1] in found[2]
    assert found[3].startswith(hint)


def test_a_declared_file_is_there_to_be_opened(site: Small) -> None:
    site.write("content/posts/tea/a.txt", "from a file")
    site.write(
        "blocks/say.py", "def markdown(text, options, data):\n    return open('a.txt').read()\n"
    )
    assert body(site, block("say", files="a.txt")) == "<p>from a file</p>"


def test_what_a_block_prints_is_told(site: Small) -> None:
    site.write(
        "blocks/say.py", "def html(text, options, data):\n    print('x')\n    return '<hr>'\n"
    )
    site.write(POST, source(block("say")))
    (problem,) = site.build().assembly.problems
    assert (problem.severity, problem.hint) == ("warning", "it printed: x")


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ("[a](nowhere.md)", '"nowhere.md" leads nowhere'),
        ("A note.[^1]\n\n[^1]: Here.", "a footnote stands in what say makes"),
        ("{{ fees.count() }}", "a value in braces stands in what say makes"),
        ("```chart\nmark: bar\n```", "a figure stands in what say makes"),
        ('<p id="taken"></p>', 'another thing on this page is called "taken" already'),
    ],
)
def test_what_cannot_stand_in_a_page_is_told_at_the_block(
    site: Small, made: str, message: str
) -> None:
    site.write("blocks/say.py", f"def markdown(text, options, data):\n    return {made!r}\n")
    path, line, told, _ = wrong(site, block("say") + "\n\n## Taken\n")
    assert (path, line) == (POST, 5)
    assert message in told


@pytest.mark.parametrize(
    "inside",
    ["<script>alert(1)</script>", '<rect onclick="a()"/>', "<image href='a.png'/>", "<rect"],
)
def test_a_drawing_is_held_to_what_art_may_have(site: Small, inside: str) -> None:
    path, line, told, _ = wrong(site, block("draw", inside, alt="Nothing."))
    assert (path, line) == (POST, 5)
    assert told.startswith("what draw drew cannot stand in a page: ")


def test_a_broken_block_leaves_the_others_in_their_places(site: Small) -> None:
    site.write("blocks/bad.py", "def svg(text, options, data):\n    return ''\n")
    text = block("bad", "", "one", alt="a") + "\n\n" + block("draw", "<rect/>", "two", alt="b")
    site.write(POST, source(text))
    told = [each.message for each in site.build().assembly.problems if each.severity == "error"]
    assert len(told) == 1


def test_a_preview_shows_in_its_place_what_keeps_a_drawing_away(site: Small) -> None:
    site.write("blocks/draw.py", "def svg(text, options, data):\n    return 1 / 0\n")
    site.write(POST, source(block("draw", "", "box", alt="A box.")))
    report = site.build(tolerant=True)
    assert [each.message.partition(" (")[0] for each in report.assembly.in_figures] == [
        "ZeroDivisionError: division by zero"
    ]
    assert "division by zero" in site.text("posts/tea/index.html")
