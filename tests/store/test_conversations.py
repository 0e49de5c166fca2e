from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import update

from assistant import Answer, Assistant
from assistant.conversation import Feedback, Thumb, Turn
from assistant.pages.markup import turn_html
from assistant.store import Conversations, Gone
from assistant.store.tables import TurnRow
from tests.store.conftest import OpenStore

QUESTION = "Hur många personer får en vardagslots följa?"


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION)


def titles(store: Conversations, search: str = "") -> list[str]:
    return [heading.title for heading in store.listed(search)]


def test_a_question_is_kept_before_it_is_answered(store: Conversations) -> None:
    received = store.receive(QUESTION)
    (turn,) = store.read(received.conversation).turns
    assert (turn.question, turn.id, turn.is_open) == (QUESTION, received.turn, True)
    assert turn.asked and turn.asked.tzinfo


def test_an_answer_is_given_back_as_it_was_shown(store: Conversations, answer: Answer) -> None:
    received = store.receive(QUESTION)
    store.answer(received.turn, answer, "20310101T000000-abcdef")
    (turn,) = store.read(received.conversation).turns
    assert turn.answer
    assert replace(turn.answer, retrieved=()) == replace(answer, retrieved=())
    assert turn_html(turn) == turn_html(Turn(QUESTION, answer))
    assert all(citation.checksum for citation in turn.answer.citations)
    assert turn.generation == "20310101T000000-abcdef"
    assert not turn.is_open


def test_why_a_question_could_not_be_taken_is_kept(store: Conversations) -> None:
    received = store.receive("?!")
    store.refuse(received.turn, "Frågan har inga ord.")
    (turn,) = store.read(received.conversation).turns
    assert (turn.problem, turn.is_open) == ("Frågan har inga ord.", False)


def test_turns_stay_in_the_order_they_were_asked(store: Conversations) -> None:
    first = store.receive("Ett?")
    for question in ("Två?", "Tre?"):
        store.receive(question, first.conversation)
    kept = store.read(first.conversation)
    assert [turn.question for turn in kept.turns] == ["Ett?", "Två?", "Tre?"]


def test_a_conversation_is_called_by_its_first_question_until_it_is_renamed(
    store: Conversations,
) -> None:
    received = store.receive(f"  {QUESTION}\n")
    assert titles(store) == [QUESTION]
    store.rename(received.conversation, "  Om   lotsar ")
    assert titles(store) == ["Om lotsar"]
    store.rename(received.conversation, " ")
    assert titles(store) == ["Om lotsar"], "no conversation is without a title"


@pytest.mark.parametrize("question", ["å" * 10_000, "ord " * 3000, "\0"])
def test_any_question_gives_a_title_that_fits(store: Conversations, question: str) -> None:
    store.receive(question)
    (title,) = titles(store)
    assert 0 < len(title) <= 80


def test_the_one_last_asked_in_stands_first(store: Conversations) -> None:
    old = store.receive("Gammal?")
    store.receive("Ny?")
    assert titles(store) == ["Ny?", "Gammal?"]
    store.receive("Mer?", old.conversation)
    assert titles(store) == ["Gammal?", "Ny?"]


def test_search_looks_in_titles_questions_and_answers(store: Conversations, answer: Answer) -> None:
    received = store.receive("Vad gör lotsen?")
    store.answer(received.turn, answer, "")
    store.receive("Något annat?")
    store.rename(received.conversation, "Århundradets samtal")
    assert titles(store, "ÅRHUNDRADETS") == ["Århundradets samtal"]
    assert titles(store, "gör LOTSEN") == ["Århundradets samtal"]
    assert titles(store, "25 personer lotsen") == ["Århundradets samtal"]
    assert titles(store, "lotsen annat") == []
    assert len(titles(store, " ")) == 2


@pytest.mark.parametrize("search", ["%", "_", "\\", "100 %", "'; DROP TABLE turn; --", "\0"])
def test_signs_that_mean_something_to_a_database_are_only_signs(
    store: Conversations, search: str
) -> None:
    store.receive("Vanliga ord")
    assert titles(store, search) == ([] if search.strip("\0") else ["Vanliga ord"])
    store.receive(f"Här står {search}")
    assert f"Här står {search.strip(chr(0))}".strip() in titles(store, search)


