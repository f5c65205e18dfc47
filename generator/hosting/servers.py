"""Files that a host goes by: ``_headers`` and ``_redirects``, and snippets for nginx and Caddy."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

from msgspec import Struct

from generator.hosting.headers import (
    ALWAYS,
    ANEW,
    FOR_EVER,
    FRAMED,
    MARKED,
    POLICY,
    TYPES,
    UNKNOWN,
    is_text,
)
from generator.site.policy import FRAMED_BY_ALL, FRAMED_BY_NONE

NGINX: Final = ".server/nginx.conf"
CADDY: Final = ".server/Caddyfile"


class Served(Struct, frozen=True):
    """What is to be served: the files, what leads on to what, what is gone, and the policy.

    ``base`` is the path that all addresses begin with; ``redirects`` and ``gone`` are addresses.
    """

    base: str
    paths: Sequence[str]
    redirects: Mapping[str, str] = {}
    gone: Sequence[str] = ()
    policy: str = ""


def server_files(server: str, served: Served) -> dict[str, bytes]:
    """Return the files that a kind of host goes by."""
    return {
        path: ("\n".join(write(served)) + "\n").encode() for path, write in FILES[server].items()
    }


def _netlify_headers(served: Served) -> Iterator[str]:
    """Yield rules of which several may hold for a file: a header then has all their values.

    Two policies are both kept to, so what nobody may frame says only that beside the other.
    """
    yield f"{served.base}*"
    yield f"  {POLICY}: {served.policy}"
    yield from (f"  {name}: {value}" for name, value in ALWAYS)
    for top in sorted({_top(path) for path in served.paths} - {FRAMED + "*"}):
        yield f"{served.base}{top}"
        yield f"  {POLICY}: {FRAMED_BY_NONE}"
        if top == "assets/*":
            yield f"  Cache-Control: {FOR_EVER}"


def _top(path: str) -> str:
    top, slash, _ = path.partition("/")
    return f"{top}/*" if slash else path.removesuffix("index.html")


def _netlify_redirects(served: Served) -> Iterator[str]:
    for old, new in sorted(served.redirects.items()):
        yield f"{old} {new} 301"


_NGINX_HEAD: Final = """\
# Made by `publish` with each build; in the server block of the site, below its root, stands:
#     include {path};
# nginx reads it when it is told to: nginx -s reload"""


def _nginx(served: Served) -> Iterator[str]:
    base = served.base
    yield _NGINX_HEAD.format(path=f"/srv/www/blog/{NGINX}")
    yield "index index.html;"
    yield f"error_page 404 {_quoted(base + '404.html')};"
    yield "gzip_static on;"
    yield "# With nginx's module for Brotli: brotli_static on;"
    yield "charset utf-8;"
    texts = " ".join(kind for kind in dict.fromkeys(TYPES.values()) if is_text(kind))
    yield f"charset_types {texts.replace('text/html ', '')};"
    yield f"default_type {UNKNOWN};"
    yield "types {"
    yield from (f"    {kind} {ending};" for ending, kind in TYPES.items())
    yield "}"
    yield f'set $postrock_frames "{FRAMED_BY_NONE}";'
    framed = f"^{re.escape(unquote(base))}{FRAMED}"
    yield f'if ($uri ~ "{framed}") {{ set $postrock_frames "{FRAMED_BY_ALL}"; }}'
    yield f'set $postrock_cache "{ANEW}";'
    yield f'if ($uri ~ "{MARKED.pattern}") {{ set $postrock_cache "{FOR_EVER}"; }}'
    yield f'add_header {POLICY} "{served.policy}; $postrock_frames" always;'
    yield from (f'add_header {name} "{value}" always;' for name, value in ALWAYS)
    yield "add_header Cache-Control $postrock_cache;"
    for old, new in sorted(served.redirects.items()):
        yield f"location = {_quoted(unquote(old))} {{ return 301 {_quoted(new)}; }}"
    for old in sorted(served.gone):
        yield f"location = {_quoted(unquote(old))} {{ return 410; }}"
    yield r"location ~ /\.(?!well-known/) { return 404; }"
    yield f"location {_quoted(unquote(base))} {{ try_files $uri $uri/ =404; }}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "%24")
    return f'"{escaped}"'


_CADDY_HEAD: Final = """\
# Made by `publish` with each build; in the block of the site, beside its root, stands:
#     import {path}
# Caddy reads it when it is told to: caddy reload"""


def _caddy(served: Served) -> Iterator[str]:
    base, rules = served.base, served.policy
    yield _CADDY_HEAD.format(path=f"/srv/www/blog/{CADDY}")
    yield f"@postrock_framed path {_word(base + FRAMED + '*')}"
    yield f"@postrock_aside not path {_word(base + FRAMED + '*')}"
    yield f"header @postrock_framed {POLICY} {_word(f'{rules}; {FRAMED_BY_ALL}')}"
    yield f"header @postrock_aside {POLICY} {_word(f'{rules}; {FRAMED_BY_NONE}')}"
    yield from (f"header {name} {_word(value)}" for name, value in ALWAYS)
    yield f"@postrock_marked path_regexp {_word(MARKED.pattern)}"
    yield f"@postrock_named not path_regexp {_word(MARKED.pattern)}"
    yield f"header @postrock_marked Cache-Control {_word(FOR_EVER)}"
    yield f"header @postrock_named Cache-Control {ANEW}"
    for ending, kind in TYPES.items():
        charset = "; charset=utf-8" if is_text(kind) else ""
        yield f"@postrock_{ending} path *.{ending}"
        yield f"header @postrock_{ending} Content-Type {_word(kind + charset)}"
    for old, new in sorted(served.redirects.items()):
        yield f"redir {_word(unquote(old))} {_word(new)} 301"
    for number, old in enumerate(sorted(served.gone)):
        yield f"@postrock_gone{number} path {_word(unquote(old))}"
        yield f"error @postrock_gone{number} 410"
    yield "@postrock_hidden {\n    path */.*\n    not path */.well-known/*\n}"
    yield "error @postrock_hidden 404"
    yield "handle_errors {"
    yield f"    rewrite * {_word(base + '404.html')}"
    yield '    header Content-Type "text/html; charset=utf-8"'
    yield "    file_server\n}"
    yield "file_server {\n    precompressed br gzip\n}"


def _word(text: str) -> str:
    return f"`{text}`" if '"' in text or "\\" in text else f'"{text}"'


FILES: Final[Mapping[str, Mapping[str, Callable[[Served], Iterator[str]]]]] = {
    "netlify": {"_headers": _netlify_headers, "_redirects": _netlify_redirects},
    "nginx": {NGINX: _nginx},
    "caddy": {CADDY: _caddy},
}
PRECOMPRESSED: Final = ("nginx", "caddy")
"""Hosts that send a shorter file in place of another one, where it lies beside it."""
