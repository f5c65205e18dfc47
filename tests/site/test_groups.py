import pytest

from generator.site.groups import Connection
from generator.site.settings import read_settings

RIGHT = "postgresql://reader:${SHOP_PASSWORD}@db.example.org/shop"


def read(text: str) -> tuple[tuple[Connection, ...], list[tuple[str, str, str]]]:
    made = read_settings((("site.yaml", f"title: Tea\n{text}"),), {})
    assert made.value
    problems = [(one.message, str(one.place), one.source) for one in made.problems]
    return made.value.connections, problems


def test_connections_are_named() -> None:
    given = f"connections:\n  shop: {RIGHT}\n  other: ${{DATABASE_URL}}\n"
    found = (Connection("shop", RIGHT), Connection("other", "${DATABASE_URL}"))
    assert read(given) == (found, [])
    assert read("connections:\n") == ((), [])


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("postgresql://reader:s3cr3t@host/shop", '"shop" has its password in words'),
        ("postgresql://host/shop?user=a&password=s3cr3t", '"shop" has its password in words'),
        ("postgresql://reader:$SECRET@host/shop", '"shop" has a $ that begins no variable'),
        ("postgresql://reader:${s3cr3t", '"shop" has a $ that begins no variable'),
        ("db.example.org", '"shop" is no address of a database'),
        ("'postgresql://'", '"shop" is no address of a database'),
    ],
)
def test_a_wrong_address_is_told_without_its_line(address: str, message: str) -> None:
    found, ((told, place, source),) = read(f"connections:\n  shop: {address}\n")
    assert found == ()
    assert told.startswith(message)
    assert (place, source) == ("site.yaml:3:9", "")


def test_an_empty_address_is_told() -> None:
    assert read("connections:\n  shop:\n")[1][0][0] == '"shop" is empty'
    assert read("connections: [a]\n")[1][0][0] == '"connections" wants a mapping, not a list'
