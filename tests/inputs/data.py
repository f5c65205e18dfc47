"""Data: files of each form with damages, blocks of data, and queries."""

import io
import zipfile
from collections.abc import Iterator
from functools import cache

from tests.inputs.case import POST, ROWS, Case, Files, keyed, post

LONE = '"\\ud83d"'
DIGITS = "9" * 5000
JSON = {
    "surrogate": f'[{{"a": {LONE}, "b": 1}}]',
    "surrogate-low": '[{"a": "\\udc00x", "b": 1}]',
    "surrogate-key": f'[{{{LONE}: 1, "a": 1, "b": 1}}]',
    "surrogate-deep": f'[{{"a": [[{LONE}]], "b": 1}}]',
    "surrogate-line-9": "[\n\n\n\n\n\n\n\n" + f'{{"a": {LONE}, "b": 1}}]',
    "pair": '[{"a": "\\ud83d\\ude00", "b": 1}]',
    "5000": f'[{{"a":{DIGITS},"b":1}}]',
    "400": f'[{{"a":{"9" * 400},"b":1}}]',
    "negative-400": f'[{{"a":"x","b":-{"9" * 400}}}]',
    "30": f'[{{"a":"x","b":{"9" * 30}}}]',
    "1e999": '[{"a":"x","b":1e999}]',
    "minus-1e999": '[{"a":"x","b":-1e999}]',
    "nan": '[{"a":"x","b":NaN}]',
    "infinity": '[{"a":"x","b":Infinity}]',
    "nul": '[{"a":"x\\u0000y","b":1}]',
    "nul-key": '[{"a\\u0000":"x","a":"x","b":1}]',
    "control": '[{"a":"x\\u0007y","b":1}]',
    "nonchar": '[{"a":"x\\ufffey","b":1}]',
    "tab": '[{"a":"x\\ty","b":1}]',
    "deep-5000": f'[{{"a":{"[" * 5000}{"]" * 5000},"b":1}}]',
    "deep-100000": "[" * 100_000,
    "deep-150": f'[{{"a":{"[" * 150}{"]" * 150},"b":1}}]',
    "objects-5000": '{"a":' * 5000 + "1" + "}" * 5000,
    "object": '{"a": 1}',
    "number": "5",
    "text": '"hello"',
    "null": "null",
    "list-empty": "[]",
    "rows-empty": "[{}, {}]",
    "rows-mixed": '[{"a": "x", "b": 1}, 5]',
    "rows-list": '[["a", "b"], [1, 2]]',
    "types-mixed": '[{"a": "x", "b": 1}, {"a": 1, "b": "y"}]',
    "nested": '[{"a": {"c": 1}, "b": 1}]',
    "key-empty": '[{"": 1, "a": "x", "b": 1}]',
    "key-twice": '[{"a": "x", "a": "y", "b": 1}]',
    "key-300": f'[{{"{"k" * 300}": 1, "a": "x", "b": 1}}]',
    "key-brackets": '[{"a[0].b\\\\": 1, "a": "x", "b": 1}]',
    "key-proto": '[{"__proto__": 1, "constructor": 2, "a": "x", "b": 1}]',
    "open": '[{"a": 1',
    "comma": '[{"a": 1,}]',
    "single": "[{'a': 1}]",
    "comment": '[{"a": 1} // x\n]',
    "two": "[] []",
    "topology-empty": '{"type": "Topology"}',
    "topology-objects": '{"type": "Topology", "objects": 5, "arcs": []}',
    "topology-list": '{"type": "Topology", "objects": [1, 2], "arcs": "x"}',
    "features-number": '{"type": "FeatureCollection", "features": 5}',
    "features-null": '{"type": "FeatureCollection", "features": null}',
    "features-nul": '{"type": "FeatureCollection", "features": [{"x": "\\u0000"}]}',
    "features-surrogate": f'{{"type": "FeatureCollection", "features": [{LONE}]}}',
    "features-digits": f'{{"type": "FeatureCollection", "features": [{DIGITS}]}}',
    "date-bc": '[{"a": "-0044-03-15", "b": 1}]',
    "date-year-0": '[{"a": "0000-01-01", "b": 1}]',
    "date-9999": '[{"a": "9999-12-31", "b": 1}]',
}
CSV: dict[str, str | bytes] = {
    "empty": "",
    "blank": "\n\n",
    "header": "a,b\n",
    "ragged": "a,b\nx,1,2\n",
    "short": "a,b\nx\n",
    "twins": "a,a\nx,1\n",
    "unnamed": ",b\nx,1\n",
    "open-quote": 'a,b\n"x,1\n',
    "quote-inside": 'a,b\nx"y,1\n',
    "quote-behind": 'a,b\n"x"y,1\n',
    "nul": "a,b\nx\0y,1\n",
    "nul-header": "a\0,b,a\nx,1,2\n",
    "control": "a,b\nx\x07y,1\n",
    "escape": "a,b\n\x1b[31mred,1\n",
    "surrogate": b"a,b\n\xed\xa0\x80,1\n",
    "nonchar": "a,b\nx\ufffey,1\n",
    "latin1": "a,b\n\xe9,1\n".encode("latin-1"),
    "utf16": "a,b\nx,1\n".encode("utf-16"),
    "bom": "\ufeffa,b\nx,1\n",
    "cr": "a,b\rx,1\r",
    "crlf": "a,b\r\nx,1\r\n",
    "semicolon": "a;b\nx;1\n",
    "semicolon-comma": "a;b\nx;1,5\n",
    "spaces": " a , b \n x , 1 \n",
    "digits-5000": f"a,b\nx,{DIGITS}\n",
    "digits-400": f"a,b\nx,{'9' * 400}\n",
    "digits-25": f"a,b\nx,{'9' * 25}\n",
    "1e999": "a,b\nx,1e999\n",
    "1e308": "a,b\nx,1e308\ny,1e308\n",
    "denormal": "a,b\nx,5e-324\n",
    "nan": "a,b\nx,nan\ny,1\n",
    "inf": "a,b\nx,inf\ny,1\n",
    "field-200k": f"a,b\n{'x' * 200_000},1\n",
    "field-200k-words": f"a,b\n{'x y ' * 50_000},1\n",
    "field-200k-quoted": 'a,b\n"' + 'x"" ' * 50_000 + '",1\n',
    "header-200k": f"{'h' * 200_000},a,b\n1,x,2\n",
    "columns-2000": ",".join(["a", "b", *(f"c{n}" for n in range(2000))])
    + "\n"
    + "1," * 2001
    + "1\n",
    "columns-2000-ragged": ",".join(f"c{n}" for n in range(2000)) + "\n" + "1," * 5000 + "1\n",
    "rows-20000-ragged": "a,b\n" + "x,1\n" * 20_000 + "x\n",
    "html": "a,b\n<script>alert(1)</script>,1\n",
    "formula": "a,b\n=cmd|'/c calc'!A0,1\n",
    "date-bc": "a,b\n-0044-03-15,1\n",
    "date-0000": "a,b\n0000-01-01,1\n",
    "quotes-50000": "a,b\n" + '"' * 50_001 + ",1\n",
}
YAML = {
    "map": "a: 1\n",
    "text": "hello\n",
    "list": "- 1\n- 2\n",
    "nul": '- {a: "x\\0y", b: 1}\n',
    "surrogate": '- {a: "\\ud800", b: 1}\n',
    "digits-5000": f"- {{a: x, b: {DIGITS}}}\n",
    "1e999": "- {a: x, b: 1e999}\n",
    "inf": "- {a: x, b: .inf}\n- {a: y, b: 1}\n",
    "nan": "- {a: x, b: .nan}\n- {a: y, b: 1}\n",
    "alias": "- &r {a: x, b: 1}\n- *r\n",
    "deep": f"- {{a: {'[' * 5000}{']' * 5000}, b: 1}}\n",
    "line-2mb": f"- {{a: {'x' * 2_000_000}, b: 1}}\n- 5\n",
    "key-number": "- {1: x, a: x, b: 1}\n",
    "tag": "- !!python/name:os.system {a: x}\n",
    "empty": "",
    "twice": "- {a: x, a: y, b: 1}\n",
}
PROSE = "{{ f.count() }} {{ f.b.max() }}\n"
DRAWN = ("surrogate", "5000", "400", "30", "nul", "deep-150", "key-proto")
"""What is drawn too: what charts do with it is their own."""
CHART = "```chart\ndata: f.{0}\nmark: bar\nx: a:N\ny: b:Q\nalt: x\n```\n"

