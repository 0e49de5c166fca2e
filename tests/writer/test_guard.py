"""What leaves the machine, looked at where it would: at the wire."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from fake_model import FakeModel, fake_model, says
from invented import OSTMARK_DOC, REPORT_DOC

from assistant import Assistant
from assistant.answer import Retrieved
from assistant.followup import Exchange
from assistant.writer import Choice, Guard, ModelProblem, NeedsConsent, Writer
from assistant.writer.listening import Patience
from assistant.writer.model import ChatModel
from ingest.index import Settings, split_sentences

QUESTION = "Hur många personer får en vardagslots följa?"
HOST = "modeller.invalid"
PATIENCE = Patience(silence=20, whole=20, retries=0)

OutsideWriter = Callable[[FakeModel], tuple[Writer, Guard]]


@pytest.fixture
def outside(tmp_path: Path) -> OutsideWriter:
    """A writer for which our server's address stands for an outside host."""

    def opened(server: FakeModel) -> tuple[Writer, Guard]:
        here = Choice.of("openai:fake", server.address)
        there = Choice.of("openai:fake", f"https://{HOST}/v1", "nyckel")
        guard = Guard(tmp_path)
        return Writer(there, guard, PATIENCE, 10, ChatModel.open(here, PATIENCE)), guard

    return opened


def _holds(body: str, retrieved: Retrieved) -> bool:
    """Whether a request holds some sentence of a passage."""
    passage = retrieved.passage.text
    spans = split_sentences(passage)
    return any(passage[span.start : span.end] in body for span in spans)


def test_nothing_is_sent_to_a_host_that_nobody_agreed_to(
    assistant: Assistant, outside: OutsideWriter
) -> None:
    with fake_model(says("Hej [1].")) as server:
        writer, guard = outside(server)
        with pytest.raises(NeedsConsent, match=HOST):
            writer.require_consent()
        answer = assistant.ask(QUESTION, writer=writer)
        assert server.seen == []
        assert HOST in answer.lead
        assert answer.mode == "extractive"
        guard.agree(HOST)
        assistant.ask(QUESTION, writer=writer)
        assert len(server.seen) == 1
        guard.withdraw(HOST)
        assistant.ask(QUESTION, writer=writer)
        assert len(server.seen) == 1


@pytest.mark.parametrize("kept", [REPORT_DOC, OSTMARK_DOC])
def test_a_document_that_stays_at_home_is_never_sent(
    assistant: Assistant, outside: OutsideWriter, kept: str
) -> None:
    with fake_model(says("Regionen anser att 25 personer är för många [1].")) as server:
        writer, guard = outside(server)
        guard.agree(HOST)
        document = next(d for d in assistant.documents if d.doc == kept)
        guard.keep_at_home(document)
        answer = assistant.ask(QUESTION, writer=writer)
        (body,) = server.seen
        sent = {retrieved.document.doc for retrieved in answer.retrieved if _holds(body, retrieved)}
        kept_too = {d.doc for d in assistant.documents if kept in (d.doc, d.about)}
        found = {retrieved.document.doc for retrieved in answer.retrieved}
        assert found & kept_too
        assert sent == found - kept_too
        assert document.title not in body
        assert "inte får lämna huset" in answer.lead
        guard.let_out(document)
        assistant.ask(QUESTION, writer=writer)
        assert len(server.seen[1]) > len(body)


def test_a_new_version_of_a_file_stays_at_home_too(assistant: Assistant, tmp_path: Path) -> None:
    guard = Guard(tmp_path)
    document = assistant.documents[0]
    guard.keep_at_home(document)
    assert guard.stays(replace(document, checksum="f" * 64))
    assert guard.stays(replace(document, doc="annat-namn"))
    assert guard.stays(replace(document, doc="referat", checksum="f" * 64, about=document.doc))
    guard.let_out(replace(document, checksum="f" * 64))
    assert not guard.stays(document)


def test_a_model_on_this_machine_may_read_what_stays_at_home(
    assistant: Assistant, tmp_path: Path
) -> None:
    with fake_model(says("En lots bör inte följa fler än 25 personer samtidigt [1].")) as server:
        settings = Settings(data=tmp_path, model="openai:fake", model_url=server.address)
        for document in assistant.documents:
            Guard(tmp_path).keep_at_home(document)
        writer = Writer.open(settings)
        assert assistant.ask(QUESTION, writer=writer).mode == "generative"


def test_when_all_stays_at_home_nothing_is_asked(
    assistant: Assistant, outside: OutsideWriter
) -> None:
    with fake_model(says("Hej [1].")) as server:
        writer, guard = outside(server)
        guard.agree(HOST)
        for document in assistant.documents:
            guard.keep_at_home(document)
        answer = assistant.ask(QUESTION, writer=writer)
        assert server.seen == []
        assert "Inget av de stycken som hittades får skickas" in answer.lead


