"""The search as a LangChain retriever, for those who build on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import cast

from langchain_chroma import Chroma
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.question import Filters
from assistant.search import Hit
from assistant.service import Assistant
from ingest.index import (
    MOST_DESCRIBED,
    Embedder,
    Generation,
    IndexProblem,
    Settings,
    open_current,
)


class HybridRetriever(BaseRetriever):
    """Finds passages by words and vectors.

    Documents come best first, with doc, title, kind, organisation, section, heading, page and score
    in their metadata. Raises QuestionProblem for a query that is no question.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        question = self.assistant.understand(query)
        hits = self.assistant.search.find(question, self.k, self.filters)
        return [_as_langchain(hit) for hit in hits]


class PassageEmbeddings(Embeddings):
    """Our embedder in the form that LangChain's vector stores take."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        return cast(list[list[float]], self._embedder.embed_passages(texts).tolist())

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return cast(list[float], self._embedder.embed_question(text).tolist())


@contextmanager
def vector_store(settings: Settings) -> Iterator[Chroma]:
    """The index's Chroma collection as a LangChain vector store, proven to be whole; open, and kept
    from being removed, as long as the context lasts.

    Raises IndexProblem where there is no index, or it was made without vectors, or is so large that
    Chroma holds no texts.
    """
    with closing(open_current(settings.data, settings.chroma_url)) as generation:
        yield _as_store(generation, generation.open_embedder(settings))


def _as_store(generation: Generation, embedder: Embedder | None) -> Chroma:
    if embedder is None:
        raise IndexProblem("The index has no vectors. Set TILLIT_EMBEDDING and index again.")
    if generation.manifest.passages > MOST_DESCRIBED:
        raise IndexProblem(
            f"Chroma holds no texts of an index of more than {MOST_DESCRIBED:,} passages. "
            "Use assistant.retriever.HybridRetriever."
        )
    return Chroma(
        collection_name=generation.collection,
        embedding_function=PassageEmbeddings(embedder),
        client=generation.open_chroma(),
        create_collection_if_not_exists=False,
    )


def _as_langchain(hit: Hit) -> Document:
    part, line = hit.passage.parts[0], hit.passage.line_at(0)
    return Document(
        id=hit.passage.id,
        page_content=hit.passage.text,
        metadata={
            "doc": hit.document.doc,
            "title": hit.document.title,
            "kind": hit.document.kind.value,
            "organisation": hit.document.organisation,
            "section": part.section,
            "heading": part.heading,
            "page": line.page if line else None,
            "score": hit.score,
        },
    )
