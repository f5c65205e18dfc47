"""ASK: the questions to connections whose answers are missing or too old."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct, msgpack, structs

from generator.data.dataset import Asking, ConnectionAnswer, Dataset, SqlBlock
from generator.data.makers import ASK
from generator.engine import NO_LIMIT, Engine, Made, Step, digest
from generator.pipeline.datasets import Loaded
from generator.pipeline.graph import Name
from generator.pipeline.request import Request
from generator.pipeline.step_problems import not_run
from generator.problems import Place, Problem, suggestion
from generator.site.groups import Connection
from generator.site.settings import Settings

MOMENTS = "moments of answers"
MOST = 1000
"""So many moments are remembered, the newest."""


class Terms(Struct, frozen=True):
    """Which connections there are, what time it is, and whether they may be asked."""

    connections: tuple[Connection, ...]
    now: datetime
    execute: bool
    timezone: str = ""


def terms(request: Request, settings: Settings) -> Terms:
    """Return the terms on which a build asks."""
    now = request.now.astimezone(UTC).replace(microsecond=0)
    return Terms(settings.connections, now, request.execute, settings.timezone)


class _Kept(Struct, frozen=True):
    """An answer of before: the step that it came from, and its moment."""

    step: Step
    moment: datetime


def ask_connections(engine: Engine, given: Terms, questions: Mapping[Name, SqlBlock]) -> Loaded:
    """Answer questions from the cache where an answer is young enough, else by asking.

    Where a connection cannot be asked, an older answer stands in for it, with a warning.
    """
    if not questions:
        return Loaded({})
    moments = _Moments(engine)
    steps = {name: _step(engine, given, moments, one) for name, one in questions.items()}
    asked = {name: step for name, step in steps.items() if isinstance(step, Step)}
    made = dict(zip(asked, engine.run("ask", list(asked.values()), limit=NO_LIMIT), strict=True))
    moments.keep(asked[name].value for name, each in made.items() if _dataset(each))
    problems = [step for step in steps.values() if isinstance(step, Problem)]
    datasets: dict[Name, Dataset] = {}
    for name, each in made.items():
        kept = moments.kept(asked[name].value)
        answer = _answer(engine, given, questions[name], each, kept)
        problems += answer.problems
        if answer.value is not None:
            datasets[name] = answer.value
    return Loaded(datasets, tuple(problems))


def _step(engine: Engine, given: Terms, moments: "_Moments", question: SqlBlock) -> Step | Problem:
    connection = next((one for one in given.connections if one.name == question.connection), None)
    if connection is None:
        return _unknown(question, [one.name for one in given.connections])
    asking = Asking(question.block.text, connection.name, connection.address, "", given.timezone)
    kept = moments.kept(asking)
    if kept and (not given.execute or _is_young(kept, question, given.now)):
        return kept.step
    if not given.execute:
        block = question.block
        return not_run("this query", Place(block.path, block.line - 1), block.fence)
    return Step(ASK, structs.replace(asking, moment=given.now.isoformat()))


def _is_young(kept: _Kept, question: SqlBlock, now: datetime) -> bool:
    return not question.max_age or now - kept.moment <= timedelta(seconds=question.max_age)


def _dataset(made: Made[ConnectionAnswer]) -> Dataset | None:
    return made.value.dataset if made.value else None


def _answer(
    engine: Engine,
    given: Terms,
    question: SqlBlock,
    made: Made[ConnectionAnswer],
    kept: _Kept | None,
) -> Made[Dataset]:
    if made.value is None or not made.value.silence:
        return Made(_dataset(made), question.block.told(made.problems))
    silence, hint = made.value.silence, made.value.hint
    if kept is None:
        return Made(None, (_at_connection(question, silence, hint),))
    (before,) = engine.run("ask", [kept.step], limit=NO_LIMIT)
    age = _age(given.now - kept.moment)
    old = f"{silence}; what it answered {age} ago stands here"
    problem = structs.replace(_at_connection(question, old, hint), severity="warning")
    return Made(_dataset(before), (problem, *question.block.told(before.problems)))


def _age(age: timedelta) -> str:
    seconds = max(int(age.total_seconds()), 0)
    for size, word in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        count = seconds // size
        if count:
            return f"{count} {word}" + ("s" if count > 1 else "")
    return "a moment"


def _unknown(question: SqlBlock, known: Sequence[str]) -> Problem:
    hint = suggestion(question.connection, known, "name it under connections: in site.yaml")
    return _at_connection(question, f'no connection "{question.connection}"', hint)


def _at_connection(question: SqlBlock, message: str, hint: str) -> Problem:
    return question.block.problem_at_fence(message, "connection=", hint)


class _Moments:
    """When each question was last answered, as the cache remembers it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        content = engine.cache.note(MOMENTS)
        self._known: dict[str, str] = msgpack.decode(content) if content else {}

    def kept(self, asking: Asking) -> _Kept | None:
        """Return the last answer to a question, where the cache still has it."""
        moment = self._known.get(_name(asking))
        if moment is None:
            return None
        step = Step(ASK, structs.replace(asking, moment=moment))
        is_there = self._engine.was_made(step)
        return _Kept(step, datetime.fromisoformat(moment)) if is_there else None

    def keep(self, answered: Iterator[Asking]) -> None:
        """Remember when questions were answered."""
        known = {**self._known, **{_name(asking): asking.moment for asking in answered}}
        if known != self._known:
            newest = sorted(known.items(), key=lambda pair: pair[1])[-MOST:]
            self._known = dict(newest)
            self._engine.cache.write_notes({MOMENTS: msgpack.encode(self._known)})


def _name(asking: Asking) -> str:
    return digest(f"{asking.connection}\0{asking.address}\0{asking.text}".encode())
