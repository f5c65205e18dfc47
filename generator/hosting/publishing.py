"""The whole way of ``publish``: build, ask the ledger, compare with the target, bring it there."""

from collections.abc import Mapping

from msgspec import Struct, structs

from generator.hosting.addresses import addresses_of
from generator.hosting.changes import Delivery, TargetChanges, compare_with
from generator.hosting.data_diff import DataDiff
from generator.hosting.delivery import beside, compress_steps, deliver
from generator.hosting.ledger import Ledger, read_ledger, with_published, write_ledger
from generator.hosting.lost import Present, let_go
from generator.hosting.record import Found, TargetRecord
from generator.hosting.servers import Served
from generator.hosting.target import Approach, Progress, TargetRefused, host_of
from generator.pages.redirects import redirects_of
from generator.pipeline.assembly import settings_of
from generator.pipeline.build import build
from generator.pipeline.listing import list_redirects
from generator.pipeline.request import Report, Request
from generator.pipeline.workspace import PLAN, Workspace
from generator.problems import Place, Problem, suggestion
from generator.site.folders import places
from generator.site.policy import policy_of
from generator.site.publishing import PublishTarget
from generator.site.settings import Settings
from generator.site.snapshot import take_snapshot

Plan = Mapping[str, tuple[str, str]]
"""The source of each output, and the key of its step."""


class PublishRequest(Struct, frozen=True):
    """What is asked for beside the build: a target by its name, and how.

    ``gone`` are addresses, or patterns of them, that may vanish; ``take_over`` replaces what
    others put where the site has to be.
    """

    name: str = ""
    dry_run: bool = False
    gone: tuple[str, ...] = ()
    take_over: bool = False
    data_diff: bool = False
    """Whether numbers that change are listed, old and new."""


class PublishReport(Struct, frozen=True):
    """What was published, or would be; ``done`` tells which."""

    problems: tuple[Problem, ...] = ()
    target: PublishTarget | None = None
    build: Report | None = None
    changes: TargetChanges = TargetChanges()
    delivery: Delivery | None = None
    before: TargetRecord = TargetRecord()
    numbers: tuple[str, ...] = ()
    note: str = ""
    done: bool = False

    @property
    def failed(self) -> bool:
        """Return whether an error stands among the problems."""
        return any(problem.severity == "error" for problem in self.problems)


def publish_site(
    request: Request, asked: PublishRequest, workspace: Workspace, progress: Progress
) -> PublishReport:
    """Build a site and bring it to a target; with an error nothing is published."""
    settings, problems = _settings(request, workspace)
    if settings is None:
        return PublishReport(problems)
    target = chosen(settings, asked.name)
    if isinstance(target, Problem):
        return PublishReport((*problems, target))
    report = build(request, workspace)
    begun = PublishReport(report.assembly.problems, target, report)
    if report.assembly.failed:
        return begun
    way = Approach(target, request, workspace, progress)
    try:
        plan = workspace.planned(PLAN).outputs
        return _published(begun, report, settings, asked, way, plan)
    except TargetRefused as refused:
        return structs.replace(begun, problems=(*begun.problems, refused.problem))


def _settings(
    request: Request, workspace: Workspace
) -> tuple[Settings | None, tuple[Problem, ...]]:
    snapshot = take_snapshot(request.root, places(request.root), workspace.memory)
    return settings_of(request, snapshot, workspace.engine(snapshot))


def chosen(settings: Settings, name: str) -> PublishTarget | Problem:
    """Return the target of a name, or the only one where none is named."""
    targets = {target.name: target for target in settings.targets}
    if name in targets:
        return targets[name]
    known = f"known are {', '.join(targets)}"
    if name and targets:
        return Problem(
            f'there is no target "{name}"', Place("site.yaml"), suggestion(name, targets, known)
        )
    if len(targets) == 1:
        return settings.targets[0]
    if targets:
        return Problem(
            "which target is meant?", Place("site.yaml"), f"name one: {', '.join(targets)}"
        )
    hint = "targets: {live: {folder: /srv/www/blog}}; docs/publishing.md has the others"
    return Problem("site.yaml names no target to publish to", Place("site.yaml"), hint)