def test_where_decisions_cannot_be_read_nothing_leaves(
    assistant: Assistant, outside: OutsideWriter, tmp_path: Path
) -> None:
    with fake_model(says("Hej [1].")) as server:
        writer, guard = outside(server)
        guard.agree(HOST)
        (tmp_path / "model.json").write_text('{"agreed": ', encoding="utf8")
        answer = assistant.ask(QUESTION, writer=writer)
        assert server.seen == []
        assert "model.json" in answer.lead
        with pytest.raises(ModelProblem, match="cannot be read"):
            guard.agree(HOST)


def test_a_connection_is_tested_without_anybodys_text(outside: OutsideWriter) -> None:
    with fake_model(says("Hej.")) as server:
        writer, _ = outside(server)
        writer.test()
        assert len(server.seen) == 1
        assert "stycke" not in server.seen[0]


def test_tracing_set_in_the_environment_sends_nothing_elsewhere(
    assistant: Assistant, outside: OutsideWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_model(says("")) as tracer, fake_model(says("Hej [1].")) as server:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracer.address)
        monkeypatch.setenv("HTTP_PROXY", tracer.address)
        writer, guard = outside(server)
        guard.agree(HOST)
        for _ in writer.write(QUESTION, [], assistant._checker, Event()):
            pass
        assistant.ask(QUESTION, writer=writer)
        assert len(server.seen) == 1
        assert tracer.seen == []
        assert tracer.paths == []


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("http://127.0.0.1:8000/v1", False),
        ("http://localhost:11434", False),
        ("http://[::1]:8000/v1", False),
        ("http://127.8.9.1/v1", False),
        ("", True),
        ("http://10.0.0.5/v1", True),
        ("http://0.0.0.0:8000", True),
        ("https://localhost.ond.example/v1", True),
        ("https://127.0.0.1.ond.example/v1", True),
    ],
)
def test_only_loopback_is_this_machine(address: str, outside: bool) -> None:
    assert Choice.of("openai:m", address).is_outside is outside


@pytest.mark.parametrize(
    ("model", "address"),
    [
        ("gpt", ""),
        (":m", ""),
        ("openai:", ""),
        ("openai:m", "localhost:8000"),
        ("openai:m", "ftp://host/v1"),
        ("openai:m", "http://127.0.0.1@ond.example/v1"),
        ("openai:m", "http://["),
        ("mistralai:m", "http://127.0.0.1/v1"),
    ],
)
def test_what_is_no_model_is_told(model: str, address: str) -> None:
    with pytest.raises(ModelProblem) as told:
        Choice.of(model, address)
    assert told.value.swedish


def test_a_provider_without_its_package_names_it() -> None:
    with pytest.raises(ModelProblem, match="pip install langchain-groq"):
        ChatModel.open(Choice.of("groq:m", "", "k"), PATIENCE)
    with pytest.raises(ModelProblem, match="pip install langchain-ollama"):
        ChatModel.open(Choice.of("ollama:m"), PATIENCE)
    with pytest.raises(ModelProblem, match="cannot be opened"):
        ChatModel.open(Choice.of("påhittad:m"), PATIENCE)


def test_the_key_of_the_settings_goes_to_their_address_alone(tmp_path: Path) -> None:
    settings = Settings(
        data=tmp_path, model="openai:m", model_url="https://a.invalid/v1", model_key="hemlig"
    )
    guard = Guard(tmp_path)
    chosen = guard.chosen(settings, {})
    assert chosen
    assert chosen.key == "hemlig"
    guard.choose(Choice.of("openai:m", "https://b.invalid/v1"))
    chosen = guard.chosen(settings, {})
    assert chosen
    assert (chosen.host, chosen.key) == ("b.invalid", "")
    typed = guard.chosen(settings, {"https://b.invalid/v1": "annan"})
    assert typed
    assert typed.key == "annan"
    guard.choose(None)
    assert guard.chosen(settings, {}) is None
    guard.forget_choice()
    assert guard.chosen(settings, {}) == Choice.of("openai:m", "https://a.invalid/v1")
    assert "hemlig" not in (tmp_path / "model.json").read_text(encoding="utf8")
    assert "hemlig" not in repr(settings)


def test_a_follow_up_carries_nothing_out_of_what_stays_at_home(
    assistant: Assistant, outside: OutsideWriter
) -> None:
    """How a follow-up is understood holds words of the answer that it points at."""
    first = Exchange(
        "Vad föreslås om servicepunkter?", assistant.ask("Vad föreslås om servicepunkter?")
    )
    follow_up = "Utveckla den första punkten"
    taken = assistant.in_conversation(follow_up, [first]).text
    assert taken != follow_up
    with fake_model(says("Hej [1].")) as server:
        writer, guard = outside(server)
        guard.agree(HOST)
        assistant.ask(follow_up, earlier=[first], writer=writer)
        assert f"Fråga: {taken}" in server.seen[0]
        for document in assistant.documents:
            if document.doc in {c.doc for c in first.answer.citations}:
                guard.keep_at_home(document)
        assistant.ask(follow_up, earlier=[first], writer=writer)
        assert all(f"Fråga: {follow_up}" in body for body in server.seen[1:])
