from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.conversation import Feedback, Thumb
from assistant.pages.conversation import Conversation, marked_texts
from assistant.pages.examples import examples
from assistant.pages.keeping import Keeper
from assistant.store import Conversations, Database, StoreProblem, Trouble
from ingest.index import Document, Kind, Settings

QUESTION = "Hur många personer får en vardagslots följa?"
OTHER = "Vad kostar servicepunkterna?"

Ask = Callable[[Conversation, str], None]


class Switchable(Keeper):
    """A keeper whose database can be made to fail, to read, to write, or both."""

    failing: tuple[str, ...] = ()

    def store(self) -> Conversations:
        store = super().store()
        for method in self.failing:
            setattr(store, method, _fail)
        return store


WRITING = ("receive", "answer", "refuse", "rename", "delete", "rate")
ALL = (*WRITING, "read", "listed")


def _fail(*_: object) -> None:
    raise StoreProblem(Trouble.FULL)


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Switchable]:
    opened = Switchable(Settings(data=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def ask(assistant: Assistant) -> Ask:
    """Asks as the page does: received, then answered."""

    def ask_(talk: Conversation, question: str) -> None:
        talk.receive(question)
        (number,) = [n for n in range(len(talk.turns)) if talk.must_answer(n)]
        talk.answer(assistant, number)

    return ask_


@pytest.fixture
def conversation(keeper: Keeper, ask: Ask) -> Conversation:
    talk = Conversation(keeper)
    ask(talk, QUESTION)
    return talk


def reloaded(talk: Conversation) -> Conversation:
    """The conversation as another window would show it."""
    assert talk.id
    window = Conversation(talk.keeper)
    window.load(talk.id)
    return window


def test_answers_are_kept_in_order(conversation: Conversation, ask: Ask) -> None:
    ask(conversation, OTHER)
    for window in (conversation, reloaded(conversation)):
        assert [turn.question for turn in window.turns] == [QUESTION, OTHER]
        assert all(turn.answer for turn in window.turns)
    assert conversation.heading and conversation.heading.title == QUESTION


def test_a_follow_up_is_understood_from_what_was_answered(
    conversation: Conversation, ask: Ask
) -> None:
    ask(conversation, "?!")  # leaves nothing behind
    window = reloaded(conversation)
    ask(window, "Varför inte fler?")
    answer = window.turns[-1].answer
    assert answer and answer.resolved
    assert answer.resolved.note.startswith("Jag förstod frågan som: Varför inte fler – om ”")


@pytest.mark.parametrize("question", ["", "  \n", "?!", "a" * 10_000])
def test_a_question_that_cannot_be_taken_becomes_a_sentence(
    keeper: Keeper, ask: Ask, question: str
) -> None:
    talk = Conversation(keeper)
    ask(talk, question)
    for window in (talk, reloaded(talk)):
        assert window.turns[0].answer is None
        assert window.turns[0].problem.endswith(".")


def test_a_question_that_was_never_answered_is_there_and_may_be_answered(
    keeper: Keeper, assistant: Assistant
) -> None:
    talk = Conversation(keeper)
    talk.receive(QUESTION)
    later = reloaded(talk)
    assert later.turns[0].is_open
    assert talk.must_answer(0)
    assert not later.must_answer(0), "the window that received it may still be at work"
    later.answer_after_all(0)
    assert later.must_answer(0)
    later.answer(assistant, 0)
    talk.refresh()
    assert talk.turns[0].answer
    assert not talk.must_answer(0)


def test_what_another_window_says_is_taken_over(conversation: Conversation, ask: Ask) -> None:
    other = reloaded(conversation)
    ask(other, OTHER)
    other.rename("Om lotsar")
    conversation.refresh()
    assert [turn.question for turn in conversation.turns] == [QUESTION, OTHER]
    assert conversation.heading and conversation.heading.title == "Om lotsar"


def test_a_conversation_deleted_elsewhere_is_told(conversation: Conversation) -> None:
    reloaded(conversation).delete()
    conversation.refresh()
    assert conversation.gone
    assert (conversation.id, conversation.turns) == (None, [])


def test_a_question_to_a_deleted_conversation_begins_a_new_one(
    conversation: Conversation, ask: Ask
) -> None:
    before = conversation.id
    reloaded(conversation).delete()
    ask(conversation, OTHER)
    assert [turn.question for turn in conversation.turns] == [OTHER]
    assert conversation.id != before
    assert conversation.gone


def test_an_answer_to_a_conversation_deleted_meanwhile_is_shown_once(
    conversation: Conversation, assistant: Assistant
) -> None:
    conversation.receive(OTHER)
    reloaded(conversation).delete()
    conversation.answer(assistant, 1)
    assert conversation.turns[1].answer
    assert conversation.gone


def test_a_new_one_leaves_the_old_one_where_it_is(conversation: Conversation) -> None:
    before = conversation.id
    conversation.begin()
    assert (conversation.id, conversation.turns, conversation.opening) == (None, [], None)
    assert before
    conversation.load(before)
    assert conversation.turns[0].answer


def test_deleting_begins_a_new_one(conversation: Conversation) -> None:
    conversation.delete()
    assert (conversation.id, conversation.turns, conversation.gone) == (None, [], False)
    assert conversation.keeper.store().listed() == []


def test_without_a_database_questions_are_answered_and_it_is_said(
    keeper: Switchable, ask: Ask
) -> None:
    keeper.failing = ALL
    talk = Conversation(keeper)
    ask(talk, QUESTION)
    ask(talk, OTHER)
    talk.refresh()
    assert [bool(turn.answer) for turn in talk.turns] == [True, True]
    assert (talk.id, talk.trouble) == (None, Trouble.FULL)


def test_what_could_not_be_kept_stays_in_the_window_when_the_database_is_back(
    keeper: Switchable, ask: Ask
) -> None:
    keeper.failing = ALL
    talk = Conversation(keeper)
    ask(talk, QUESTION)
    keeper.failing = ()
    ask(talk, OTHER)
    talk.refresh()
    assert talk.trouble is None
    assert {turn.question for turn in talk.turns if turn.answer} == {QUESTION, OTHER}
    assert [turn.question for turn in reloaded(talk).turns] == [OTHER]


def test_an_answer_that_could_not_be_kept_is_kept_when_it_can_be(
    keeper: Switchable, assistant: Assistant
) -> None:
    talk = Conversation(keeper)
    talk.receive(QUESTION)
    keeper.failing = ("answer",)
    talk.answer(assistant, 0)
    assert talk.trouble is Trouble.FULL
    talk.refresh()
    assert talk.turns[0].answer, "what was shown does not vanish"
    keeper.failing = ()
    talk.refresh()
    assert talk.trouble is None
    assert reloaded(talk).turns[0].answer


@pytest.mark.parametrize("failing", [WRITING, ALL])
def test_nothing_that_fails_is_lost(
    conversation: Conversation, keeper: Switchable, failing: tuple[str, ...]
) -> None:
    keeper.failing = failing
    for change in (
        lambda: conversation.rename("Annat"),
        lambda: conversation.press(0, Thumb.UP),
        conversation.delete,
    ):
        conversation.trouble = None
        change()
        assert conversation.trouble is Trouble.FULL
    keeper.failing = ()
    conversation.refresh()
    assert conversation.heading and conversation.heading.title == QUESTION
    assert conversation.turns[0].answer


def test_a_conversation_that_cannot_be_read_leaves_the_window_as_it_is(
    conversation: Conversation, keeper: Switchable
) -> None:
    keeper.failing = ALL
    conversation.load("ett annat")
    assert conversation.trouble is Trouble.FULL
    assert [turn.question for turn in conversation.turns] == [QUESTION]


def test_a_thumb_is_given_changed_and_taken_back(conversation: Conversation) -> None:
    conversation.rate(0, Feedback(comment="Hm."))
    for pressed, thumb in (
        (Thumb.UP, Thumb.UP),
        (Thumb.DOWN, Thumb.DOWN),
        (Thumb.DOWN, None),
    ):
        conversation.press(0, pressed)
        assert reloaded(conversation).turns[0].feedback == Feedback(thumb, "Hm.")
        assert conversation.turns[0].feedback == Feedback(thumb, "Hm.")


def test_a_database_that_fails_is_not_tried_at_every_press(tmp_path: Path) -> None:
    tries: list[float] = []
    clock = [0.0]

    def open_database(settings: Settings) -> Database:
        tries.append(clock[0])
        if clock[0] < 100:
            raise StoreProblem(Trouble.UNREACHABLE)
        return Database.open(settings)

    keeper = Keeper(Settings(data=tmp_path), open_database, lambda: clock[0])
    for clock[0] in (0.0, 1.0, 14.0, 20.0, 21.0):
        with pytest.raises(StoreProblem) as problem:
            keeper.store()
        assert problem.value.trouble is Trouble.UNREACHABLE
    clock[0] = 100.0
    assert keeper.store().listed() == []
    assert tries == [0.0, 20.0, 100.0]
    keeper.close()


def test_opening_shows_the_citations_own_passage(conversation: Conversation) -> None:
    conversation.open(0, 1)
    opening = conversation.opening
    assert opening is not None
    assert opening.shown is None
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


def test_closing_and_asking_put_the_passage_away(conversation: Conversation, ask: Ask) -> None:
    conversation.open(0, 1)
    conversation.close()
    assert conversation.opening is None
    conversation.open(0, 1)
    ask(conversation, OTHER)
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
