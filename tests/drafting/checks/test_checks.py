"""Each check fires where it should, and is silent where it should be."""

from __future__ import annotations

from datetime import date

import pytest
from invented import OSTMARK_DOC, REPORT_DOC

from assistant.drafting import (
    Basis,
    Case,
    Draft,
    Material,
    Remark,
    Row,
    Sentence,
    Standpoint,
    Table,
)
from assistant.drafting.checks import check, mended
from assistant.drafting.disposition import DocumentType, Field
from assistant.drafting.remark import Matter
from tests.drafting.conftest import (
    CASE,
    NOW,
    PLAIN,
    cited,
    draft_of,
    on,
    paragraph,
    sourced,
    stand,
)

WORDS = "Måtten ska handla om vad besökaren märker, till exempel restid och antal kontakter"
QUOTED = f"Utredningen skriver: ”{WORDS}”."
LOTS = on("lots")


def remarks(draft: Draft, material: Material, matter: Matter) -> list[Remark]:
    return [one for one in check(draft, PLAIN, material) if one.matter is matter]


def told(draft: Draft, material: Material, matter: Matter) -> list[str]:
    return [one.told for one in remarks(draft, material, matter)]


def answered(material: Material, *more: Sentence) -> Draft:
    """A draft that says what it should of one proposal, and more."""
    place = sourced("Förslaget finns i avsnitt 5.2.")
    source = cited(material, REPORT_DOC, "5.2", "Vardagslotsen fattar inga beslut.")
    return draft_of(
        paragraph(place, stand(), *more, proposal="lots", sources=(source,)), positions=(LOTS,)
    )


def edited(draft: Draft, text: str) -> Draft:
    return draft.edited("p", text, NOW)


def test_a_draft_as_it_should_be_has_no_remark(material: Material) -> None:
    assert check(answered(material), PLAIN, material) == []


# --- facts


def test_what_the_type_needs_and_is_not_there(material: Material) -> None:
    asked = Field(key="mbl", label="Förhandling enligt MBL", required=True)
    wants = DocumentType(
        key="w", name="W", title="T", needs=("dnr", "officer", "date"), fields=(asked,)
    )
    empty = answered(material).with_case(Case(reports=(REPORT_DOC,), speaker="kommunen"))
    found = [r for r in check(empty, wants, material) if r.matter is Matter.FACTS]
    assert [r.told for r in found] == [
        "Diarienumret saknas.", "Handläggaren saknas.", "Datumet saknas.",
        "”Förhandling enligt MBL” är inte ifyllt.",
    ]  # fmt: skip
    assert all(r.must and r.step == "arende" for r in found)
    filled = answered(material).with_case(CASE.model_copy(update={"facts": {"mbl": "Nej"}}))
    assert check(filled, wants, material) == []


def test_dates_and_numbers_that_cannot_be(material: Material) -> None:
    late = CASE.model_copy(update={"date": date(2031, 10, 2), "dnr": "saknas"})
    found = told(answered(material).with_case(late), material, Matter.FACTS)
    assert len(found) == 2
    assert "efter sista svarsdag" in found[0]
    assert "inga siffror" in found[1]


@pytest.mark.parametrize("gap", ["[belopp]", "XX", "{dnr}", "NN", "____", "....."])
def test_a_gap_left_open(material: Material, gap: str) -> None:
    draft = edited(answered(material), f"Kommunen tillstyrker förslaget. Vi vill ha {gap} kvar.")
    (remark,) = remarks(draft, material, Matter.FACTS)
    assert draft.text
    text = draft.text.paragraphs()
    ((_, only),) = text
    assert only.text[remark.start : remark.end] == gap


# --- positions


def test_a_proposal_without_standpoint_and_one_without_reason(material: Material) -> None:
    positions = (on("lots", None), on("kvall", Standpoint.OPPOSES), on("fullmakt"))
    draft = Draft(case=CASE, positions=positions)
    found = remarks(draft, material, Matter.POSITION)
    assert [(r.proposal, r.step) for r in found] == [
        ("lots", "stallningstaganden"), ("kvall", "stallningstaganden"), ("", "texten"),
    ]  # fmt: skip
    reasoned = draft.with_position(on("kvall", Standpoint.OPPOSES, "för dyrt"))
    assert len(remarks(reasoned, material, Matter.POSITION)) == 2


