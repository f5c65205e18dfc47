"""Addresses that were published and would vanish: each a problem that leads to its cure."""

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct, structs

from generator.hosting.addresses import addresses_of
from generator.hosting.ledger import GONE, LEDGER, Ledger, LedgerLine, with_gone
from generator.hosting.record import TargetRecord
from generator.problems import Place, Problem
from generator.site.held import Held
from generator.site.slug import SOURCES, split_leading_date

MOST_NAMED: Final = 3


class Present(Struct, frozen=True):
    """What a build gives: the source of each address, what is held back, and which files exist."""

    sources: Mapping[str, str]
    base_url: str
    base_path: str
    held: tuple[Held, ...] = ()
    files: Collection[str] = frozenset()
    before: Collection[str] = frozenset()
    """The sources that the ledger knows."""


def let_go(
    ledger: Ledger, record: TargetRecord, now: Present, gone: Sequence[str]
) -> tuple[Ledger, tuple[Problem, ...]]:
    """Ask for addresses that would vanish; those that ``gone`` has patterns of may, and are noted.

    Those that were published are in the ledger, and at the target.
    """
    there = addresses_of(record.files, record.base_url) if record.files else {}
    at_target = {address: LedgerLine(address, "") for address in there}
    named = {**at_target, **ledger.lines}
    known = [named[address] for address in sorted(named) if named[address].source != GONE]
    lost = [line for line in known if line.address not in now.sources]
    may = {each.address for each in lost if any(fnmatchcase(each.address, one) for one in gone)}
    problems = [
        Problem(f"--gone {each}: no address that would vanish is called so", hint=_those(lost))
        for each in gone
        if not any(fnmatchcase(one, each) for one in may)
    ]
    now = structs.replace(now, before={line.source for line in ledger.lines.values()})
    if record.base_url and urlsplit(record.base_url).netloc != urlsplit(now.base_url).netloc:
        problems.append(_moved_host(record.base_url, now.base_url))
    asked = [line for line in lost if line.address not in may]
    problems += _lost_problems(asked, now, all_lost=len(lost) == len(known))
    return with_gone(ledger, may), tuple(problems)


def _those(lost: Sequence[LedgerLine]) -> str:
    return f"those are {', '.join(line.address for line in lost[:5])}" if lost else "none would"


def _lost_problems(
    lost: Sequence[LedgerLine], now: Present, *, all_lost: bool
) -> Iterator[Problem]:
    """Say of lost addresses what leads on from them; those of one source are told together."""
    if all_lost and len(lost) > 1:
        yield _moved_site(lost, now)
        return
    fresh = _Successors(lost, now)
    for together in _together(lost):
        line = together[0]
        place = line.place if line.number else Place(line.source or LEDGER)
        source = line.text if line.number else ""
        if line.source in now.files:
            place, source = Place(line.source, 1), ""
        yield Problem(_message(together), place, _hint(together, now, fresh), source)


def _together(lost: Sequence[LedgerLine]) -> Iterator[Sequence[LedgerLine]]:
    """Yield those of each source, the page that all others belong to first."""
    by_source: dict[str, list[LedgerLine]] = {}
    for line in lost:
        by_source.setdefault(line.source or line.address, []).append(line)
    for lines in by_source.values():
        yield sorted(lines, key=lambda line: ("/figures/" in line.address, len(line.address)))


def _message(together: Sequence[LedgerLine]) -> str:
    if len(together) == 1:
        return f"{together[0].address} was published, and nothing leads on from it"
    named = [line.address for line in together[:MOST_NAMED]]
    more = f" and {len(together) - MOST_NAMED} more" if len(together) > MOST_NAMED else ""
    return f"these were published, and nothing leads on from them: {', '.join(named)}{more}"