BLOCKS = {
    "form-bad": "form=xml}\na,b\n1,2\n",
    "form-empty": 'form=""}\na,b\n1,2\n',
    "form-binary": "form=parquet}\na,b\n1,2\n",
    "types-bad": 'types="a:float"}\na,b\n1,2\n',
    "types-column": 'types="q:text"}\na,b\n1,2\n',
    "types-word": 'types="a"}\na,b\n1,2\n',
    "types-colons": 'types=":::,:,"}\na,b\n1,2\n',
    "types-misfit": 'types="a:date"}\na,b\n1,2\n',
    "types-digits": f'types="a:number"}}\na,b\n{DIGITS},2\n',
    "types-json-digits": f'types="a:number"}}\n[{{"a": {"9" * 400}, "b": 1}}]\n',
    "types-json-date": 'types="a:date"}\n[{"a": 99999, "b": 1}]\n',
    "unknown": "colour=red}\na,b\n1,2\n",
    "empty": "}\n",
    "blank": "}\n\n\n",
    "json-5000": f'}}\n[{{"a":{DIGITS},"b":1}}]\n',
    "json-surrogate": f'}}\n[{{"a":1,"b":1}},\n{{"a":{LONE},"b":1}}]\n',
    "json-nul": '}\n[{"a":1,"b":1},\n{"a":"\\u0000","b":1}]\n',
    "field-200k": f"}}\na,b\n{'x' * 200_000},1\n",
    "deep": f'}}\n[{{"a":{"[" * 5000}{"]" * 5000},"b":1}}]\n',
    "ragged": "}\na,b\n1\n",
}
SQL = {
    "datebc": "SELECT DATE '4000-01-01 (BC)' AS a, 1 AS b",
    "datebc-stamp": "SELECT TIMESTAMP '4000-01-01 (BC) 00:00:00' AS a, 1 AS b",
    "datebc-zoned": "SELECT TIMESTAMPTZ '4000-01-01 (BC) 00:00:00+00' AS a, 1 AS b",
    "datebc-struct": "SELECT {'x': DATE '4000-01-01 (BC)'} AS a, 1 AS b",
    "date-5e6": "SELECT DATE '5881580-07-10' AS a, 1 AS b",
    "date-infinite": "SELECT DATE 'infinity' AS a, 1 AS b",
    "date-zero": "SELECT DATE '0000-01-01' AS a, 1 AS b",
    "interval": "SELECT INTERVAL 100000 YEAR AS a, 1 AS b",
    "time-24": "SELECT TIME '24:00:00' AS a, 1 AS b",
    "repeat": "SELECT repeat('x', 1000000000) AS a, 1 AS b",
    "repeat-2e7": "SELECT repeat('x', 20000000) AS a, 1 AS b",
    "repeat-rows": "SELECT repeat('x', 100000) AS a, 1 AS b FROM range(10000)",
    "range": "SELECT range AS a, 1 AS b FROM range(100000000000)",
    "range-list": "SELECT range(100000000) AS a, 1 AS b",
    "string-agg": "SELECT string_agg('xxxxxxxxxx', '') AS a, 1 AS b FROM range(100000000)",
    "cross": "SELECT count(*) AS a, 1 AS b FROM range(10000000) AS p, range(10000000) AS q",
    "hugeint": "SELECT 170141183460469231731687303715884105727 AS a, 1 AS b",
    "decimal": "SELECT 1.5::DECIMAL(38,37) AS a, 1 AS b",
    "nan": "SELECT 'nan'::DOUBLE AS a, 1 AS b",
    "inf": "SELECT 'x' AS a, 'inf'::DOUBLE AS b",
    "nul": "SELECT chr(0) AS a, 1 AS b",
    "control": "SELECT chr(7) AS a, 1 AS b",
    "nul-column": 'SELECT 1 AS "a\0", 1 AS b',
    "blob": "SELECT 'x'::BLOB AS a, 1 AS b",
    "bit": "SELECT '101'::BIT AS a, 1 AS b",
    "uuid": "SELECT '00000000-0000-0000-0000-000000000000'::UUID AS a, 1 AS b",
    "enum": "SELECT 'x'::ENUM('x', 'y') AS a, 1 AS b",
    "union": "SELECT union_value(k := 1) AS a, 1 AS b",
    "map": "SELECT MAP {1: 'x'} AS a, 1 AS b",
    "map-nan": "SELECT ['nan'::DOUBLE] AS a, 1 AS b",
    "list-deep": "SELECT " + "[" * 300 + "1" + "]" * 300 + " AS a, 1 AS b",
    "brackets": "SELECT " + "(" * 5000 + "1" + ")" * 5000 + " AS a, 1 AS b",
    "empty": "",
    "semicolon": ";",
    "comment": "-- nothing",
    "two": "SELECT 1 AS a; SELECT 2 AS a",
    "drop": "DROP TABLE d",
    "insert": "INSERT INTO d VALUES (1, 2, 'x')",
    "attach": "ATTACH '/etc/passwd' AS x",
    "copy": "COPY d TO '/tmp/x.csv'",
    "pragma": "PRAGMA database_list",
    "set": "SET memory_limit = '100GB'",
    "install": "INSTALL httpfs",
    "read-csv": "SELECT * FROM read_csv('/etc/passwd')",
    "read-text": "SELECT * FROM read_text('/etc/passwd')",
    "glob": "SELECT * FROM glob('/*')",
    "file": "SELECT * FROM '/etc/passwd'",
    "http": "SELECT * FROM 'https://127.0.0.1:9/x.csv'",
    "getenv": "SELECT getenv('HOME') AS a, 1 AS b",
    "now": "SELECT now() AS a, 1 AS b",
    "syntax": "SELEC 1",
    "open-quote": "SELECT 'x AS a",
    "open-comment": "SELECT 1 /* AS a",
    "no-table": "SELECT * FROM nothing",
    "no-column": "SELECT z AS a, 1 AS b FROM d",
    "no-function": "SELECT foo(a) AS a, 1 AS b FROM d",
    "no-name": "SELECT 1, 2",
    "twins": "SELECT 1 AS a, 2 AS a",
    "no-rows": "SELECT * FROM d WHERE false",
    "circle": "SELECT * FROM q",
    "divide": "SELECT 1/0 AS a, 1 AS b",
    "cast": "SELECT 'x'::INTEGER AS a, 1 AS b",
    "overflow": "SELECT 9223372036854775807 + 1 AS a, 1 AS b",
    "regex": "SELECT regexp_matches(repeat('a', 30) || '!', '(a+)+$') AS a, 1 AS b",
    "summarize": "SUMMARIZE d",
    "describe": "DESCRIBE d",
    "values": "VALUES (1, 2)",
    "explain": "EXPLAIN SELECT 1",
    "column-300": f'SELECT 1 AS "{"k" * 300}", 1 AS b',
    "columns-2000": "SELECT " + ",".join(f"{n} AS c{n}" for n in range(2000)),
    "union-2000": " UNION ALL ".join(["SELECT 1 AS a, 1 AS b"] * 2000),
    "prepared": "SELECT ? AS a, 1 AS b",
    "dollar": "SELECT $$x$$ AS a, 1 AS b",
    "dates-old": "SELECT DATE '0001-01-01' AS a, 1 AS b",
}


