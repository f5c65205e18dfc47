"""``site.yaml``: every setting with values that nobody means; menus, permalinks, connections."""

from collections.abc import Iterator

from tests.inputs.case import SITE, Case, Files, keyed
from tests.inputs.values import FEW, HAN, VALUES

KEYS = """title description base_url language timezone author theme permalink posts_per_page menu
feeds taxonomies connections page_budget editor params""".split()
TEXTS = ("description", "author", "params")
INSIDE = (("feeds", "formats"), ("feeds", "entries"), ("feeds", "per_tag"), ("taxonomies", "tags"))

PERMALINKS = {
    "300": f"/{'a' * 300}/{{slug}}/",
    "nul": '"/{slug}\\0/"',
    "dotgit": '"/.git/{slug}/"',
    "dotfile": '"/.{slug}/"',
    "format": '"/{slug.__class__}/"',
    "index": '"/{slug[0]}/"',
    "spec": '"/{slug:>1000000000}/"',
    "conversion": '"/{slug!r}/"',
    "no-slug": "/{year}/",
    "up": "/../{slug}/",
    "host": "//x.org/{slug}/",
    "space": '"/ /{slug}/"',
    "brace": '"/{slug}{/"',
    "file": "/{slug}.html",
    "no-slash": "{slug}",
    "feed": "/feed.{slug}",
    "cjk-100": f"/{HAN * 100}/{{slug}}/",
    "marks": '"/\\u200e/{slug}/"',
    "rtl": '"/a\\u202e/{slug}/"',
    "control": '"/a\\x07/{slug}/"',
    "deep-2000": f"/{'a/' * 2000}{{slug}}/",
    "tags": "/tags/{slug}/",
    "long-once": f"/{'{slug}' * 300}/",
}
ADDRESSES = {
    "host-bad": '"https://x<y>/"',
    "nul": '"https://x\\0/"',
    "up": "https://x.org/../../",
    "user": "https://me:secret@x.org/",
    "port": "https://x.org:99999999/",
    "port-text": "https://x.org:abc/",
    "ftp": "ftp://x.org/",
    "javascript": '"javascript:alert(1)"',
    "host-empty": "https:///",
    "host-long": f"https://{'a' * 300}.org/",
    "host-dots": "https://a..b/",
    "host-space": '"https://a b/"',
    "quote": "'https://x.org/\"onload=\"'",
    "tag": '"https://x.org/<script>/"',
    "ipv6-open": "https://[::1/",
    "ipv6": "https://[::1]/",
    "idn": "https://b\u00fccher.example/",
    "emoji": "https://\U0001f600.example/",
    "percent": "https://x.org/%zz/",
    "query": "https://x.org/?a=b",
    "path-5000": f"https://x.org/{'a' * 5000}/",
    "dot": "https://x.org/./a/",
    "slashes": "https://x.org//a//",
    "rtl": '"https://x\\u202e.org/"',
}
MENUS = {
    "js": '[{title: A, url: "javascript:alert(1)"}]',
    "js-upper": '[{title: A, url: "JaVaScRiPt:alert(1)"}]',
    "js-tab": '[{title: A, url: "java\\tscript:alert(1)"}]',
    "js-space": '[{title: A, url: " javascript:alert(1)"}]',
    "vbscript": '[{title: A, url: "vbscript:x"}]',
    "data": '[{title: A, url: "data:text/html,x"}]',
    "file": '[{title: A, url: "file:///etc/passwd"}]',
    "missing": "[{title: A, url: no.md}]",
    "up": "[{title: A, url: ../../x.md}]",
    "draft": "[{title: A, url: posts/no.md}]",
    "host": "[{title: A, url: //evil.example/}]",
    "title-only": "[{title: A}]",
    "url-only": "[{url: about.md}]",
    "text": "[About]",
    "unknown": "[{title: A, url: about.md, icon: x}]",
    "title-map": "[{title: {a: b}, url: about.md}]",
    "url-list": "[{title: A, url: [about.md]}]",
    "html": '[{title: "<script>x</script>", url: about.md}]',
    "anchor": '[{title: A, url: "about.md#nothing"}]',
    "empty": '[{title: "", url: ""}]',
    "2000": "[" + ", ".join(["{title: A, url: about.md}"] * 2000) + "]",
    "port": '[{title: A, url: "https://x:99999999/"}]',
    "mail": '[{title: A, url: "mailto:a@b.c"}]',
    "nested": "[[{title: A, url: about.md}]]",
    "surrogate": '[{title: "\\ud800", url: about.md}]',
}
CONNECTIONS = {
    "empty": '{a: ""}',
    "space": '{a: " "}',
    "number": "{a: 5}",
    "list": "{a: [x]}",
    "map": "{a: {url: x}}",
    "password": '{a: "postgresql://u:secret@h/d"}',
    "dollar": '{a: "postgresql://$X@h/d"}',
    "word": "{a: shop}",
    "name-empty": '{"": "sqlite:///x"}',
    "unset": '{a: "postgresql://u:${NO_SUCH_VARIABLE}@h/d"}',
}
FILES: dict[str, str | bytes | None] = {
    "missing": None,
    "empty": "",
    "blank": "\n\n",
    "comment": "# nothing\n",
    "list": "- a\n",
    "text": "hello\n",
    "feeds-true": "title: T\nfeeds: true",
    "feeds-false": "title: T\nfeeds: false",
    "feeds-entries-0": "title: T\nfeeds: {entries: 0}",
    "feeds-unknown": "title: T\nfeeds: {x: 1}",
    "tax-true": "title: T\ntaxonomies: {tags: true}",
    "tax-all-true": "title: T\ntaxonomies: true",
    "tax-false": "title: T\ntaxonomies: {tags: false, series: false}",
    "tax-unknown": "title: T\ntaxonomies: {categories: C}",
    "1mb-line": f"title: {'x' * 2_000_000}",
    "1mb-error": f"title: {'x: ' * 500_000}",
    "1mb-open-quote": 'title: "' + "x " * 500_000,
    "1mb-open-bracket": f"title: [{'x, ' * 500_000}",
    "1mb-no-colon": "title: T\n" + "x" * 2_000_000 + "\ny: 1",
    "1mb-dashes": "title: T\n" + "- " * 500_000,
    "1mb-anchors": "title: T\nparams: [" + "&a x, " * 200_000 + "]",
    "1mb-unknown": f"title: T\n{'k' * 900}: {'v' * 1_000_000}",
    "tabs": "title: T\n\tauthor: A",
    "unknown-keys-3000": "title: T\n" + "".join(f"titel{n}: x\n" for n in range(3000)),
    "deep": "title: T\nparams: " + "{a: " * 5000 + "}" * 5000,
    "params-digits": f"title: T\nparams: {{a: {'9' * 5000}}}",
    "params-inf": "title: T\nparams: {a: .inf, b: .nan}",
    "utf16": "title: T\n".encode("utf-16"),
    "nul": b"title: T\0\n",
    "document-two": "title: T\n---\ntitle: U\n",
    "twice": "title: T\ntitle: U\n",
    "directive": "%YAML 3.0\n---\ntitle: T\n",
}


def cases() -> Iterator[Case]:
    yield from keyed("settings", _values())
    yield from keyed("site", ((name, {"site.yaml": text}) for name, text in FILES.items()))
    for key, values in (
        ("permalink", PERMALINKS),
        ("base_url", ADDRESSES),
        ("menu", MENUS),
        ("connections", CONNECTIONS),
    ):
        given = ((name, _site(f"{key}: {value}")) for name, value in values.items())
        yield from keyed(key, given)


def _values() -> Iterator[tuple[str, Files]]:
    for key in KEYS:
        for name in FEW if key in TEXTS else VALUES:
            yield f"{key}-{name}", _site(f"{key}: {VALUES[name]}")
    for outer, key in INSIDE:
        for name in ("nothing", "true", "negative", "1e999", "list-of-list", "map", "nul", "word"):
            yield f"{outer}-{key}-{name}", _site(f"{outer}: {{{key}: {VALUES[name]}}}")


def _site(line: str) -> Files:
    key = line.partition(":")[0]
    kept = [each for each in SITE.splitlines() if not each.startswith(f"{key}:")]
    return {"site.yaml": "\n".join([*kept, line, ""])}
