"""Front matter: every key with values that nobody means, and shapes that it does not have."""

from collections.abc import Iterator

from tests.inputs.case import POST, Case, Files, keyed, post
from tests.inputs.values import FEW, HAN, VALUES

KEYS = """title date updated slug draft expires summary tags series image image_alt aliases layout
data math toc id extra""".split()
TEXTS = ("summary", "image_alt", "id")

ADDRESSES = {
    "javascript": '"javascript:alert(1)"',
    "pct-ff": '"/%ff/"',
    "pct-nul": '"/a%00b/"',
    "pct-slash": '"/a%2f..%2fb/"',
    "pct-break": '"/a%0ab/"',
    "space": '"/ /"',
    "dotfile": "/.git/config",
    "dotfile-inside": "/a/.git/",
    "300": f"/{'a' * 300}",
    "300-inside": f"/{'a' * 300}/b/",
    "cjk-100": f"/{HAN * 100}/",
    "deep-1000": f"/{'a/' * 1000}",
    "marks": '"/\\u200e/"',
    "rtl": '"/a\\u202eb/"',
    "own": "/posts/a/",
    "other": "/posts/b/",
    "home": "/",
    "asset": "/feed.atom",
    "sitemap": "/sitemap.xml",
    "up": "/../x/",
    "host": "//evil.example/",
    "backslash": "'/a\\b/'",
    "query": "/a?b=c",
    "case": "/POSTS/B/",
    "trailing-dot": "/a./",
    "con": "/con/",
    "file-for-folder": "/posts",
    "html": "/a.html",
    "3000": ", ".join(f"/a{n}/" for n in range(3000)),
}

TAGS = {
    "300": "t" * 300,
    "cjk": "\u6f22" * 100,
    "slash": "a/b",
    "up": "..",
    "dots": '"."',
    "marks": '"\\u200e"',
    "twins": "A, a",
    "forms": '"\\u00e9", "e\\u0301"',
    "ligature": "\ufdfa" * 20,
    "plus": '"c++", "c#"',
    "html": '"<b>x</b>"',
    "emoji": "\U0001f600",
    "200": ",".join(f"t{n}" for n in range(200)),
    "10000": ",".join(f"t{n}" for n in range(10_000)),
    "same-10000": ",".join(["t"] * 10_000),
    "series-named": "index, feed.atom",
}

DATA = {
    "folder": "{x: ../data}",
    "missing": "{x: no.csv}",
    "number": "5",
    "up": "{x: ../../../../etc/passwd}",
    "nothing": "{x: }",
    "dot": "{x: .}",
    "self": "{x: a.md}",
    "absolute": "{x: /etc/passwd}",
    "web": "{x: https://x.org/a.csv}",
    "list-twins": "[../data/nums.csv, /data/nums.csv]",
    "types-list": "{x: {file: ../data/nums.csv, types: []}}",
    "types-wrong": "{x: {file: ../data/nums.csv, types: {x: float}}}",
    "types-unknown": "{x: {file: ../data/nums.csv, types: {q: text}}}",
    "sheet-of-csv": "{x: {file: ../data/nums.csv, sheet: 2}}",
    "inputs-up": "{x: {file: ../data/nums.csv, inputs: [../../../etc/passwd]}}",
    "file-list": "{x: {file: [a, b]}}",
    "file-missing": "{x: {types: {x: text}}}",
    "name-empty": '{"": ../data/nums.csv}',
    "name-nul": '{"a\\0": ../data/nums.csv}',
    "name-words": "{a b: ../data/nums.csv}",
    "300": f"{{x: {'a' * 300}.csv}}",
}

