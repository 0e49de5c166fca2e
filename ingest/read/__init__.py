"""From a file to its text: one reader for each format, told apart by content."""

from ingest.read.reader import read
from ingest.read.transcript import Block, BlockKind, Transcript, UnreadableDocument

__all__ = ["Block", "BlockKind", "Transcript", "UnreadableDocument", "read"]