def test_a_report_without_any_proposal_answered(material: Material) -> None:
    found = told(Draft(case=CASE), material, Matter.POSITION)
    assert found[0].startswith("Inget förslag i Närmare vardagen (SOU 2031:7) är valt.")


# --- sources


@pytest.mark.parametrize(
    "statement",
    [
        "Restiden har fördubblats på tio år.",
        "Utredningen visar att kostnaderna ökar.",
        "Enligt Serviceverket kommer allt fler besökare.",
        "Kommunen bedömer att 48 procent av besöken gäller bidrag.",
    ],
)
def test_a_statement_without_source(material: Material, statement: str) -> None:
    draft = edited(answered(material), f"Kommunen tillstyrker förslaget. {statement}")
    (remark,) = remarks(draft, material, Matter.SOURCE)
    assert remark.must
    assert draft.text
    assert draft.text.paragraph("p")
    confirmed = draft.confirmed("p", statement, NOW)
    assert remarks(confirmed, material, Matter.SOURCE) == []


@pytest.mark.parametrize(
    "view",
    [
        "Vi vill att staten betalar.",
        "Kommunen anser att förslaget är otydligt.",
        "Förslaget bör kompletteras.",
        "Vår erfarenhet är god.",
    ],
)
def test_what_is_plainly_our_own_view_needs_no_source(material: Material, view: str) -> None:
    draft = edited(answered(material), f"Kommunen tillstyrker förslaget. {view}")
    assert remarks(draft, material, Matter.SOURCE) == []


def test_a_source_taken_away_and_one_that_says_something_else(material: Material) -> None:
    source = cited(material, REPORT_DOC, "5.6", "Serviceverket ska inte rangordna kommuner.")
    true = "Serviceverket ska inte rangordna kommuner."
    draft = draft_of(paragraph(sourced(true), sources=(source,)))
    assert remarks(draft, material, Matter.SOURCE) == []
    assert told(edited(draft, true), material, Matter.SOURCE) == [
        "Källan till ”Serviceverket ska inte rangordna kommuner.” är borttagen."
    ]
    false = edited(draft, "Serviceverket ska rangordna kommuner. [1]")
    (remark,) = remarks(false, material, Matter.SOURCE)
    assert "belagd" in remark.told


def test_what_a_model_wrote_and_its_source_does_not_carry(material: Material) -> None:
    doubted = Sentence(
        text="Lotsen beslutar.", basis=Basis.SOURCE, sources=(1,), doubt="Stycket säger inte detta."
    )
    assert (
        "Stycket säger inte detta." in told(answered(material, doubted), material, Matter.SOURCE)[0]
    )


# --- quotes


def quoted(material: Material, text: str = QUOTED) -> Draft:
    source = cited(material, REPORT_DOC, "5.6", WORDS)
    return draft_of(paragraph(sourced(QUOTED), sources=(source,))).edited("p", text, NOW)


def test_a_true_quote_is_left_alone(material: Material) -> None:
    assert remarks(quoted(material), material, Matter.QUOTE) == []
    assert remarks(quoted(material, f"{QUOTED} [1] Så ser vi det."), material, Matter.QUOTE) == []


def test_an_altered_quote_is_mended(material: Material) -> None:
    draft = quoted(material, QUOTED.replace("vad besökaren märker", "vad kommunen märker") + " [1]")
    remark = remarks(draft, material, Matter.QUOTE)[0]
    assert remark.must
    assert remark.instead == f"”{WORDS}”"
    again = mended(draft, remark, NOW)
    assert remarks(again, material, Matter.QUOTE) == []
    assert mended(again, remark.model_copy(update={"end": 9999}), NOW) == again


def test_a_quote_given_to_somebody_else(material: Material) -> None:
    draft = quoted(material, QUOTED.replace("Utredningen", "Region Östmark") + " [1]")
    assert any("inte från Region Östmark" in one for one in told(draft, material, Matter.QUOTE))


def test_a_quote_without_end_without_source_and_cut(material: Material) -> None:
    unclosed = quoted(material, QUOTED.replace("”.", ".") + " [1]")
    assert any("citattecken" in one for one in told(unclosed, material, Matter.QUOTE))
    bare = draft_of(paragraph(stand())).edited("p", "Man säger ”detta är ett helt nytt sätt”.", NOW)
    assert any("källa" in one for one in told(bare, material, Matter.QUOTE))
    cut = quoted(material, "Utredningen skriver: ”Måtten ska handla om vad besökaren märker”. [1]")
    (remark,) = remarks(cut, material, Matter.QUOTE)
    assert not remark.must


