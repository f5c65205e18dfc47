import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from generator.data.sql.addresses import Unset, fill

ADDRESS = "postgresql://${WHO}:${PASSWORD}@${HOST}:5432/shop"


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_any_password_fits_and_is_scrubbed(name: str, password: str) -> None:
    filled = fill(ADDRESS, {"WHO": name, "PASSWORD": password, "HOST": "db.example.org"})
    url = make_url(filled.url)
    assert (url.username, url.password, url.host, url.port) == (
        name, password, "db.example.org", 5432
    )  # fmt: skip
    scrubbed = filled.scrub(f"«{filled.url}» «{password}»")
    assert f"«{password}»" not in scrubbed or password == "…"


def test_a_whole_address_may_be_in_the_environment() -> None:
    filled = fill("${DATABASE_URL}", {"DATABASE_URL": "postgres://a:b%40c@d/e"})
    assert filled.url == "postgres://a:b%40c@d/e"
    assert filled.scrub("b@c b%40c postgres://a:b%40c@d/e") == "… … …"


def test_a_short_name_stays_readable() -> None:
    filled = fill(ADDRESS, {"WHO": "a", "PASSWORD": "xyz", "HOST": "h"})
    assert filled.scrub('password xyz of "a" on h is wrong') == 'password … of "a" on h is wrong'


@pytest.mark.parametrize("environment", [{}, {"WHO": "a", "PASSWORD": "", "HOST": "h"}])
def test_a_variable_that_is_not_set_is_named(environment: dict[str, str]) -> None:
    with pytest.raises(Unset) as unset:
        fill(ADDRESS, environment)
    assert unset.value.name in ("WHO", "PASSWORD")
