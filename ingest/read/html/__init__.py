"""HTML to transcript with lxml."""

from ingest.read.html.reader import looks_like_html, read_html

__all__ = ["looks_like_html", "read_html"]
