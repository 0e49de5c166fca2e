import re
from dataclasses import replace
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant import Answer, Assistant, Citation, Statement, Voice
from assistant.answer import Understood
from assistant.pages import markup
from assistant.pages.conversation import Turn, marked_texts
from ingest.index import Kind
from tests.invented import DIGEST_DOC, REPORT_DOC

HOSTILE = '<img src=x onerror="alert(1)"> [a](javascript:b) &amp; **fet**'


@pytest.fixture
def answer(assistant: Assistant) -> Answer:
    return assistant.ask("Hur många personer får en vardagslots följa?")


@pytest.fixture
def citation(answer: Answer) -> Citation:
    return next(c for c in answer.citations if c.kind is not Kind.DIGEST)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_an_answer_names_who_speaks_and_marks_each_statement(answer: Answer) -> None:
    html = markup.turn_html(Turn(answer.question, answer))
    for voice in answer.voices:
        assert f"<h3>{voice.label}</h3>" in html
        for statement in voice.statements:
            assert statement.text in plain(html)
    for n in range(1, len(answer.citations) + 1):
        assert f'data-n="{n}"' in html
    assert "Källor" in html
    assert "utan språkmodell" in html


def test_lists_stay_lists(answer: Answer) -> None:
    statement = Statement("Lotsen ska:", 1, ("- lyssna", "2. ringa", "• följa upp"))
    voices = (Voice("Utredningen", (statement,)),)
    html = markup.turn_html(Turn("Vad?", replace(answer, voices=voices)))
    assert "<p>Lotsen ska:</p><ul><li>lyssna</li>" in html
    assert '<li class="own">2. ringa</li>' in html
    assert "<li>följa upp <button" in html


def test_a_place_cited_twice_stands_once_among_the_sources(answer: Answer) -> None:
    twice = (answer.citations[0], replace(answer.citations[0], n=2))
    voices = (Voice("Utredningen", (Statement("A.", 1), Statement("B.", 2))),)
    html = markup.turn_html(Turn("Vad?", replace(answer, citations=twice, voices=voices)))
    assert html.partition("<details")[0].count("<li>") == 1
    assert html.count('data-n="2"') == 2


def test_how_the_question_was_understood_can_be_unfolded(answer: Answer) -> None:
    understood = Understood("en siffra", ("Vindelby <kommun>",), ("5.2",), (2031,), ("xylofon",))
    html = markup.turn_html(Turn("Vad?", replace(answer, understood=understood)))
    why = html.partition('<details class="why">')[2]
    assert "<summary>Varför detta svar</summary>" in why
    for text in ("en siffra", "Vindelby &lt;kommun&gt;", "5.2", "2031", "xylofon"):
        assert f"<dd>{text}</dd>" in why
    assert "Sökte inte på" not in why  # nothing to tell there
    assert answer.retrieved[0].passage.parts[0].section in why


def test_a_refusal_too_tells_what_was_weighed(assistant: Assistant) -> None:
    refused = assistant.ask("Hur många besök fick servicebussen i Tallmo år 2041?")
    html = markup.turn_html(Turn("Vad?", refused))
    assert "<dd>2041</dd>" in html
    assert "avsnitt 4.1" in html.partition("<details")[2]


def test_silence_looks_different_and_shows_what_lies_nearest(assistant: Assistant) -> None:
    answer = assistant.ask("Vad står det i avsnitt 9.9?")
    assert answer.abstained
    html = markup.turn_html(Turn(answer.question, answer))
    assert "Dokumenten ger inget svar" in html
    assert answer.lead in plain(html)
    assert "Närmaste stycken" in html
    assert "språkmodell" not in html


def test_a_problem_is_said_in_the_conversation() -> None:
    html = markup.turn_html(Turn("?!", problem="Frågan innehåller inga ord."))
    assert '<p class="problem">Frågan innehåller inga ord.</p>' in html


