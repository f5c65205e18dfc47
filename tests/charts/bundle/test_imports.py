"""What a module imports and exports, told from its text."""

import pytest

from generator.blocks.contents import File
from generator.charts.bundle.imports import exports, find_imports
from generator.charts.bundle.tokens import tokens
from generator.engine import keep

IMPORTS = [
    ('import "./a.js";', ["./a.js"]),
    ("import a, { b as c } from './b.js'", ["./b.js"]),
    ('import {\n  b,\n  c,\n} from "../b.js";', ["../b.js"]),
    ('const { late } = await import("./late.js");', ["./late.js"]),
    ('import rows from "./rows.json" with { type: "json" };', ["./rows.json"]),
    ('export * from "./a.js"; export { b as mount } from "./b.js"', ["./a.js", "./b.js"]),
    ('new Worker(new URL("./work.js", import.meta.url), { type: "module" })', ["./work.js"]),
    ('fetch(new URL("weights.bin", import.meta.url))', ["weights.bin"]),
    ('import("./a.js?again#there")', ["./a.js"]),
    # What only looks like an import.
    ('// import "./no.js"\n/* import "./no.js" */ "import \'./no.js\'"', []),
    ('const text = `import "./no.js" ${await import("./yes.js")}`', ["./yes.js"]),
    ('/import "x"/.test(text); loader.import("./no.js")', []),
    ("import(`./${name}.js`); import(name)", []),
    ('new URL("./no.js", location.href); new URL(name, import.meta.url)', []),
    ('export { a };\nfrom("./no.js"); let from = "./no.js"', []),
]


def found(text: str, path: str = "content/lens.js") -> list[str]:
    made = find_imports(File("", path, keep(text)[0]), lambda _: text.encode())
    assert made.value, made.problems
    assert made.problems == ()
    return [each.target for each in made.value.found]


@pytest.mark.parametrize(("text", "targets"), IMPORTS)
def test_the_imports_of_a_module(text: str, targets: list[str]) -> None:
    assert found(text) == targets


def test_the_files_of_a_style_sheet() -> None:
    text = """@import "base.css"; /* url(no.png) */
    .a { background: url( 'a.png' ) } .b { mask: url(b.svg#m); src: url("c.woff2?1") }
    .c { fill: url(#own); background: url(data:image/gif;base64,R0) }"""
    assert found(text, "content/lens.css") == ["base.css", "a.png", "b.svg", "c.woff2"]


def test_an_import_knows_its_place() -> None:
    text = 'const a = 1;\n  import b from "./b.js";\n'
    made = find_imports(File("", "content/lens.js", keep(text)[0]), lambda _: text.encode())
    assert made.value
    (one,) = made.value.found
    assert (one.line, one.column, one.source) == (2, 18, '  import b from "./b.js";')


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ('import x from "lodash";', "lodash", "./lodash"),
        ('import("https://cdn.example/x.js")', "https://cdn.example/x.js", "./x.js"),
        ('import "/static/x.js"', "/static/x.js", "./x.js"),
        ('new URL("//cdn.example/x.bin", import.meta.url)', "//cdn.example/x.bin", "./x.bin"),
    ],
)
def test_what_comes_from_elsewhere_is_refused(text: str, name: str, hint: str) -> None:
    made = find_imports(File("", "content/lens.js", keep(text)[0]), lambda _: text.encode())
    (problem,) = made.problems
    assert problem.message == (
        f'"{name}" is no file beside this one, and a page loads nothing from elsewhere'
    )
    assert problem.hint == f'keep a copy, and write "{hint}"'
    assert problem.place
    assert text[problem.place.column - 1 :].startswith(name)


def test_a_module_that_we_do_not_understand_is_read_by_its_lines() -> None:
    # A pattern after a bracket looks like a division, and its quote like a text.
    text = """import { a } from "./a.js";
import "./b.js";
export * from './c.js';
if (a) /'/.test(a);
"""
    with pytest.raises(ValueError, match="brackets"):
        tokens(text + "{")
    assert found(text + "{") == ["./a.js", "./b.js", "./c.js"]


@pytest.mark.parametrize(
    "text",
    [
        "export function mount(element) {}",
        "export async function mount(element) {}",
        "export const mount = (element) => {};",
        "const put = 1; export { other, put as mount };",
        "export{mount}",
        'export * from "./other.js";',
        'export { put as mount } from "./other.js";',
    ],
)
def test_a_module_that_exports_mount(text: str) -> None:
    assert exports(text, "mount")


@pytest.mark.parametrize(
    "text",
    [
        "function mount(element) {}",
        "export default function mount(element) {}",
        "export function mounted() {}",
        "export { mount as put };",
        "// export function mount() {}",
        "export const text = 'export function mount';",
    ],
)
def test_a_module_that_does_not(text: str) -> None:
    assert not exports(text, "mount")
