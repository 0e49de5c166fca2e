"""Statements: with a source that carries them, or the organisation's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented import REPORT_DOC
from invented_case import CASE, NOW, alone, edited, paragraph_of

from assistant.answer import Citation
from assistant.drafting import Basis, Draft, Material, Matter, Remark
from assistant.drafting.checks import confirmed
from assistant.drafting.checks.citing import others_named
from assistant.drafting.checks.sources import claims

Check = Callable[[Draft, Matter], list[Remark]]

REASONS = "lots/skal"


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunen anser att lotsen bör anställas här.",
        "Vi vill se fler turer.",
        "Lotsen bör ha högst 15 personer.",
        "Det är viktigt att ingen faller mellan stolarna och det ska inte behöva hända.",
        "Vi föreslår i stället 12 timmar i veckan.",
        "Kommunen delar utredningens bedömning i avsnitt 5.2.",
        "Kommunstyrelsen behandlade frågan den 3 maj 2031.",
        "Förslaget bör utgå ur lagen.",
        "Vi tänker på vad som står där (avsnitt 5.2, sid 357-361).",
        "Vi har redan ett medborgarkontor.",
    ],
)
def test_what_is_plainly_own_needs_no_source(sentence: str, material: Material) -> None:
    assert claims(sentence, CASE, others_named(CASE, material)) is None


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Utredningen konstaterar att avstånden har växt.", "vad någon annan säger"),
        ("Enligt forskningen fungerar lotsar bra.", "vad någon annan säger"),
        ("Det framgår av enkäten att många väntar.", "vad någon annan säger"),
        ("Region Östmark har lotsar i cancervården.", "något om en annan organisation"),
        ("Kommunallagen kräver att nämnden beslutar.", "vad som gäller enligt lag"),
        ("Det följer av 2 kap. 1 § att så är fallet.", "vad som gäller enligt lag"),
        ("Var tredje person skickas vidare.", "en siffra"),
        ("Servicen kostar 640 miljoner kronor.", "en siffra"),
        ("Kontoren stängde för länge sedan.", "något"),
    ],
)
def test_what_states_facts_does(sentence: str, what: str, material: Material) -> None:
    assert claims(sentence, CASE, others_named(CASE, material)) == what


def test_a_draft_as_composed_stands_on_something(draft: Draft, remarks: Check) -> None:
    assert remarks(draft, Matter.SOURCE) == []


def test_a_statement_written_in_is_told_with_its_place(draft: Draft, remarks: Check) -> None:
    after = edited(draft, REASONS, "", "Servicen kostar 640 miljoner kronor.")
    (remark,) = remarks(after, Matter.SOURCE)
    text = paragraph_of(after, REASONS).text

    assert remark.must
    assert text[remark.start : remark.end] == "Servicen kostar 640 miljoner kronor."


def test_reasoning_without_a_we_is_only_asked_about(draft: Draft, remarks: Check) -> None:
    (remark,) = remarks(edited(draft, REASONS, "", "Tillit växer där folk möts."), Matter.SOURCE)

    assert not remark.must


def test_an_own_view_written_in_is_not(draft: Draft, remarks: Check) -> None:
    assert remarks(edited(draft, REASONS, "", "Vi vill se fler lotsar."), Matter.SOURCE) == []


def test_what_is_confirmed_is_own(draft: Draft, remarks: Check) -> None:
    said = "Servicen kostar 640 miljoner kronor."
    after = edited(draft, REASONS, "", said)
    confirmed = after.confirmed(paragraph_of(after, REASONS).key, said, NOW)

    assert remarks(confirmed, Matter.SOURCE) == []


def test_a_statement_that_holds_a_quote_of_two_sentences_can_be_confirmed(
    draft: Draft, remarks: Check
) -> None:
    said = "Kontoret sade: ”Vi stänger. Ni får åka till stan.”"
    after = edited(draft, REASONS, "", said)
    (remark,) = remarks(after, Matter.SOURCE)
    own = confirmed(after, remark, NOW)

    assert remarks(own, Matter.SOURCE) == []
    assert confirmed(draft, remark, NOW) == draft
    assert confirmed(Draft(), remark, NOW) == Draft()


def test_a_mark_that_was_taken_out_is_missed(draft: Draft, remarks: Check) -> None:
    (remark,) = remarks(edited(draft, "servicepunkt/stand", " [1]", ""), Matter.SOURCE)

    assert "borttagen" in remark.told


def test_a_cited_statement_is_held_against_its_source(draft: Draft, remarks: Check) -> None:
    cited = "En lots bör inte följa fler än 25 personer samtidigt, enligt utredningen. [1]"
    true = edited(draft, "lots/argument", "", cited)
    false = edited(draft, "lots/argument", "", cited.replace("25", "95"))

    assert remarks(true, Matter.SOURCE) == []
    (remark,) = remarks(false, Matter.SOURCE)
    assert "95" in remark.told


def test_an_own_view_may_point_at_what_it_is_about(draft: Draft, remarks: Check) -> None:
    after = edited(draft, "lots/argument", "", "Vi delar den bilden. [1]")

    assert remarks(after, Matter.SOURCE) == []


def test_a_quote_of_two_sentences_is_one_statement(
    draft: Draft, remarks: Check, quoted: Callable[[str, str], Citation]
) -> None:
    words = "Vardagslotsen fattar inga beslut. Hon eller han ser till"
    before = alone(
        f"Utredningen skriver: ”{words}”.", quoted(REPORT_DOC, words), basis=Basis.SOURCE
    )

    after = edited(before, "p", "Utredningen skriver", "Utredningen skriver så")
    assert remarks(after, Matter.SOURCE) == []


def test_what_a_model_wrote_with_doubt_is_looked_at(draft: Draft, remarks: Check) -> None:
    before = alone("Kommunen har tre bussar.")
    (paragraph,) = before.text.sections[0].paragraphs if before.text else ()
    doubted = paragraph.sentences[0].model_copy(update={"doubt": "Stycket säger inte detta."})
    after = paragraph.model_copy(update={"sentences": (doubted,)})
    assert before.text
    (remark,) = remarks(before.with_text(before.text.replaced(after)), Matter.SOURCE)

    assert "Stycket säger inte detta." in remark.told
