"""A draft as a document to send: Word, Markdown, PDF; and the list of what it stands on."""

from assistant.drafting.export.appendix import appendix_as_markdown, appendix_as_word
from assistant.drafting.export.markdown import as_markdown
from assistant.drafting.export.pdf import NoPdf, as_pdf, pdf_available
from assistant.drafting.export.word import as_word

__all__ = [
    "NoPdf",
    "appendix_as_markdown",
    "appendix_as_word",
    "as_markdown",
    "as_pdf",
    "as_word",
    "pdf_available",
]
