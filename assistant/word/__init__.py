"""Word documents as we write them: their look, footnotes, fields and properties, in Swedish."""

from assistant.word.fields import add_page_count
from assistant.word.footnotes import Footnotes
from assistant.word.look import BadTemplate, as_bytes, described, new_document
from assistant.word.tables import add_table

__all__ = [
    "BadTemplate",
    "Footnotes",
    "add_page_count",
    "add_table",
    "as_bytes",
    "described",
    "new_document",
]
