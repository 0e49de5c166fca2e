from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.drafting import (
    Basis,
    Case,
    Draft,
    OwnPosition,
    Paragraph,
    Profile,
    Section,
    Sentence,
    Standpoint,
    Text,
    Writing,
)
from assistant.register import Stance
from ingest.index import Kind

NOW = datetime(2031, 9, 1, 12, tzinfo=UTC)
SOURCE = Citation(
    1, "p-1", "sou-2031-7", "Närmare vardagen", Kind.REPORT, None, "7.1", "Förslag", 12, 14,
    "Restiden har växt.", "Restiden har växt. Den fördubblades.", None, "abc",
)  # fmt: skip
STAND = Sentence(text="Nämnden tillstyrker förslaget.", basis=Basis.POSITION)
QUOTED = Sentence(
    text="Utredningen skriver: ”Restiden har växt. Den fördubblades.”", basis=Basis.SOURCE,
    sources=(1,),
)  # fmt: skip


def a_paragraph(*sentences: Sentence) -> Paragraph:
    return Paragraph(
        key="p", sentences=sentences, sources=(SOURCE,), writing=Writing(by="rules", when=NOW)
    )


def a_draft(*sentences: Sentence) -> Draft:
    section = Section(key="s", heading="Synpunkter", paragraphs=(a_paragraph(*sentences),))
    return Draft(text=Text(title="Yttrande", sections=(section,)))


def edited(text: str) -> list[tuple[str, Basis, tuple[int, ...]]]:
    draft = a_draft(STAND, QUOTED).edited("p", text, NOW)
    assert draft.text
    paragraph = draft.text.paragraph("p")
    assert paragraph
    return [(said.text, said.basis, said.sources) for said in paragraph.said()]


def test_the_text_bears_its_marks() -> None:
    text = a_paragraph(STAND, QUOTED).text
    assert text == f"{STAND.text} {QUOTED.text} [1]"


def test_sentences_left_alone_keep_what_they_stand_on() -> None:
    text = f"Vi vet detta. {STAND.text} Mer behövs [1]. {QUOTED.text} [1] Slutet"
    assert edited(text) == [
        ("Vi vet detta.", Basis.OWN, ()),
        (STAND.text, Basis.POSITION, ()),
        ("Mer behövs.", Basis.SOURCE, (1,)),
        (QUOTED.text, Basis.SOURCE, (1,)),
        ("Slutet", Basis.OWN, ()),
    ]


def test_a_sentence_that_was_changed_is_the_officials() -> None:
    assert edited("Nämnden tillstyrker inte förslaget.") == [
        ("Nämnden tillstyrker inte förslaget.", Basis.OWN, ())
    ]
    assert edited(f"Inte{STAND.text}")[0][1] is Basis.OWN


def test_a_mark_taken_out_takes_the_source_away_and_a_false_one_is_nothing() -> None:
    assert edited(QUOTED.text) == [(QUOTED.text, Basis.SOURCE, ())]
    assert edited(f"{STAND.text} [7][1]") == [(STAND.text, Basis.POSITION, (1,))]
    assert edited("Mycket är osäkert [9].") == [("Mycket är osäkert.", Basis.OWN, ())]


def test_an_edit_back_to_what_was_written_is_none() -> None:
    draft = a_draft(STAND, QUOTED)
    changed = draft.edited("p", "Annat.", NOW)
    assert changed != draft
    assert changed.edited("p", f"{STAND.text} {QUOTED.text} [1]", NOW) == draft


def test_an_unknown_paragraph_changes_nothing() -> None:
    draft = a_draft(STAND)
    assert draft.edited("q", "Annat.", NOW) == draft
    assert draft.confirmed("q", "Annat.", NOW) == draft
    assert Draft().edited("p", "Annat.", NOW) == Draft()
    assert Draft().confirmed("p", "Annat.", NOW) == Draft()


def test_what_was_confirmed_stays_so_when_more_is_edited() -> None:
    draft = a_draft(STAND).edited("p", f"{STAND.text} Vi har 48 kontor.", NOW)
    draft = draft.confirmed("p", "Vi har 48 kontor.", NOW)
    draft = draft.edited("p", f"{STAND.text} Vi har 48 kontor. Mer.", NOW)
    assert draft.text
    paragraph = draft.text.paragraph("p")
    assert paragraph
    assert paragraph.edit
    assert paragraph.edit.confirmed == ("Vi har 48 kontor.",)


@given(st.lists(st.sampled_from([STAND.text, f"{QUOTED.text} [1]", "Eget ord.", "[1]", "\n\n"])))
def test_no_word_of_an_edit_is_lost(pieces: list[str]) -> None:
    text = " ".join(pieces)
    words = text.replace("[1]", "").split()
    assert " ".join(said for said, *_ in edited(text)).split() == words


def test_choosing_others_keeps_what_was_thought_of_those_that_stay() -> None:
    thought = OwnPosition(proposal="b", standpoint=Standpoint.OPPOSES, points=("dyrt",))
    draft = Draft().with_chosen(("a", "b")).with_position(thought).with_chosen(("b", "c", "b"))
    assert draft.positions == (thought, OwnPosition(proposal="c"))
    assert list(draft.proposals()) == ["b", "c"]
    assert draft.position("b") == thought
    assert draft.position("a") is None
    assert draft.with_position(OwnPosition(proposal="a")) == draft


def test_a_draft_is_the_same_after_json() -> None:
    draft = a_draft(STAND, QUOTED).with_chosen(("a",)).edited("p", "Annat [1].", NOW)
    assert Draft.model_validate_json(draft.model_dump_json()) == draft


def test_a_profile_fills_in_what_it_knows() -> None:
    case = Case(organisation="Annan", dnr="1", committee="Nämnden", officer="A")
    profile = Profile(organisation="Vindelby kommun", officer="B")
    filled = Case(organisation="Annan", dnr="1", committee="Nämnden").with_profile(profile)
    assert (filled.organisation, filled.dnr, filled.committee, filled.officer) == (
        "Vindelby kommun", "1", "Nämnden", "B",
    )  # fmt: skip
    assert case.profile().name == "Annan, Nämnden"


@pytest.mark.parametrize("standpoint", Standpoint)
def test_every_standpoint_has_a_name_and_a_stance(standpoint: Standpoint) -> None:
    assert standpoint.swedish
    assert standpoint.stance in Stance