def test_titles_words_talked_about_and_own_points_may_be_quoted(material: Material) -> None:
    point = Sentence(text="Ordet ”den nya goda nära vården” är oklart.", basis=Basis.POINT)
    draft = draft_of(
        paragraph(
            stand("Kommunen svarar på ”Närmare vardagen – service där människor bor”."), point
        )
    )
    assert remarks(draft, material, Matter.QUOTE) == []


def test_our_digest_is_never_quoted(material: Material) -> None:
    piece = material.assistant.reading.whole("referat-sou-2031-7")[0]
    words = "Samma lots följer med hela vägen och har högst 25 personer åt gången"
    start = piece.text.find(words)
    assert start >= 0
    from assistant.reading import Piece

    source = material.cited(Piece(piece, 0, len(piece.text)), start, start + len(words))
    draft = draft_of(paragraph(sourced(f"Utredningen skriver: ”{words}”."), sources=(source,)))
    assert any("referat" in one for one in told(draft, material, Matter.QUOTE))


# --- agreement


def test_a_text_that_says_something_else_than_was_chosen(material: Material) -> None:
    draft = edited(answered(material), "Kommunen avstyrker förslaget i avsnitt 5.2.")
    assert any("”avstyrker”" in one for one in told(draft, material, Matter.AGREEMENT))
    negated = edited(answered(material), "Kommunen tillstyrker inte förslaget i avsnitt 5.2.")
    assert told(negated, material, Matter.AGREEMENT)
    older = answered(material).with_position(on("lots", Standpoint.NO_OBJECTION))
    assert told(older, material, Matter.AGREEMENT)


@pytest.mark.parametrize(
    ("standpoint", "sentence"),
    [
        (Standpoint.SUPPORTS, "Kommunen tillstyrker förslaget."),
        (Standpoint.SUPPORTS_WITH_COMMENTS, "Kommunen tillstyrker förslaget med synpunkter."),
        (Standpoint.SUPPORTS_PARTLY, "Kommunen tillstyrker förslaget delvis."),
        (Standpoint.OPPOSES, "Kommunen avstyrker förslaget."),
        (Standpoint.NO_OBJECTION, "Kommunen har ingen erinran mot förslaget."),
        (Standpoint.NO_POSITION, "Kommunen tar inte ställning till förslaget."),
        (Standpoint.OPPOSES, "Kommunen delar inte bedömningen."),
        (Standpoint.SUPPORTS, "Kommunen instämmer i bedömningen."),
    ],
)
def test_each_settled_form_is_understood(
    material: Material, standpoint: Standpoint, sentence: str
) -> None:
    position = on("lots", standpoint, "därför att det är så")
    draft = draft_of(paragraph(stand(sentence), proposal="lots"), positions=(position,))
    assert told(draft, material, Matter.AGREEMENT) == []


def test_what_the_text_answers_and_nobody_chose(material: Material) -> None:
    draft = answered(material).with_chosen(("kvall",)).with_position(on("kvall"))
    found = told(draft, material, Matter.AGREEMENT)
    assert any("inte längre är valt" in one for one in found)
    assert any("står inte i texten" in one for one in found)


def test_a_table_and_a_summary_that_disagree(material: Material) -> None:
    positions = (on("lots"), on("kvall", Standpoint.OPPOSES, "dyrt"))
    summary = paragraph(stand("Kommunen tillstyrker samtliga förslag."), key="summary")
    lots = paragraph(
        stand("Kommunen tillstyrker förslaget i avsnitt 5.2."), key="a", proposal="lots"
    )
    kvall = paragraph(
        stand("Kommunen avstyrker förslaget i avsnitt 5.5."), key="b", proposal="kvall"
    )
    draft = draft_of(summary, lots, kvall, positions=positions)
    (remark,) = remarks(draft, material, Matter.AGREEMENT)
    assert remark.paragraph == "summary"
    counted = draft.edited("summary", "Kommunen tillstyrker fem förslag.", NOW)
    assert "fem" not in told(counted, material, Matter.AGREEMENT)[0]
    right = draft.edited("summary", "Kommunen tillstyrker ett förslag och avstyrker ett.", NOW)
    assert [r for r in remarks(right, material, Matter.AGREEMENT) if r.paragraph == "summary"] == []
    assert right.text
    row = Row(cells=("Lots", "5.2", "avstyrker"), proposal="lots")
    section = right.text.sections[0].model_copy(
        update={"table": Table(head=("a", "b", "c"), rows=(row,))}
    )
    tabled = right.with_text(right.text.model_copy(update={"sections": (section,)}))
    assert any("Tabellen" in one for one in told(tabled, material, Matter.AGREEMENT))


