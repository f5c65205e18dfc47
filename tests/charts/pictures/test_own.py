"""Pictures in a chart: found in its data, published, and shown at their addresses."""

import io
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from generator.charts.links import images_of, is_foreign
from generator.charts.spec import Data, Records, Vega
from generator.charts.vega.convert import png_of
from generator.problems.fault import Fault
from tests.small_sites import small_site, source

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63"
    "f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)  # fmt: skip
SPEC = {
    "data": {"values": [{"x": 1, "img": "data/a b.png"}, {"x": 2, "img": "logo.png"}]},
    "mark": {"type": "image", "width": 20, "height": 20},
    "encoding": {
        "x": {"field": "x", "type": "quantitative"},
        "url": {"field": "img", "type": "nominal"},
    },
}
FIGURE = '<figure data-images="{{ figure.images }}">{{ figure.svg | safe }}</figure>'


def post(spec: object) -> str:
    return source(f"```vega-lite {{#c}}\n#| alt: Pictures.\n{json.dumps(spec)}\n```\n")


def test_only_a_chart_that_shows_pictures_has_any() -> None:
    row = {"img": "a.png", "on_the_web": "https://a.example/b.png", "n": 1}
    data: list[Data] = [{"name": "a", "values": Records([row])}]
    image: Vega = {"marks": [{"type": "image"}], "data": data}
    shown = {"encode": {"tooltip": {"signal": '{"image": datum.img}'}}}
    tooltip: Vega = {"marks": [shown], "data": data}
    assert images_of(image) == ("a.png",)
    assert images_of(tooltip) == ("a.png",)
    assert images_of({"marks": [{"type": "rect"}], "data": data}) == ()


def test_pictures_are_published_and_addressed(tmp_path: Path) -> None:
    spec = json.loads(json.dumps(SPEC).replace("a b.png", "a.png"))
    site = small_site(
        tmp_path,
        {
            "content/posts/a/index.md": post(spec),
            "content/posts/a/logo.png": PNG,
            "content/data/a.png": PNG,
            "themes/bare/templates/figure.html": FIGURE,
        },
    )
    site.made()
    assert {"data/a.png", "posts/a/logo.png"} <= site.outputs()
    page = site.text("posts/a/index.html")
    assert 'href="/data/a.png"' in page
    assert 'href="/posts/a/logo.png"' in page
    assert "&#34;logo.png&#34;:&#34;/posts/a/logo.png&#34;" in page


def test_a_missing_picture_is_a_warning(tmp_path: Path) -> None:
    spec = json.loads(json.dumps(SPEC).replace("data/a b.png", "lgo.png"))
    site = small_site(
        tmp_path,
        {"content/posts/a/index.md": post(spec), "content/posts/a/logo.png": PNG},
    )
    (problem,) = site.build().assembly.problems
    assert (problem.severity, problem.hint) == ("warning", 'did you mean "logo.png"?')
    assert str(problem.place).startswith("content/posts/a/index.md:7:")
    assert 'href="lgo' not in site.text("posts/a/index.html")


def red(content: bytes) -> int:
    """Count the red pixels of a PNG."""
    pixels = Image.open(io.BytesIO(content)).convert("RGB").tobytes()
    triples = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    return sum(each[0] > 200 and max(each[1:]) < 60 for each in triples)


def shown(address: str, **more: object) -> dict[str, object]:
    """Return a specification with one large picture, whose address is computed."""
    return {
        "data": {"values": [{"x": 1, "name": "logo"}]},
        "transform": [{"calculate": address, "as": "u"}],
        "mark": {"type": "image", "width": 80, "height": 80},
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "url": {"field": "u", "type": "nominal"},
            **more,
        },
    }


