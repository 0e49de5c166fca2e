"""Quotes: word for word, whole, and given to whoever said them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from invented import DIGEST_DOC, OSTMARK_DOC, REPORT_DOC
from invented_case import LOTS, NOW, alone, edited, paragraph_of

from assistant.answer import Citation
from assistant.drafting import Basis, Draft, Material, Matter, Remark
from assistant.drafting.checks import mended
from assistant.drafting.checks.quotes import quote_remarks
from tests.quotes import EDITS, false_alarms, tried

Check = Callable[[Draft, Matter], list[Remark]]
Cite = Callable[[str, str], Citation]

ARGUMENT = "lots/argument"
TOLD = "I försöken blev samtalen ytliga när antalet var högre."


def of(draft: Draft, material: Material) -> list[Remark]:
    return [*quote_remarks(draft, material)]


def test_a_draft_as_composed_has_true_quotes(draft: Draft, material: Material) -> None:
    assert of(draft, material) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_edit_of_every_kind_is_noticed(material: Material, seed: int) -> None:
    found = tried(material.assistant, number=100, seed=seed)

    assert len(found) == 100
    assert set(Counter(one.kind for one in found).values()) == {4, 5}
    assert {one.kind for one in found} == set(EDITS)
    assert [one for one in found if not one.noticed] == []


def test_no_quote_left_alone_is_remarked_on(material: Material) -> None:
    wrong, of_quotes = false_alarms(material.assistant, most=100)

    assert (wrong, of_quotes) == (0, 100)


def test_a_quote_nearly_right_is_mended_to_the_letter(draft: Draft, material: Material) -> None:
    before = edited(draft, ARGUMENT, "ytliga", "korta")
    (remark,) = of(before, material)

    assert remark.must
    assert remark.instead == f"”{TOLD}”"
    after = mended(before, remark, NOW)
    assert paragraph_of(after, ARGUMENT).text == paragraph_of(draft, ARGUMENT).text
    assert of(after, material) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TOLD, "I försöken blev\nsamtalen  ytliga när antalet var högre."),
        (f"{TOLD}”", f"{TOLD[:-1]}”."),
        (TOLD, "[i] försöken blev samtalen ytliga när antalet var högre"),
        ("Utredningen skriver", "Betänkandet motiverar förslaget så"),
        ("Region Östmark anför i sitt yttrande", "Enligt RÖM"),
        ("Region Östmark anför i sitt yttrande", "Region Östmark skriver om utredningens förslag"),
    ],
)
def test_what_changes_nothing_is_no_matter(
    draft: Draft, material: Material, old: str, new: str
) -> None:
    assert of(edited(draft, ARGUMENT, old, new), material) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Utredningen skriver", "Region Östmark anför i sitt yttrande"),
        ("Utredningen skriver", "Norra fjällens landsting visar"),
        ("Region Östmark anför i sitt yttrande", "Utredningen anför"),
        ("Region Östmark anför i sitt yttrande", "Hamnvikens stad skriver"),
        ("Region Östmark anför i sitt yttrande", "Kommunen skriver"),
    ],
)
def test_a_quote_given_to_somebody_else_is_told(
    draft: Draft, material: Material, old: str, new: str
) -> None:
    (remark,) = of(edited(draft, ARGUMENT, old, new), material)

    assert "inte från" in remark.told
    paragraph = paragraph_of(edited(draft, ARGUMENT, old, new), ARGUMENT)
    assert new in paragraph.text[remark.start : remark.end]


def test_a_reservation_that_was_cut_off_must_come_back(material: Material, quoted: Cite) -> None:
    words = "Serviceverket ska inte rangordna kommuner."
    draft = alone(f"Utredningen skriver: ”{words}”", quoted(REPORT_DOC, words), basis=Basis.SOURCE)

    (hidden,) = of(edited(draft, "p", "ska inte rangordna", "ska […] rangordna"), material)
    assert hidden.must
    assert "inte" in hidden.told


def test_words_left_out_and_marked_are_only_looked_at(draft: Draft, material: Material) -> None:
    (marked,) = of(edited(draft, ARGUMENT, "blev samtalen ytliga", "blev […] ytliga"), material)
    (bare,) = of(edited(draft, ARGUMENT, "blev samtalen ytliga", "blev … ytliga"), material)

    assert (marked.must, bare.must) == (False, True)
    assert "samtalen" in marked.told


def test_a_whole_sentence_may_be_left_out_at_the_end(material: Material, quoted: Cite) -> None:
    words = "Vardagslotsen fattar inga beslut. Hon eller han ser till"
    citation = quoted(REPORT_DOC, words)
    draft = alone(f"Utredningen skriver: ”{words}”", citation, basis=Basis.SOURCE)

    assert of(edited(draft, "p", " Hon eller han ser till", ""), material) == []


def test_the_words_of_our_digest_are_nobodys_quote(material: Material, quoted: Cite) -> None:
    words = "Lotsen beslutar ingenting utan håller ordning på handlingar"
    (remark,) = of(alone(f"Det står ”{words}”.", quoted(DIGEST_DOC, words)), material)

    assert "referat" in remark.told


def test_a_clause_in_marks_needs_a_source_a_word_does_not(material: Material) -> None:
    clause = alone("De säger att ”alla byar ska ha en buss”.", basis=Basis.OWN)
    word = alone("De kallar det ”servicebuss i byn”.", basis=Basis.OWN)

    assert ["har ingen källa" in one.told for one in of(clause, material)] == [True]
    assert of(word, material) == []


def test_an_own_point_may_quote_what_it_answers(material: Material) -> None:
    true = alone("Ordet ”samma person från början till slut” är bra.", proposal=LOTS)
    false = alone("Ordet ”samma person från början till mål” är dåligt.", proposal=LOTS)

    assert of(true, material) == []
    assert len(of(false, material)) == 1


def test_names_of_reports_and_sections_are_no_quotes(material: Material, quoted: Cite) -> None:
    citation = quoted(OSTMARK_DOC, "Gränsen bör i de fallen vara 15.")
    draft = alone("I avsnittet ”Vardagslotsar” och i ”Närmare vardagen” står det.", citation)

    assert of(draft, material) == []


def test_a_quote_within_a_quote_is_part_of_it(open_texts: Callable[..., object]) -> None:
    from assistant.register import Register

    text = "# Rapport\n\n## 1 Ord\n\nDet som kallas ”god service” ska vara nära alla invånare.\n"
    material = Material(open_texts({"r.md": text}), Register())  # type: ignore[arg-type]
    (piece,) = material.section("r", "1")
    start = piece.passage.text.index("Det")
    citation = material.cited(piece, start, piece.end)
    words = " ".join(citation.quote.split())
    draft = alone(f"Det står: ”{words}”", citation, basis=Basis.SOURCE)

    assert of(draft, material) == []
    (remark,) = of(edited(draft, "p", "nära alla", "nära några"), material)
    assert remark.instead and "”god service” ska vara nära alla" in remark.instead
    assert of(mended(edited(draft, "p", "nära alla", "nära några"), remark, NOW), material) == []


def test_apostrophes_open_no_quote(material: Material) -> None:
    assert of(alone("Kommunernas’ ansvar är Lars’ och ”nära”."), material) == []
