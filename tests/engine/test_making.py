"""Workers: a pool gives the same as making steps here, and survives what makers do."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.engine import LIMIT, NO_LIMIT, Limit, MakerCrashed, Workers, keep, key_of
from generator.engine import pool as pool_module
from generator.engine.job import Finished, Job, too_long
from generator.engine.making import FEW
from generator.engine.worker import Worker
from tests.engine import makers
from tests.engine.makers import Function, Order, step_of
from tests.engine.processes import gone

MANY = 40
LOTS = 2 * pool_module.MANY
"""With so many, two workers have their next batch while they are at one."""


@pytest.fixture
def pool() -> Iterator[Workers]:
    started = Workers(2)
    yield started
    started.close(at_once=True)


def job(maker: Function, value: Order) -> Job:
    blobs = {} if value.source is None else {value.source.digest: b"a source"}
    step = step_of(maker, value)
    return Job(key_of(step), step, blobs)


def jobs(maker: Function, count: int = MANY) -> list[Job]:
    return [job(maker, Order(text=f"<{n}>", number=n)) for n in range(count)]


def run(
    workers: Workers, work: list[Job], few: int = FEW, limit: Limit = LIMIT
) -> dict[str, Finished]:
    return {done.key: done for batch in workers.run(work, few, limit) for done in batch}


def processes_of(workers: Workers) -> set[int]:
    return workers.processes


@pytest.mark.parametrize("maker", [makers.shout, makers.warn, makers.refuse])
def test_the_pool_gives_the_same_as_here(pool: Workers, maker: Function) -> None:
    work = jobs(maker)
    assert run(pool, work) == run(Workers(1), work)


def test_the_pool_is_given_the_bytes_of_blobs(pool: Workers) -> None:
    source, _ = keep("a source")
    work = [job(makers.quote, Order(number=n, source=source)) for n in range(MANY)]
    assert run(pool, work) == run(Workers(1), work)


def test_few_steps_are_made_here(pool: Workers) -> None:
    here = run(Workers(1), jobs(makers.tell_process, 1)).popitem()[1].result
    few = {done.result for done in run(pool, jobs(makers.tell_process, FEW)).values()}
    many = {done.result for done in run(pool, jobs(makers.tell_process)).values()}
    assert few == {here}
    assert here not in many


def test_the_pool_stays_warm(pool: Workers) -> None:
    run(pool, jobs(makers.shout))
    processes = processes_of(pool)
    run(pool, jobs(makers.shout))
    assert len(processes) == 2
    assert processes_of(pool) == processes


def test_a_pool_started_by_spawn_gives_the_same(
    pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(pool_module, "_start_method", lambda: spawn)
    work = jobs(makers.shout)
    assert run(pool, work) == run(Workers(1), work)


@pytest.mark.parametrize("count", [1, 2], ids=["here", "pool"])
@pytest.mark.parametrize(
    ("maker", "said"),
    [
        (makers.crash, "ValueError: crashed over <7>"),
        (makers.panic, "ForeignPanic: no"),
        (makers.leave, "SystemExit: 3"),
    ],
)
def test_whatever_a_maker_raises_comes_back_as_text(count: int, maker: Function, said: str) -> None:
    started = Workers(count)
    broken = job(maker, Order(text="<7>", number=7, flag=True))
    try:
        done = run(started, [*jobs(makers.shout), broken])
        assert f"tests.engine.makers:{maker.__name__}\nTraceback" in done[broken.key].crash
        assert said in done[broken.key].crash
        assert sum(bool(each.crash) for each in done.values()) == 1
        assert run(started, jobs(makers.shout)) == run(Workers(1), jobs(makers.shout))
    finally:
        started.close(at_once=True)


def test_an_interrupt_is_no_crash() -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Workers(1), jobs(makers.interrupt, 1))


@pytest.mark.parametrize(("count", "at"), [(MANY, 20), (LOTS, 13), (LOTS, LOTS)])
def test_a_step_that_takes_its_worker_down_is_lost_alone(
    pool: Workers, count: int, at: int
) -> None:
    broken = job(makers.die, Order())
    work = jobs(makers.shout, count)
    done = run(pool, [*work[:at], broken, *work[at:]])
    assert done.pop(broken.key).lost == "was not made: it crashed its process (exit 9)"
    assert done == run(Workers(1), work)


def test_of_many_steps_each_that_takes_its_worker_down_is_lost_alone(pool: Workers) -> None:
    work = jobs(makers.shout, LOTS)
    broken = [job(makers.die, Order(number=n)) for n in range(4)]
    done = run(pool, [*broken[:2], *work[:30], broken[2], *work[30:60], broken[3], *work[60:]])
    assert all("crashed its process" in done.pop(each.key).lost for each in broken)
    assert done == run(Workers(1), work)


def test_parent_and_workers_never_wait_for_each_other_to_read(pool: Workers) -> None:
    work = [job(makers.shout, Order(text=f"{n} {'long ' * 40_000}")) for n in range(LOTS)]
    assert run(pool, work).keys() == {each.key for each in work}


def test_a_worker_that_is_killed_is_told_with_what_it_made(pool: Workers) -> None:
    done = run(pool, [*jobs(makers.shout), job(makers.be_killed, Order())])
    (lost,) = [each.lost for each in done.values() if each.lost]
    assert lost == ("was not made: its process was killed (SIGKILL), perhaps for want of memory")


def test_a_worker_that_was_killed_while_it_was_idle_is_replaced(pool: Workers) -> None:
    run(pool, jobs(makers.shout))
    for process in processes_of(pool):
        os.kill(process, signal.SIGKILL)
    assert run(pool, jobs(makers.shout)) == run(Workers(1), jobs(makers.shout))


@pytest.mark.parametrize("maker", [makers.compute_for_ever, makers.match_for_ever])
def test_time_is_over_in_a_worker_and_everything_else_goes_on(
    pool: Workers, maker: Function
) -> None:
    broken, work = job(maker, Order()), jobs(makers.shout)
    done = run(pool, [broken, *work], limit=Limit(seconds=1))
    assert done.pop(broken.key).lost == "was stopped: it took more than 1 seconds of computing"
    assert done == run(Workers(1), work)


def test_of_two_whose_time_was_over_the_first_is_made_once_more(
    pool: Workers, tmp_path: Path
) -> None:
    work = [
        job(makers.compute_for_ever_at_first, Order(text=str(tmp_path / name))) for name in "ab"
    ]
    done = run(pool, [*work, job(makers.shout, Order())], few=0, limit=Limit(seconds=1))
    assert sorted(done[each.key].lost for each in work) == ["", too_long(1)]


@pytest.mark.parametrize("maker", [makers.compute_for_ever, makers.match_for_ever])
def test_time_is_over_here_too(maker: Function) -> None:
    (done,) = run(Workers(1), [job(maker, Order())], limit=Limit(seconds=1)).values()
    assert done.lost == "was stopped: it took more than 1 seconds of computing"


def test_what_waits_for_ever_is_told_to_be_stuck(
    pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.engine.job.STUCK_AFTER", 1)
    broken, work = job(makers.wait_for_ever, Order()), jobs(makers.shout)
    done = run(pool, [broken, *work], limit=Limit(seconds=2))
    said = "was stopped: it had not ended after 2 seconds, and hardly computed"
    assert done.pop(broken.key).lost == said
    assert done == run(Workers(1), work)


def test_a_thread_that_python_does_not_know_of_makes_a_fork_unsafe() -> None:
    code = """
