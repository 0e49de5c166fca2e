"""The search as LangChain sees it."""

from __future__ import annotations

import asyncio

import pytest
from invented import DIGEST_DOC, NFL_DOC, OSTMARK_DOC, REPORT_DOC
from langchain_core.runnables import RunnableLambda

from assistant import Assistant, Filters, QuestionProblem
from assistant.retriever import HybridRetriever, vector_store
from ingest.index import IndexProblem, Kind, Settings


@pytest.mark.parametrize("which", ["assistant", "dense_assistant"])
def test_it_finds_what_the_search_finds(request: pytest.FixtureRequest, which: str) -> None:
    assistant: Assistant = request.getfixturevalue(which)
    question = "Hur många besök tog servicebussen emot?"

    documents = HybridRetriever(assistant=assistant, k=4).invoke(question)

    hits = assistant.search.find(assistant.understand(question), 4)
    assert [d.id for d in documents] == [hit.passage.id for hit in hits]
    assert [d.page_content for d in documents] == [hit.passage.text for hit in hits]
    assert len(documents) == 4


def test_the_metadata_tell_where_a_passage_stands(assistant: Assistant) -> None:
    best = HybridRetriever(assistant=assistant).invoke("Vad anser NFL om servicebussar?")[0]

    score = best.metadata.pop("score")
    assert isinstance(score, float)
    assert best.metadata == {
        "doc": NFL_DOC,
        "title": "Norra fjällens landstings yttrande över SOU 2031:7",
        "kind": "response",
        "organisation": "Norra fjällens landsting",
        "section": "Servicebussar",
        "heading": "Servicebussar",
        "page": None,
    }


def test_it_keeps_to_its_filters(assistant: Assistant) -> None:
    retriever = HybridRetriever(
        assistant=assistant, filters=Filters(kinds=frozenset({Kind.REPORT}))
    )

    documents = retriever.invoke("Vad anser Region Östmark om vardagslotsar?")

    assert {d.metadata["doc"] for d in documents} == {REPORT_DOC, DIGEST_DOC}  # what retells it too


def test_it_takes_part_in_a_chain(assistant: Assistant) -> None:
    chain = HybridRetriever(assistant=assistant, k=1) | RunnableLambda(lambda docs: docs[0].id)

    assert chain.invoke("Vad anser RÖM om kvällsöppna mottagningar?").startswith(OSTMARK_DOC)


def test_it_can_be_awaited_and_batched(assistant: Assistant) -> None:
    retriever = HybridRetriever(assistant=assistant, k=2)
    questions = ["Vad är en vardagslots?", "Vad kostar servicepunkterna om året?"]

    alone = [retriever.invoke(question) for question in questions]

    assert retriever.batch(questions) == alone
    assert asyncio.run(retriever.ainvoke(questions[0])) == alone[0]


def test_what_is_no_question_is_refused(assistant: Assistant) -> None:
    with pytest.raises(QuestionProblem):
        HybridRetriever(assistant=assistant).invoke("?!")


def test_what_shares_no_word_finds_nothing(assistant: Assistant) -> None:
    assert HybridRetriever(assistant=assistant).invoke("xylofon kvitter bandy") == []


def test_the_collection_is_a_vector_store_of_its_own(dense_settings: Settings) -> None:
    with vector_store(dense_settings) as store:
        found = store.similarity_search("ledsagare", 3)
    assert any("vardagslots" in document.page_content.lower() for document in found)
    assert all(document.metadata["doc"] for document in found)


def test_there_is_no_vector_store_without_vectors(indexed: Settings) -> None:
    with pytest.raises(IndexProblem, match="no vectors"), vector_store(indexed):
        pass


def test_there_is_no_vector_store_where_chroma_holds_no_texts(
    dense_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.retriever.MOST_DESCRIBED", 2)
    with pytest.raises(IndexProblem, match="HybridRetriever"), vector_store(dense_settings):
        pass
