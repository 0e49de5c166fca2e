"""Positions with their reasons, and the facts that a document needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date

import pytest
from invented_case import CASE, LOTS, POINT, POSITIONS, TODAY, edited

from assistant.drafting import Case, Draft, Material, Matter, OwnPosition, Remark, Standpoint
from assistant.drafting.checks import check
from assistant.drafting.disposition import Disposition, DocumentType, Field

Check = Callable[[Draft, Matter], list[Remark]]


def test_what_is_whole_gets_no_remark(draft: Draft, remarks: Check) -> None:
    assert remarks(draft, Matter.POSITION) == []
    assert remarks(draft, Matter.FACTS) == []


def test_a_proposal_without_a_standpoint_is_told(draft: Draft, remarks: Check) -> None:
    (remark,) = remarks(draft.with_position(OwnPosition(proposal=LOTS)), Matter.POSITION)

    assert (remark.step, remark.proposal, remark.must) == ("stallningstaganden", LOTS, True)


@pytest.mark.parametrize("standpoint", Standpoint)
def test_who_does_not_simply_agree_says_why(
    draft: Draft, remarks: Check, standpoint: Standpoint
) -> None:
    bare = OwnPosition(proposal=LOTS, standpoint=standpoint, points=(" ",))
    needs_one = standpoint not in (
        Standpoint.SUPPORTS, Standpoint.NO_OBJECTION, Standpoint.NO_POSITION,
    )  # fmt: skip

    assert bool(remarks(draft.with_position(bare), Matter.POSITION)) is needs_one
    argued = bare.model_copy(update={"points": ("det blir dyrt",)})
    assert remarks(draft.with_position(argued), Matter.POSITION) == []


def test_a_report_with_nothing_answered_is_told(draft: Draft, remarks: Check) -> None:
    told = remarks(draft.with_chosen(()), Matter.POSITION)

    assert [one.step for one in told] == ["forslagen"]
    assert "Närmare vardagen" in told[0].told


def test_an_empty_draft_says_what_to_begin_with(remarks: Check) -> None:
    told = remarks(Draft(), Matter.POSITION)

    assert [one.step for one in told] == ["forslagen", "texten"]
    assert "inte skriven än" in told[1].told


def test_a_proposal_that_nobody_knows_is_told(draft: Draft, remarks: Check) -> None:
    told = remarks(draft.with_chosen((POINT, "borta")), Matter.POSITION)

    assert any("finns inte längre" in one.told for one in told)


@pytest.mark.parametrize("name", ["organisation", "dnr", "date", "recipient", "officer"])
def test_what_the_document_needs_is_asked_for(draft: Draft, remarks: Check, name: str) -> None:
    empty = CASE.model_copy(update={name: Case.model_fields[name].default})
    told = [one for one in remarks(draft.with_case(empty), Matter.FACTS) if "saknas" in one.told]

    assert [one.step for one in told] == ["arende"]


def test_a_required_field_is_asked_for(draft: Draft, material: Material) -> None:
    type_ = DocumentType(
        key="t", name="T", title="T", fields=(Field(key="mbl", label="MBL", required=True),)
    )
    filled = draft.with_case(CASE.model_copy(update={"facts": {"mbl": "Samverkat."}}))

    def facts(one: Draft) -> list[str]:
        found = check(one, type_, material, TODAY)
        return [remark.told for remark in found if remark.matter is Matter.FACTS]

    assert facts(draft) == ["”MBL” är inte ifyllt."]
    assert facts(filled) == []


@pytest.mark.parametrize(
    ("date", "today", "must"),
    [
        (Date(2031, 9, 22), Date(2031, 9, 20), [True]),
        (Date(2031, 9, 21), Date(2031, 9, 22), [False]),
        (Date(2031, 9, 21), Date(2031, 9, 21), []),
        (None, Date(2031, 9, 22), [False]),
    ],
)
def test_a_late_answer_is_told(
    draft: Draft,
    material: Material,
    yttrande: DocumentType,
    date: Date | None,
    today: Date,
    must: list[bool],
) -> None:
    late = draft.with_case(CASE.model_copy(update={"date": date}))
    told = [one for one in check(late, yttrande, material, today) if "svarsdag" in one.told]

    assert [one.must for one in told] == must


@pytest.mark.parametrize(
    ("dnr", "must"),
    [
        ("KS 2031/114", []),
        ("LS 2031-0114", []),
        ("1.7.1-123/2031", []),
        ("HSN 1805-0789", []),
        ("Fi2031/00412/K", []),
        ("kommer senare", [True]),
        ("Dnr KS 2031/114", [False]),
        ("114", [False]),
    ],
)
def test_an_odd_diary_number_is_told(
    draft: Draft, remarks: Check, dnr: str, must: list[bool]
) -> None:
    told = remarks(draft.with_case(CASE.model_copy(update={"dnr": dnr})), Matter.FACTS)

    assert [one.must for one in told if "iarienum" in one.told] == must


@pytest.mark.parametrize(
    "gap", ["[namn]", "{officer}", "XX", "NN", "[…]", "20XX-XX-XX", "___", "??"]
)
def test_a_gap_left_open_is_told_with_its_place(draft: Draft, remarks: Check, gap: str) -> None:
    after = edited(draft, "lots/skal", "lotsen", f"lotsen i {gap}")
    (remark,) = [one for one in remarks(after, Matter.FACTS) if one.paragraph]

    paragraph = after.text.paragraph(remark.paragraph) if after.text else None
    assert paragraph and paragraph.text[remark.start : remark.end] == gap


@pytest.mark.parametrize("said", ["Läs [1] igen.", "Se ”[…] resten” och XIX.", "EU och NNV."])
def test_what_only_looks_like_a_gap_is_none(draft: Draft, remarks: Check, said: str) -> None:
    assert remarks(edited(draft, "lots/argument", "", said), Matter.FACTS) == []


def test_a_gap_in_the_case_is_told(draft: Draft, remarks: Check) -> None:
    told = remarks(
        draft.with_case(CASE.model_copy(update={"department": "[förvaltning]"})), Matter.FACTS
    )

    assert any("Förvaltningen är inte ifyllt" in one.told for one in told)


def test_a_name_missing_under_the_decision_is_told(draft: Draft, remarks: Check) -> None:
    (remark,) = remarks(edited(draft, "beslut/text", "Egil Norén", "Ordföranden"), Matter.FACTS)

    assert "Egil Norén" in remark.told


def test_signatures_without_words_of_their_own_need_both_names(
    draft: Draft, material: Material
) -> None:
    signatures = Disposition(key="beslut", heading="Beslut", content="signatures")  # type: ignore[arg-type]
    type_ = DocumentType(key="t", name="T", title="T", sections=(signatures,))
    told = [o.told for o in check(draft, type_, material, TODAY) if o.matter is Matter.FACTS]
    unsigned = edited(draft, "beslut/text", "Rut Almgren", "Någon")

    assert told == []
    assert any("Rut Almgren" in o.told for o in check(unsigned, type_, material, TODAY))


def test_what_is_wrong_stands_first_and_all_in_the_documents_order(
    draft: Draft, material: Material, yttrande: DocumentType
) -> None:
    after = edited(edited(draft, "lots/skal", "lotsen", "XX"), "servicepunkt/skal", "nära", "NN")
    after = edited(after, "lots/argument", "", "Brister föreligger.")
    after = after.with_case(CASE.model_copy(update={"dnr": ""})).with_position(
        POSITIONS[0].model_copy(update={"standpoint": None})
    )
    found = check(after, yttrande, material, TODAY)
    wrong = [one for one in found if one.must]
    steps = ["arende", "forslagen", "stallningstaganden", "texten"]

    assert found[: len(wrong)] == wrong
    assert [one.step for one in wrong] == sorted((one.step for one in wrong), key=steps.index)
    gaps = [one.paragraph.split("/")[2] for one in wrong if "är inte ifyllt" in one.told]
    assert gaps == ["servicepunkt", "lots"]
