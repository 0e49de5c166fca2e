"""Klarspråk: advice where a sentence can be simpler, and silence where it cannot."""

from __future__ import annotations

from collections.abc import Callable

import hypothesis.strategies as st
import pytest
from hypothesis import given
from invented import REPORT_DOC
from invented_case import NOW, alone, edited, paragraph_of

from assistant.answer import Citation
from assistant.drafting import Basis, Draft, Matter, Remark
from assistant.drafting.checks import mended
from assistant.drafting.checks.language import advice, language_remarks
from assistant.drafting.checks.plain import tables
from assistant.drafting.readability import lix, scale

Check = Callable[[Draft, Matter], list[Remark]]


def told(sentence: str) -> list[str]:
    return [one.told for one in advice(sentence)]


def test_a_plain_sentence_gets_no_advice() -> None:
    for sentence in (
        "Kommunen vill att lotsen bor i byn.",
        "Det finns en risk att kontoret stängs, och det vore synd.",
        "Den frågan hör till de svåraste, men vi hoppas att den går att lösa.",
        "Medarbetarnas och medborgarnas slutsats är tydlig.",
        "Servicen saknas och behövs.",
        "Detta avseende är viktigt.",
        "Det förutsätter dock att pengarna räcker.",
        "Lagen utgör hinder.",
        "Vi ser vad gäller.",
    ):
        assert told(sentence) == [], sentence


@pytest.mark.parametrize("words", [30, 31])
def test_more_than_thirty_words_are_many(words: int) -> None:
    sentence = " ".join(["ord"] * words) + "."

    assert told(sentence) == ([f"Meningen har {words} ord."] if words > 30 else [])


def test_marks_are_no_words() -> None:
    assert told(" ".join(["ord"] * 30) + ". [1] [2]") == []


@pytest.mark.parametrize(
    ("sentence", "instead"),
    [
        ("Vad avser lotsen är vi nöjda.", "När det gäller"),
        ("Det föreligger brister.", "finns"),
        ("Lotsen bör tillse detta.", "se till"),
        ("Det sker i enlighet med lagen.", "enligt"),
        ("Yttrandet har inkommit.", "kommit in"),
        ("Det föreligger ej brister.", "finns"),
        ("Frågor beträffande lotsen.", "om"),
        ("Vi ser det, dock att tiden är kort.", "men"),
        ("Det gäller t.ex. bussen.", "till exempel"),
        ("Det gäller bussar m.m.", "med mera."),
        ("Vi vill genomföra en utvärdering av bussen.", "utvärdera"),
    ],
)
def test_heavy_words_have_lighter_ones(sentence: str, instead: str) -> None:
    assert instead in [one.instead for one in advice(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "De s.k. lotsarna.",
        "Frågor avseende lotsen.",
        "Det åligger nämnden.",
        "Vi vill göra en översyn av det.",
    ],
)
def test_what_has_several_ways_is_left_to_the_writer(sentence: str) -> None:
    (one,) = advice(sentence)

    assert one.mend.startswith("Skriv ”")
    assert one.instead is None


@pytest.mark.parametrize(
    ("sentence", "is_chain"),
    [
        ("Uppgiften ska utredas och därefter beslutas.", True),
        ("Frågan hanteras och planeras i dag.", True),
        ("Det görs och följs upp, och det tas bort.", True),
        ("Frågan blev prövad och ska utredas.", True),
        ("Uppgiften ska utredas.", False),
        ("Tillsynen görs av nämnden och ska redovisas.", False),
        ("Det finns och behövs.", False),
    ],
)
def test_passives_in_a_row_hide_who_acts(sentence: str, is_chain: bool) -> None:
    assert any("passiver" in one for one in told(sentence)) is is_chain


def test_many_nouns_of_verbs_are_a_chain() -> None:
    sentence = "Planering, granskning, mätning, samordning och rapportering kräver tid."

    assert told(sentence) == ["Meningen har 5 substantiv som är gjorda av verb."]


def test_the_table_is_consistent() -> None:
    assert len(tables().phrases) >= 60
    for phrase, entry in tables().phrases.items():
        for way in entry.ways:
            assert told(f"Vi {way} x.") == [], f"{phrase}: {way} is itself advised against"


def test_only_what_was_written_here_is_judged(
    draft: Draft, remarks: Check, quoted: Callable[[str, str], Citation]
) -> None:
    words = "Personalen kom från"
    cited = quoted(REPORT_DOC, words)
    heavy = "Vad avser lotsen föreligger ej brister."

    assert remarks(draft, Matter.LANGUAGE) == []
    assert len(remarks(alone(heavy), Matter.LANGUAGE)) == 3
    assert remarks(alone(f"Det står: ”{heavy}”", cited, basis=Basis.SOURCE), Matter.LANGUAGE) == []
    assert remarks(alone(heavy, basis=Basis.TEMPLATE), Matter.LANGUAGE) == []
    assert remarks(alone(heavy, basis=Basis.POSITION), Matter.LANGUAGE) == []


def test_advice_has_its_place_in_the_text(draft: Draft, remarks: Check) -> None:
    after = edited(draft, "lots/argument", "", "Vi anser att brister föreligger.")
    (remark,) = remarks(after, Matter.LANGUAGE)

    assert not remark.must
    assert paragraph_of(after, "lots/argument").text[remark.start : remark.end] == "föreligger"
    after = mended(after, remark, NOW)
    assert paragraph_of(after, "lots/argument").text.endswith("Vi anser att brister finns.")


def test_capitals_are_explained_once() -> None:
    assert [
        "förklaras inte" in one.told for one in language_remarks(alone("NPM och NPM, EU."))
    ] == [True]
    assert [*language_remarks(alone("New public management (NPM) är NPM."))] == []


def test_a_hard_paragraph_is_told_with_its_lix() -> None:
    hard = (
        "Verksamhetsutvecklingen förutsätter tillitsbaserade ledarskapsutvecklingsinsatser. " * 12
    )

    assert any("LIX" in one.told for one in language_remarks(alone(hard.strip())))


def test_lix_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    assert lix("Vi åker buss. Bussen är röd.") == 3.0
    assert lix("Servicepunkten ligger nära. Vi åker dit.") == pytest.approx(3 + 100 / 6)
    assert lix("") == 0.0
    assert (scale(29), scale(35), scale(45), scale(55), scale(65)) == (
        "mycket lättläst", "lättläst", "medelsvår", "svår", "mycket svår",
    )  # fmt: skip


WORDS = st.lists(
    st.sampled_from("vi buss nära servicepunkt kommunerna ansvarar".split()),
    min_size=1,
    max_size=40,
)


@given(words=WORDS)
def test_a_longer_word_never_makes_a_text_easier(words: list[str]) -> None:
    text = " ".join(words) + "."

    assert lix(text.replace("buss", "bussarna")) >= lix(text)


@given(first=WORDS, second=WORDS)
def test_a_full_stop_never_makes_a_text_harder(first: list[str], second: list[str]) -> None:
    one, two = " ".join(first), " ".join(second)

    assert lix(f"{one}. {two.capitalize()}.") <= lix(f"{one} {two}.")
