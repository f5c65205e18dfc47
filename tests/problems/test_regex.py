"""Regular expressions that wait: they are what they would be, and each of them is one."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import generator
from generator.problems.regex import _Regex, regex

HOUSE = Path(generator.__file__).parent
MODULES = sorted(path for path in HOUSE.rglob("*.py") if "import regex" in path.read_text("utf-8"))
NAMES = [".".join(path.relative_to(HOUSE.parent).with_suffix("").parts) for path in MODULES]
COMPILED = """
import sys
from importlib import import_module
from generator.problems import regex
def compiled(pattern, flags):
    raise AssertionError(f"{pattern!r} is compiled by {name}")
regex.re = type("Fake", (), {"compile": staticmethod(compiled)})
for name in sys.argv[1:]:
    import_module(name)
"""


def test_it_is_used_as_a_pattern_is() -> None:
    word = regex(r"(?P<first>[a-z])[a-z]*", re.IGNORECASE)
    found = word.fullmatch("Word")
    assert found is not None
    assert found["first"] == "W"
    assert word.sub("_", "one Two") == "_ _"
    assert word.pattern == r"(?P<first>[a-z])[a-z]*"
    assert word.groupindex == {"first": 1}
    assert regex(rb"a+").findall(b"aab") == [b"aa"]


def test_what_is_no_pattern_says_so_when_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error, match="unterminated subpattern"):
        broken.search("")


def test_to_import_a_module_compiles_none_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMPILED, *NAMES], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_each_in_the_house_is_one() -> None:
    modules = map(import_module, NAMES)
    waiting = [each for module in modules for each in vars(module).values() if type(each) is _Regex]
    assert len(waiting) > len(NAMES)
    for each in waiting:
        assert each.flags is not None
