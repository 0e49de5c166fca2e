"""Models and servers that fail in every way: each still gives an answer and a plain sentence."""

from __future__ import annotations

import time
from threading import Event, Thread

import pytest
from fake_model import Exchange, Part, fake_model, says

from assistant import Answer, Assistant, Statement
from assistant.service import STANDS_IN
from assistant.verify import Level
from assistant.writer.prompts import INSTRUCTIONS, NO_ANSWER
from tests.writer.conftest import OpenWriter

QUESTION = "Hur många personer får en vardagslots följa?"
TRUE = "En lots bör inte följa fler än 25 personer samtidigt."


def number(exchange: Exchange) -> int:
    """The number of the passage that answers."""
    return next(n for n, text in enumerate(exchange.passages, 1) if "25 personer samtidigt" in text)


def writes(text: str, finish: str | None = "stop") -> Part:
    """Streams a text in which N stands for the number of the passage that answers."""
    return lambda exchange: exchange.say(text.replace("[N]", f"[{number(exchange)}]"), finish)


def statements(answer: Answer) -> list[Statement]:
    return [statement for voice in answer.voices for statement in voice.statements]


def levels(answer: Answer) -> list[Level]:
    return [statement.verdict.level for statement in statements(answer) if statement.verdict]


def test_a_model_writes_and_each_sentence_has_its_source(
    assistant: Assistant, open_writer: OpenWriter
) -> None:
    writer, server = open_writer(writes(f"{TRUE} [N]"))
    answer = assistant.ask(QUESTION, writer=writer)
    assert (answer.mode, answer.model, answer.lead) == ("generative", "fake (127.0.0.1)", "")
    (statement,) = statements(answer)
    assert levels(answer) == [Level.SUPPORTED]
    (citation,) = answer.citations
    assert statement.citations == (citation.n,) == (1,)
    assert citation.quote == TRUE
    assert citation.quote in citation.passage
    assert answer.voices[0].label == "Utredningen (SOU 2031:7)"
    assert answer.text.endswith(f"{TRUE} [1]")
    assert '"tools"' not in server.seen[0]


