"""Values that nobody means, as YAML writes them."""

HAN = "\u6f22"

VALUES = {
    "nothing": "",
    "true": "true",
    "number": "5",
    "negative": "-1",
    "fraction": "1.5",
    "digits-5000": "9" * 5000,
    "1e999": "1e999",
    "nan": ".nan",
    "list-empty": "[]",
    "list-of-list": "[[1]]",
    "list-of-map": "[{a: 1}]",
    "map-empty": "{}",
    "map": "{a: b}",
    "text-empty": '""',
    "space": '" "',
    "word": "zzz",
    "nul": '"a\\0b"',
    "control": '"a\\x1bb"',
    "surrogate": '"\\ud800"',
    "rtl": '"a\\u202eb"',
    "marks": '"\\u200e\\u200f"',
    "break": '"a\\nb"',
    "up": "../../../etc/passwd",
    "folder": "../data",
    "dotfile": "/.git/config",
    "javascript": '"javascript:alert(1)"',
    "data-url": '"data:text/html,x"',
    "http": "https://x.org/a.png",
    "tag": '"<script>alert(1)</script>"',
    "braces": '"{{ 1 }}{slug}{% x %}"',
    "percent": '"%ff%00"',
    "300": "a" * 300,
    "5000": "a" * 5000,
    "cjk-100": HAN * 100,
    "ligature-20": "\ufdfa" * 20,
    "emoji": "\U0001f600",
    "deep": "[" * 300 + "]" * 300,
}
"""Each by a name of its own."""
FEW = "nothing true list-of-list map nul surrogate rtl tag digits-5000 5000".split()
"""Those that a key can tell apart which takes any text."""