def _moved_site(lost: Sequence[LedgerLine], now: Present) -> Problem:
    """Tell once where the whole site has another path."""
    old = posixpath.commonprefix([line.address for line in lost]).rpartition("/")[0] + "/"
    message = (
        f"the site was published below {old}, and base_url has {now.base_path}:"
        f" {len(lost)} addresses would vanish"
    )
    hint = f"keep base_url, or let your host lead on from there and say --gone '{old}*'"
    return Problem(message, Place("site.yaml"), hint)


def _moved_host(old: str, new: str) -> Problem:
    """Say that a site has another name than the one that it was published under."""
    message = f"the target was published for {old}, and base_url is {new} now"
    hint = "let the old name lead on to the new one: readers, feeds and search engines know that"
    return Problem(message, Place("site.yaml"), hint, severity="warning")


def _hint(together: Sequence[LedgerLine], now: Present, fresh: "_Successors") -> str:
    line = together[0]
    gone = f"let go with {' '.join(f'--gone {each}' for each in _patterns(together))}"
    held = next((each for each in now.held if each.path == line.source), None)
    if held:
        return f'the source is {_HELD[held.reason]}: publish "{held.title}", or {gone}'
    pages = [each.address for each in together if each.address.endswith(("/", ".html", ".htm"))]
    if not pages:
        return f"bring back what stood there, let redirects: and a server lead on, or {gone}"
    aliases = f"aliases: [{', '.join(_below(each, now.base_path) for each in pages[:MOST_NAMED])}]"
    if not line.source.endswith(SOURCES):
        known = ", ".join(f"{_below(each, now.base_path)}: /new/" for each in pages[:MOST_NAMED])
        return f"redirects: {{{known}}} in site.yaml leads on from there; or {gone}"
    where = "what stands in for it"
    if line.source in now.files:
        where = "its front matter"
    elif successor := fresh.of(together):
        where = f"{successor}, which seems to stand in for it,"
    return f"{aliases} in {where} leads on from there; or {gone}"


def _patterns(together: Sequence[LedgerLine]) -> Iterator[str]:
    """Yield what names all of them: a folder's, where there are several in it."""
    addresses = sorted(line.address for line in together)
    if len(addresses) <= MOST_NAMED:
        yield from addresses
        return
    below = [address for address in addresses if "/figures/" in address]
    yield from (address for address in addresses if address not in below)
    if below:
        yield f"'{posixpath.commonprefix(below).rpartition('/')[0]}/*'"


_HELD: Final = {"draft": "a draft", "scheduled": "scheduled", "expired": "expired"}


def _below(address: str, base_path: str) -> str:
    return "/" + address.removeprefix(base_path) if address.startswith(base_path) else address


class _Successors:
    """Sources whose addresses nobody had before, by what their names have in common with others."""

    def __init__(self, lost: Sequence[LedgerLine], now: Present) -> None:
        gone = {line.source for line in lost} - set(now.sources.values()) - {""}
        self._by_name: dict[str, str] = {}
        self._fresh: set[str] = set()
        for address, source in now.sources.items():
            if source.endswith(SOURCES) and source not in now.before:
                self._fresh.add(source)
                self._by_name |= dict.fromkeys((_name_of(source), _slug_of(address)), source)
        self._only = self._fresh.pop() if len(self._fresh) == len(gone) == 1 else ""

    def of(self, together: Sequence[LedgerLine]) -> str:
        """Return the source that seems to stand in for lost addresses, if any."""
        names = [_name_of(together[0].source), *(_slug_of(line.address) for line in together)]
        named = next((self._by_name[name] for name in names if name in self._by_name), "")
        return named or (self._only if together[0].source else "")


def _name_of(source: str) -> str:
    """Return what names a source: its file, or its folder where the file is an index."""
    folder, name = posixpath.split(posixpath.splitext(source)[0])
    return split_leading_date(posixpath.basename(folder) if name == "index" else name)[1]


def _slug_of(address: str) -> str:
    return posixpath.basename(address.rstrip("/"))
