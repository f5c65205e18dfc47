import pytest

from generator.charts.bundle.tokens import tokens


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("a=b/c/d", ["a", "=", "b", "/", "c", "/", "d"]),
        ("a=/b[/]c/g.test(d)", ["a", "=", "/b[/]c/g", ".", "test", "(", "d", ")"]),
        ("return/x;/.y", ["return", "/x;/", ".", "y"]),
        ("(a)/b/c", ["(", "a", ")", "/", "b", "/", "c"]),
        (r"""'it\'s;'+"two" """, [r"'it\'s;'", "+", '"two"']),
        ("1e-6-.5+0x1f", ["1e-6", "-", ".5", "+", "0x1f"]),
        ("a?.b??c?.5:d", ["a", "?.", "b", "??", "c", "?", ".5", ":", "d"]),
        ("`a${b+`c${d}e`}f`;g", ["`a${", "b", "+", "`c${", "d", "}e`", "}f`", ";", "g"]),
        ("`a${{b:1}.b}c`", ["`a${", "{", "b", ":", "1", "}", ".", "b", "}c`"]),
        ("`\\${a}$b`", ["`\\${a}$b`"]),
        ("a// b\n/* c */d", ["a", "d"]),
        ("#a in b", ["#a", "in", "b"]),
        ("...a=>b", ["...", "a", "=>", "b"]),
    ],
)
def test_a_script_falls_into_its_tokens(script: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(script)] == expected


@pytest.mark.parametrize("script", ["(a", "a)}", "`a${b", "`a"])
def test_what_does_not_match_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        tokens(script)


def test_a_token_tells_where_it_stands() -> None:
    script = "let a = `b${c}`;"
    assert all(script[token.start : token.end] == token.text for token in tokens(script))
