"""Text, summary and table say what was chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented_case import BUS, CASE, EVENING, LOTS, NOW, POINT, edited, paragraph_of

from assistant.drafting import Draft, Material, Matter, OwnPosition, Remark, Standpoint
from assistant.drafting.checks.citing import others_named
from assistant.drafting.checks.standing import stated
from assistant.drafting.compose import compose, written_anew
from assistant.drafting.disposition import DocumentType

Check = Callable[[Draft, Matter], list[Remark]]

SUMMARY = "sammanfattning/monster"
STAND = "lots/stand"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Kommunen tillstyrker förslaget.", ["tillstyrker"]),
        ("Kommunen tillstyrker förslaget delvis.", ["tillstyrker delvis"]),
        ("Kommunen tillstyrker förslaget med följande synpunkter.", ["tillstyrker med synpunkter"]),
        ("Kommunen tillstyrker inte förslaget.", ["avstyrker"]),
        ("Kommunen kan inte tillstyrka förslaget.", ["avstyrker"]),
        ("Kommunen avstyrker förslaget.", ["avstyrker"]),
        ("Kommunen avstyrker inte förslaget.", ["avstyrker inte"]),
        ("Kommunen delar inte bedömningen.", ["avstyrker"]),
        ("Kommunen instämmer delvis i bedömningen.", ["tillstyrker delvis"]),
        ("Kommunen har ingen erinran mot förslaget.", ["har ingen erinran"]),
        ("Kommunen har inget att erinra mot förslaget.", ["har ingen erinran"]),
        ("Kommunen tar inte ställning till förslaget.", ["tar inte ställning"]),
        ("Kommunen avstår från att ta ställning.", ["tar inte ställning"]),
        ("Förslaget om servicepunkter tillstyrks.", ["tillstyrker"]),
        ("Vi tillstyrker 5.1 men avstyrker 5.4.", ["tillstyrker", "avstyrker"]),
        ("Region Östmark avstyrker förslaget, men kommunen tillstyrker det.", ["tillstyrker"]),
        ("Region Östmark avstyrker förslaget.", []),
        ("Kommunen delar lokaler med regionen.", []),
        ("Kommunen instämmer i problembeskrivningen och vill se mer.", []),
        ("Kommunen instämmer i dessa reservationer.", []),
        ("Kommunen instämmer.", ["tillstyrker"]),
        ("Kommunen är positiv till förslaget.", ["tillstyrker"]),
        ("Kommunen är negativ till förslaget.", ["avstyrker"]),
        ("Kommunen skulle tillstyrka förslaget om det ändrades.", []),
        ("Om kommunen tillstyrker förslaget kostar det.", []),
        ("Det ordet ”avstyrker” säger vi inte.", []),
        ("Kommunen vill se fler turer.", []),
    ],
)
def test_positions_are_read_clause_by_clause(
    sentence: str, said: list[str], material: Material
) -> None:
    found = stated(sentence, CASE, others_named(CASE, material))

    assert [one.swedish for one in found] == said


@pytest.mark.parametrize("standpoint", Standpoint)
def test_each_composed_draft_agrees_with_itself(
    draft: Draft, material: Material, yttrande: DocumentType, remarks: Check, standpoint: Standpoint
) -> None:
    chosen = draft
    for position in draft.positions:
        chosen = chosen.with_position(position.model_copy(update={"standpoint": standpoint}))
    written = chosen.with_text(compose(chosen, yttrande, material, NOW))

    assert remarks(draft, Matter.AGREEMENT) == []
    assert remarks(written, Matter.AGREEMENT) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tillstyrker förslaget delvis", "avstyrker förslaget"),
        ("tillstyrker förslaget delvis", "tillstyrker förslaget"),
        ("tillstyrker förslaget delvis", "tillstyrker inte förslaget"),
        ("tillstyrker förslaget delvis", "tar inte ställning till förslaget"),
    ],
)
def test_another_position_in_the_text_is_told(
    draft: Draft, remarks: Check, old: str, new: str
) -> None:
    after = edited(draft, STAND, old, new)
    (remark,) = remarks(after, Matter.AGREEMENT)

    assert remark.must
    assert "valt är ”tillstyrker delvis”" in remark.told
    assert new.split(maxsplit=1)[0] in paragraph_of(after, STAND).text[remark.start : remark.end]


def test_the_same_position_in_other_words_is_not(draft: Draft, remarks: Check) -> None:
    after = edited(draft, "skolskjuts/stand", "avstyrker", "motsätter sig")
    assert remarks(after, Matter.AGREEMENT) == []


def test_one_may_share_an_assessment_and_oppose_what_is_proposed(
    draft: Draft, remarks: Check
) -> None:
    shared = "Kommunen delar bedömningen att bussarna är tomma."
    after = edited(draft, "skolskjuts/skal", "", shared)

    assert remarks(after, Matter.AGREEMENT) == []


def test_a_position_that_was_taken_out_is_missed(draft: Draft, remarks: Check) -> None:
    after = edited(draft, STAND, "Kommunen tillstyrker förslaget delvis.", "Kommunen tvekar.")
    (remark,) = remarks(after, Matter.AGREEMENT)

    assert "står inte i texten" in remark.told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("avstyrker en rekommendation", "tillstyrker en rekommendation", "valt är ”avstyrker”"),
        ("tillstyrker ett lagförslag (avsnitt 5.1)", "tillstyrker tre lagförslag", "3 lagförslag"),
        (
            "tillstyrker ett lagförslag (avsnitt 5.1)",
            "tillstyrker samtliga förslag",
            "alla förslag",
        ),
        ("avsnitt 5.4", "avsnitt 5.5", "som ni inte svarar på"),
        ("avstyrker en rekommendation", "har ingen erinran mot det", "valt är ”avstyrker”"),
        ("avstyrker en rekommendation (avsnitt 5.4)", "har ingen erinran", "inget förslag har"),
    ],
)
def test_a_summary_that_says_something_else_is_told(
    draft: Draft, remarks: Check, old: str, new: str, told: str
) -> None:
    (remark,) = remarks(edited(draft, SUMMARY, old, new), Matter.AGREEMENT)

    assert told in remark.told


def test_a_summary_in_own_words_that_agrees_is_not(draft: Draft, remarks: Check) -> None:
    paragraph = paragraph_of(draft, SUMMARY)
    own = "Vi tillstyrker två av tre förslag, ett av dem delvis, men avstyrker skolskjutsen."
    after = draft.edited(paragraph.key, own, NOW)

    assert remarks(after, Matter.AGREEMENT) == []


def test_a_text_older_than_the_positions_is_to_be_written_anew(
    draft: Draft, material: Material, yttrande: DocumentType, remarks: Check
) -> None:
    lots = draft.position(LOTS)
    assert lots
    later = draft.with_position(lots.model_copy(update={"standpoint": Standpoint.OPPOSES}))
    found = remarks(later, Matter.AGREEMENT)

    assert {one.paragraph.rsplit("/", 1)[-1] for one in found if "skrevs innan" in one.told} == {
        "monster", "stand",
    }  # fmt: skip
    assert any("Tabellen" in one.told and one.proposal == LOTS for one in found)
    assert remarks(written_anew(later, yttrande, material, NOW), Matter.AGREEMENT) == []


def test_a_new_proposal_and_one_no_longer_chosen_are_told(draft: Draft, remarks: Check) -> None:
    chosen = draft.with_chosen((POINT, LOTS, EVENING))
    evening = OwnPosition(proposal=EVENING, standpoint=Standpoint.SUPPORTS)
    found = remarks(chosen.with_position(evening), Matter.AGREEMENT)

    assert any(one.proposal == EVENING and "står inte i texten" in one.told for one in found)
    assert any(one.proposal == BUS for one in found)


def test_an_edited_answer_to_a_proposal_no_longer_chosen_is_told(
    draft: Draft, remarks: Check
) -> None:
    after = edited(draft, "skolskjuts/skal", "", "Vi vill se mer.").with_chosen((POINT, LOTS))
    found = [one for one in remarks(after, Matter.AGREEMENT) if one.paragraph.endswith("skal")]

    assert ["inte längre är valt" in one.told for one in found] == [True]


def test_an_edited_paragraph_is_shown_what_it_would_say_today(draft: Draft, remarks: Check) -> None:
    lots = draft.position(LOTS)
    assert lots
    after = edited(draft, "lots/skal", "", "Vi vill se mer.")
    later = after.with_position(lots.model_copy(update={"points": ("Lotsen bör bo i byn.",)}))
    found = [one for one in remarks(later, Matter.AGREEMENT) if one.paragraph.endswith("lots/skal")]

    assert [one.must for one in found] == [False]
    assert "Lotsen bör bo i byn." in found[0].mend
