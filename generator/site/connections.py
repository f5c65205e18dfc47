"""The connections that queries may use, as site.yaml names them."""

import re

from generator.problems import Problem
from generator.problems.fields import Fields
from generator.site.settings import Connection

_VARIABLE = re.compile(r"\$\{[A-Za-z_]\w*\}")
_WRITTEN = "shop: postgresql://reader:${SHOP_PASSWORD}@db.example.org/shop"


def connections(fields: Fields) -> tuple[Connection, ...]:
    """Read ``connections``; a password that stands there in words is refused."""
    inside = fields.mapping("connections")
    if inside is None:
        return ()
    read = []
    for name in inside.names:
        if not name.strip():
            inside.problem("a connection needs a name", inside.place_of(name), _WRITTEN)
        address = inside.text(name, required=True, hint=_WRITTEN).strip()
        if address and _is_right(inside, name, address):
            read.append(Connection(name, address))
    return tuple(read)


def _is_right(inside: Fields, name: str, address: str) -> bool:
    message, hint = _wrong(name, address)
    if message:  # told without its line, which may hold what nobody should see
        inside.problems.append(Problem(message, inside.place_of(name), hint))
    return not message


def _wrong(name: str, address: str) -> tuple[str, str]:
    plain = _VARIABLE.sub("x", address)
    if "$" in plain:
        return f'"{name}" has a $ that begins no variable', "write ${NAME}"
    if _has_password(address):
        message = f'"{name}" has its password in words, for everybody who can read this file'
        return message, "write ${SHOP_PASSWORD}, and set that variable where you build"
    if not _VARIABLE.fullmatch(address) and not re.match(r"[a-z][\w+.-]*://.", plain):
        return f'"{name}" is no address of a database', _WRITTEN
    return "", ""


def _has_password(address: str) -> bool:
    user = address.partition("://")[2].partition("/")[0].rpartition("@")[0]
    password = user.partition(":")[2] or address.partition("password=")[2]
    return bool(password) and not _VARIABLE.match(password)
