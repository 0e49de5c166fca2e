"""PDF to transcript with pypdf."""

from ingest.read.pdf.reader import read_pdf

__all__ = ["read_pdf"]