def test_nothing_in_a_document_or_question_becomes_html(answer: Answer) -> None:
    hostile = replace(
        answer,
        lead=HOSTILE,
        voices=(Voice(HOSTILE, (Statement(HOSTILE, 1, (HOSTILE,)),)),),
        citations=(replace(answer.citations[0], title=HOSTILE, heading=HOSTILE, n=1),),
    )
    for html in (
        markup.turn_html(Turn(HOSTILE, hostile)),
        markup.turn_html(Turn(HOSTILE, replace(hostile, abstained=True))),
        markup.turn_html(Turn(HOSTILE, problem=HOSTILE)),
        markup.passage_html(HOSTILE, ["onerror"]),
        markup.changed_html(hostile.citations[0]),
        markup.reasons_html([(HOSTILE, HOSTILE)]),
        markup.progress_html(HOSTILE, HOSTILE, 0.5),
    ):
        assert "<img" not in html
        assert 'onerror="' not in html


def test_document_titles_in_the_table_are_text(assistant: Assistant) -> None:
    documents = [
        replace(d, title=HOSTILE, organisation=HOSTILE, url='javascript:alert("x")')
        for d in assistant.documents
    ]
    html = markup.documents_html(documents)
    assert "<img" not in html
    assert "href" not in html


def test_the_quote_is_marked_where_it_stands() -> None:
    html = markup.passage_html("Först. Sedan & nu. Sist.", ["Sedan & nu."])
    assert html == "Först. <mark>Sedan &amp; nu.</mark> Sist."


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("en fast service-\npunkt hjälper", "en fast servicepunkt hjälper"),
        ("en fast\nservicepunkt", "en fast  servicepunkt"),
        ("en fast service\u00ad\npunkt", "fast servicepunkt"),
    ],
)
def test_a_quote_is_found_across_line_breaks(text: str, piece: str) -> None:
    assert markup.find(text, piece) is not None


def test_a_quote_that_is_not_there_is_not_marked() -> None:
    assert markup.passage_html("Något annat.", ["Detta", ""]) == "Något annat."


@given(
    text=some.text(alphabet="ab <>&\"'\n-", max_size=40),
    pieces=some.lists(some.text(alphabet="ab <>&\"'\n-", max_size=6), max_size=3),
)
def test_marking_changes_no_word(text: str, pieces: list[str]) -> None:
    html = markup.passage_html(text, pieces)
    assert plain(html) == text
    assert html.count("<mark>") == html.count("</mark>")


def test_evidence_gives_document_section_page_and_the_marked_quote(
    assistant: Assistant, answer: Answer, citation: Citation
) -> None:
    context = assistant.context(citation.passage_id)
    marked = marked_texts(answer, citation)
    html = markup.evidence_html(context.document, context.passage, marked, None)
    assert context.document.title in plain(html)
    assert "Avsnitt" in html
    assert f"<mark>{escape(citation.quote)}</mark>" in html


def test_a_digest_says_that_the_words_are_ours(assistant: Assistant) -> None:
    by_doc = {document.doc: document for document in assistant.documents}
    context = assistant.context(f"{DIGEST_DOC}:0000")
    html = markup.evidence_html(context.document, context.passage, (), by_doc[REPORT_DOC])
    assert (
        "Vårt referat av avsnitt 5.2 Vardagslotsar i Närmare vardagen (SOU 2031:7). "
        "Orden är våra, inte källans." in html
    )


def test_a_copied_quote_carries_its_source(citation: Citation) -> None:
    copied = markup.with_source(replace(citation, page=31), [citation.quote])
    assert copied.startswith(f"”{' '.join(citation.quote.split())}” (")
    assert copied.endswith(", s. 31)")
    assert citation.title in copied


def test_the_address_of_the_place_stands_on_a_line_of_its_own(citation: Citation) -> None:
    copied = markup.with_source(citation, [citation.quote], "http://127.0.0.1/las?dok=a")
    assert copied.splitlines()[1:] == ["http://127.0.0.1/las?dok=a"]


def test_a_copied_digest_is_never_in_quotation_marks(citation: Citation) -> None:
    digest = replace(
        citation, kind=Kind.DIGEST, quote="", section="5.2", heading="5.2 Vardagslotsar"
    )
    copied = markup.with_source(digest, ["Lotsen följer med."])
    assert copied.startswith("Enligt vårt referat av avsnitt 5.2 Vardagslotsar: Lotsen")
    assert "”" not in copied


def test_pages_have_a_column_only_where_a_document_has_pages(assistant: Assistant) -> None:
    documents = assistant.documents
    assert "Sidor" not in markup.documents_html(documents)
    paged = [replace(documents[0], pages=212), *documents[1:]]
    assert '<td data-label="Sidor" class="number">212</td>' in markup.documents_html(paged)