# --- references


def test_a_section_that_does_not_exist_and_one_of_another_proposal(material: Material) -> None:
    absent = edited(answered(material), "Kommunen tillstyrker förslaget i avsnitt 9.9.")
    first = remarks(absent, material, Matter.REFERENCE)[0]
    assert (first.must, first.instead) == (True, "5.2")
    assert remarks(mended(absent, first, NOW), material, Matter.REFERENCE) == []
    other = edited(answered(material), "Kommunen tillstyrker förslaget i avsnitt 5.5.")
    assert any("behandlas inte i avsnitt 5.5" in t for t in told(other, material, Matter.REFERENCE))
    above = edited(answered(material), "Kommunen tillstyrker förslaget i kapitel 5, avsnitt 5.2.")
    assert told(above, material, Matter.REFERENCE) == []


def test_a_proposal_without_its_section(material: Material) -> None:
    draft = draft_of(paragraph(stand(), proposal="lots"), positions=(LOTS,))
    (remark,) = remarks(draft, material, Matter.REFERENCE)
    assert not remark.must
    assert "5.2" in remark.mend


# --- language


@pytest.mark.parametrize(
    ("text", "expected", "instead"),
    [
        ("Vi ser att brister föreligger här.", "föreligger", "finns"),
        ("Vi vill svara innan vi inkommit med mer.", "inkommit", "kommit in"),
        ("Vi vill t.ex. ha bussar.", "t.ex.", "till exempel"),
        ("Vi vill genomföra en utvärdering av bussarna.", "utvärdering", "utvärdera"),
        ("Vi vill att det ska införas och bör utredas.", "passiver", None),
        ("Vi vill att QZX ansvarar.", "QZX", None),
        ("Vi vill " + "ha mer " * 20 + "av det.", "44 ord", None),
    ],
)
def test_hard_language(material: Material, text: str, expected: str, instead: str | None) -> None:
    draft = edited(answered(material), f"Kommunen tillstyrker förslaget i avsnitt 5.2. {text}")
    (remark,) = remarks(draft, material, Matter.LANGUAGE)
    assert expected in remark.told
    assert remark.instead == instead
    assert not remark.must


@pytest.mark.parametrize(
    "text",
    [
        "Vi hoppas att det finns plats.",
        "Vi vill ha en utredning.",
        "Vi vill att ”vad avser det föreligger” tas bort.",
        "Vi vill att staten inför det.",
        "Vi vill ha en Servicenämnd (QZX) och QZX ska svara.",
    ],
)
def test_plain_language_and_the_words_of_others(material: Material, text: str) -> None:
    draft = edited(answered(material), f"Kommunen tillstyrker förslaget i avsnitt 5.2. {text}")
    assert remarks(draft, material, Matter.LANGUAGE) == []


def test_what_is_wrong_stands_before_what_is_advice(material: Material) -> None:
    draft = edited(answered(material), "Vi ser att brister föreligger. Restiden har växt mycket.")
    musts = [one.must for one in check(draft, PLAIN, material)]
    assert musts == sorted(musts, reverse=True)
    assert {True, False} == set(musts)


def test_other_organisations_are_not_ours(material: Material) -> None:
    source = cited(
        material, OSTMARK_DOC, "Kvällsöppna mottagningar",
        "Regionen vill i stället pröva kvällsöppet på ett par orter i taget.",
    )  # fmt: skip
    text = f"Region Östmark avstyrker: ”{source.quote}”"
    draft = draft_of(
        paragraph(
            stand("Kommunen tillstyrker förslaget i avsnitt 5.5."),
            sourced(text),
            proposal="kvall",
            sources=(source,),
        ),
        positions=(on("kvall"),),
    )
    assert told(draft, material, Matter.AGREEMENT) == []
