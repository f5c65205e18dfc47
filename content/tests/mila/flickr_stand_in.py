"""A server on this machine that answers as Flickr's API does, failures included."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from PIL import Image

KEY = "0123456789abcdef0123456789abcdef"
USER = "12037949632@N01"
SIZES = {"n": 320, "m": 500, "z": 640}
SEARCH_SHOWS = 4000


@dataclass
class Shot:
    """A photo that the stand-in has."""

    id: int
    tags: tuple[str, ...] = ()
    uploaded: int = 0
    sizes: tuple[str, ...] = tuple(SIZES)
    deleted: bool = False

    def jpeg(self, side: int) -> bytes:
        buffer = BytesIO()
        Image.new("RGB", (side // 10, side // 15), (self.id % 256, 90, 40)).save(buffer, "JPEG")
        return buffer.getvalue()


@dataclass
class Fault:
    """What goes wrong with requests whose address has ``within`` in it, so many times."""

    within: str
    times: int = 1
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    half: bool = False


class StandIn:
    """The photos of one user, what shall go wrong, and what was asked for."""

    def __init__(self, shots: Sequence[Shot]) -> None:
        self.shots = sorted(shots, key=lambda shot: -shot.uploaded)
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.address = ""
        self.page_most = 500
        self.on_request: Callable[[str], None] = lambda path: None

    @property
    def searches(self) -> list[dict[str, str]]:
        queries = [dict(parse_qsl(urlsplit(path).query)) for path in self.asked]
        return [query for query in queries if query.get("method") == "flickr.photos.search"]

    def downloads(self) -> Counter[str]:
        return Counter(path for path in self.asked if path.endswith(".jpg"))

    def fault(self, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.within in path and fault.times:
                fault.times -= 1
                return fault
        return None

    def call(self, asked: dict[str, str]) -> dict[str, Any]:
        if asked.get("format") != "json" or asked.get("nojsoncallback") != "1":
            return failed(111, "Format not found")
        if asked.get("api_key") != KEY:
            return failed(100, "Invalid API Key (Key has invalid format)")
        methods = {
            "flickr.people.findByUsername": self.by_name,
            "flickr.urls.lookupUser": self.by_address,
            "flickr.photos.search": self.search,
        }
        method = methods.get(asked["method"])
        return method(asked) if method else failed(112, f'Method "{asked["method"]}" not found')

    def by_name(self, asked: dict[str, str]) -> dict[str, Any]:
        if asked["username"] != "Stewart":
            return failed(1, "User not found")
        return {
            "user": {"id": USER, "nsid": USER, "username": {"_content": "Stewart"}},
            "stat": "ok",
        }

    def by_address(self, asked: dict[str, str]) -> dict[str, Any]:
        if "/photos/stewart" not in asked["url"]:
            return failed(1, "User not found")
        return {"user": {"id": USER, "username": {"_content": "Stewart"}}, "stat": "ok"}

    def search(self, asked: dict[str, str]) -> dict[str, Any]:
        if asked.get("user_id") != USER:
            return failed(2, "Unknown user")
        found = [
            shot
            for shot in self.shots
            if ("tags" not in asked or asked["tags"] in shot.tags)
            and shot.uploaded <= int(asked.get("max_upload_date", 2**40))
        ]
        each, page = min(int(asked["per_page"]), self.page_most), int(asked["page"])
        reach = found[:SEARCH_SHOWS]
        photos = {
            "page": page,
            "pages": -(-len(found) // each),
            "perpage": each,
            "total": str(len(found)),
            "photo": [self.told(shot, asked) for shot in reach[(page - 1) * each : page * each]],
        }
        return {"photos": photos, "stat": "ok"}

    def told(self, shot: Shot, asked: dict[str, str]) -> dict[str, Any]:
        said: dict[str, Any] = {
            "id": str(shot.id),
            "owner": USER,
            "secret": f"s{shot.id}",
            "server": "65535",
            "farm": 66,
            "title": f"Photo {shot.id}",
            "ispublic": 1,
            "isfriend": 0,
            "isfamily": 0,
        }
        extras = asked.get("extras", "").split(",")
        if "date_upload" in extras:
            said["dateupload"] = str(shot.uploaded)
        for size in shot.sizes:
            if f"url_{size}" in extras:
                said[f"url_{size}"] = f"{self.address}/65535/{shot.id}_s{shot.id}_{size}.jpg"
                said[f"height_{size}"], said[f"width_{size}"] = SIZES[size] * 2 // 3, SIZES[size]
        return said

    def file(self, path: str) -> bytes | None:
        name = path.rpartition("/")[2].removesuffix(".jpg")
        number, _, rest = name.partition("_")
        size = rest.partition("_")[2] or "m"
        for shot in self.shots:
            if str(shot.id) == number and not shot.deleted:
                return shot.jpeg(SIZES[size])
        return None


def failed(code: int, message: str) -> dict[str, Any]:
    return {"stat": "fail", "code": code, "message": message}


@contextmanager
def serving(stand_in: StandIn) -> Iterator[StandIn]:
    """Serve as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

        def do_GET(self) -> None:
            stand_in.asked.append(self.path)
            stand_in.agents.add(self.headers["User-Agent"])
            stand_in.on_request(self.path)
            fault = stand_in.fault(self.path)
            if fault and fault.status != 200:
                return self.answer(fault.status, fault.body or b"<h1>No</h1>", fault.headers)
            if self.path.startswith("/services/rest/"):
                said = stand_in.call(dict(parse_qsl(urlsplit(self.path).query)))
                return self.send(json.dumps(said).encode(), fault)
            if self.path == "/photo_unavailable.png":
                return self.send(b"\x89PNG an image that says so", None)
            body = stand_in.file(self.path)
            if body is None:
                return self.answer(302, b"", {"Location": "/photo_unavailable.png"})
            return self.send(body, fault)

        def send(self, body: bytes, fault: Fault | None) -> None:
            whole = fault.body if fault and fault.body is not None else body
            length = {"Content-Length": str(len(whole))}
            cut = whole[: len(whole) // 2] if fault and fault.half else whole
            self.answer(200, cut, length)

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand_in.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
