"""Verdicts on whole sentences of the invented inquiry."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import DIGEST_DOC, NFL_DOC, OSTMARK_DOC, REPORT_DOC, VINDELBY_DOC

from assistant.verify import Level, Place, Request, Verifier
from assistant.verify.numbers import numbers
from assistant.verify.source import Source
from ingest.index import Generation, split_sentences

Cite = Callable[[str, str], Source]


def _sentences(generation: Generation) -> list[tuple[str, Source]]:
    return [
        (p.text[span.start : span.end], Source.of(p, generation.documents[p.doc]))
        for p in generation.records
        for span in split_sentences(p.text)
        if re.search(r"\w", p.text[span.start : span.end])
    ]


def test_every_sentence_is_supported_by_its_own_passage(
    generation: Generation, verifier: Verifier
) -> None:
    for sentence, source in _sentences(generation):
        assert verifier.verify(sentence, [source]).level is Level.SUPPORTED, sentence


def test_no_sentence_is_supported_with_any_of_its_numbers_changed(
    generation: Generation, verifier: Verifier
) -> None:
    changed = 0
    for sentence, source in _sentences(generation):
        for number in numbers(sentence):
            wrong = f"{sentence[: number.start]}987{sentence[number.end :]}"
            assert verifier.verify(wrong, [source]).level is Level.UNSUPPORTED, wrong
            changed += 1
    assert changed > 30


@settings(max_examples=30)
@given(data=st.data())
def test_another_passage_takes_away_no_support_of_the_sources_own_words(
    generation: Generation, verifier: Verifier, data: st.DataObject
) -> None:
    every = _sentences(generation)
    sentence, source = data.draw(st.sampled_from(every))
    _, other = data.draw(st.sampled_from(every))

    first = verifier.verify(sentence, [source, other])
    assert first.level is Level.SUPPORTED
    assert (
        first
        == verifier.verify(sentence, [source, other])
        == verifier.verify(sentence, [other, source])
    )


@settings(max_examples=60)
@given(sentence=st.text(max_size=120))
def test_any_text_gets_a_verdict(verifier: Verifier, cite: Cite, sentence: str) -> None:
    source = cite(REPORT_DOC, "Vardagslotsen fattar inga beslut.")

    verdict = verifier.verify(sentence, [source])
    assert bool(verdict.reasons) is (verdict.level is not Level.SUPPORTED)


def test_without_a_source_nothing_is_supported(verifier: Verifier) -> None:
    verdict = verifier.verify("Vardagslotsen fattar inga beslut.", [])

    assert verdict.level is Level.UNSUPPORTED
    assert verdict.reasons == ("Meningen hänvisar inte till något stycke.",)


FALSE = [
    (REPORT_DOC, "Vardagslotsen fattar beslut.", "Vardagslotsen fattar inga beslut."),
    (
        REPORT_DOC,
        "Delegationen föreslår att kommunerna betalar servicepunkterna fullt ut de första "
        "fyra åren.",
        "Delegationen föreslår att staten betalar servicepunkterna fullt ut",
    ),
    (
        REPORT_DOC,
        "En servicepunkt ska vara bemannad högst 24 timmar i veckan.",
        "En servicepunkt ska vara bemannad minst 24 timmar i veckan.",
    ),
    (
        REPORT_DOC,
        "Enligt 4 kap. 2 § socialtjänstlagen fattar vardagslotsen inga beslut.",
        "Vardagslotsen fattar inga beslut.",
    ),
    (
        VINDELBY_DOC,
        "Region Östmark tillstyrker förslaget om vardagslotsar.",
        "Vindelby kommun tillstyrker förslaget om vardagslotsar.",
    ),
    (
        VINDELBY_DOC,
        "Utredningen tillstyrker förslaget om vardagslotsar.",
        "Vindelby kommun tillstyrker förslaget om vardagslotsar.",
    ),
    (
        VINDELBY_DOC,
        "Vindelby kommun avstyrker förslaget om vardagslotsar.",
        "Vindelby kommun tillstyrker förslaget om vardagslotsar.",
    ),
    (
        OSTMARK_DOC,
        "Regionen har egen erfarenhet av bussar i cancervården.",
        "Regionen har egen erfarenhet av lotsar i cancervården.",
    ),
]


@pytest.mark.parametrize(("doc", "sentence", "held"), FALSE)
def test_a_false_sentence_is_not_supported(
    verifier: Verifier, cite: Cite, doc: str, sentence: str, held: str
) -> None:
    verdict = verifier.verify(sentence, [cite(doc, held)])

    assert verdict.level is not Level.SUPPORTED
    assert all(reason.endswith(".") for reason in verdict.reasons)


TRUE = [
    (REPORT_DOC, "Enligt utredningen fattar vardagslotsen inga beslut.", "Vardagslotsen fattar"),
    (
        REPORT_DOC,
        "Utredningen skriver: ”Vardagslotsen fattar inga beslut”.",
        "Vardagslotsen fattar",
    ),
    (NFL_DOC, "Landstinget vill att staten betalar minst 20 bussar.", "minst tjugo bussar"),
    (OSTMARK_DOC, "Region Östmark tillstyrker fullmakten.", "Regionen tillstyrker fullmakten"),
]


@pytest.mark.parametrize(("doc", "sentence", "held"), TRUE)
def test_a_true_sentence_is_supported(
    verifier: Verifier, cite: Cite, doc: str, sentence: str, held: str
) -> None:
    assert verifier.verify(sentence, [cite(doc, held)]).level is Level.SUPPORTED


def test_halves_of_two_sources_are_no_claim_but_two_claims_may_stand_side_by_side(
    verifier: Verifier, cite: Cite
) -> None:
    bus = cite(REPORT_DOC, "Varje besök kostade i genomsnitt 184 kronor.")
    mandate = cite(REPORT_DOC, "Fullmakten ska kunna lämnas på papper")

    merged = "Fullmakten ska kunna lämnas på papper för en handläggare, en distriktssköterska."
    verdict = verifier.verify(merged, [bus, mandate])
    assert verdict.level is Level.UNSUPPORTED
    assert "fogar ihop" in verdict.reasons[0]

    beside = (
        "Varje besök kostade i genomsnitt 184 kronor, "
        "medan fullmakten ska kunna lämnas på papper vid en servicepunkt."
    )
    assert verifier.verify(beside, [bus, mandate]).level is Level.SUPPORTED


def test_a_number_from_elsewhere_in_the_passage_is_said(verifier: Verifier, cite: Cite) -> None:
    source = cite(REPORT_DOC, "Varje besök kostade i genomsnitt 184 kronor.")

    verdict = verifier.verify("Varje besök kostade i genomsnitt 9 300 kronor.", [source])
    assert verdict.reasons == ("9 300 står i stycket, men inte i den mening som sägs detta.",)


def test_a_heading_gives_words_to_their_author_alone(verifier: Verifier, cite: Cite) -> None:
    source = cite(VINDELBY_DOC, "Vindelby kommun tillstyrker förslaget om vardagslotsar.")
    sentence = "Vindelby kommun tillstyrker förslaget om vardagslotsar."

    assert verifier.verify(sentence, [source], "Vindelby kommun").level is Level.SUPPORTED
    assert verifier.verify(sentence, [source], "Region Östmark").level is Level.UNSUPPORTED
    assert verifier.verify(sentence, [source], "Utredningen (SOU 2031:7)").level is not (
        Level.SUPPORTED
    )


def test_a_digest_is_not_the_inquirys_voice(verifier: Verifier, cite: Cite) -> None:
    source = cite(DIGEST_DOC, "Lotsen beslutar ingenting")
    own = "Lotsen beslutar ingenting utan håller ordning på handlingar och turordning."

    theirs = verifier.verify(f"Utredningen anser att {own[0].lower()}{own[1:]}", [source])
    assert theirs.level is not Level.SUPPORTED
    assert any("referat" in reason for reason in theirs.reasons)
    ours = verifier.verify(
        f"Enligt vårt referat av avsnitt 5.2, {own[0].lower()}{own[1:]}", [source]
    )
    assert not any("referat" in reason for reason in ours.reasons)


def test_several_sentences_are_as_weak_as_the_weakest(verifier: Verifier, cite: Cite) -> None:
    source = cite(REPORT_DOC, "Vardagslotsen fattar inga beslut.")

    verdict = verifier.verify(
        "Vardagslotsen fattar inga beslut. Lotsen kostar 99 kronor.", [source]
    )
    assert "Talet 99 står inte i det citerade stycket." in verdict.reasons


def test_what_is_cited_must_be_in_the_index(generation: Generation, verifier: Verifier) -> None:
    sentence = "Vardagslotsen fattar inga beslut."
    there = Place(doc=REPORT_DOC, section="5.2")

    right = verifier.answer(Request(sentence=sentence, places=[there]))
    assert right.level is Level.SUPPORTED
    half = verifier.answer(Request(sentence=sentence, places=[there], passages=["borta"]))
    assert (half.level, half.reasons) == (Level.PARTLY, ("borta finns inte i indexet.",))
    none = verifier.answer(Request(sentence=sentence, places=[Place(doc=REPORT_DOC, section="9")]))
    assert (none.level, none.reasons) == (
        Level.UNSUPPORTED,
        (f"{REPORT_DOC} 9 finns inte i indexet.",),
    )