def test_a_deleted_conversation_is_gone_with_all_that_was_said(
    store: Conversations, answer: Answer
) -> None:
    received = store.receive(QUESTION)
    store.answer(received.turn, answer, "")
    kept = store.receive("Denna blir kvar.")
    store.delete(received.conversation)
    store.delete(received.conversation)
    assert titles(store) == ["Denna blir kvar."]
    assert titles(store, "vardagslots") == []
    assert [turn.id for turn in store.read(kept.conversation).turns] == [kept.turn]


def test_what_is_done_to_a_deleted_conversation_says_that_it_is_gone(
    store: Conversations, answer: Answer
) -> None:
    received = store.receive(QUESTION)
    store.delete(received.conversation)
    for attempt in (
        lambda: store.read(received.conversation),
        lambda: store.receive("Mer?", received.conversation),
        lambda: store.answer(received.turn, answer, ""),
        lambda: store.refuse(received.turn, "Nej."),
        lambda: store.rename(received.conversation, "Nytt"),
        lambda: store.rate(received.turn, Feedback(Thumb.UP)),
    ):
        with pytest.raises(Gone):
            attempt()
    assert titles(store) == []


def test_a_second_window_sees_what_the_first_one_wrote(
    open_store: OpenStore, answer: Answer
) -> None:
    one, other = open_store(), open_store()
    received = one.receive(QUESTION)
    assert other.read(received.conversation).turns[0].is_open
    one.answer(received.turn, answer, "")
    other.receive("Och sedan?", received.conversation)
    kept = one.read(received.conversation)
    assert [turn.question for turn in kept.turns] == [QUESTION, "Och sedan?"]
    assert kept.turns[0].answer


def test_twenty_people_may_ask_at_once(open_store: OpenStore) -> None:
    stores = [open_store(), open_store()]
    shared = stores[0].receive("Början")

    def ask(number: int) -> None:
        store = stores[number % 2]
        received = store.receive(f"Fråga {number}", shared.conversation)
        store.refuse(received.turn, f"Svar {number}")
        store.receive(f"Eget {number}")

    with ThreadPoolExecutor(20) as people:
        list(people.map(ask, range(40)))
    turns = stores[0].read(shared.conversation).turns
    assert {(turn.question, turn.problem) for turn in turns[1:]} == {
        (f"Fråga {n}", f"Svar {n}") for n in range(40)
    }
    assert len(stores[1].listed()) == 41


def test_what_a_person_thinks_of_an_answer_is_kept(store: Conversations, answer: Answer) -> None:
    first, second = store.receive(QUESTION), store.receive("En annan?")
    store.answer(first.turn, answer, "")
    assert store.read(first.conversation).turns[0].feedback == Feedback()
    store.rate(first.turn, Feedback(Thumb.DOWN, "För kort.\0"))
    store.rate(second.turn, Feedback(comment="Bara en tanke."))
    assert [turn.id for turn in store.rated(Thumb.DOWN)] == [first.turn]
    assert store.read(first.conversation).turns[0].feedback == Feedback(Thumb.DOWN, "För kort.")
    store.rate(first.turn, Feedback(Thumb.UP))
    assert store.rated(Thumb.DOWN) == []
    assert [turn.feedback for turn in store.rated(Thumb.UP)] == [Feedback(Thumb.UP)]


def test_an_answer_of_another_version_does_not_hide_the_conversation(
    store: Conversations, answer: Answer
) -> None:
    received = store.receive(QUESTION)
    store.answer(received.turn, answer, "")
    with store._database.writing() as session:
        session.execute(update(TurnRow).values(answer='{"form": "annan"}'))
    (turn,) = store.read(received.conversation).turns
    assert turn.question == QUESTION
    assert turn.answer is None
    assert "annan version" in turn.problem


@given(question=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_given_back_as_it_was_written(store: Conversations, question: str) -> None:
    received = store.receive(question)
    (turn,) = store.read(received.conversation).turns
    assert turn.question == question.replace("\0", "")
