"""Figures: charts, specifications, Python, exhibits and infographics that are wrong."""

import struct
import zlib
from collections.abc import Iterator
from itertools import product

from tests.inputs.case import ROWS, Case, Files, keyed, post
from tests.inputs.values import VALUES

KEYS = """data mark x y color size transform params layer facet columns width height lines notes
resolve""".split()
ODD = "nothing number 1e999 list-of-list map nul word".split()
ASIDE = "title caption alt source as_of table download link live echo labels".split()
ODD_ASIDE = "list-of-list map nul".split()
"""What is only said of a chart is drawn with nearly any value, which takes its time."""
CHARTS = {
    "calc-loop": 'transform: [{calculate: "length(sequence(0,1e9))", as: q}]\nmark: bar\nx: a\ny: q',
    "calc-noas": 'transform: [{calculate: "datum.a"}]\nmark: bar\nx: a\ny: b',
    "calc-syntax": 'transform: [{calculate: "datum.(", as: q}]\nmark: bar\nx: a\ny: b',
    "font": 'mark: {type: text, font: "x\\"/><script>"}\nx: a\ny: b\ntext: t',
    "size-neg": "mark: {type: point, size: -5}\nx: a\ny: b",
    "opacity-5": "mark: {type: point, opacity: 5}\nx: a\ny: b",
    "transform-unk": "transform: [{foo: 1}]\nmark: bar\nx: a\ny: b",
    "color-bad": "mark: bar\nx: a\ny: b\ncolor: {value: notacolor}",
    "color-inject": 'mark: bar\nx: a\ny: b\ncolor: {value: "red\\" onload=\\"alert(1)"}',
    "image-http": 'mark: {type: image, url: "http://127.0.0.1:9/x.png"}\nx: a\ny: b',
    "image-file": 'mark: {type: image, url: "file:///etc/passwd"}\nx: a\ny: b',
    "params-slider-0": "mark: bar\nx: a\ny: b\nparams: {p: {slider: [0,10,0], value: 5}}",
    "params-slider-inverted": "mark: bar\nx: a\ny: b\nparams: {p: {slider: [10,0,1], value: 5}}",
    "x-empty": 'mark: bar\nx: ""\ny: b',
    "regex": "transform: [{filter: \"test(/(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')\"}]\nmark: bar\nx: a\ny: b",
    "deep": "mark: bar\nx: " + "[" * 5000 + "]" * 5000,
    "deep-map": "mark: bar\nx: " + "{a: " * 5000 + "}" * 5000,
    "bytes": 'mark: bar\nx: "\\ud800"\ny: b',
    "columns-negative": "mark: bar\nfacet: t\ncolumns: -1\nx: a\ny: b",
    "line-2mb": f"mark: bar\nx: a\ny: b\ntitle: {'x' * 2_000_000}",
}
SPECS = {
    "graticule": '{"mark":"geoshape","data":{"graticule":{"step":[0.0001,0.0001]}},"projection":{"type":"mercator"}}',
    "nul": '{"mark":"bar","data":{"values":[{"a":"x\\u0000y"}]},"encoding":{"x":{"field":"a","type":"nominal"}}}',
    "surrogate": '{"mark":"bar","data":{"values":[{"a":"\\ud800"}]},"encoding":{"x":{"field":"a","type":"nominal"}}}',
    "digits-5000": f'{{"mark":"bar","data":{{"values":[{{"a":{"9" * 5000}}}]}},"encoding":{{"x":{{"field":"a","type":"quantitative"}}}}}}',
    "digits-400": f'{{"mark":"bar","data":{{"values":[{{"a":{"9" * 400}}}]}},"encoding":{{"x":{{"field":"a","type":"quantitative"}}}}}}',
    "infinity": '{"mark":"bar","data":{"values":[{"a":1e999}]},"encoding":{"x":{"field":"a","type":"quantitative"}}}',
    "empty": "{}",
    "list": "[]",
    "text": '"bar"',
    "number": "5",
    "open": '{"mark":',
    "comma": '{"mark": "bar",}',
    "no-mark": '{"data":{"name":"d"}}',
    "no-data": '{"mark":"bar","encoding":{}}',
    "mark-unknown": '{"mark":"barr","data":{"name":"d"}}',
    "mark-number": '{"mark":5,"data":{"name":"d"}}',
    "mark-null": '{"mark":null,"data":{"name":"d"}}',
    "mark-list": '{"mark":["bar"],"data":{"name":"d"}}',
    "encoding-list": '{"mark":"bar","data":{"name":"d"},"encoding":[]}',
    "encoding-text": '{"mark":"bar","data":{"name":"d"},"encoding":"a"}',
    "channel-unknown": '{"mark":"bar","data":{"name":"d"},"encoding":{"q":{"field":"a"}}}',
    "channel-number": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":5}}',
    "field-missing": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"z","type":"nominal"}}}',
    "field-number": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":5,"type":"nominal"}}}',
    "field-map": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":{"repeat":"row"}}}}',
    "type-unknown": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a","type":"zzz"}}}',
    "type-number": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a","type":5}}}',
    "aggregate-unknown": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"aggregate":"zzz","field":"a"}}}',
    "bin-text": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"bin":"zzz","field":"a"}}}',
    "bin-step": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"bin":{"step":1e-12},"field":"a"}}}',
    "time-unit": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"timeUnit":"zzz","field":"a"}}}',
    "scale-type": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a","type":"quantitative","scale":{"type":"zzz"}}}}',
    "scale-domain": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a","type":"quantitative","scale":{"domain":"zzz"}}}}',
    "scale-scheme": '{"mark":"bar","data":{"name":"d"},"encoding":{"color":{"field":"a","scale":{"scheme":"zzz"}}}}',
    "axis-list": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a","axis":[]}}}',
    "axis-ticks": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a","type":"quantitative","axis":{"tickCount":100000000}}}}',
    "format": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a","type":"quantitative","axis":{"format":",.999f"}}}}',
    "format-bad": '{"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a","type":"quantitative","axis":{"format":"zzz"}}}}',
    "width": '{"width":100000000,"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "width-negative": '{"width":-5,"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "width-text": '{"width":"zzz","mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "height-step": '{"height":{"step":1e9},"mark":"bar","data":{"name":"d"},"encoding":{"y":{"field":"t","type":"nominal"}}}',
    "columns": '{"columns":-1,"facet":{"field":"t"},"spec":{"mark":"bar"},"data":{"name":"d"}}',
    "layer-number": '{"layer":5,"data":{"name":"d"}}',
    "layer-null": '{"layer":[null],"data":{"name":"d"}}',
    "concat-empty": '{"hconcat":[],"data":{"name":"d"}}',
    "repeat": '{"repeat":["a","z"],"spec":{"mark":"bar","encoding":{"x":{"field":{"repeat":"repeat"}}}},"data":{"name":"d"}}',
    "transform-unknown": '{"transform":[{"foo":1}],"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "transform-number": '{"transform":5,"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "filter-syntax": '{"transform":[{"filter":"datum.("}],"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "lookup": '{"transform":[{"lookup":"a","from":{"data":{"name":"zzz"},"key":"a"}}],"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "params-twice": '{"params":[{"name":"p","value":1},{"name":"p","value":2}],"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "params-bind": '{"params":[{"name":"p","bind":{"input":"zzz"}}],"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "params-expr": '{"params":[{"name":"p","expr":"p+1"}],"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "url-web": '{"mark":"bar","data":{"url":"https://127.0.0.1:9/x.csv"}}',
    "url-file": '{"mark":"bar","data":{"url":"file:///etc/passwd"}}',
    "url-up": '{"mark":"bar","data":{"url":"../../../etc/passwd"}}',
    "url-number": '{"mark":"bar","data":{"url":5}}',
    "values-text": '{"mark":"bar","data":{"values":"a,b\\n1,2"},"encoding":{"x":{"field":"a"}}}',
    "values-number": '{"mark":"bar","data":{"values":5},"encoding":{"x":{"field":"a"}}}',
    "values-deep": '{"mark":"bar","data":{"values":[{"a":'
    + "[" * 2000
    + "]" * 2000
    + '}]},"encoding":{"x":{"field":"a"}}}',
    "href-js": '{"mark":{"type":"bar","href":"javascript:alert(1)"},"data":{"name":"d"},"encoding":{"x":{"field":"a","type":"quantitative"}}}',
    "href-field": '{"mark":"bar","data":{"values":[{"a":1,"u":"javascript:alert(1)"}]},"encoding":{"x":{"field":"a","type":"quantitative"},"href":{"field":"u"}}}',
    "schema-vega": '{"$schema":"https://vega.github.io/schema/vega/v5.json","marks":[]}',
    "config": '{"config":{"background":5},"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a"}}}',
    "title-deep": '{"title":' + "[" * 3000 + "]" * 3000 + ',"mark":"bar","data":{"name":"d"}}',
    "usermeta": '{"usermeta":{"embedOptions":{"loader":{"target":"_top"}}},"mark":"bar","data":{"name":"d"},"encoding":{"x":{"field":"a","type":"quantitative"}}}',
}
PYTHON = {
    "setrec": "import sys; sys.setrecursionlimit(10**6)\ndef f(): f()\nf()",
    "recursion": "def f(): return f()\nf()",
    "surr": 'alt.Chart(pd.DataFrame({"a":["\\ud800"]})).mark_point().encode(x="a:N")',
    "nul": 'alt.Chart(pd.DataFrame({"a":["x\\0y"]})).mark_point().encode(x="a:N")',
    "digits": 'alt.Chart(pd.DataFrame({"a":[10**400]})).mark_point().encode(x="a:Q")',
    "exit": "import sys; sys.exit(5)",
    "os-exit": "import os; os._exit(0)",
    "interrupt": "raise KeyboardInterrupt",
    "system-exit": "raise SystemExit",
    "base": "class E(BaseException): pass\nraise E",
    "syntax": "alt.Chart(",
    "indent": "  x = 1",
    "nul-byte": "x = '\\0'\nx",
    "none": "None",
    "nothing": "",
    "text": '"hello"',
    "no-chart": "d",
    "name": "altt.Chart(d)",
    "column": 'alt.Chart(d).mark_bar().encode(x="z:Q")',
    "open": "open('/etc/passwd').read()",
    "write": "open('x', 'w').write('x')",
    "socket": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "process": "import subprocess; subprocess.run(['ls'])",
    "fork": "import os; os.fork()",
    "kill": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "print": "print('x' * 100000)\nalt.Chart(d).mark_bar().encode(x='a:Q')",
    "deep": "(" * 300 + "1" + ")" * 300,
}
PANELS = {
    "box-huge": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1e300"><path d="M0 0"/></svg>'
    ),
    "mem": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text>{{ "x"*10**10 }}</text></svg>',
    "mem2": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text>{{ "x"|center(10**10) }}</text></svg>',
    "nested-range": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{% for i in range(90000) %}{% for j in range(90000) %}x{% endfor %}{% endfor %}</svg>',
    "sum-list": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{{ range(90000)|map("list")|sum(start=[]) }}</svg>',
    "power": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{{ 10**10**10 }}</svg>',
    "empty": "",
    "text": "hello",
    "html": "<html></html>",
    "no-box": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    "box-zero": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"><path d="M0 0"/></svg>',
    "box-negative": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 -5 -5"><path d="M0 0"/></svg>',
    "box-text": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d"><path d="M0 0"/></svg>',
    "box-inf": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e999 5"><path d="M0 0"/></svg>',
    "box-thin": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1000000"><path d="M0 0"/></svg>',
    "deep": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    + "<g>" * 5000
    + "</g>" * 5000
    + "</svg>",
    "open": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g>',
    "entity": '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&c;</text></svg>',
    "entity-file": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&a;</text></svg>',
    "script": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>',
    "onload": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><path d="M0 0"/></svg>',
    "image": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="http://127.0.0.1:9/x.png"/></svg>',
    "use-self": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a"><use href="#a"/></g></svg>',
    "undefined": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{{ nothing }}</text></svg>',
    "column": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{{ rows[0].zzz }}</text></svg>',
    "nul": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{{ "\\0" }}</text></svg>',
    "surrogate": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{{ "\\ud800" }}</text></svg>',
}
BLOCKS = {
    "b-many": "data: {rows: d}\nalt: x\npanels: [" + ",".join(["{art: p.svg.jinja}"] * 300) + "]",
    "b-empty": "",
    "b-no-panels": "data: {rows: d}\nalt: x",
    "b-panels-empty": "data: {rows: d}\nalt: x\npanels: []",
    "b-panels-text": "data: {rows: d}\nalt: x\npanels: zzz",
    "b-panel-null": "data: {rows: d}\nalt: x\npanels: [null]",
    "b-span": "data: {rows: d}\nalt: x\npanels: [{art: p.svg.jinja, span: 99}]",
    "b-span-text": "data: {rows: d}\nalt: x\npanels: [{art: p.svg.jinja, span: zzz}]",
    "b-up": "data: {rows: d}\nalt: x\npanels: [{art: ../../../../etc/passwd}]",
    "b-name": "data: {a b: d}\nalt: x\npanels: [{art: p.svg.jinja}]",
    "b-deep": "data: {rows: d}\nalt: x\npanels: " + "[" * 5000 + "]" * 5000,
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9"/></svg>'
MODULE = "export function mount(e,p){}"


def cases() -> Iterator[Case]:
    yield from keyed("chart key", _keys())
    for kind, blocks in (("chart", CHARTS), ("vega-lite", SPECS), ("altair", PYTHON)):
        yield from keyed(kind, ((name, _figure(kind, text)) for name, text in blocks.items()))
    art = ((name, _infographic(text)) for name, text in PANELS.items())
    yield from keyed("infographic", art)
    composed = (
        (n, {**post(f"{ROWS}```infographic {{#i}}\n{text}\n```\n"), **_art(SVG)})
        for n, text in BLOCKS.items()
    )
    yield from keyed("infographic", composed)
    yield from keyed("exhibit", _exhibits())


def _keys() -> Iterator[tuple[str, Files]]:
    pairs = [*product(KEYS, ODD), *product(ASIDE, ODD_ASIDE)]
    for key, name in pairs:
        given = {"data": "d", "mark": "bar", "x": "a", "y": "b", "alt": "x"} | {key: VALUES[name]}
        lines = "".join(f"{one}: {value}\n" for one, value in given.items())
        yield f"{key}-{name}", post(f"{ROWS}```chart {{#c}}\n{lines}```\n")


def _figure(kind: str, text: str) -> Files:
    head = "data: d\nalt: x\n" if kind == "chart" else "#| alt: x\n"
    head = "#| data: d\n" + head if kind == "altair" else head
    return post(f"{ROWS}```{kind} {{#c}}\n{head}{text}\n```\n")


def _art(text: str) -> Files:
    return {"content/posts/p.svg.jinja": text}


def _infographic(art: str) -> Files:
    block = "```infographic {#i}\ndata: {rows: d}\nalt: x\npanels:\n  - art: p.svg.jinja\n```\n"
    return {**post(ROWS + block), **_art(art)}


def _exhibits() -> Iterator[tuple[str, Files]]:
    deep = SVG.replace("<path", "<g>" * 5000 + "<path").replace(
        "/></svg>", "/>" + "</g>" * 5000 + "</svg>"
    )
    arts: dict[str, str | bytes] = {
        "f-svg-deep": deep,
        "f-svg-empty": "",
        "f-svg-open": SVG[:60],
        "f-svg-huge": SVG.replace("0 0 10 10", "0 0 1 1000000000"),
        "f-svg-script": SVG.replace("<path", "<script>alert(1)</script><path"),
        "f-svg-onload": SVG.replace("<path", '<path onload="alert(1)"'),
        "f-svg-js": SVG.replace("<path", '<a href="javascript:alert(1)"><path').replace(
            "/></svg>", "/></a></svg>"
        ),
        "f-svg-file": SVG.replace("<path", '<image href="file:///etc/passwd"/><path'),
        "f-svg-latin1": SVG.encode() + b"\xe9",
    }
    for name, art in arts.items():
        yield name, _exhibit("a.svg", art)
    pictures = {
        "f-png-bomb": _png(20_000, 20_000, 1),
        "f-png-empty": b"",
        "f-png-cut": _png(50, 50, 8)[:60],
        "f-png-lie": b"GIF89a",
        "f-png-zero": _png(0, 0, 8),
    }
    for name, picture in pictures.items():
        yield name, _exhibit("a.png", picture)
    for name, line in {
        "module-missing": "module: no.js\nart: a.svg",
        "module-up": "module: ../../../../etc/passwd\nart: a.svg",
        "module-number": "module: 5\nart: a.svg",
        "props-list": "module: m.js\nart: a.svg\nprops: [1]",
        "props-inf": "module: m.js\nart: a.svg\nprops: {a: .inf}",
        "props-nul": 'module: m.js\nart: a.svg\nprops: {a: "x\\0"}',
        "props-digits": f"module: m.js\nart: a.svg\nprops: {{a: {'9' * 5000}}}",
        "props-deep": f"module: m.js\nart: a.svg\nprops: {{a: {'[' * 5000}{']' * 5000}}}",
        "files-folder": "module: m.js\nart: a.svg\nfiles: {a: ../data}",
        "empty": "# nothing",
    }.items():
        yield name, _exhibit("a.svg", SVG, line)


def _exhibit(name: str, art: str | bytes, lines: str = "") -> Files:
    lines = lines or f"module: m.js\nart: {name}"
    body = f"```exhibit {{#e}}\n{lines}\nalt: x\n```\n"
    return {**post(body), f"content/posts/{name}": art, "content/posts/m.js": MODULE}


def _png(width: int, height: int, depth: int) -> bytes:
    line = bytes(1 + (width * depth + 7) // 8)
    packed = zlib.compressobj(9)
    rows = b"".join(packed.compress(line) for _ in range(height)) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        for kind, part in parts
    )
