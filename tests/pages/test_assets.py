"""Assets: fingerprints, joined styles, and the addresses in them."""

import re
from pathlib import Path

import pytest

from generator.pages.assets import CHART_FONTS, marked
from tests.small_sites import Small, small_site

THEME = "themes/bare"
HEAD = f":root {{\n  --font-chart: {CHART_FONTS};\n}}\n"
"""What stands above the style sheets of a theme without colours of its own."""


def styled(root: Path, css: str, name: str = "css/one.css") -> Small:
    files: dict[str, str | bytes] = {
        f"{THEME}/theme.yaml": f"name: bare\nstyles: [{name}, css/two.css]\n",
        f"{THEME}/assets/{name}": css,
        f"{THEME}/assets/css/two.css": "b {}\n",
        f"{THEME}/assets/img/dot.svg": "<svg/>",
        f"{THEME}/assets/css/near.svg": "<svg></svg>",
        f"{THEME}/templates/home.html": '{{ asset("css/theme.css") }} {{ asset("img/dot.svg") }}',
    }
    return small_site(root, files)


def style(site: Small) -> tuple[str, str]:
    (path,) = (path for path in site.outputs() if path.startswith("assets/css/theme."))
    return path, site.text(path).replace(HEAD, "")


def published(site: Small, beginning: str) -> str:
    (path,) = (path for path in site.outputs() if path.startswith(beginning))
    return path


def test_a_mark_stands_before_the_ending() -> None:
    assert marked("img/a.b.svg", "0123456789abcdef") == "img/a.b.0123456789.svg"
    assert marked("LICENSE", "0123456789abcdef") == "LICENSE.0123456789"


def test_styles_are_joined_in_their_order_and_not_published_alone(tmp_path: Path) -> None:
    site = styled(tmp_path, "a {}\n")
    site.made()
    path, text = style(site)
    assert text == "a {}\n\nb {}\n"
    assert [each for each in site.outputs() if each.endswith(".css")] == [path]


def test_templates_get_the_published_addresses(tmp_path: Path) -> None:
    site = styled(tmp_path, "a {}\n")
    site.made(base_url="https://example.org/a/")
    addresses = [f"/a/{style(site)[0]}", f"/a/{published(site, 'assets/img/dot.')}"]
    assert site.text("index.html").split() == addresses


def test_another_content_is_another_name(tmp_path: Path) -> None:
    site = styled(tmp_path, "a {}\n")
    site.made()
    before, dot = style(site)[0], published(site, "assets/img/dot.")
    site.write(f"{THEME}/assets/css/two.css", "b {}\n/**/\n")
    site.made()
    assert style(site)[0] != before
    assert published(site, "assets/img/dot.") == dot
    assert before not in site.outputs()


def test_a_changed_picture_changes_the_style_that_names_it(tmp_path: Path) -> None:
    site = styled(tmp_path, "a { background: url(../img/dot.svg) }\n")
    site.made()
    before = style(site)[0]
    site.write(f"{THEME}/assets/img/dot.svg", "<svg> </svg>")
    site.made()
    assert style(site)[0] != before
    assert published(site, "assets/img/dot.").rpartition("/")[2] in style(site)[1]


def test_addresses_lead_to_published_files(tmp_path: Path) -> None:
    css = (
        "a { background: url(../img/dot.svg) }\n"
        "b { background: url( '../img/dot.svg' ) }\n"
        'c { background: url("near.svg") }\n'
    )
    site = styled(tmp_path, css)
    site.made()
    path, text = style(site)
    folder = (tmp_path / "build" / path).parent
    found = [part.split('"')[0] for part in text.split('url("')[1:]]
    assert len(found) == 3
    assert all((folder / address).resolve().is_file() for address in found)


def test_addresses_in_a_style_of_another_folder_lead_there_too(tmp_path: Path) -> None:
    site = styled(tmp_path, "a { background: url(img/dot.svg) }\n", name="top.css")
    site.made()
    path, text = style(site)
    address = text.split('url("')[1].split('"')[0]
    assert ((tmp_path / "build" / path).parent / address).resolve().is_file()


def test_other_addresses_are_left_alone(tmp_path: Path) -> None:
    css = (
        "a { background: url(data:image/png;base64,AAAA) }\n"
        "b { background: url(https://example.org/x.png) }\n"
        "c { fill: url(#gradient) } d { background: url(/x.png) }\n"
        "e { background: url(../../img/of-the-site.svg) } f { background: url( data:x,y ) }\n"
        "/* url(../img/none.svg) */\n"
    )
    site = styled(tmp_path, css)
    site.made()
    assert style(site)[1] == css + "\nb {}\n"


def test_a_style_sheet_in_another_encoding_keeps_its_bytes(tmp_path: Path) -> None:
    site = styled(tmp_path, "")
    css = '@charset "latin-1"; a::before { content: "\u00fc" }\n'.encode("latin-1")
    site.write(f"{THEME}/assets/css/one.css", css)
    site.made()
    joined = (tmp_path / "build" / published(site, "assets/css/theme.")).read_bytes()
    assert css in joined.replace(HEAD.encode(), b"")


def test_a_query_behind_an_address_is_kept(tmp_path: Path) -> None:
    site = styled(tmp_path, "a { mask: url(../img/dot.svg#part) }\n")
    site.made()
    dot = published(site, "assets/img/dot.").removeprefix("assets/")
    assert f'url("../{dot}#part")' in style(site)[1]


def test_a_sheet_that_templates_name_leads_to_published_files_too(tmp_path: Path) -> None:
    site = styled(tmp_path, "a {}\n")
    site.write(
        f"{THEME}/assets/css/alone.css", '@import "print.css"; a { mask: url(../img/dot.svg) }'
    )
    site.write(f"{THEME}/assets/css/print.css", "@import url('alone.css');\n")
    site.made()
    for name in ("alone", "print"):
        path = published(site, f"assets/css/{name}.")
        for address in re.findall(r'"([^"]+)"', site.text(path)):
            assert ((tmp_path / "build" / path).parent / address).resolve().is_file()
    before = published(site, "assets/css/alone.")
    site.write(f"{THEME}/assets/css/print.css", "b {}\n")
    site.made()
    assert published(site, "assets/css/alone.") != before
    assert before not in site.outputs()


@pytest.mark.parametrize("name", ["one", "alone"])
def test_an_address_that_leads_nowhere_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    site = styled(tmp_path, "a {}\n")
    site.write(f"{THEME}/assets/css/{name}.css", "a {}\nb { mask: url( '../img/dott.svg#a') }\n")
    (problem,) = site.build().assembly.problems
    assert str(problem.place) == f"{THEME}/assets/css/{name}.css:2:17"
    assert "there is no img/dott.svg" in problem.message
    assert problem.source == "b { mask: url( '../img/dott.svg#a') }"
    assert problem.hint == 'did you mean "../img/dot.svg"?'