def cases() -> Iterator[Case]:
    for form, damaged in (("json", JSON), ("csv", CSV), ("yaml", YAML), ("geojson", _shapes())):
        given = ((name, _file(form, content, PROSE)) for name, content in damaged.items())
        yield from keyed(f"data {form}", given)
    drawn = ((n, _file("json", JSON[n], CHART.format("json"))) for n in DRAWN)
    yield from keyed("data drawn", drawn)
    for form in ("xlsx", "ods", "parquet"):
        given = ((name, _file(form, raw, PROSE)) for name, raw in _binary(form).items())
        yield from keyed(f"data {form}", given)
    yield from keyed("data block", ((n, post(_block(text))) for n, text in BLOCKS.items()))
    yield from keyed("sql", ((name, post(_query(text))) for name, text in SQL.items()))
    yield Case(
        "sql", "drawn-datebc", post(_query(SQL["datebc"]) + CHART.format("x").replace("f.x", "q"))
    )


def _shapes() -> dict[str, str]:
    return {name: text for name, text in JSON.items() if name.startswith(("topology", "features"))}


def _file(form: str, content: str | bytes, body: str) -> Files:
    front = f"---\ntitle: A\ndate: 2025-01-01\ndata: {{f: f.{form}}}\n---\n\n"
    return {f"content/posts/f.{form}": content, POST: front + body}


