"""Pictures in a chart: found in its data, published, and shown at their addresses."""

import json
from pathlib import Path

from generator.charts.images import images_of
from tests.small_sites import small_site, source

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360000002000001e221bc330000000049454e44ae426082"
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
    data = [{"values": [{"img": "a.png", "on_the_web": "https://a.example/b.png", "n": 1}]}]
    image = {"marks": [{"type": "image"}], "data": data}
    tooltip = {"marks": [{"encode": {"tooltip": {"signal": '{"image": datum.img}'}}}], "data": data}
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
    assert str(problem.place) == "content/posts/a/index.md:5"
