"""Get addresses slowly and patiently: not too many a second, and again after a while if need be."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
WHO = "is-it-mila/1.0 (fetch_photos.py; a blog's script, one user's photos)"
BUSY = (408, 429, 500, 502, 503, 504)
GONE = (403, 404, 410)
LONGEST_WAIT = 300.0


class Trouble(Exception):
    """What ends a run, in words for whoever started it."""


class Gone(Exception):
    """There is nothing at an address."""


class Again(Exception):
    """No answer this time; perhaps later."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Pace:
    """Keeps a gap between two requests: Flickr allows 3,600 in an hour."""

    def __init__(
        self,
        gap: float = 1.0,
        wait: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.gap, self.wait, self.clock = gap, wait, clock
        self.due = 0.0

    def keep(self) -> None:
        """Wait until the next request may start."""
        now = self.clock()
        if now < self.due:
            self.wait(self.due - now)
        self.due = max(now, self.due) + self.gap


class Web:
    """Gets addresses at a pace; each up to a few times, with longer and longer waits between."""

    def __init__(self, pace: Pace, tries: int = 7, timeout: float = 30.0) -> None:
        self.pace, self.tries, self.timeout = pace, tries, timeout
        self.requests = 0

    def patiently(self, address: str, read: Callable[[bytes], T]) -> T:
        """Get an address and read what is there, where ``read`` may raise Again, too."""
        for attempt in range(1, self.tries + 1):
            try:
                return read(self._once(address))
            except Again as again:
                # The whole address has the key in it, which belongs into no message.
                host = urlsplit(address).netloc
                if attempt == self.tries:
                    raise Trouble(
                        f"{host} does not answer ({again}), {attempt} times in a row;"
                        " is there a network? Run the same command later, it goes on from here"
                    ) from None
                seconds = min(LONGEST_WAIT, again.seconds or 2.0**attempt)
                print(f"  {host}: {again}; once more in {seconds:.0f} s", flush=True)
                self.pace.wait(seconds)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, address: str) -> bytes:
        self.pace.keep()
        self.requests += 1
        if not address.startswith(("https://", "http://")):
            raise Gone(address)
        request = urllib.request.Request(address, headers={"User-Agent": WHO})
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                body: bytes = response.read()
                # What was deleted leads to a picture that says so.
                if "photo_unavailable" in response.geturl():
                    raise Gone(address)
        except urllib.error.HTTPError as error:
            raise _refused(error) from None
        except (OSError, http.client.HTTPException) as error:
            raise Again(_words(error)) from None
        return body


def _refused(error: urllib.error.HTTPError) -> Exception:
    """Say what a status means for us."""
    with error:
        if error.code in BUSY:
            return Again(f"HTTP {error.code}", _seconds(error.headers.get("Retry-After", "")))
        if error.code in GONE:
            return Gone(f"HTTP {error.code}")
        host = urlsplit(error.url).netloc
        return Trouble(f"{host} refuses: HTTP {error.code} {error.reason}")


def _seconds(said: str) -> float | None:
    """Read how long to wait, where it is said in seconds."""
    return float(said) if said.strip().isdigit() else None


def _words(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(error, http.client.IncompleteRead):
        return "the download broke off"
    return str(reason) or type(reason).__name__
