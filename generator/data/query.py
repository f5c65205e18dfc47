"""Querying: an SQL query over datasets, or over a connection, that is to become a dataset.

What is asked knows nothing of the block it stands in: an answer outlives every edit around
it. So answers have no name, and the places of their problems are those of the query's own
text; ``told_in`` of the blocks gives them those of the file.
"""

from msgspec import Struct

from generator.data.dataset import Dataset
from generator.data.reference import Reference
from generator.markup.parts import Block


class Question(Struct, frozen=True):
    """A ``sql`` block, and the datasets that its text names as tables."""

    block: Block
    tables: tuple[Reference, ...]
    connection: str = ""
    max_age: int = 0
    """Seconds that an answer of the connection may be kept; 0 is for ever."""


class Querying(Struct, frozen=True):
    """A query with its tables; each stands under the name that the query uses."""

    text: str
    tables: tuple[Dataset, ...]


class Asking(Struct, frozen=True):
    """A query to a connection.

    ``address`` is its URL with the *names* of environment variables in it: secrets are looked
    up where the connection is opened, and enter neither a key nor the cache. ``moment`` is when
    the answer was fetched, so an answer that grew too old is asked for under another key.
    """

    text: str
    connection: str
    address: str
    moment: str


class Answer(Struct, frozen=True):
    """What a connection answered; where it could not be asked, ``silence`` tells why."""

    dataset: Dataset | None
    silence: str = ""
    hint: str = ""
