"""A PostgreSQL of the tests' own: a cluster in a folder, reached through a free port."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from tests.serving import free_port

PASSWORD = "s3cr3t/of@the:house"
"""Of the role that reads; it holds what would end a password in an address."""


class Server(Struct, frozen=True):
    """A running server."""

    port: int
    folder: Path
    programs: Path

    def address(self, password: str = "${READER_PASSWORD}") -> str:
        """Return the address for site.yaml; the password is in the environment."""
        return f"postgresql://reader:{password}@127.0.0.1:{self.port}/tea"

    def run(self, sql: str) -> None:
        """Run SQL as the one who may do everything."""
        program = str(self.programs / "psql")
        where = ["-h", str(self.folder), "-p", str(self.port), "-U", "owner", "-d", "tea"]
        subprocess.run(
            [program, *where, "-q", "-v", "ON_ERROR_STOP=1", "-X"],
            input=sql, text=True, check=True, capture_output=True,
        )  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.control("-o", options, "-l", str(self.folder / "log"), "start")

    def control(self, *words: str) -> None:
        """Start or stop it."""
        _as_user([str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), "-w", *words])


def find_programs() -> Path | None:
    """Return the folder of initdb, the newest that there is."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max(
        (path.parent for path in found), key=lambda path: float(path.parent.name), default=None
    )


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """Make a cluster, with a role ``reader`` and a database ``tea``, and remove it in the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    server = Server(free_port(), folder, programs)
    try:
        _as_user([str(programs / "initdb"), "-D", str(folder / "data"), "-U", "owner",
                  "-A", "scram-sha-256", "--auth-local=trust", "-N", "-E", "UTF8",
                  "--locale=C", "--pwfile", str(_password_file(folder))])  # fmt: skip
        server.start()
        _fill(server)
        yield server
    finally:
        if (folder / "data/postmaster.pid").exists():
            server.control("-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _fill(server: Server) -> None:
    create = [str(server.programs / "createdb"), "-h", str(server.folder)]
    subprocess.run([*create, "-p", str(server.port), "-U", "owner", "tea"], check=True)
    server.run(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")


def _password_file(folder: Path) -> Path:
    file = folder / "password"
    file.write_text("owner", encoding="ascii")
    file.chmod(0o644)
    return file


def _as_user(command: list[str]) -> None:
    """Run what refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    # The server keeps the streams that it is started with, so none of them may be a pipe.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [*prefix, *command], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            cwd="/", check=False,
        )  # fmt: skip
        output.seek(0)
        assert done.returncode == 0, output.read().decode()
