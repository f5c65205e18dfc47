"""The hostile site, laid out beside what it is after: a secret file, a server, a mark to leave."""

import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.pipeline.build import build
from generator.pipeline.request import Report, Request
from generator.pipeline.workspace import open_workspace
from tests.small_sites import NOW

SITES = Path(__file__).parent / "sites" / "hostile"
SECRET = "Schmetterling-4711"
TEXTS = frozenset((".csv", ".html", ".jinja", ".js", ".md", ".py", ".sh", ".svg", ".yaml"))


class Lair:
    """A copy of a hostile site; ``asked`` is what its server was asked for."""

    def __init__(self, folder: Path, name: str, server: str, asked: list[str]) -> None:
        self.root, self.server = folder / "site", server
        self.outside = folder / "outside"
        self.canary = folder / "canary"
        self.asked = asked
        host = server.removeprefix("http://")
        self._filled = {
            "@HOST@": host,
            "@SERVER@": server,
            "@OUTSIDE@": self.outside,
            "@CANARY@": self.canary,
        }
        shutil.copytree(SITES / name, self.root)
        self.outside.mkdir()
        for each in ("secret.csv", "secret.js", "secret.svg", "secret.db"):
            (self.outside / each).write_text(f"a,b\n{SECRET},2\n")
        self.fill()

    def fill(self) -> None:
        """Put addresses and paths of here into the sources."""
        for path in self.root.rglob("*"):
            if path.suffix in TEXTS:
                text = path.read_text(encoding="utf-8")
                for mark, here in self._filled.items():
                    text = text.replace(mark, str(here))
                path.write_text(text, encoding="utf-8")

    def report(self) -> Report:
        """Build once more, in this process, for a report of every problem."""
        request = Request(self.root, NOW, jobs=1, execute=False)
        with open_workspace(request) as shop:
            return build(request, shop)

    def outputs(self) -> dict[str, bytes]:
        """Return what was published."""
        build = self.root / "build"
        files = (path for path in build.rglob("*") if path.is_file())
        return {path.relative_to(build).as_posix(): path.read_bytes() for path in files}


@contextmanager
def lair(folder: Path, name: str) -> Iterator[Lair]:
    """Lay a hostile site out, with a server that takes note of what it is asked for."""
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        do_HEAD = do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Noting(ThreadingHTTPServer):
        def verify_request(self, *_: object) -> bool:
            asked.append("a connection")
            return True

    server = Noting(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Lair(folder, name, f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()


def workbook(server: str) -> dict[str, str]:
    """Return the parts of a workbook whose formulas ask the web and another file."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cells = (
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
        f'<row r="2"><c r="A2"><f>WEBSERVICE("{server}/x")</f><v>7</v></c>'
        '<c r="B2" t="str"><f>[1]Sheet1!A1</f><v>kept</v></c></row>'
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
            f'Type="{office}/externalLink" Target="{server}/other.xlsx" TargetMode="External"/>'
            "</Relationships>"
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
        ),
    }


def write_workbook(path: Path, server: str) -> None:
    """Write the workbook."""
    with zipfile.ZipFile(path, "w") as file:
        for name, text in workbook(server).items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