def _block(text: str) -> str:
    return f"```data {{#f {text}```\n\n{PROSE}"


def _query(text: str) -> str:
    return f"{ROWS}```sql {{#q}}\n{text}\n```\n\n{{{{ q.count() }}}}\n\n"


def _binary(form: str) -> dict[str, bytes]:
    whole = {"xlsx": _xlsx, "ods": _ods, "parquet": _parquet}[form]()
    half = len(whole) // 2
    return {
        "empty": b"",
        "bad": b"PK\x03\x04junk",
        "zip-empty": b"PK\x05\x06" + b"\0" * 18,
        "zip-of-nothing": _zip({"a.txt": b"x"}),
        "text": b"a,b\nx,1\n",
        "magic": b"PAR1PAR1",
        "zeros": b"\0" * 500,
        "html": b"<!doctype html><title>404</title>",
        "half": whole[:half],
        "no-end": whole[:-5],
        "flipped": whole[:half]
        + bytes(255 - byte for byte in whole[half : half + 40])
        + whole[half + 40 :],
        "head-cut": whole[7:],
        "twice": whole + whole,
        "bomb": _zip({"xl/worksheets/sheet1.xml": b"<x>" + b" " * 30_000_000 + b"</x>"}),
    }


def _zip(files: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return raw.getvalue()


@cache
def _xlsx() -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{one}</t></is></c><c r="B{n}">{two}</c></row>'
        for n, one, two in ((2, "x", "<v>1</v>"), (3, "y", "<v>2</v>"))
    )
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
    return _zip(
        {
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{head}{rows}</sheetData></worksheet>'.encode(),
        }
    )


@cache
def _ods() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    cell = '<table:table-cell office:value-type="string"><text:p>{0}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(cell.format(word) for word in row)}</table:table-row>"
        for row in (("a", "b"), ("x", "y"))
    )
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}">'
        f'<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mime = b"application/vnd.oasis.opendocument.spreadsheet"
    return _zip({"mimetype": mime, "content.xml": content.encode()})


@cache
def _parquet() -> bytes:
    import tempfile
    from pathlib import Path

    import duckdb

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as duck:
        file = Path(folder, "f.parquet")
        duck.execute(
            f"COPY (SELECT 'x' AS a, 1 AS b UNION ALL SELECT 'y', 2) TO '{file}' (FORMAT parquet)"
        )
        return file.read_bytes()
