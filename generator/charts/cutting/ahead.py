"""What no reader can change of a large chart's data is computed when the site is built.

Vega itself computes it, so the picture is the same; what the browser gets is the result.
"""

from typing import Any

import msgspec
from msgspec import Struct

from generator.charts.cutting.chains import Chain, chains_of
from generator.charts.cutting.hoisting import hoisted
from generator.charts.cutting.naming import Mentions
from generator.charts.cutting.probe import Memory, Probe, Probed, ask
from generator.charts.cutting.trimming import without_unused
from generator.charts.rows import plain, text_of, without_rows
from generator.charts.spec import Data, Records, Row, Signal, Vega

LARGE = 1_000
"""Rows above which it pays to compute ahead."""


class _Plan(Struct, frozen=True):
    """What is to be asked, and the datasets that nothing needs then."""

    questions: tuple[Probe, ...]
    signals: tuple[tuple[str, str], ...]
    dropped: frozenset[str]


def computed_ahead(vega: Vega, memory: Memory, large: int = LARGE) -> Vega:
    """Return a Vega specification whose large data is cut down to what is left to compute.

    ``memory`` keeps what was asked before, for other drawings of the same chart. A
    specification that would not get much smaller stays as it is, but for rows that are taken out.
    """
    given = vega
    vega = hoisted(vega)
    chains = chains_of(vega, large)
    if not any(chain.reduces for chain in chains.values()):
        return given
    plan = _plan(vega, chains)
    answer = ask(vega, plan.questions, plan.signals, memory)
    if answer is None:
        return given
    made = _rebuilt(vega, chains, plan, answer)
    hides = any(chain.hides for chain in chains.values())
    return without_unused(made) if hides or _size(made) < 0.8 * _size(given) else given


def _plan(vega: Vega, chains: dict[str, Chain]) -> _Plan:
    others = [data for data in vega["data"] if data["name"] not in chains]
    rest = text_of(vega | {"data": others})
    kept = _kept(rest, chains)
    lefts = [chains[name].left for name in sorted(kept)]
    skeleton = rest + _text(lefts)
    spoken = Mentions([without_rows(vega | {"data": others}), lefts])
    questions = tuple(
        Probe(name, chain.fixed, _mentioned(chain, chains, spoken))
        for name, chain in chains.items()
        if name in kept and chain.fixed
    )
    signals = tuple(
        signal for chain in chains.values() for signal in chain.signals if signal[0] in skeleton
    )
    return _Plan(questions, signals, frozenset(set(chains) - kept))


def _kept(rest: str, chains: dict[str, Chain]) -> set[str]:
    """Find the datasets that something still needs when all that is fixed is computed."""
    kept: set[str] = set()
    told = rest
    while more := {name for name in set(chains) - kept if is_told(name, told)}:
        kept |= more
        told = _text([chains[name].left for name in more])
    return kept


def is_told(name: str, text: str) -> bool:
    """Tell whether a dataset is spoken of."""
    return any(f"{quote}{name}{quote}" in text for quote in ('"', "'", '\\"'))


def _mentioned(chain: Chain, chains: dict[str, Chain], spoken: Mentions) -> tuple[str, ...]:
    names = dict.fromkeys(chain.column_names(chains))
    return tuple(name for name in names if name in spoken)


def _rebuilt(vega: Vega, chains: dict[str, Chain], plan: _Plan, answer: Probed) -> Vega:
    data = [
        _computed(name, answer.rows[name], chains[name])
        if (name := each["name"]) in answer.rows
        else each
        for each in vega["data"]
        if each["name"] not in plan.dropped
    ]
    made = vega.copy()
    made["data"] = data
    fixed: list[Signal] = [{"name": name, "value": each} for name, each in answer.signals.items()]
    if fixed:
        made["signals"] = [*fixed, *vega.get("signals", ())]
    return made


def _computed(name: str, rows: list[Row], chain: Chain) -> Data:
    made: Data = {"name": name, "values": Records(rows)}
    return made | {"transform": chain.left["transform"]} if "transform" in chain.left else made


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _size(vega: Vega) -> int:
    return len(msgspec.json.encode(vega, enc_hook=plain))
