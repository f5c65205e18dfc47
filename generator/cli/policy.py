"""The command ``policy``: what a host should send with the pages."""

import argparse
from pathlib import Path

from generator.cli import DONE, PROBLEM, now, variables
from generator.cli.arguments import describe
from generator.cli.screen import show_problems
from generator.pipeline.listing import find_settings
from generator.pipeline.request import Request
from generator.problems.terminal import tell
from generator.site.policy import FRAMED_BY_ALL, FRAMED_BY_NONE, policy_of


def policy_arguments(command: argparse.ArgumentParser) -> None:
    """Say what ``policy`` takes."""
    describe(
        command,
        "Print the content security policy for a host: that of all pages, and that of figures'"
        " own pages, which others may show. What services in site.yaml need is in it.",
        ("policy --env production", "with what site.production.yaml says"),
    )
    command.add_argument("--env", metavar="NAME", default="", help="read site.NAME.yaml as well")


def run_policy(given: argparse.Namespace, root: Path) -> int:
    """Print both policies, each as a header."""
    request = Request(root, now(), overlay=given.env, environment=variables())
    settings, problems = find_settings(request)
    show_problems(problems)
    if settings is None or any(each.severity == "error" for each in problems):
        return PROBLEM
    policy = policy_of(settings)
    tell(f"/*\n  Content-Security-Policy: {policy}; {FRAMED_BY_NONE}")
    tell(f"/figures/*\n  Content-Security-Policy: {policy}; {FRAMED_BY_ALL}")
    return DONE
