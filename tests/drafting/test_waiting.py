"""Found proposals as an official corrects, merges and lays them aside."""

from __future__ import annotations

import pytest

from assistant.answer import Citation
from assistant.drafting import Correction, Draft
from assistant.drafting.finding import FoundProposal
from assistant.drafting.waiting import laid_aside, waiting, with_merged
from assistant.register import Kind as Called
from ingest.index import Kind


def found(id_: str, sentence: str) -> FoundProposal:
    words = Citation(
        n=1, passage_id="p", doc="sou-2031-7", title="Närmare vardagen", kind=Kind.REPORT,
        organisation=None, section="5.1", heading="", page=None, page_index=None, quote=sentence,
        passage=sentence, about=None,
    )  # fmt: skip
    return FoundProposal(
        id_, "sou-2031-7", "5.1", Called.PROPOSAL, sentence, ("staten",), words, "Det står."
    )


FIRST = found("a", "Staten ska betala.")
SECOND = found("b", "Staten ska bygga.")


def test_what_nobody_touched_waits_as_it_was_found() -> None:
    assert waiting([FIRST, SECOND], Draft(), set()) == [FIRST, SECOND]
    assert waiting([FIRST, SECOND], Draft(), {"a"}) == [SECOND]
    assert laid_aside([FIRST, SECOND], Draft()) == []


@pytest.mark.parametrize(
    ("name", "value"), [("sentence", "Nej."), ("section", "9"), ("addressees", ())]
)
def test_what_is_corrected_waits_corrected(name: str, value: object) -> None:
    draft = Draft().corrected("a", **{name: value})
    (corrected, other) = waiting([FIRST, SECOND], draft, set())
    assert getattr(corrected, name) == value
    assert other == SECOND


def test_corrections_of_one_proposal_are_one() -> None:
    draft = Draft().corrected("a", sentence="Nej.").corrected("a", section="9")
    assert draft.corrections == (Correction(proposal="a", sentence="Nej.", section="9"),)


def test_what_is_laid_aside_comes_back_corrected() -> None:
    draft = Draft().corrected("a", sentence="Nej.").corrected("a", aside=True)
    assert waiting([FIRST, SECOND], draft, set()) == [SECOND]
    assert [one.sentence for one in laid_aside([FIRST, SECOND], draft)] == ["Nej."]
    back = draft.corrected("a", aside=False)
    assert [one.sentence for one in waiting([FIRST, SECOND], back, set())] == [
        "Nej.",
        "Staten ska bygga.",
    ]


def test_merged_ones_say_both_as_they_were_corrected() -> None:
    draft = with_merged(Draft().corrected("b", sentence="Staten ska riva."), FIRST, SECOND)
    (one,) = waiting([FIRST, SECOND], draft, set())
    assert one.id == "a"
    assert one.sentence == "Staten ska betala, och staten ska riva."
    assert [one.id for one in laid_aside([FIRST, SECOND], draft)] == ["b"]