HEADS: dict[str, str | bytes] = {
    "open": "---\ntitle: A\n",
    "dots": "---\ntitle: A\n...\n\ntext\n",
    "list": "---\n- a\n---\n",
    "text": "---\nhello\n---\n",
    "number": "---\n5\n---\n",
    "two": "---\ntitle: A\ndate: 2025-01-01\n---\n---\ntitle: B\n---\n",
    "toml": '+++\ntitle = "A"\n+++\n',
    "json": '{"title": "A"}\n\ntext\n',
    "tag": "---\ntitle: !!python/object:os.system x\n---\n",
    "merge": "---\n<<: {title: A}\ndate: 2025-01-01\n---\n",
    "bomb": "---\na: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n"
    "c: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\ntitle: A\n---\n",
    "self-alias": "---\nextra: &a [*a]\ntitle: A\ndate: 2025-01-01\n---\n",
    "key-nul": '---\n"a\\0": 1\ntitle: A\ndate: 2025-01-01\n---\n',
    "key-number": "---\n5: 1\ntitle: A\ndate: 2025-01-01\n---\n",
    "key-map": "---\n{a: b}: 1\ntitle: A\ndate: 2025-01-01\n---\n",
    "key-300": f"---\n{'k' * 300}: 1\ntitle: A\ndate: 2025-01-01\n---\n",
    "key-2000": f"---\n{'k' * 2000}: 1\ntitle: A\ndate: 2025-01-01\n---\n",
    "keys-5000": "---\ntitle: A\n" + "".join(f"k{n}: 1\n" for n in range(5000)) + "---\n",
    "deep-map": "---\ntitle: A\ndate: 2025-01-01\nextra: " + "{a: " * 5000 + "}" * 5000 + "\n---\n",
    "deep-list": "---\ntitle: A\nextra: " + "[" * 5000 + "]" * 5000 + "\n---\n",
    "deep-block": "---\ntitle: A\nextra:\n"
    + "".join(" " * n + "a:\n" for n in range(1, 900))
    + "---\n",
    "open-brackets": "---\ntitle: " + "[" * 5000 + "\n---\n",
    "keys-20000-on-one-line": "---\n{" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}\n---\n",
    "line-2mb": f"---\ntitle: A\ndate: 2025-01-01\nsummary: {'x' * 2_000_000}\n---\n",
    "quoted-2mb": '---\ntitle: A\ndate: 2025-01-01\nsummary: "' + "x y " * 500_000 + '"\n---\n',
    "key-2mb": f"---\n{'x' * 2_000_000}\n---\n",
    "colon-2mb": f"---\ntitle: {'x: ' * 700_000}\n---\n",
    "hash-2mb": f"---\ntitle: A\ndate: 2025-01-01\nextra: {{a: 1 {'#a ' * 600_000}}}\n---\n",
    "spaces-2mb": f"---\ntitle: A{' ' * 2_000_000}: b\n---\n",
    "list-50000": "---\ntitle: A\ndate: 2025-01-01\nextra: {a: [" + "1," * 50_000 + "]}\n---\n",
    "crlf": "---\r\ntitle: A\r\ndate: 2025-01-01\r\n---\r\n\r\ntext\r\n",
    "cr": "---\rtitle: A\rdate: 2025-01-01\r---\r\rtext\r",
    "bom": "\ufeff---\ntitle: A\ndate: 2025-01-01\n---\n",
    "bom-twice": "\ufeff\ufeff---\ntitle: A\ndate: 2025-01-01\n---\n",
    "utf16": "---\ntitle: A\n---\n".encode("utf-16"),
    "latin1": "---\ntitle: \xe9\ndate: 2025-01-01\n---\n".encode("latin-1"),
    "surrogate-raw": b"---\ntitle: \xed\xa0\x80\n---\n",
    "nel": "---\ntitle: a\u0085b\ndate: 2025-01-01\n---\n",
    "separator": "---\ntitle: a\u2028b\ndate: 2025-01-01\n---\n",
    "nonchar": "---\ntitle: a\ufffeb\ndate: 2025-01-01\n---\n",
    "empty": "",
    "blank": "\n\n\n",
    "nul": "\0",
    "null-file": b"\0" * 5000,
}

DATES = {
    "0000": "0000-01-01",
    "0001": "0001-01-01",
    "0001-east": "0001-01-01T00:00:00+14:00",
    "9999": "9999-12-31",
    "9999-west": "9999-12-31T23:59:59-12:00",
    "10000": "10000-01-01",
    "bc": "-0044-03-15",
    "leap": "2023-02-29",
    "hour-25": "2025-01-01 25:00",
    "offset-99": "2025-01-01T00:00:00+99:99",
    "leap-second": "2016-12-31T23:59:60Z",
    "arabic": "\u0662\u0660\u0662\u0665-\u0660\u0661-\u0660\u0661",
    "fraction": "2025-01-01T00:00:00.123456789123Z",
    "words": "yesterday",
    "slashes": "1/2/2025",
}


def cases() -> Iterator[Case]:
    yield from keyed("front", _values())
    yield from keyed("aliases", _listed("aliases", ADDRESSES))
    yield from keyed("tags", _listed("tags", TAGS))
    yield from keyed("named data", ((n, post("text\n", f"data: {v}")) for n, v in DATA.items()))
    yield from keyed("head", ((name, {POST: head}) for name, head in HEADS.items()))
    for key in ("date", "expires", "updated"):
        heads = ((name, {POST: _head({key: date})}) for name, date in DATES.items())
        yield from keyed(f"dates of {key}", heads)


def _values() -> Iterator[tuple[str, Files]]:
    for key in KEYS:
        for name in FEW if key in TEXTS else VALUES:
            yield f"{key}-{name}", {POST: _head({key: VALUES[name]})}


def _head(given: dict[str, str]) -> str:
    keys = {"title": "A", "date": "2025-01-01"} | given
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n\ntext\n"


def _listed(key: str, values: dict[str, str]) -> Iterator[tuple[str, Files]]:
    return ((name, post("text\n", f"{key}: [{value}]")) for name, value in values.items())
