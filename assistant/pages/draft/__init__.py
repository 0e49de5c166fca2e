"""The page "Skriv yttrande": from proposals and positions to a document."""

from assistant.pages.draft.page import PATH, page

__all__ = ["PATH", "page"]