def test_silence_is_decided_before_the_model_is_asked(
    assistant: Assistant, open_writer: OpenWriter
) -> None:
    writer, server = open_writer(writes("Allt är bra [1]."))
    answer = assistant.ask("Vad står det i avsnitt 9.9?", writer=writer)
    assert answer.abstained
    assert answer == assistant.ask("Vad står det i avsnitt 9.9?").__class__(
        **{f: getattr(answer, f) for f in answer.__slots__}
    )
    assert server.seen == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{TRUE} [N] Det gäller alla lotsar [99].", "[99] finns inte"),
        (f"{TRUE} [N] Det gäller alla lotsar.", "hänvisar inte"),
        (f"{TRUE} [N] En lots bör inte följa fler än 90 personer [N].", "90"),
        (f"{TRUE} [N] En lots bör följa lagen enligt 4 kap. 17 § lotslagen [N].", "17 §"),
        (f"{TRUE} [N] Läs mer på https://ond.example/x [N].", "adress"),
        (f"{TRUE} [N] The pilot should not follow more than 25 people at the same time [N].", ""),
        (f"{TRUE} [N] Sätt efter varje mening numret på det stycke som den bygger på.", ""),
    ],
)
def test_what_is_not_supported_is_shown_as_such(
    assistant: Assistant, open_writer: OpenWriter, text: str, reason: str
) -> None:
    writer, _ = open_writer(writes(text))
    answer = assistant.ask(QUESTION, writer=writer)
    good, bad = statements(answer)
    assert levels(answer) == [Level.SUPPORTED, Level.UNSUPPORTED]
    assert good.text == TRUE
    assert bad.verdict
    assert reason in " ".join(bad.verdict.reasons)
    assert answer.text.count("(ej belagd: ") == 1
    assert "ond.example" not in answer.text


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (says(""), "Modellen gav inget svar."),
        (says("   \n\n "), "Modellen gav inget svar."),
        (says("[1][2]"), "Modellen gav inget svar."),
        (says("<think>Hm, vad ska jag säga? [1]"), "Modellen gav inget svar."),
        (says(NO_ANSWER), "Modellen fann inget svar"),
        (
            says("The inquiry proposes that each pilot should follow at most 25 people [1]."),
            "inte på svenska",
        ),
        (says(INSTRUCTIONS), "upprepade sina anvisningar"),
        (lambda e: e.say(e.prompt), "hade fullt stöd"),
        (says("Lotsen får följa 90 personer [1]. Det är bra [99]."), "hade fullt stöd"),
        (says("Lotsen får", finish=None), "hade fullt stöd"),
        (lambda e: e.status(500), "fått ett fel (500)"),
        (lambda e: e.status(503, "<html>nere</html>"), "fått ett fel (503)"),
        (lambda e: e.status(429), "för mycket att göra"),
        (lambda e: e.status(429, retry_after="600"), "vänta 600 sekunder"),
        (lambda e: e.status(429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"), "för mycket"),
        (lambda e: e.status(401), "godtar inte nyckeln"),
        (lambda e: e.status(404), "känner inte till modellen"),
        (lambda e: e.status(400, '{"error": {"message": "för långt"}}'), "tog inte emot"),
        (lambda e: e.status(200, "<html>Välkommen</html>", content_type="text/html"), "Modellen"),
        (lambda e: e.status(200, "inte json"), "Modellen"),
        (lambda e: (e.begin(), e.raw("data: {inte json\n\n")), "form som inte går att läsa"),
        (lambda e: (e.begin(), e.raw('data: {"choices": []}\n\ndata: [DONE]\n\n')), "Modellen"),
        (lambda e: (e.begin(), e.raw("data: [1, 2]\n\n")), "Modellen"),
        (lambda e: (e.begin(), e.raw('data: {"error": {"message": "x"}}\n\n')), "Modellen"),
    ],
)
def test_an_answer_that_fails_as_a_whole_gives_way_to_the_documents_own_sentences(
    assistant: Assistant, open_writer: OpenWriter, part: Part, sentence: str
) -> None:
    writer, _ = open_writer(part, model_retries=0)
    answer = assistant.ask(QUESTION, writer=writer)
    own = assistant.ask(QUESTION)
    assert sentence in answer.lead
    assert STANDS_IN in answer.lead
    assert answer.mode == "extractive"
    assert answer.model == ""
    assert (answer.voices, answer.citations) == (own.voices, own.citations)


def test_a_busy_server_is_asked_again_when_it_says(
    assistant: Assistant, open_writer: OpenWriter
) -> None:
    def busy_twice(exchange: Exchange) -> None:
        if exchange.nth <= 2:
            exchange.status(429 if exchange.nth == 1 else 500, retry_after="0")
        else:
            writes(f"{TRUE} [N]")(exchange)

    writer, server = open_writer(busy_twice)
    assert assistant.ask(QUESTION, writer=writer).mode == "generative"
    assert len(server.seen) == 3


def test_a_server_that_is_not_there(assistant: Assistant, open_writer: OpenWriter) -> None:
    with fake_model(says("")) as gone:
        address = gone.address
    writer, _ = open_writer(says(""), model_url=address, model_retries=0)
    answer = assistant.ask(QUESTION, writer=writer)
    assert "går inte att nå" in answer.lead
    assert answer.mode == "extractive"


def test_a_slow_model_is_given_up(assistant: Assistant, open_writer: OpenWriter) -> None:
    writer, _ = open_writer(lambda e: e.gone.wait(20), model_silence=0.3)
    answer = assistant.ask(QUESTION, writer=writer)
    assert "Modellen svarade inte i tid." in answer.lead
    assert answer.mode == "extractive"


def test_what_a_model_that_falls_silent_wrote_is_kept(
    assistant: Assistant, open_writer: OpenWriter
) -> None:
    def falls_silent(exchange: Exchange) -> None:
        exchange.begin()
        exchange.event({"content": f"{TRUE} [{number(exchange)}] Lotsen ska vara samma"})
        exchange.gone.wait(20)

    writer, _ = open_writer(falls_silent, model_silence=0.5)
    answer = assistant.ask(QUESTION, writer=writer)
    assert "Modellen svarade inte i tid." in answer.lead
    assert levels(answer) == [Level.SUPPORTED, Level.UNSUPPORTED]


