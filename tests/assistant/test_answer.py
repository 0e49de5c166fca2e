"""The form of an answer: the JSON of the contract, marks, voices, and the digest's place."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from invented import DIGEST, DIGEST_DOC, NFL_DOC, OSTMARK_DOC, REPORT_DOC, VINDELBY_DOC, OpenTexts
from questions import ANSWERABLE, NEAR_MISSES

from assistant import Answer, Assistant, Statement, as_json
from assistant.answer import statement_lines
from ingest.index import Kind

KEYS = {
    "answer": str,
    "abstained": bool,
    "mode": str,
    "citations": list,
    "retrieved": list,
    "verified": list,
    "milliseconds": float,
}
CITATION_KEYS: dict[str, Any] = {
    "n": int,
    "doc": str,
    "title": str,
    "kind": str,
    "organisation": (str, type(None)),
    "section": str,
    "heading": str,
    "page": (int, type(None)),
    "quote": str,
    "passage": str,
    "about": (dict, type(None)),
}
RETRIEVED_KEYS: dict[str, Any] = {
    "doc": str,
    "section": str,
    "page": (int, type(None)),
    "text": str,
    "score": float,
    "about": (dict, type(None)),
}
DIGEST_QUESTIONS = [
    "Vem får rätt till en vardagslots enligt förslaget?",
    "Hur lämnas den nya fullmakten och hur länge räcker den?",
    "Beslutar lotsen någonting?",
]
LABELS = {
    REPORT_DOC: "Utredningen (SOU 2031:7)",
    VINDELBY_DOC: "Vindelby kommun",
    OSTMARK_DOC: "Region Östmark",
    NFL_DOC: "Norra fjällens landsting",
}


def _check(value: dict[str, Any], keys: dict[str, Any]) -> None:
    assert value.keys() == keys.keys()
    for key, type_ in keys.items():
        assert isinstance(value[key], type_), key


def _marks(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\[(\d+)\](?=\n|$)", text)]


@pytest.mark.parametrize("question", [*ANSWERABLE[:6], *NEAR_MISSES[:4]])
@pytest.mark.parametrize("which", ["assistant", "dense_assistant", "digest_assistant"])
def test_json_is_that_of_the_contract(
    request: pytest.FixtureRequest, which: str, question: str
) -> None:
    answer = as_json(request.getfixturevalue(which).ask(question), "D-001")

    assert json.loads(json.dumps(answer)) == answer
    assert next(iter(answer.items())) == ("id", "D-001")
    _check({key: answer[key] for key in answer if key != "id"}, KEYS)
    assert answer["mode"] == "extractive"
    assert len(answer["retrieved"]) <= 10
    for citation in answer["citations"]:
        _check(citation, CITATION_KEYS)
        assert len(citation["passage"]) <= 1600
        assert citation["quote"] in citation["passage"]
    for retrieved in answer["retrieved"]:
        _check(retrieved, RETRIEVED_KEYS)
        assert len(retrieved["text"]) <= 1600
    scores = [retrieved["score"] for retrieved in answer["retrieved"]]
    assert scores == sorted(scores, reverse=True)


def test_the_ten_best_are_given(assistant: Assistant) -> None:
    answer = as_json(assistant.ask("Vad föreslår delegationen om servicepunkter i varje kommun?"))

    assert len(answer["retrieved"]) == 10


def test_a_question_without_an_id_is_repeated(assistant: Assistant) -> None:
    answer = as_json(assistant.ask("  Vad är en\nvardagslots? "))

    assert answer["question"] == "Vad är en vardagslots?"
    assert "id" not in answer


@pytest.mark.parametrize("question", ANSWERABLE)
def test_each_citation_has_its_mark_in_the_text(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)

    numbers = [citation.n for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert sorted(_marks(answer.text)) == numbers


def test_the_mark_closes_a_list() -> None:
    lines = statement_lines(Statement("Följande gäller:", 3, ("- ett", "- två")))

    assert lines == ["Följande gäller:", "- ett", "- två [3]"]


@pytest.mark.parametrize("question", ANSWERABLE)
def test_each_statement_says_what_its_citation_quotes(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)

    for voice in answer.voices:
        for statement in voice.statements:
            citation = answer.citations[statement.citation - 1]
            said = " ".join([statement.text, *statement.points]).split()
            assert citation.kind is Kind.DIGEST or said == citation.quote.split()


@pytest.mark.parametrize("question", ANSWERABLE)
def test_nobody_is_given_the_words_of_another(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)

    for voice in answer.voices:
        for statement in voice.statements:
            citation = answer.citations[statement.citation - 1]
            if citation.doc in LABELS:
                assert voice.label == LABELS[citation.doc]
            if citation.kind is Kind.RESPONSE:
                assert "Utredningen" not in voice.label
                assert voice.label == citation.organisation


def test_each_speaker_has_one_voice(assistant: Assistant) -> None:
    answer = assistant.ask("Vad sägs om att öppna skolskjutsen för andra resenärer?")

    labels = [voice.label for voice in answer.voices]
    assert len(labels) == len(set(labels)) > 1
    assert "Utredningen (SOU 2031:7)" in labels
    assert {"Vindelby kommun", "Norra fjällens landsting"} & set(labels)


def test_the_text_shows_who_says_it(assistant: Assistant) -> None:
    answer = assistant.ask("Vad anser Region Östmark om kvällsöppna mottagningar?")

    block = next(b for b in answer.text.split("\n\n") if b.startswith("Region Östmark:\n"))
    assert "pröva kvällsöppet på ett par orter i taget" in block


@pytest.mark.parametrize("question", ANSWERABLE)
def test_a_citation_says_where_its_words_stand(assistant: Assistant, question: str) -> None:
    for citation in assistant.ask(question).citations:
        context = assistant.context(citation.passage_id)
        part = context.passage.part_at(max(0, context.passage.text.find(citation.quote)))
        assert citation.passage == context.passage.text
        assert citation.title == context.document.title
        if citation.quote:
            assert (citation.section, citation.heading) == (part.section, part.heading)


def test_a_section_that_shares_a_passage_is_cited_by_its_own_heading(assistant: Assistant) -> None:
    answer = assistant.ask("Vad anser Vindelby kommun om att öppna skolskjutsen för resenärer?")

    (citation,) = [c for c in answer.citations if "tveksam" in c.quote]
    assert (citation.section, citation.heading) == ("Skolskjuts", "Skolskjuts")


def _digest_citations(answer: Answer) -> list[Any]:
    assert not answer.abstained, answer.lead
    assert answer.citations
    return [c for c in answer.citations if c.doc == DIGEST_DOC]


@pytest.mark.parametrize("question", DIGEST_QUESTIONS)
def test_a_digest_is_never_quoted(digest_assistant: Assistant, question: str) -> None:
    answer = digest_assistant.ask(question)

    for citation in _digest_citations(answer):
        assert citation.kind is Kind.DIGEST
        assert citation.quote == ""
        assert citation.organisation is None
        assert citation.about is not None
        assert citation.about.doc == REPORT_DOC
        assert citation.about.section == citation.section in {"5.2", "5.3"}
    assert as_json(answer)["citations"][0]["about"]["doc"] == REPORT_DOC
    assert as_json(answer)["retrieved"][0]["about"]["doc"] == REPORT_DOC


@pytest.mark.parametrize("question", DIGEST_QUESTIONS)
def test_a_digest_is_labelled_as_ours(digest_assistant: Assistant, question: str) -> None:
    answer = digest_assistant.ask(question)

    for voice in answer.voices:
        for statement in voice.statements:
            citation = answer.citations[statement.citation - 1]
            assert voice.label.startswith(f"Enligt vårt referat av avsnitt {citation.section} i ")
            assert statement.text in " ".join(DIGEST.split())
    assert not re.search('[”“"»]', answer.text)


def test_a_digest_is_labelled_by_the_section_the_sentence_stands_in(
    digest_assistant: Assistant,
) -> None:
    answer = digest_assistant.ask("Hur länge räcker den nya fullmakten på papper?")

    (voice,) = [v for v in answer.voices if any("räcker i två år" in s.text for s in v.statements)]
    assert voice.label.startswith("Enligt vårt referat av avsnitt 5.3 i ")


def test_a_digest_is_never_the_inquirys_voice(assistant: Assistant) -> None:
    answer = assistant.ask("Vad gäller för vardagslotsar, handlingar, turordning och nästa steg?")

    labels = {
        voice.label
        for voice in answer.voices
        for statement in voice.statements
        if answer.citations[statement.citation - 1].kind is Kind.DIGEST
    }
    assert all(label.startswith("Enligt vårt referat av avsnitt 5.") for label in labels)


def test_what_is_no_digest_is_about_nothing(assistant: Assistant) -> None:
    answer = as_json(assistant.ask("Varför avbröts försöket i Åsarp?"))

    assert answer["citations"][0]["doc"] == REPORT_DOC
    assert answer["citations"][0]["about"] is None
    assert answer["citations"][0]["quote"]


def test_a_report_without_a_number_is_the_inquiry(open_texts: OpenTexts) -> None:
    catalog = '[[document]]\ndoc = "byn"\ntitle = "Byn"\nkind = "report"\n'
    text = "# Byn\n\n## 1 Kvarnen\n\nMjölnaren betalas i mjöl efter gammal sed i socknen.\n"

    answer = open_texts({"byn.md": text}, catalog).ask("Hur betalas mjölnaren?")

    assert [voice.label for voice in answer.voices] == ["Utredningen"]


def test_slides_speak_under_their_title(assistant: Assistant) -> None:
    answer = assistant.ask("Vad ska man rita enligt bildernas övning om kartan?")

    assert any(voice.label == "Bilder från Vardagsdagen" for voice in answer.voices)
