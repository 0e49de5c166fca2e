"""Word documents and PowerPoint presentations to transcripts with python-docx and python-pptx."""

from ingest.read.office.archive import OfficeKind, office_kind
from ingest.read.office.presentation import read_presentation
from ingest.read.office.word import read_word

__all__ = ["OfficeKind", "office_kind", "read_presentation", "read_word"]
