"""The steps that this room offers."""

from generator.data.words import Spoken
from generator.engine import Maker
from generator.site.document import Document
from generator.site.rows import RowPage
from generator.site.settings import Settings
from generator.site.snippets import Snippet
from generator.site.theme import Level

READ_SETTINGS = Maker("generator.site.settings:parse_settings", Settings)
READ_LEVEL = Maker("generator.site.theme:read_level", Level)
READ_SNIPPET = Maker("generator.site.snippets:read_snippet", Snippet)
READ_DOCUMENT = Maker("generator.site.reading:read_document", Document)
EXPAND_ROWS = Maker("generator.site.expanding:expand_rows", tuple[RowPage, ...])
READ_WORDS = Maker("generator.site.words:read_words", Spoken)
