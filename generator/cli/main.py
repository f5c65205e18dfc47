"""The commands: exit 0 done, 1 the author's problem, 2 usage, 3 our bug, 130 interrupted."""

import argparse
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from generator.build.request import Request
from generator.build.story import build
from generator.build.why import explain
from generator.build.workshop import Workshop, open_workshop
from generator.cli.arguments import parser
from generator.cli.importing import run_import
from generator.cli.screen import Bar, as_json, show_problems, summary
from generator.engine import Busy, unpublish
from generator.site.snapshot import SourceChanged

DONE, PROBLEM, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = parser().parse_args(arguments)
    commands = {"build": _build, "clean": _clean, "why": _why, "serve": _serve}
    try:
        if given.command == "import":
            return run_import(given)
        root = _root(given.root)
        return _usage(given.root) if root is None else commands[given.command](given, root)
    except KeyboardInterrupt:
        print("interrupted; build/ is as it was", file=sys.stderr)
        return INTERRUPTED
    except Busy:
        print("another build of this site is at work; wait for it to end", file=sys.stderr)
        return PROBLEM
    except SourceChanged as changed:
        print(f"{changed} keeps changing; build again when it holds still", file=sys.stderr)
        return PROBLEM
    except Exception:
        traceback.print_exc()
        print("\nThis is a bug of the generator's, not of your site.", file=sys.stderr)
        return BUG


def _root(given: Path | None) -> Path | None:
    if given is not None:
        return given.resolve() if given.is_dir() else None
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if _is_site(folder)), None)


def _is_site(folder: Path) -> bool:
    return (folder / "site.yaml").is_file()


def _usage(given: Path | None) -> int:
    if given is not None:
        print(f"--root: there is no folder {given}", file=sys.stderr)
    else:
        print(
            "no site.yaml here or in any folder above; name the site with --root", file=sys.stderr
        )
    return USAGE


def _request(given: argparse.Namespace, root: Path) -> Request:
    return Request(
        root=root,
        now=given.now or datetime.now(UTC),
        output=given.output.resolve() if given.output else None,
        overlay=given.env,
        base_url=given.base_url,
        environment={k: v for k, v in os.environ.items() if k.startswith("GENERATOR_")},
        drafts=given.drafts,
        future=given.future,
        jobs=given.jobs,
        use_cache=not given.no_cache,
        execute=not given.no_exec,
    )


def _build(given: argparse.Namespace, root: Path) -> int:
    request = _request(given, root)
    bar = Bar(sys.stderr)
    with open_workshop(request, bar) as shop:
        try:
            report = build(request, shop)
        finally:
            bar.clear()
    show_problems(report)
    if given.json:
        print(as_json(report))
    elif report.assembly.failed:
        print(f"\n{summary(report)}", file=sys.stderr)
    elif not given.quiet:
        print(summary(report))
    return PROBLEM if report.assembly.failed else DONE


def _clean(given: argparse.Namespace, root: Path) -> int:
    request = Request(root, datetime.now(UTC), given.output)
    with open_workshop(request) as shop:
        removed, kept = unpublish(request.folder, shop.record_of(request.folder))
    Workshop.remove_cache(request)
    print(f"removed {removed} files of {request.folder.name}/ and the cache")
    if kept:
        print(f"kept, for no build wrote them: {', '.join(kept[:3])}{' …' * (len(kept) > 3)}")
    return DONE


def _why(given: argparse.Namespace, root: Path) -> int:
    request = Request(root, datetime.now(UTC), given.output)
    with open_workshop(request) as shop:
        told = explain(given.path, request, shop)
    print(told.text, file=sys.stdout if told.found else sys.stderr)
    return DONE if told.found else PROBLEM


def _serve(given: argparse.Namespace, root: Path) -> int:
    # livereload and tornado are only there for this command.
    from generator.preview.serve import serve

    request = Request(root, datetime.now(UTC), drafts=True, future=True)
    return serve(request, given.port, open_browser=given.open)