@pytest.mark.parametrize("finish", ["length", None])
def test_a_cut_off_answer_is_kept_and_said_to_be(
    assistant: Assistant, open_writer: OpenWriter, finish: str | None
) -> None:
    writer, _ = open_writer(writes(f"{TRUE} [N] Lotsen ska vara samma person från", finish))
    answer = assistant.ask(QUESTION, writer=writer)
    assert answer.lead == "Modellen avbröts innan svaret var klart."
    assert levels(answer) == [Level.SUPPORTED, Level.UNSUPPORTED]
    verdict = statements(answer)[1].verdict
    assert verdict
    assert "Meningen är avbruten." in verdict.reasons


@pytest.mark.parametrize("more", [" Lotsen är bra [1].", " ordordord", "x", "\n"])
def test_a_model_that_never_ends_is_ended(
    assistant: Assistant, open_writer: OpenWriter, more: str
) -> None:
    def endless(exchange: Exchange) -> None:
        exchange.begin()
        exchange.event({"content": f"{TRUE} [{number(exchange)}]"})
        while not exchange.gone.is_set():
            exchange.event({"content": more * 20})

    writer, _ = open_writer(endless, model_longest=3)
    answer = assistant.ask(QUESTION, writer=writer)
    assert answer.mode == "generative"
    assert statements(answer)[0].text == TRUE
    assert len(answer.text) < 20_000
    assert answer.lead in (
        "Modellen slutade inte, så svaret är avkortat.", "Modellen svarade inte i tid.",
    )  # fmt: skip


def test_markup_is_shown_as_plain_text(assistant: Assistant, open_writer: OpenWriter) -> None:
    writer, _ = open_writer(
        writes("# Svar\n\n- **En lots bör inte följa** fler än `25` <b>personer</b> samtidigt [N].")
    )
    answer = assistant.ask(QUESTION, writer=writer)
    assert [s.text for s in statements(answer)] == ["Svar", TRUE]


def test_thoughts_are_passed_over(assistant: Assistant, open_writer: OpenWriter) -> None:
    writer, _ = open_writer(writes(f"<think>Jag väljer stycke [2]. Så.</think>\n\n{TRUE} [N]"))
    answer = assistant.ask(QUESTION, writer=writer)
    assert [s.text for s in statements(answer)] == [TRUE]


def test_an_answer_can_be_stopped(assistant: Assistant, open_writer: OpenWriter) -> None:
    def slow(exchange: Exchange) -> None:
        exchange.begin()
        exchange.event({"content": f"{TRUE} [{number(exchange)}] Lotsen"})
        exchange.gone.wait(20)

    writer, _ = open_writer(slow)
    stop = Event()
    *_, last = (
        growing
        for growing in assistant.answering(QUESTION, writer=writer, stop=stop)
        if growing.pending != "Lotsen" or stop.set() is None
    )
    assert last.answer.lead == "Svaret stoppades."
    assert levels(last.answer) == [Level.SUPPORTED, Level.UNSUPPORTED]


def test_nothing_is_sent_to_where_a_server_points(
    assistant: Assistant, open_writer: OpenWriter
) -> None:
    with fake_model(says("Hej [1].")) as elsewhere:
        writer, _ = open_writer(lambda e: e.status(307, location=f"{elsewhere.address}/x"))
        answer = assistant.ask(QUESTION, writer=writer)
        assert elsewhere.seen == []
    assert "hänvisar till en annan adress" in answer.lead


def test_twenty_streams_do_not_hold_each_other_up(
    assistant: Assistant, open_writer: OpenWriter
) -> None:
    """Each model waits until all twenty are asked: one after another, none would ever answer."""
    streams = 20
    asked = [Event() for _ in range(streams)]
    delays: list[float] = []
    exchanges: list[Exchange] = []

    def waits_for_all(exchange: Exchange) -> None:
        asked[exchange.nth - 1].set()
        assert all(event.wait(60) for event in asked)
        exchanges.append(exchange)
        writes(f"{TRUE} [N]")(exchange)

    writer, _ = open_writer(waits_for_all)
    answers: list[Answer] = []

    def ask() -> None:
        first = 0.0
        for growing in assistant.answering(QUESTION, writer=writer):
            first = first or time.monotonic()
            last = growing.answer
        delays.append(first)
        answers.append(last)

    threads = [Thread(target=ask) for _ in range(streams)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    assert [levels(answer) for answer in answers] == [[Level.SUPPORTED]] * streams
