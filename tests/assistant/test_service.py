"""Opening an index, asking from several threads, and a passage where it stands."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from invented import FILES, REPORT_DOC
from questions import ANSWERABLE, NEAR_MISSES
from static_model import write_static_model

from assistant import Answer, Assistant, Filters
from ingest.build import build
from ingest.index import DamagedIndex, Kind, NoIndex, Settings


def _copy(settings: Settings, to: Path) -> Settings:
    shutil.copytree(settings.data, to)
    return settings.model_copy(update={"data": to})


def _generation(settings: Settings) -> Path:
    return settings.data / "generations" / (settings.data / "current").read_text().strip()


def test_without_an_index_there_is_no_assistant(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="python -m ingest index"):
        Assistant.open(settings.model_copy(update={"data": tmp_path / "empty"}))


@pytest.mark.parametrize(
    "name",
    ["manifest.json", "passages.sqlite", "rows.npy", "vocabulary.json", "lexical"],
)
def test_a_missing_file_is_damage(indexed: Settings, tmp_path: Path, name: str) -> None:
    settings = _copy(indexed, tmp_path / "data")
    victim = _generation(settings) / name
    shutil.rmtree(victim) if victim.is_dir() else victim.unlink()

    with pytest.raises(DamagedIndex, match="python -m ingest index"):
        Assistant.open(settings)


@pytest.mark.parametrize("name", ["passages.sqlite", "rows.npy", "manifest.json"])
def test_an_altered_file_is_damage(indexed: Settings, tmp_path: Path, name: str) -> None:
    settings = _copy(indexed, tmp_path / "data")
    file = _generation(settings) / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)

    with pytest.raises(DamagedIndex):
        Assistant.open(settings)


def test_a_generation_that_is_gone_is_damage(indexed: Settings, tmp_path: Path) -> None:
    settings = _copy(indexed, tmp_path / "data")
    shutil.rmtree(_generation(settings))

    with pytest.raises(DamagedIndex):
        Assistant.open(settings)


def test_damage_is_mended_by_indexing_again(indexed: Settings, tmp_path: Path) -> None:
    settings = _copy(indexed, tmp_path / "data")
    (_generation(settings) / "rows.npy").unlink()
    files = [Path(path) for path in sorted(settings.corpus.glob("*.md"))]

    build(files, settings)
    opened = Assistant.open(settings)

    assert REPORT_DOC in [document.doc for document in opened.documents]
    opened.close()


def test_vectors_need_the_model_they_were_made_with(
    dense_settings: Settings, tmp_path: Path
) -> None:
    other = write_static_model(tmp_path / "other", [*FILES.values(), "helt andra ord"], {})

    with pytest.raises(DamagedIndex, match="TILLIT_EMBEDDING"):
        Assistant.open(dense_settings.model_copy(update={"embedding": str(other)}))
    with pytest.raises(DamagedIndex, match="TILLIT_EMBEDDING"):
        Assistant.open(dense_settings.model_copy(update={"embedding": "none"}))


def test_a_lexical_index_needs_no_model(indexed: Settings, model: Path) -> None:
    opened = Assistant.open(indexed.model_copy(update={"embedding": str(model)}))

    assert opened.embedding == ""
    assert not opened.ask(ANSWERABLE[0]).abstained
    opened.close()


def test_a_refused_opening_lets_go_of_the_index(dense_settings: Settings, tmp_path: Path) -> None:
    settings = _copy(dense_settings, tmp_path / "data")
    old = _generation(settings)

    with pytest.raises(DamagedIndex):
        Assistant.open(settings.model_copy(update={"embedding": "none"}))
    build([settings.corpus / f"{REPORT_DOC}.md"], settings)
    build([settings.corpus / "remissvar-ostmark.md"], settings)

    assert not old.exists()


def test_two_may_read_the_same_vectors_and_one_leave(dense_settings: Settings) -> None:
    first, second = Assistant.open(dense_settings), Assistant.open(dense_settings)

    first.close()

    assert second.search.find(second.understand("ledsagare"))
    second.close()


def test_a_lost_chroma_is_made_anew(dense_settings: Settings, tmp_path: Path) -> None:
    settings = _copy(dense_settings, tmp_path / "data")
    shutil.rmtree(_generation(settings) / "chroma")

    opened = Assistant.open(settings)

    assert opened.search.find(opened.understand("ledsagare"))
    opened.close()


def test_what_is_indexed_is_told(assistant: Assistant, indexed: Settings) -> None:
    assert [d.doc for d in assistant.documents][-2:] == [REPORT_DOC, f"referat-{REPORT_DOC}"]
    assert assistant.refused == ()
    assert assistant.embedding == ""
    assert assistant.generation_name == (indexed.data / "current").read_text().strip()
    assert timedelta() < datetime.now(UTC) - assistant.created < timedelta(hours=1)


def test_an_opened_index_outlives_a_new_one(indexed: Settings, tmp_path: Path) -> None:
    settings = _copy(indexed, tmp_path / "data")
    opened = Assistant.open(settings)
    before = _without_time(opened.ask(ANSWERABLE[0]))

    build([settings.corpus / f"{REPORT_DOC}.md"], settings)

    assert _without_time(opened.ask(ANSWERABLE[0])) == before
    newer = Assistant.open(settings)
    assert [document.doc for document in newer.documents] == [REPORT_DOC]
    assert newer.generation_name != opened.generation_name
    opened.close()
    newer.close()


def test_a_passage_is_shown_between_its_neighbours(assistant: Assistant) -> None:
    citation = assistant.ask("Hur många besök tog servicebussen i Tallmo emot?").citations[0]

    context = assistant.context(citation.passage_id)

    assert context.document.doc == citation.doc == REPORT_DOC
    assert context.passage.text == citation.passage
    assert context.previous is not None
    assert context.next is not None
    assert context.previous.parts[0].section == "3.3"
    assert context.next.parts[0].section == "4.2"


def test_neighbours_end_where_the_document_does(assistant: Assistant) -> None:
    for document in assistant.documents:
        first = assistant.context(f"{document.doc}:0000")
        last = assistant.context(f"{document.doc}:{document.passages - 1:04d}")
        assert first.previous is None
        assert last.next is None
        assert (first.next is None) == (document.passages == 1)
        for neighbour in (first.next, last.previous):
            assert neighbour is None or neighbour.doc == document.doc


def test_walking_forward_meets_every_passage_once(assistant: Assistant) -> None:
    walked = [assistant.context(f"{REPORT_DOC}:0000")]
    while following := walked[-1].next:
        walked.append(assistant.context(following.id))

    report = next(d for d in assistant.documents if d.doc == REPORT_DOC)
    assert [c.passage.ordinal for c in walked] == list(range(report.passages))


@pytest.mark.parametrize("passage_id", ["", "annat:0000", f"{REPORT_DOC}:9999", "' OR 1=1 --"])
def test_an_unknown_passage_is_a_key_error(assistant: Assistant, passage_id: str) -> None:
    with pytest.raises(KeyError):
        assistant.context(passage_id)


def test_an_answer_keeps_to_the_filters(assistant: Assistant) -> None:
    only = Filters(organisations=frozenset({"Vindelby kommun"}))

    answer = assistant.ask("Hur ställer man sig till att öppna skolskjutsen?", only)

    assert answer.retrieved
    assert {r.document.organisation for r in answer.retrieved} == {"Vindelby kommun"}
    assert {c.organisation for c in answer.citations} == {"Vindelby kommun"}


def test_filters_of_kind_and_document(assistant: Assistant) -> None:
    responses = Filters(kinds=frozenset({Kind.RESPONSE}))
    report = Filters(docs=frozenset({REPORT_DOC}))
    question = "Vad sägs om vardagslotsar?"

    assert {r.document.kind for r in assistant.ask(question, responses).retrieved} == {"response"}
    assert {r.document.doc for r in assistant.ask(question, report).retrieved} == {REPORT_DOC}


def _without_time(answer: Answer) -> tuple[object, ...]:
    retrieved = [(r.passage.id, r.score) for r in answer.retrieved]
    return answer.text, answer.abstained, answer.citations, retrieved


@pytest.mark.parametrize("which", ["assistant", "dense_assistant"])
def test_eight_threads_get_the_answers_of_one(request: pytest.FixtureRequest, which: str) -> None:
    assistant: Assistant = request.getfixturevalue(which)
    questions = [*ANSWERABLE, *NEAR_MISSES]
    alone = [_without_time(assistant.ask(question)) for question in questions]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: _without_time(assistant.ask(q)), questions * 4))

    assert together == alone * 4
