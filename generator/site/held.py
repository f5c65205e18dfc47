"""What is held back: a document that is there and not published."""

from typing import Literal

from msgspec import Struct

Reason = Literal["draft", "scheduled", "expired"]


class Held(Struct, frozen=True):
    """A document that is not published, why, and until when (ISO 8601, may be empty)."""

    path: str
    title: str
    reason: Reason
    until: str = ""
