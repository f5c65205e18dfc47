"""What nothing uses goes, what anything might use stays."""

import shutil
import subprocess

import pytest
import vl_convert

from generator.charts.bundle.runtime import module
from generator.charts.bundle.shaking import _parts, shaken
from generator.charts.bundle.tokens import tokens

INHERITS = (
    "function inherit(n,t,e){const r=n.prototype=Object.create(t.prototype);"
    'return Object.defineProperty(r,"constructor",{value:n,writable:!0,enumerable:!0,'
    "configurable:!0}),extend(r,e);}function extend(a){return a}"
)


KEPT = [
    ("function a(){b()}function b(){}function c(){}export{a}", "a b"),
    ("class A{}class B extends A{}export{B}", "A B"),
    ("const a=()=>b;let b=`${c}`;var c=3,d;export{a}", "a b c"),
    ("f(a);function f(){}const a=1,b=2;", "f a"),
    ("async function a(){}async function b(){}export{a}", "a"),
    ("if(a){b()}else{c()}const a=1,d=2;function b(){}function c(){}", "a b c"),
    ("for(const i of a){b(i)}const a=[];function b(){}", "a b"),
    ("const[a,b]=f();function f(){}function g(){}", "f"),
    ("const a={b(){return c}};const c=1;const d={c:1};export{a}", "a c"),
    ("const a=/[;}]/,b=/c/;export{a}", "a"),
    ("function a(){}a.b=()=>c;const c=1;export{a}", "a c"),
    ("function a(){}a.b=()=>c;const c=1;", ""),
    ("const p=a.prototype;p.b=()=>c;function a(){}const c=1;export{a}", "p a c"),
    ("const p=a.prototype;p.b=()=>c;function a(){}const c=1;", ""),
    ("function a(){}function b(){}a.x=b.y=()=>c;const c=1;export{b}", "a b c"),
    ("const a=f(b);a.x=c;function f(){}const b={},c=1;export{b}", "a f b c"),
    ("window.x=a;const a=1,b=2;", "a"),
    ("const a=1;const b=x=>x.a;export{b}", "b"),
    (f"{INHERITS}function A(){{}}function B(){{}}inherit(B,A,{{}});export{{A}}", "A"),
    (
        f"{INHERITS}function A(){{}}function B(){{}}inherit(B,A,{{}});export{{B}}",
        "inherit extend A B",
    ),
    ("function keep(n,t){t.x=n}function A(){}keep(A,1);", "keep A"),
]


@pytest.mark.parametrize(("bundle", "kept"), KEPT)
def test_what_is_spoken_of_stays(bundle: str, kept: str) -> None:
    declared = {name for part in _parts(tokens(shaken(bundle))) for name in part.names}
    assert declared == set(kept.split())


@pytest.mark.parametrize(
    ("bundle", "expected"),
    [
        ("const a=1,b=2;export{a}", "const a=1;export{a}"),
        ("var a=1,b,c=3;f(a,c);function f(){}", "var a=1,c=3;f(a,c);function f(){}"),
        ("let a=1;const b=a;export{b as x};", "let a=1;const b=a;export{b as x}"),
    ],
)
def test_what_stays_is_written_as_it_was(bundle: str, expected: str) -> None:
    assert shaken(bundle) == expected


def test_the_whole_runtime_stays_a_script() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node to read it with")
    made = shaken(vl_convert.javascript_bundle(module(())))
    read = subprocess.run(
        [node, "--check", "--input-type=module"], input=made, text=True, check=False,
        capture_output=True,
    )  # fmt: skip
    assert read.returncode == 0, read.stderr
