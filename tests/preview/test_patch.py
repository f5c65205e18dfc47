"""Making one version of a page of another, where it stands."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.preview.running import Preview

PAIRS = 600

# Random versions of a page, and edits of them; ``draw`` gives the same for the same seed.
GARDEN = """
const draw = (seed) => () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
};
const pick = (next, all) => all[Math.floor(next() * all.length)];
const WORDS = ["root", "leaf", "soil", "spade", "frost", "bloom"];
const LEAVES = [
    (next) => `<p>${pick(next, WORDS)} <em>${pick(next, WORDS)}</em></p>`,
    (next) => `<h2 id="${pick(next, WORDS)}">${pick(next, WORDS)}</h2>`,
    (next) => `<figure id="f-${pick(next, WORDS)}"><svg><path d="M${next()}"/></svg></figure>`,
    (next) => `<ul class="${pick(next, WORDS)}"><li>${pick(next, WORDS)}</li><li>x</li></ul>`,
    (next) => `<hr>`,
    (next) => `<!--${pick(next, WORDS)}-->`,
    (next) => `<details><summary>${pick(next, WORDS)}</summary><p>inside</p></details>`,
    (next) => `loose ${pick(next, WORDS)}`,
];
const leaf = (next) => pick(next, LEAVES)(next);
const blocks = (next) => Array.from({ length: Math.floor(next() * 9) }, () => leaf(next));
const edited = (next, all) => {
    const copy = [...all];
    for (let edits = 1 + Math.floor(next() * 3); edits > 0; edits -= 1) {
        const at = Math.floor(next() * (copy.length + 1));
        copy.splice(at, Math.floor(next() * 2), ...(next() < 0.7 ? [leaf(next)] : []));
    }
    return copy;
};
const pageOf = (next, all) => `<!doctype html><html lang="${pick(next, ["en", "de"])}"><head>
<title>${pick(next, WORDS)}</title><meta name="description" content="${pick(next, WORDS)}">
</head><body class="${pick(next, WORDS)}">
<main>\\n${all.join(pick(next, ["\\n", ""]))}\\n</main>
<footer>${pick(next, WORDS)}</footer></body></html>`;
const parse = (text) => new DOMParser().parseFromString(text, "text/html");
"""

RANDOM = f"""async (pairs) => {{
    {GARDEN}
    const {{ patch }} = await import("/.preview/patch.js");
    const wrong = [];
    for (let seed = 1; seed <= pairs; seed += 1) {{
        const next = draw(seed * 7919);
        const all = blocks(next);
        const [before, after] = [pageOf(next, all), pageOf(next, edited(next, all))];
        const live = parse(before);
        patch(live.documentElement, parse(before).documentElement, parse(after).documentElement);
        const [is, wanted] = [live, parse(after)].map((page) => page.documentElement.outerHTML);
        if (is !== wanted) wrong.push([before, is, wanted]);
    }}
    return wrong;
}}"""

# What a patch leaves in place is the same element as before; scripts may have changed the rest.
TOUCHED = """async ([before, after, meddle]) => {
    const { patch } = await import("/.preview/patch.js");
    const parse = (body) => new DOMParser().parseFromString(`<body>${body}</body>`, "text/html");
    const live = parse(before);
    new Function("live", meddle)(live);
    const known = new Map([...live.querySelectorAll("[id]")].map((each) => [each.id, each]));
    patch(live.documentElement, parse(before).documentElement, parse(after).documentElement);
    const kept = [...known].filter(([id, each]) => live.getElementById(id) === each);
    return [kept.map(([id]) => id), live.body.innerHTML];
}"""


@pytest.fixture
def page(calm_preview: Preview, browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(f"{calm_preview.address}/posts/one/")
    yield opened
    opened.close()


def patched(page: Page, before: str, after: str, meddle: str = "") -> tuple[list[str], str]:
    kept, html = page.evaluate(TOUCHED, [before, after, meddle])
    return kept, html


def test_any_version_becomes_any_other(page: Page) -> None:
    assert page.evaluate(RANDOM, PAIRS) == []


def test_only_what_differs_is_touched(page: Page) -> None:
    before = '<p id="a">one</p>\n<figure id="f"></figure>\n<p id="b">two</p>'
    after = before.replace("two", "three").replace("<figure", '<p id="n">new</p>\n<figure')
    kept, html = patched(page, before, after)
    assert (kept, html) == (["a", "f", "b"], after)


def test_a_figure_is_exchanged_as_a_whole_and_its_neighbours_stay(page: Page) -> None:
    before = '<p id="a">one</p><figure id="f"><i id="i">1</i></figure><p id="b">two</p>'
    kept, html = patched(page, before, before.replace(">1<", ">2<"))
    assert kept == ["a", "b"]
    assert ">2<" in html


@pytest.mark.parametrize(
    "meddle",
    [
        "live.getElementById('f').innerHTML = '<canvas></canvas>'",
        "for (const at of ['prepend', 'append']) live.body[at](live.createElement('aside'))",
        "live.getElementById('a').dataset.seen = 'yes'",
        "live.getElementById('b').before(live.createElement('ins'))",
    ],
)
def test_what_scripts_did_elsewhere_stays(page: Page, meddle: str) -> None:
    before = '<p id="a">one</p><figure id="f"><svg></svg></figure><p id="b">two</p>'
    kept, html = patched(page, before, before.replace("two", "three"), meddle)
    assert kept == ["a", "f", "b"]
    assert "three" in html
    assert any(mark in html for mark in ("canvas", "aside", "data-seen", "<ins>"))


def test_what_scripts_took_apart_is_made_anew(page: Page) -> None:
    before = '<div id="d"><p id="a">one</p><p>two</p></div>'
    meddle = "live.getElementById('a').remove()"
    kept, html = patched(page, before, before.replace("two", "three"), meddle)
    assert html == before.replace("two", "three")
    assert kept == []