def test_a_picture_whose_address_is_computed_is_published_and_drawn(tmp_path: Path) -> None:
    spec = shown("datum.name + '.png'")
    site = small_site(
        tmp_path,
        {
            "content/posts/a/index.md": post(spec),
            "content/posts/a/logo.png": PNG,
            "themes/bare/templates/figure.html": FIGURE,
        },
    )
    site.made()
    assert 'href="/posts/a/logo.png"' in site.text("posts/a/index.html")
    assert red((site.root / "build/figures/posts/a/c.png").read_bytes()) > 1_000
    assert 'href="data:image/png;base64,' in site.text("figures/posts/a/c.svg")


def test_no_picture_of_this_machine_is_drawn(tmp_path: Path) -> None:
    planted = tmp_path / "planted.png"
    planted.write_bytes(PNG)
    ways = (
        f"'file://{planted}'",
        "'file://planted.png'",
        f"'{planted}'",
        f"'../../../../../../..{planted}'",
    )
    for number, way in enumerate(ways):
        site = small_site(tmp_path / str(number), {"content/posts/a/index.md": post(shown(way))})
        (problem,) = site.build().assembly.problems
        assert str(problem.place).startswith("content/posts/a/index.md:7:"), problem
        assert problem.hint or problem.severity == "warning"
        for picture in site.root.glob("build/**/*.png"):
            assert red(picture.read_bytes()) == 0


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """Listen at an address of this machine's, and note who comes."""
    came: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def note() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                came.append(b"")
                connection.close()

        threading.Thread(target=note, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}", came
        server.shutdown(socket.SHUT_RDWR)


def test_no_picture_is_fetched(tmp_path: Path, listener: tuple[str, list[bytes]]) -> None:
    host, came = listener
    stated = {"mark": {"type": "image", "url": f"http://{host}/x.png"}}
    own = {"data": {"values": [{"x": 1, "u": f"https://{host}/x.png"}]}}
    column = shown("'x'") | own | {"transform": []}
    specs = [shown(f"'//{host}/x.png'"), shown(f"'http://{host}/' + datum.x"), column]
    for number, spec in enumerate([*specs, specs[0] | stated]):
        site = small_site(tmp_path / str(number), {"content/posts/a/index.md": post(spec)})
        problems = site.build().assembly.problems
        errors = [each for each in problems if each.severity == "error"]
        assert [each.hint for each in errors] == [
            "put the picture beside the post, and write its name"
        ]
        assert str(errors[0].place).startswith("content/posts/a/index.md:7:")
    assert came == []


def test_a_picture_on_the_web_is_left_out_of_tooltips(tmp_path: Path) -> None:
    spec = {
        "data": {"values": [{"x": 1, "image": "https://a.example/x.png"}]},
        "mark": "point",
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "tooltip": [{"field": "image", "type": "nominal"}],
        },
    }
    site = small_site(tmp_path, {"content/posts/a/index.md": post(spec)})
    (problem,) = site.build().assembly.problems
    assert problem.severity == "warning"
    assert problem.message == '"https://a.example/x.png" is on the web: tooltips leave it out'


def test_which_addresses_lead_out() -> None:
    for address in ("http:x", "//a/b", "file:///a", "C:/a.png", "blob:x", "data:text/html,x"):
        assert is_foreign(address), address
    for address in ("a.png", "../a.png", "/a.png", "data:image/png;base64,AA", "http/a.png"):
        assert not is_foreign(address), address


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="/etc/x.png"/>',
        "<image xlink:href = '../x.png'/>",
        '<image y:href="file:///x.png"/>',
        '<filter><feImage href="x.png"/></filter>',
        '<use href="&#x2f;etc/x.svg#a"/>',
        '<rect fill="url(http://a.example/x)"/>',
        '<rect fill="url(&quot;http://a.example/x&quot;)"/>',
    ],
)
def test_the_renderer_gets_no_reference(inner: str) -> None:
    with pytest.raises(Fault, match="refers to"):
        png_of(f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>', 1)


def test_a_text_that_reads_like_a_reference_is_none() -> None:
    text = '<text aria-label="href=\'x\'">href="x" url(x)</text>'
    assert png_of(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{text}</svg>', 1)
