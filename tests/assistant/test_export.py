"""An answer taken along: as Markdown and as Word, with its sources."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import hypothesis.strategies as st
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings

from assistant import Answer, Assistant, Statement, Voice
from assistant.conversation import Conversation, Heading, Turn
from assistant.export import as_markdown, as_word, place


@pytest.fixture
def answer(assistant: Assistant) -> Answer:
    """An answer with a list and several sources."""
    return assistant.ask("Vad ska servicepunkten minst erbjuda?")


def _word_text(answer: Answer) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(as_word(answer))).paragraphs]


def test_markdown_has_question_speaker_statements_and_sources(answer: Answer) -> None:
    text = as_markdown(answer)

    assert text.startswith("# Vad ska servicepunkten minst erbjuda?\n")
    assert "## Utredningen (SOU 2031:7)" in text
    assert r"- 1\. Hjälp att söka ersättning" in text
    assert "## Källor" in text
    assert f"1. {place(answer.citations[0])}" in text


def test_word_holds_what_markdown_holds(answer: Answer) -> None:
    paragraphs = _word_text(answer)

    assert paragraphs[0] == "Vad ska servicepunkten minst erbjuda?"
    assert "Utredningen (SOU 2031:7)" in paragraphs
    for citation in answer.citations:
        assert f"[{citation.n}] {place(citation)}" in paragraphs
    assert sum(text.endswith("[1]") for text in paragraphs) == 1
    assert any(text.startswith("1. Hjälp att söka ersättning") for text in paragraphs)


def test_word_is_marked_as_swedish(answer: Answer) -> None:
    styles = Document(BytesIO(as_word(answer))).styles.element
    languages = [language.get(qn("w:val")) for language in styles.iter(qn("w:lang"))]

    assert languages == ["sv-SE"]


@pytest.mark.parametrize("sign", ["*fet*", "[länk](http://x)", "<b>", "# rubrik", "a|b", "`kod`"])
def test_what_markdown_would_take_as_its_own_stays_text(answer: Answer, sign: str) -> None:
    voices = (Voice("Utredningen", (Statement(sign, 1),)),)
    text = as_markdown(replace(answer, voices=voices))

    assert f"\n{sign}" not in text
    assert text.replace("\\", "").count(sign) == 1


def test_control_characters_do_not_break_word(answer: Answer) -> None:
    voices = (Voice("Utredningen", (Statement("Ett\x00 två\x0b tre.", 1),)),)

    assert "tre. [1]" in "".join(_word_text(replace(answer, voices=voices)))


def test_a_refusal_is_taken_along_with_the_nearest_passages(assistant: Assistant) -> None:
    refused = assistant.ask("Hur många besök fick servicebussen i Tallmo år 2041?")

    assert "2041" in as_markdown(refused)
    assert "## Närmaste stycken" in as_markdown(refused)
    assert "Närmaste stycken" in _word_text(refused)


def test_a_digest_is_named_as_one(digest_assistant: Assistant) -> None:
    answer = digest_assistant.ask("Vem får rätt till en vardagslots enligt förslaget?")

    assert "vårt referat" in as_markdown(answer).rpartition("## Källor")[2]


def test_asking_loads_no_office_library() -> None:
    code = "import sys, assistant.__main__, assistant.export; sys.exit('docx' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


NOW = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)


def _conversation(*turns: Turn, title: str = "Om lotsar") -> Conversation:
    return Conversation(Heading("a1", title, NOW, NOW), turns)


def test_a_conversation_holds_all_that_was_said_with_all_citations(answer: Answer) -> None:
    turns = (
        Turn("Vad ska den erbjuda?", answer, asked=NOW),
        Turn("?!", problem="Frågan har inga ord."),
        Turn("Och denna?"),
    )
    kept = _conversation(*turns)
    paragraphs = [p.text for p in Document(BytesIO(as_word(kept))).paragraphs]

    for text in ("\n".join(paragraphs), as_markdown(kept).replace("\\", "")):
        assert "Om lotsar" in text
        assert "Fråga ställd 2031-05-04 kl. " in text
        for said in ("?!", "Frågan har inga ord.", "Och denna?", "Frågan har inget svar."):
            assert said in text
        for voice in answer.voices:
            assert voice.label in text
        for citation in answer.citations:
            assert place(citation) in text
            assert f"[{citation.n}]" in text


def test_a_conversation_has_its_questions_as_headings(answer: Answer) -> None:
    kept = _conversation(Turn("Vad ska den erbjuda?", answer))
    styles = [(p.style.name, p.text) for p in Document(BytesIO(as_word(kept))).paragraphs]

    assert styles[:2] == [("Title", "Om lotsar"), ("Heading 1", "Vad ska den erbjuda?")]
    assert as_markdown(kept).startswith("# Om lotsar\n\n## Vad ska den erbjuda?\n\n")
    assert "\n\n### Källor\n\n1. " in as_markdown(kept)


def test_a_quote_is_told_where_the_answer_does_not_say_it(answer: Answer) -> None:
    quote = " ".join(answer.citations[0].quote.split())
    written = replace(answer, voices=(Voice("Utredningen", (Statement("Det är mycket.", 1),)),))

    assert f"”{quote}”" not in as_markdown(answer).replace("\\", "")
    assert f"    ”{quote}”" in as_markdown(written).replace("\\", "")
    assert f"”{quote}”" in _word_text(written)


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=30)
def test_nothing_that_was_asked_becomes_markup(text: str) -> None:
    kept = _conversation(Turn(text, problem=text), title=text)

    assert sum(line.startswith("#") for line in as_markdown(kept).splitlines()) == 2
    assert len(Document(BytesIO(as_word(kept))).paragraphs) == 3
