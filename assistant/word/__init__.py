"""Word documents as we write them: their look, footnotes, fields and properties, in Swedish."""

from assistant.word.fields import add_page_count
from assistant.word.footnotes import Footnotes
from assistant.word.look import as_bytes, described, new_document
from assistant.word.numbering import count_in, new_numbers
from assistant.word.tables import add_table
from assistant.word.template import BadTemplate

__all__ = [
    "BadTemplate",
    "Footnotes",
    "add_page_count",
    "add_table",
    "as_bytes",
    "count_in",
    "described",
    "new_document",
    "new_numbers",
]
