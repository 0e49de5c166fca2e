"""What a question names and asks for, before anything is searched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant, Filters, QuestionProblem
from assistant.question import LONGEST, Question, understand
from ingest.index import Analyzer, Document, Kind

ANALYZER = Analyzer({})


def _document(doc: str, kind: Kind, organisation: str | None = None, **fields: object) -> Document:
    return Document(doc, doc, kind, f"{doc}.md", "", organisation, **fields)  # type: ignore[arg-type]


DOCUMENTS = [
    _document("betänkande", Kind.REPORT, reference="SOU 2031:7", names=("slutbetänkandet",)),
    _document("vindelby", Kind.RESPONSE, "Vindelby kommun"),
    _document("östmark", Kind.RESPONSE, "Region Östmark", names=("RÖM",)),
    _document("nfl", Kind.RESPONSE, "Norra fjällens landsting", names=("NFL",)),
    _document("bilder", Kind.SLIDES),
]


def _understood(text: str) -> Question:
    return understand(text, DOCUMENTS, ANALYZER)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Vad tycker Vindelby kommun om lotsar?", "vindelby"),
        ("Vilken är Vindelby kommuns inställning?", "vindelby"),
        ("vad skriver vindelby kommun?", "vindelby"),
        ("Hur ser kommunen Vindelby på fullmakten?", "vindelby"),
        ("Vad säger Region Östmark?", "östmark"),
        ("Vilka villkor ställer Region Östmarks yttrande?", "östmark"),
        ("Tillstyrker RÖM fullmakten?", "östmark"),
        ("Vad anser NFL om bussar?", "nfl"),
        ("Vad anser Norra fjällens landsting om bussar?", "nfl"),
        ("Hur lyder Norra fjällens landstings synpunkter?", "nfl"),
    ],
)
def test_an_organisation_is_recognised_in_every_form_of_its_name(text: str, named: str) -> None:
    question = _understood(text)

    assert question.named == {named}
    assert question.answering == {named}


def test_two_organisations_are_both_named() -> None:
    question = _understood("Är Vindelby kommun och Region Östmark överens?")

    assert question.answering == {"vindelby", "östmark"}


@pytest.mark.parametrize(
    "text",
    [
        "Vad anser kommunerna om lotsar?",
        "Vad anser Region Västmark om lotsar?",
        "Vad anser landstinget?",
        "Vilka regioner tillstyrker?",
    ],
)
def test_a_part_of_a_name_names_nobody(text: str) -> None:
    assert not _understood(text).named


def test_the_naming_words_are_those_of_the_names_alone() -> None:
    question = _understood("Vad anser Region Östmark om blanketten?")

    assert question.naming_words == {ANALYZER.stem("region"), ANALYZER.stem("östmark")}


@pytest.mark.parametrize(
    "text", ["Vad föreslår SOU 2031:7?", "vad föreslår sou 2031:7", "SOU2031:7?"]
)
def test_a_report_is_named_by_its_reference(text: str) -> None:
    question = _understood(text)

    assert question.named == {"betänkande"}
    assert not question.answering


@pytest.mark.parametrize(
    "text", ["Vad står i SOU 2031:8?", "Vad står i SOU 2031:71?", "Vad står i Ds 2031:7?"]
)
def test_another_reference_names_no_report(text: str) -> None:
    assert not _understood(text).named


def test_a_report_is_named_by_its_name() -> None:
    assert _understood("Vad föreslår slutbetänkandet?").named == {"betänkande"}


def test_slides_are_named_by_their_kind() -> None:
    assert _understood("Vad visar bilderna?").named == {"bilder"}


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("Vad står i avsnitt 5.2?", ("5.2",)),
        ("Sammanfatta avsnittet 5.2.1.", ("5.2.1",)),
        ("Vad skiljer avsnitten 5.2 och 5.3 åt?", ("5.2", "5.3")),
        ("Vad står i 5.2?", ("5.2",)),
        ("Är 5.2 och avsnitt 5.2 samma?", ("5.2",)),
        ("Vad handlar kapitel 4 om?", ("4",)),
        ("Vad handlar kap. 12 om?", ("12",)),
        ("Ökade andelen med 3.5 procent?", ()),
        ("Kostar det 1.5 miljoner?", ()),
        ("Är det öppet efter klockan 17.30?", ()),
        ("Är det öppet efter kl. 17.30?", ()),
        ("Vad säger lagen (2031:52)?", ()),
    ],
)
def test_sections_are_read_by_number(text: str, sections: tuple[str, ...]) -> None:
    assert _understood(text).sections == sections


def test_a_chapter_is_told_from_a_section() -> None:
    assert _understood("Vad handlar kapitel 4 om?").chapters == ("4",)
    assert _understood("Vad handlar avsnitt 4.1 om?").chapters == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Vad hände 2029?", (2029,)),
        ("Vad skiljer 1998 från 2029?", (1998, 2029)),
        ("Vad säger SOU 2031:7 och lagen (2010:800)?", ()),
        ("Hur många av 5000 personer?", ()),
    ],
)
def test_years_are_read_and_references_are_not_years(text: str, years: tuple[int, ...]) -> None:
    assert _understood(text).years == years


def test_what_is_asked_for_is_told_apart() -> None:
    assert _understood("Hur många besök blev det?").asks_number
    assert not _understood("Varför avbröts försöket?").asks_number
    assert _understood("Vilka invändningar finns?").asks_opinion
    assert _understood("Vad säger remissvaren om lotsar?").asks_responses
    assert not _understood("Vad kostar lotsarna?").asks_responses


@pytest.mark.parametrize("text", ["", "   \n\t ", "?!…", "42", "§ 7.4.2 ©", "12:34 — 5,6 %"])
def test_a_text_without_words_is_no_question(text: str) -> None:
    with pytest.raises(QuestionProblem, match=r"[Ss]kriv"):
        _understood(text)


def test_a_document_is_no_question() -> None:
    with pytest.raises(QuestionProblem, match=f"10000 tecken.*{LONGEST}"):
        _understood("lång " * 1999 + "fråga")


def test_the_longest_question_is_taken() -> None:
    assert len(_understood("a" * LONGEST).text) == LONGEST


def test_line_breaks_in_a_question_are_spaces() -> None:
    assert _understood("Vad är\n en  lots?").text == "Vad är en lots?"


@given(st.text())
def test_any_text_is_understood_or_is_a_question_problem(text: str) -> None:
    try:
        question = _understood(text)
    except QuestionProblem as problem:
        assert str(problem).endswith(".")
    else:
        assert question.text == " ".join(text.split())


@given(
    st.text(alphabet="aåö .,:;?!-–•[]()%_*'\"\\\n\t\x00§7.52031 SOU avsnittkapitel", max_size=300)
)
def test_any_text_is_answered_or_is_a_question_problem(assistant: Assistant, text: str) -> None:
    try:
        answer = assistant.ask(text)
    except QuestionProblem:
        return
    assert answer.text
    assert answer.abstained == (not answer.voices)


def test_empty_filters_admit_everything() -> None:
    assert all(Filters().admits(document) for document in DOCUMENTS)


def test_filters_admit_what_passes_all_of_them() -> None:
    responses = Filters(kinds=frozenset({Kind.RESPONSE}))
    named = Filters(
        kinds=frozenset({Kind.RESPONSE, Kind.REPORT}), organisations=frozenset({"Region Östmark"})
    )

    assert [d.doc for d in DOCUMENTS if responses.admits(d)] == ["vindelby", "östmark", "nfl"]
    assert [d.doc for d in DOCUMENTS if named.admits(d)] == ["östmark"]
    assert not any(Filters(docs=frozenset({"annat"})).admits(d) for d in DOCUMENTS)
