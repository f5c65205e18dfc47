"""What hosts go by: valid for nginx and Caddy, and what these then say and send."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.hosting.headers import type_of
from generator.hosting.servers import Served, server_files
from tests.hosting.places import needed
from tests.hosting.published import Author, site_to_publish
from tests.serving import STRICT_POLICY, free_port
from tests.small_sites import small_site, source

ROOT = Path(__file__).parents[2]
CHART = "```chart {#fees}\nmark: bar\nx: a\ny: b\ndata:\n  - {a: x, b: 1}\nalt: One bar.\n```\n"
NGINX = """{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/www;
        include {folder}/www/.server/nginx.conf;
    }}
}}
"""
CADDY = """{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    root * {folder}/www
    import {folder}/www/.server/Caddyfile
}}
"""

USER = "user root;" if os.geteuid() == 0 else ""
"""Else root's nginx would read as somebody who may not see a test's folder."""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes


Ask = Callable[..., Answer]


class Program(NamedTuple):
    """How a server is told what to serve, asked whether that is valid, and started."""

    config: str
    check: list[str]
    run: list[str]


PROGRAMS = {
    "nginx": Program(NGINX, ["nginx", "-t", "-c"], ["nginx", "-c"]),
    "caddy": Program(
        CADDY,
        ["caddy", "validate", "--adapter", "caddyfile", "--config"],
        ["caddy", "run", "--adapter", "caddyfile", "--config"],
    ),
}


@contextmanager
def serving(name: str, folder: Path) -> Iterator[int]:
    """Serve a folder's www/ by what was published into it, and give the port."""
    port, program = free_port(), PROGRAMS[name]
    config = folder / f"{name}.conf"
    config.write_text(program.config.format(folder=folder, port=port, user=USER))
    environment = {"HOME": str(folder), "PATH": f"{_path()}"}
    checked = subprocess.run(
        [*program.check, str(config)], env=environment, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen(
        [*program.run, str(config)], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _path() -> str:
    return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="module", params=PROGRAMS)
def ask(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Publish a site for a server, start it, and give what asks it."""
    from generator.cli.main import main

    name = request.param
    if not shutil.which(name, path=_path()):
        needed(name)
    folder = tmp_path_factory.mktemp(name)
    files: dict[str, str | bytes] = {
        "content/posts/tea.md": source(
            CHART + "Words. " * 500, title="Tea", aliases=["/old tea/", "/chai.html"]
        ),
        "content/posts/ö.md": source("Umlaut.", title="Ö"),
        "content/static/.well-known/security.txt": "Contact: mailto:ada@tea.example\n",
        "content/static/rows.csv": "a,b\n1,2\n",
    }
    settings = (
        f"targets: {{live: {{folder: ../www, server: {name}, "
        "policy: {img-src: 'https://pictures.example'}}}\n"
        "newsletter: {action: 'https://letters.example/ada'}\n"
    )
    files["themes/bare/templates/embed.html"] = "{{ figure.id }}\n"
    site = small_site(folder / "site", files, settings.replace("{{live", "{live"))
    site.write("published.txt", "/long-gone/ gone\n")
    assert main(["--root", str(site.root), "publish", "--jobs", "1"]) == 0
    with serving(name, folder) as port:

        def answer(path: str, **headers: str) -> Answer:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path, headers=headers)
            got = connection.getresponse()
            content = got.read()
            connection.close()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, content)

        answer.folder = folder  # type: ignore[attr-defined]
        yield answer


POLICY = STRICT_POLICY.replace("img-src 'self'", "img-src 'self' https://pictures.example").replace(
    "form-action 'self'", "form-action 'self' https://letters.example"
)


def test_a_page_comes_with_its_policy(ask: Ask) -> None:
    page = ask("/posts/tea/")
    assert page.status == 200
    assert page.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"] == POLICY
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert page.headers["cache-control"] == "no-cache"


def test_a_figure_may_be_framed(ask: Ask) -> None:
    framed = ask("/figures/posts/tea/fees/")
    assert framed.status == 200
    expected = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    assert framed.headers["content-security-policy"] == expected


def test_what_carries_a_digest_is_kept_for_ever(ask: Ask) -> None:
    assets = sorted((ask.folder / "www/assets").rglob("*.css"))  # type: ignore[attr-defined]
    path = assets[0].relative_to(ask.folder / "www").as_posix()  # type: ignore[attr-defined]
    answer = ask(f"/{path}")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")


def test_a_missing_page_is_the_sites_own(ask: Ask) -> None:
    lost = ask("/nowhere/")
    assert lost.status == 404
    assert b"not found" in lost.content
    assert lost.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert lost.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("old", ["/old%20tea/", "/chai.html"])
def test_an_alias_leads_on(ask: Ask, old: str) -> None:
    moved = ask(old)
    assert moved.status == 301
    assert moved.headers["location"].endswith("/posts/tea/")


def test_what_is_gone_says_so(ask: Ask) -> None:
    assert ask("/long-gone/").status == 410


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/feed.rss", "application/rss+xml; charset=utf-8"),
        ("/rows.csv", "text/csv; charset=utf-8"),
        ("/figures/posts/tea/fees.svg", "image/svg+xml; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
    ],
)
def test_types_are_right(ask: Ask, path: str, kind: str) -> None:
    answer = ask(path)
    assert answer.status == 200
    assert answer.headers["content-type"].lower() == kind
    assert type_of(path) == kind


def test_a_folder_gets_its_slash_and_letters_of_any_script_are_found(ask: Ask) -> None:
    assert ask("/posts/tea").status in (301, 302, 308)
    assert ask("/posts/%C3%B6/").status == 200


@pytest.mark.parametrize("path", ["/.postrock-published.json", "/.server/nginx.conf"])
def test_what_begins_with_a_dot_is_hidden(ask: Ask, path: str) -> None:
    assert ask(path).status == 404


def test_a_text_is_sent_shorter(ask: Ask) -> None:
    import gzip

    whole = ask("/posts/tea/")
    short = ask("/posts/tea/", **{"Accept-Encoding": "gzip"})
    assert short.headers["content-encoding"] == "gzip"
    assert len(short.content) < len(whole.content)
    assert gzip.decompress(short.content) == whole.content
    www = ask.folder / "www"  # type: ignore[attr-defined]
    brotli = pytest.importorskip("brotli")
    packed = (www / "posts/tea/index.html.br").read_bytes()
    assert brotli.decompress(packed) == whole.content


def test_headers_for_netlify_and_cloudflare() -> None:
    policy = "default-src 'none'; img-src 'self'"
    served = Served("/", ("index.html", "posts/a/index.html", "figures/a/b/index.html",
                          "assets/a.1234567890.css", "about/index.html"),
                    {"/old/": "/posts/a/"}, policy=policy)  # fmt: skip
    files = server_files("netlify", served)
    assert files["_redirects"] == b"/old/ /posts/a/ 301\n"
    rules: dict[str, list[str]] = {}
    for line in files["_headers"].decode().splitlines():
        if line.startswith(" "):
            [*rules.values()][-1].append(line.strip())
        else:
            rules[line] = []
    assert list(rules) == ["/*", "/", "/about/*", "/assets/*", "/posts/*"]
    assert rules["/*"][0] == f"Content-Security-Policy: {policy}"
    assert rules["/posts/*"] == ["Content-Security-Policy: frame-ancestors 'none'"]
    assert "Cache-Control: public, max-age=31536000, immutable" in rules["/assets/*"]


def test_an_unchanged_build_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_to_publish(tmp_path, "targets: {live: {folder: ../www, server: caddy}}\n")
    author = Author(site, capsys)
    author.published()
    assert any(path.name.endswith(".gz") for path in (tmp_path / "www").rglob("*"))

    def may_not_be_called(*given: object) -> None:
        raise AssertionError

    monkeypatch.setattr("generator.hosting.compress.compress", may_not_be_called)
    assert "holds this very site already" in author.published()


def test_a_policy_that_would_break_the_files_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = 'targets: {live: {folder: ../www, server: nginx, policy: {img-src: "a; b"}}}\n'
    told = Author(site_to_publish(tmp_path, settings), capsys).publish()
    assert told.code == 1
    assert '"img-src" allows no sources' in told.err
