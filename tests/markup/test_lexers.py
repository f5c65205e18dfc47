import random
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pygments import lexer as pygments
from pygments.lexer import RegexLexer, RegexLexerMeta, default, include, this, words
from pygments.lexers import find_lexer_class_by_name
from pygments.token import Keyword, Name, Number, Text
from pygments.util import Future

from generator.markup import lexers
from generator.markup.lexers import PRIVATE, States, prepare_lexers

LANGUAGES = (
    "python javascript typescript java c cpp csharp go rust ruby php swift kotlin scala bash "
    "powershell sql postgres mysql html css scss less xml json yaml toml ini docker make cmake "
    "nginx apacheconf diff markdown rst tex r julia matlab perl lua haskell elixir erlang clojure "
    "lisp scheme ocaml fsharp dart objc groovy graphql protobuf terraform vim awk nim zig fortran"
).split()  # fmt: skip
PIECES = (
    '\n | \n    |\t|  |"|\'|"""|`|/*|*/|//|#|--|{|}|(|)|[|]|<|>|</|/>|<!--|-->|<?php|${|#{|{{|}}|='
    "|:=|==|=>|->|::|:|;|,|.|..|@|$|%|&|!|?|\\|\\n|<<EOF\n|EOF\n|r'|f\"|0x1F|1.5e-3|42|1_000|a|_b"
    "|Größe|ſ|日本|if |def f|class A|function |import |from |é\u0301|\0"
).split("|")
BY: Any = pygments.bygroups
USING: Any = pygments.using
META: Any = RegexLexerMeta


class Small(RegexLexer):
    """A lexer with rules of every kind."""

    flags = re.MULTILINE | re.DOTALL
    tokens = {  # noqa: RUF012  as Pygments has them
        "root": [
            (r"(['z])q\1", Name.Label),
            (r"(a)(b)\b", BY(Keyword, Name)),
            (r"[(\](]+", Text),
            (r"(?i)x(yz?)", Name.Tag, "inner"),
            (words(("for", "form"), suffix=r"\b"), Keyword),
            (r"(\[)(.)(\])", BY(Text, USING(this), Text)),
            include("rest"),
        ],
        "rest": [(r"\d+", Number), (r"[a-z]", Name), (r"\s", Text)],
        "inner": [(r"!", Keyword, "#pop"), (r"(\d)", Number), (r"c", Name), default("#pop")],
    }


class Spaced(RegexLexer):
    """A lexer whose comments hold brackets."""

    flags = re.VERBOSE
    tokens = {  # noqa: RUF012
        "root": [
            (r"(a) [b] # [ is not (", BY(Keyword)),
            (r"a # ) (", Name),
            (r"b [c] # ( ] (", Number),
            (r"[cf] # [(", Keyword),
        ]
    }


def own(lexer: Any) -> Any:
    """Return a lexer of the class as Pygments itself makes it."""
    made = META("Own", (lexer,), {}) if type(lexer) is RegexLexerMeta else lexer
    return made(stripnl=False, ensurenl=False)


def fresh(lexer: Any) -> Any:
    """Return a lexer of the class as ours, none of whose states was read."""
    made = META("Fresh", (lexer,), {}) if type(lexer) is RegexLexerMeta else lexer
    prepare_lexers()
    return made(stripnl=False, ensurenl=False)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let states join when they are first asked."""
    monkeypatch.setattr(lexers, "EAGERNESS", 10**9)


@cache
def pieces(name: str) -> tuple[str, ...]:
    """Return what a language's own rules speak of, and what all languages have."""
    sources: list[str] = []
    lexer = find_lexer_class_by_name(name)
    for rules in getattr(lexer, "tokens", {}).values():
        for each in (rule[0] for rule in rules if type(rule) is tuple):
            listed: Any = each
            sources.append(listed.get() if isinstance(each, Future) else each)
    found = re.findall(r"[A-Za-z_]{2,}|[^\w\s]{1,2}", " ".join(sources))
    return (*PIECES * 4, "|", *sorted(set(found)))


def text_of(name: str, seed: int) -> str:
    draw = random.Random(f"{name}/{seed}")
    chosen = [piece for piece in draw.choices(pieces(name), k=400) if seed or piece.isascii()]
    return "".join(piece + draw.choice(("", " ", "")) for piece in chosen)


def test_pygments_still_has_the_names_that_states_are_read_by() -> None:
    assert [name for name in PRIVATE if not hasattr(RegexLexerMeta, name)] == []


def test_states_are_read_when_they_are_entered_and_join_when_they_are_asked_often() -> None:
    ours = fresh(find_lexer_class_by_name("python"))
    list(ours.get_tokens("x = 1\n"))
    assert isinstance(ours._tokens, States)
    assert "root" in ours._tokens
    assert "classname" not in ours._tokens
    assert len(ours._tokens["root"]) < 10
    with pytest.raises(KeyError):
        ours._tokens["nowhere"]


def test_a_state_that_is_seldom_asked_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexers, "EAGERNESS", 1)
    assert len(States(Small)["root"]) == 1 + len(own(Small)._tokens["root"])


def test_without_the_names_pygments_goes_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    other = META("Other", (Small,), {})
    monkeypatch.setattr(lexers, "PRIVATE", ("_not_there",))
    prepare_lexers()
    assert not isinstance(other()._tokens, States)


@pytest.mark.parametrize("name", LANGUAGES)
def test_tokens_are_those_of_pygments(name: str) -> None:
    lexer = find_lexer_class_by_name(name)
    ours, theirs = fresh(lexer), own(lexer)
    for seed in range(2):
        text = text_of(name, seed)
        assert list(ours.get_tokens(text)) == list(theirs.get_tokens(text))


@pytest.mark.parametrize("lexer", [Small, Spaced])
@example(text="'q'", eagerness=10**9)
@given(text=st.text("abcxyzXY'qformZ0(])[!\n ", max_size=60), eagerness=st.integers(1, 40))
def test_every_kind_of_rule_is_as_in_pygments(lexer: Any, text: str, eagerness: int) -> None:
    lexers.EAGERNESS = eagerness
    assert list(fresh(lexer).get_tokens(text)) == list(own(lexer).get_tokens(text))


@pytest.mark.parametrize(
    ("inside", "is_brief"),
    [
        ("A-Zé", True),
        ("é-üa", True),
        ("^a-cé", True),
        ("a-é", False),
        ("aé-ü-z", False),
        ("aé-", False),
        ("é", False),
        ("^é", False),
        ("\\é", False),
    ],
)
def test_in_ascii_a_class_says_the_same_or_stays(inside: str, is_brief: bool) -> None:
    source = f"[{inside}]+(?:é|x)" + "|y" * lexers.LONGEST
    ours, whole = lexers.asker(source, 0), re.compile(source).match
    for text in (*map(chr, range(256)), "-x", "ax", "é", "éx", "Zx"):
        assert str(ours(text + "x", 0)) == str(whole(text + "x", 0))
    assert hasattr(ours, "__self__") != is_brief
