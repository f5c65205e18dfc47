"""The latency benchmark: what its figures come to, and that no server outlives it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import previews
import pytest
from latency_table import Figure, Moment, Row, summarize, table
from previews import ServerFailed, processes, running
from servers import Server
from sites import Site

from tests.preview.running import run

NAMES = ("postrock", "hugo", "pelican")


def figures(name: str, moment: Moment, seconds: Sequence[float | None]) -> list[Figure]:
    return [Figure(name, moment, turn, each) for turn, each in enumerate(seconds)]


FIGURES = [
    *figures("postrock", "found", [0.1, 0.3, 0.2]),
    *figures("hugo", "found", [0.5, None, 0.4]),
    *figures("postrock", "polled", [0.1, 0.1, 0.1]),
    *figures("hugo", "polled", [0.4, 0.4, 0.4]),
    *figures("pelican", "polled", [None, None, 2.0]),
]


def row(moment: Moment, name: str) -> Row:
    (found,) = (
        each for each in summarize(FIGURES, NAMES) if (each.moment, each.name) == (moment, name)
    )
    return found


def test_a_row_has_the_median_the_range_and_our_part_of_it() -> None:
    ours = row("found", "postrock")
    assert (ours.median, ours.least, ours.most, ours.ratio) == (0.2, 0.1, 0.3, 1.0)
    assert row("polled", "hugo").ratio == 0.25


def test_an_edit_that_was_not_seen_counts_as_the_slowest() -> None:
    assert row("found", "hugo") == Row("hugo", "found", 3, 1, 0.5, 0.4, None, 0.4)


def test_a_median_that_never_came_has_no_ratio() -> None:
    late = row("polled", "pelican")
    assert (late.missed, late.median, late.least, late.ratio) == (2, None, 2.0, None)


def test_the_poll_stands_in_for_a_page_that_does_not_reload() -> None:
    assert row("found", "pelican").stand_in
    assert not row("polled", "pelican").stand_in
    with pytest.raises(ValueError, match="not enough values"):
        row("painted", "pelican")


def test_the_table_leaves_nothing_out() -> None:
    told = table(summarize(FIGURES, NAMES), {"eleventy": "ended by itself with 1"}, 60.0)
    assert "1 of 3 not within 60 s" in told
    assert "eleventy: ended by itself with 1" in told
    assert "pelican*" in told
    assert "* does not reload the page" in told


class Script(Server):
    """A server that is a shell script."""

    def command(self, port: int) -> list[str]:
        return ["sh", "-c", " ".join(self.words)]


def script(folder: Path, words: str) -> Script:
    return Script("script", Site("postrock", folder), (words,))


def test_a_server_that_ignores_ctrl_c_ends_with_its_children_even_when_it_sleeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "GRACE", 0.2)
    leaders = []

    async def fail() -> None:
        stubborn = script(tmp_path, "trap '' INT; sleep 600 & echo up > up; wait; sleep 600")
        async with running(stubborn) as preview:
            leaders.append(preview.leader)
            while not (tmp_path / "up").exists():
                await asyncio.sleep(0.01)
            assert len(list(processes(preview.leader))) == 2
            with preview.awake():
                pass
            raise LookupError

    with pytest.raises(LookupError):
        run(fail())
    assert not list(processes(leaders[0]))


def test_a_server_that_ends_by_itself_is_told(tmp_path: Path) -> None:
    async def wait() -> None:
        async with running(script(tmp_path, "exit 7")) as preview:
            await preview.settled(10.0)

    with pytest.raises(ServerFailed, match="ended by itself with 7"):
        run(wait())


@pytest.mark.parametrize(("words", "rests"), [("while :; do :; done", False), ("sleep 600", True)])
def test_a_server_at_work_has_not_settled(tmp_path: Path, words: str, rests: bool) -> None:
    async def wait() -> bool:
        async with running(script(tmp_path, words)) as preview:
            return await preview.settled(1.5)

    assert run(wait()) is rests
