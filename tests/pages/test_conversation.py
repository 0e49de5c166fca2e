from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.pages.conversation import Conversation, marked_texts
from assistant.pages.examples import examples
from ingest.index import Document, Kind

QUESTION = "Hur många personer får en vardagslots följa?"


@pytest.fixture
def conversation(assistant: Assistant) -> Conversation:
    talk = Conversation()
    talk.ask(assistant, QUESTION)
    return talk


def test_answers_are_kept_in_order(assistant: Assistant, conversation: Conversation) -> None:
    conversation.ask(assistant, "Vad kostar servicepunkterna?")
    assert [turn.question for turn in conversation.turns] == [
        QUESTION,
        "Vad kostar servicepunkterna?",
    ]
    assert all(turn.answer for turn in conversation.turns)


def test_a_follow_up_is_understood_from_what_was_answered(
    assistant: Assistant, conversation: Conversation
) -> None:
    conversation.ask(assistant, "?!")  # leaves nothing behind
    conversation.ask(assistant, "Varför inte fler?")
    answer = conversation.turns[-1].answer
    assert answer and answer.resolved
    assert answer.resolved.note.startswith("Jag förstod frågan som: Varför inte fler – om ”")


@pytest.mark.parametrize("question", ["", "  \n", "?!", "a" * 10_000])
def test_a_question_that_cannot_be_taken_becomes_a_sentence(
    assistant: Assistant, question: str
) -> None:
    talk = Conversation()
    talk.ask(assistant, question)
    assert talk.turns[0].answer is None
    assert talk.turns[0].problem.endswith(".")


def test_opening_shows_the_citations_own_passage(conversation: Conversation) -> None:
    conversation.open(0, 1)
    opening = conversation.opening
    assert opening is not None
    assert opening.shown == opening.citation.passage_id
    assert conversation.opened(0) == 1
    assert conversation.opened(1) is None


def test_each_opening_is_told_apart_but_turning_the_page_is_none(
    conversation: Conversation,
) -> None:
    conversation.open(0, 1)
    first = conversation.opening
    conversation.show("någon:0001")
    turned = conversation.opening
    conversation.open(0, 1)
    again = conversation.opening
    assert first and turned and again
    assert turned == replace(first, shown="någon:0001")
    assert again.number > first.number


def test_closing_and_asking_put_the_passage_away(
    assistant: Assistant, conversation: Conversation
) -> None:
    conversation.open(0, 1)
    conversation.close()
    assert conversation.opening is None
    conversation.open(0, 1)
    conversation.ask(assistant, "Vad kostar servicepunkterna?")
    assert conversation.opening is None


def test_the_quote_is_what_is_marked(conversation: Conversation) -> None:
    answer = conversation.turns[0].answer
    assert answer
    quoted = next(c for c in answer.citations if c.quote)
    assert marked_texts(answer, quoted) == (quoted.quote,)


def test_in_a_digest_the_sentences_taken_are_marked(conversation: Conversation) -> None:
    answer = conversation.turns[0].answer
    assert answer
    statement = answer.voices[0].statements[0]
    digest = replace(answer.citations[statement.citation - 1], kind=Kind.DIGEST, quote="")
    assert statement.text in marked_texts(answer, digest)


def test_examples_are_of_different_kinds_and_answered(assistant: Assistant) -> None:
    questions = examples(assistant.documents)
    assert len(set(questions)) == 3
    assert any("SOU 2031:7" in question for question in questions)


def test_examples_do_without_reports_and_responses() -> None:
    slides = [Document("bilder", "Bilder", Kind.SLIDES, "bilder.txt", "")]
    assert 0 < len(examples(slides)) <= 3
