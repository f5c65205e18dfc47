"""Programs of the system that bring a site somewhere: git and rsync."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence

from generator.hosting.target import Approach

INSTALL = "install it: on Debian and Ubuntu sudo apt install {}"


class Tool:
    """A program that is asked to do things for a target."""

    def __init__(self, name: str, approach: Approach) -> None:
        if shutil.which(name) is None:
            raise approach.refuse(f"there is no {name} on this machine", INSTALL.format(name))
        self._name, self._approach = name, approach

    def ask(
        self,
        *words: str,
        given: bytes = b"",
        environment: Mapping[str, str] | None = None,
        fine: Sequence[int] = (0,),
        hint: str = "",
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run it; raises what it said where its exit code is none of those that are fine."""
        done = subprocess.run(  # noqa: S603
            [self._name, *words], input=given, env=environment, capture_output=True, check=False
        )
        if done.returncode not in fine:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-6:]
            raise self._approach.refuse(
                "\n".join((f"{self._name} did not go through:", *said)), hint
            )
        return done
