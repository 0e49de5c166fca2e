from __future__ import annotations

import pytest
from invented import REPORT_DOC, OpenTexts

from assistant import Assistant
from assistant import occurrences as occurrences_module
from assistant.occurrences import Sought, sought

TEXTS = {
    "stigar.txt": "Stigen går över bron. Bron är av trä.\n\nByarna röjer stigarna varje vår.",
    "broar.txt": "Broar av trä håller länge. Gångbroarna håller ännu längre över ån.",
}


def found(assistant: Assistant, query: str) -> list[str]:
    """The words that a search marks, as they stand."""
    return [
        hit.passage.text[start:end]
        for hit in assistant.occurrences(query).occurrences
        for start, end in hit.spans
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("stig", ["Stigen", "stigarna"]),
        ("STIGAR", ["Stigen", "stigarna"]),
        ("stig trä", ["Stigen", "trä", "stigarna"]),  # all in one passage
        ("stigen ån", []),
        ("finnsinte", []),
        ('"av trä"', ["av trä", "av trä"]),
        ("”Bron är av trä”", ["Bron är av trä"]),
        ('"bron av trä"', []),
        ('"stigar"', []),  # within quotation marks as typed
        ('"av trä" länge', ["av trä", "länge"]),
        ('"av trä', ["av trä", "av trä"]),  # never closed
    ],
)
def test_words_are_found_as_typed_or_inflected(
    open_texts: OpenTexts, query: str, words: list[str]
) -> None:
    assert found(open_texts(TEXTS), query) == words


def test_what_a_search_marks_elsewhere_needs_not_be_all(open_texts: OpenTexts) -> None:
    assistant = open_texts(TEXTS)
    text = "En stig utan något annat."
    assert [text[a:b] for a, b in assistant.word_spans("stig bro", text)] == ["stig"]


def test_documents_stand_in_index_order_and_passages_in_reading_order(
    assistant: Assistant,
) -> None:
    hits = assistant.occurrences("servicepunkt").occurrences
    order = [document.doc for document in assistant.documents]
    places = [(order.index(hit.document.doc), hit.passage.ordinal) for hit in hits]
    assert len({doc for doc, _ in places}) > 1
    assert places == sorted(places)


def test_words_that_stand_everywhere_are_told_to_be_too_common(assistant: Assistant) -> None:
    assert assistant.occurrences("och att").too_common
    assert not assistant.occurrences("servicepunkt").too_common


@pytest.mark.parametrize("query", ["", "  ", "?!", '""', "”"])
def test_a_search_without_words_finds_nothing(assistant: Assistant, query: str) -> None:
    result = assistant.occurrences(query)
    assert result.occurrences == ()
    assert not result.too_common


def test_a_search_stops_at_so_many_passages_and_says_so(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = assistant.occurrences("delegationen")
    assert not every.more
    monkeypatch.setattr(occurrences_module, "MOST", 2)
    few = assistant.occurrences("delegationen")
    assert few.more
    assert few.occurrences == every.occurrences[:2]


def test_each_word_is_sought_once() -> None:
    assert sought('tillit Tillit "god sak" tillit') == [
        Sought(("god", "sak"), True),
        Sought(("tillit",)),
    ]


def test_a_hit_stands_in_its_document(assistant: Assistant) -> None:
    hits = assistant.occurrences('"640 miljoner"').occurrences
    assert [hit.document.doc for hit in hits if hit.document.doc == REPORT_DOC]
    for hit in hits:
        assert hit.passage.doc == hit.document.doc