import _thread, threading
from generator.engine.pool import is_safe_to_fork
alone, lock = is_safe_to_fork(), _thread.allocate_lock()
lock.acquire()
_thread.start_new_thread(lock.acquire, ())
print(alone, is_safe_to_fork(), threading.active_count())
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "False", "1"]


def test_a_step_has_more_time_for_more_that_it_is_given() -> None:
    assert [Limit(seconds=8).seconds_for(size) for size in (0, 5_000_000)] == [8, 13]
    assert NO_LIMIT.seconds_for(5_000_000) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells what a process holds")
def test_memory_is_full_in_a_worker(pool: Workers) -> None:
    broken, work = job(makers.eat, Order()), jobs(makers.shout)
    done = run(pool, [broken, *work], limit=Limit(memory=200))
    assert done.pop(broken.key).lost == "was stopped: it needed more than 200 MB of memory"
    assert done == run(Workers(1), work)


def test_what_the_system_refuses_is_no_bug_of_ours() -> None:
    (done,) = run(Workers(1), [job(makers.find_no_room, Order())]).values()
    assert done.lost == "was not made: no space left on device (/tmp/desk)"


def test_what_waits_for_a_program_has_no_limit_of_a_step_before(pool: Workers) -> None:
    run(pool, jobs(makers.shout), limit=Limit(seconds=1))
    work = jobs(makers.compute_a_while, 2)
    assert not any(each.lost for each in run(pool, work, few=0, limit=NO_LIMIT).values())


def test_what_may_break_is_never_made_here(pool: Workers) -> None:
    (done,) = run(pool, jobs(makers.tell_process, 1), few=0).values()
    assert done.result != run(Workers(1), jobs(makers.tell_process, 1)).popitem()[1].result


def test_workers_that_never_begin_are_our_bug(
    pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.engine.worker.work", makers.do_not_begin)
    with pytest.raises(MakerCrashed, match="workers end before they begin to work"):
        run(pool, jobs(makers.shout))


def test_of_a_wave_that_is_given_up_nothing_more_is_started(pool: Workers, tmp_path: Path) -> None:
    work = [job(makers.sign_slowly, Order(text=str(tmp_path), number=n)) for n in range(400)]
    batches = iter(pool.run(work))
    next(batches)
    del batches
    run(pool, jobs(makers.whisper))
    assert len(list(tmp_path.iterdir())) < 300


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_an_interrupt_is_left_to_the_parent(pool: Workers) -> None:
    run(pool, jobs(makers.shout))
    for process in processes_of(pool):
        os.kill(process, signal.SIGINT)
    time.sleep(0.1)
    assert run(pool, jobs(makers.shout)) == run(Workers(1), jobs(makers.shout))


def test_closing_ends_the_processes(pool: Workers) -> None:
    for at_once in (False, True):
        run(pool, jobs(makers.shout))
        processes = processes_of(pool)
        assert processes
        pool.close(at_once=at_once)
        assert not {child.pid for child in multiprocessing.active_children()} & processes
    pool.close()


PARENT = """
import sys, time
from generator.engine import Workers, key_of
from generator.engine.job import Job
from tests.engine import makers

if __name__ == "__main__":
    steps = [makers.step_of(makers.shout, makers.Order(number=n)) for n in range(40)]
    workers = Workers(3)
    list(workers.run([Job(key_of(step), step, {}) for step in steps]))
    print(*workers.processes, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_workers_do_not_outlive_a_parent_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        processes = [int(word) for word in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)
    assert len(processes) == 3
    assert all(gone(each) for each in processes)


def test_workers_that_are_idle_end_by_themselves_when_told() -> None:
    workers = [Worker(pool_module._start_method()) for _ in range(3)]
    for worker in workers:
        worker.dismiss(at_once=False)
    for worker in workers:
        worker.end(20)
    assert [worker._process.exitcode for worker in workers] == [0, 0, 0]