def _published(
    begun: PublishReport,
    report: Report,
    settings: Settings,
    asked: PublishRequest,
    way: Approach,
    plan: Plan,
) -> PublishReport:
    root, host = way.request.root, host_of(way)
    found, ledger, now = host.look(), read_ledger(root), _present(report, settings, way, plan)
    kept, problems = ledger, tuple[Problem, ...]()
    if way.target.ledger:
        kept, problems = let_go(ledger, found.record, now, asked.gone)
    delivery = _delivery(report, settings, way, kept)
    found, obstacles = _cleared(way.target, found, delivery, asked)
    changes = compare_with(found.record, delivery.record)
    whole = structs.replace(
        begun,
        problems=(*begun.problems, *ledger.problems, *problems, *obstacles),
        changes=changes,
        delivery=delivery,
        before=found.record,
    )
    if asked.data_diff:
        diff = DataDiff(root, delivery, changes, origins_of(report, plan), host.read)
        whole = structs.replace(whole, numbers=tuple(diff.lines()))
    if whole.failed or asked.dry_run:
        return whole
    note = host.publish(delivery, changes) if found.record != delivery.record else ""
    if way.target.ledger:
        write_ledger(root, with_published(kept, now.sources))
    return structs.replace(whole, note=note, done=True)


def _delivery(report: Report, settings: Settings, way: Approach, ledger: Ledger) -> Delivery:
    served = Served(settings.base_path, tuple(report.assembly.manifest))
    if way.target.server:
        served = structs.replace(
            served,
            redirects=list_redirects(way.request, way.workspace),
            gone=tuple(address for address in ledger.lines if address not in ledger.kept),
            policy=policy_of(settings, dict(way.target.policy)),
        )
    steps, request = compress_steps(report, way.target), way.request
    snapshot = take_snapshot(request.root, places(request.root), way.workspace.memory)
    engine = way.workspace.engine(snapshot)
    made = engine.run("compress", tuple(steps.values()))
    compressed = {path: each.value for path, each in zip(steps, made) if each.value is not None}
    added = beside(way.target, served)
    return deliver(report, settings.base_url, added, compressed, engine.read)


def origins_of(report: Report, plan: Plan) -> Mapping[str, str]:
    """Return what each file of a build was made from."""
    return {path: plan[path][0] for path in report.assembly.manifest if path in plan}


def _present(report: Report, settings: Settings, way: Approach, plan: Plan) -> Present:
    """Return the addresses that the build gives, with their sources where these are files."""
    outcome, origins = report.assembly, origins_of(report, plan)
    sources = {
        address: origin if "/" in (origin := origins.get(path, "")) else ""
        for address, path in addresses_of(outcome.manifest, settings.base_url).items()
    }
    if way.target.server:
        sources |= {old: "site.yaml" for old, _ in redirects_of(settings) if old not in sources}
    files = frozenset(origins.values()) | {held.path for held in outcome.held}
    return Present(sources, settings.base_url, settings.base_path, outcome.held, files)


def _cleared(
    target: PublishTarget, found: Found, delivery: Delivery, asked: PublishRequest
) -> tuple[Found, tuple[Problem, ...]]:
    """Look for what others put where the site has to be; where it may be, it is taken over."""
    in_the_way = found.in_the_way(delivery.files)
    if not in_the_way or asked.take_over:
        return found.with_ours(in_the_way), ()
    more = f" and {len(in_the_way) - 3} more" if len(in_the_way) > 3 else ""
    shown = ", ".join(in_the_way[:3]) + more
    message = f'the target "{target.name}" holds what was not published from here: {shown}'
    return found, (target.problem(message, "move it away, or let --take-over replace it"),)
