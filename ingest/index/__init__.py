"""What ingest and the assistant share: passages, analysis, vectors, and generations on disk."""

from ingest.index.analysis import Analyzer, word_places, words
from ingest.index.embedding import Embedder, StaticEmbedder, open_embedder, unit
from ingest.index.errors import DamagedIndex, DataFolderProblem, IndexProblem, NoIndex
from ingest.index.generation import (
    Generation,
    Manifest,
    Refusal,
    current_name,
    open_current,
)
from ingest.index.passage import Document, Kind, Line, Part, Passage, indexed_text
from ingest.index.sentences import Span, split_sentences
from ingest.index.settings import Settings
from ingest.index.stopwords import STOP_WORDS
from ingest.index.tokens import TokenIndex
from ingest.index.vectors import MOST_DESCRIBED

__all__ = [
    "MOST_DESCRIBED",
    "STOP_WORDS",
    "Analyzer",
    "DamagedIndex",
    "DataFolderProblem",
    "Document",
    "Embedder",
    "Generation",
    "IndexProblem",
    "Kind",
    "Line",
    "Manifest",
    "NoIndex",
    "Part",
    "Passage",
    "Refusal",
    "Settings",
    "Span",
    "StaticEmbedder",
    "TokenIndex",
    "current_name",
    "indexed_text",
    "open_current",
    "open_embedder",
    "split_sentences",
    "unit",
    "word_places",
    "words",
]
