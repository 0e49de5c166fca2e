"""Laws that hold for all checks together."""

from __future__ import annotations

import time

import hypothesis.strategies as st
from hypothesis import given, settings
from invented_case import (
    BUS,
    CASE,
    EVENING,
    LOTS,
    NOW,
    POINT,
    POSITIONS,
    TODAY,
    edited,
    paragraph_of,
)

from assistant.drafting import Draft, Material, Matter, OwnPosition, Remark, Standpoint
from assistant.drafting.checks import check, confirmed, mended
from assistant.drafting.compose import compose
from assistant.drafting.disposition import DocumentType, document_types

POINTS = st.lists(
    st.sampled_from(
        [
            "risk: ökad administration",
            "vi vill se fler turer",
            "eftersom avstånden är stora",
            "Kravet på 24 timmar passar inte oss.",
            "fråga: vem betalar?",
            "mindre krångel",
        ]
    ),
    max_size=3,
    unique=True,
).map(tuple)
POSITION = st.builds(
    OwnPosition,
    proposal=st.sampled_from([POINT, LOTS, BUS, EVENING]),
    standpoint=st.none() | st.sampled_from(Standpoint),
    points=POINTS,
)
CHOSEN = st.lists(POSITION, min_size=1, max_size=5, unique_by=lambda one: one.proposal).map(tuple)
TYPES = document_types()


@settings(max_examples=25)
@given(positions=CHOSEN, type_=st.sampled_from(sorted(TYPES)))
def test_a_draft_as_composed_says_nothing_wrong(
    material: Material, positions: tuple[OwnPosition, ...], type_: str
) -> None:
    draft = Draft(case=CASE, positions=positions)
    draft = draft.with_text(compose(draft, TYPES[type_], material, NOW))
    wrong = {Matter.QUOTE, Matter.SOURCE, Matter.AGREEMENT, Matter.REFERENCE}

    assert [one for one in check(draft, TYPES[type_], material, TODAY) if one.matter in wrong] == []


EDITS = st.sampled_from(
    [
        ("lots/argument", "ytliga", "korta"),
        ("lots/argument", "vara 15", "vara 51"),
        ("lots/skal", "anställa", "vad avser lön anställa"),
        ("lots/skal", "lotsen.", "lotsen m.m."),
        ("lots/skal", "lotsen.", "lotsen. Se dock avsnitt 5.4 som tar upp detta."),
        ("servicepunkt/skal", "nära", "t.ex. nära i enlighet med lagen"),
        ("servicepunkt/skal", "Det blir", "Det föreligger och blir"),
    ]
)


@settings(max_examples=15)
@given(edits=st.lists(EDITS, min_size=1, max_size=4, unique_by=lambda one: one[1]))
def test_what_is_mended_is_no_longer_told(
    draft: Draft, material: Material, yttrande: DocumentType, edits: list[tuple[str, str, str]]
) -> None:
    after = draft
    for key, old, new in edits:
        if old in paragraph_of(after, key).text:
            after = edited(after, key, old, new)
    found = _mendable(after, material, yttrande)
    assert found
    for remark in found:
        once = mended(after, remark, NOW)
        assert (
            paragraph_of(once, remark.paragraph).text != paragraph_of(after, remark.paragraph).text
        )
        assert len(_mendable(once, material, yttrande)) < len(found)


def _mendable(draft: Draft, material: Material, type_: DocumentType) -> list[Remark]:
    return [one for one in check(draft, type_, material, TODAY) if one.instead is not None]


def test_a_remark_without_a_mend_or_a_place_changes_nothing(
    draft: Draft, material: Material, yttrande: DocumentType
) -> None:
    after = edited(draft, "lots/argument", "ytliga", "korta")
    (remark,) = _mendable(after, material, yttrande)

    assert mended(after, remark.model_copy(update={"instead": None}), NOW) is after
    assert mended(after, remark.model_copy(update={"paragraph": "borta"}), NOW) is after
    assert mended(after, remark.model_copy(update={"end": 9999}), NOW) is after
    assert mended(Draft(), remark, NOW) == Draft()


def test_every_place_lies_in_its_paragraph(
    draft: Draft, material: Material, yttrande: DocumentType
) -> None:
    after = edited(draft, "lots/argument", "ytliga", "korta [namn] vad avser")
    after = edited(after, "lots/stand", "delvis", "inte, enligt avsnitt 9.9")
    found = check(after, yttrande, material, TODAY)

    assert {one.matter for one in found} >= {Matter.QUOTE, Matter.AGREEMENT, Matter.REFERENCE}
    for one in found:
        assert one.told and one.mend
        if one.paragraph:
            assert 0 <= one.start <= one.end <= len(paragraph_of(after, one.paragraph).text)


PIECES = (
    '” " ’ » [1] [9] [ ] { ( – \u00ad . … avsnitt 5. s. 3– 12 inte om m.m. tillstyrker Utredningen '
    "skriver vad avser Kommunen"
).split(" ")
WRITTEN = st.lists(st.sampled_from([*PIECES, "\n", "\n\n"]) | st.text(max_size=8), max_size=40).map(
    " ".join
)


@settings(max_examples=60)
@given(written=WRITTEN)
def test_whatever_is_written_is_checked(
    draft: Draft, material: Material, yttrande: DocumentType, written: str
) -> None:
    key = paragraph_of(draft, "lots/argument").key
    after = draft.edited(key, written, NOW)
    for one in check(after, yttrande, material, TODAY):
        if one.paragraph == key:
            assert 0 <= one.start <= one.end <= len(written)
        mended(after, one, NOW)
        confirmed(after, one, NOW)


def test_a_long_paragraph_takes_no_longer_than_its_length(
    draft: Draft, material: Material, yttrande: DocumentType
) -> None:
    long = "Kommunen tillstyrker inte, och ”vad avser” avsnitt 5.2 – s. 3 [1] [2] … " * 300
    after = draft.edited(paragraph_of(draft, "lots/argument").key, long, NOW)
    before = time.process_time()
    check(after, yttrande, material, TODAY)

    assert time.process_time() - before < 10.0


def test_ten_proposals_are_checked_in_a_second(material: Material, yttrande: DocumentType) -> None:
    listed = material.register.proposals
    more = [one.model_copy(update={"id": f"{one.id}-2"}) for one in listed][: 10 - len(listed)]
    larger = Material(material.assistant, material.register, more)
    ten = tuple(POSITIONS[1].model_copy(update={"proposal": one.id}) for one in (*listed, *more))
    draft = Draft(case=CASE, positions=ten)
    draft = draft.with_text(compose(draft, yttrande, larger, NOW))
    check(draft, yttrande, larger, TODAY)
    before = time.process_time()
    check(draft, yttrande, larger, TODAY)

    assert len(ten) == 10
    assert time.process_time() - before < 1.0
