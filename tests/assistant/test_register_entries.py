"""The project's own register: complete, said once, of documents we know, in our own words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from assistant.register import Kind, Proposal, Register, load_register
from ingest.catalog import Entry, load_catalog
from ingest.index import Kind as DocumentKind

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
ORIGINALS = CORPUS.parent.parent / "shared" / "corpus"
BORROWED = 12
LONG_SENTENCE = 30


@pytest.fixture(scope="module")
def register() -> Register:
    """That it loads says that every section, proposal and area it names exists."""
    return load_register(CORPUS)


@pytest.fixture(scope="module")
def known() -> dict[str, Entry]:
    return {entry.doc: entry for entry in load_catalog(CORPUS).entries}


@pytest.fixture(scope="module")
def originals() -> dict[str, str]:
    """The documents' text, where the machine has them."""
    files = [*ORIGINALS.glob("*.md"), *ORIGINALS.glob("*.txt")]
    texts = {path.stem: path.read_text("utf8") for path in files}
    if not texts:
        pytest.skip("the original documents are not on this machine")
    return texts


def test_reports_are_in_the_catalogue(register: Register, known: dict[str, Entry]) -> None:
    assert register.reports
    assert {known[report.doc].kind for report in register.reports} == {DocumentKind.REPORT}


def test_positions_are_of_organisations_that_answered(
    register: Register, known: dict[str, Entry]
) -> None:
    for position in register.positions:
        response = known[position.doc]
        assert response.kind in (DocumentKind.RESPONSE, DocumentKind.OTHER)  # or what retells one
        assert position.organisation == response.organisation
        proposal = register.proposal(position.proposal or "")
        about = {proposal.doc, *proposal.elsewhere} if proposal else {position.report or ""}
        assert {known[doc].reference for doc in about} & set(response.answers), position


def test_every_response_is_heard_on_each_report_it_answers(
    register: Register, known: dict[str, Entry]
) -> None:
    expected = {
        (response.doc, report.doc)
        for response in known.values()
        for report in register.reports
        if known[report.doc].reference in response.answers
    }
    assert {(one.doc, one.report) for one in register.positions if one.report} == expected


def test_an_organisation_has_one_position_on_a_thing(register: Register) -> None:
    things = Counter((one.organisation, one.proposal, one.report) for one in register.positions)
    assert [thing for thing, times in things.items() if times > 1] == []


def test_no_proposal_stands_twice(register: Register) -> None:
    alike = [
        (one.id, other.id)
        for one, other in combinations(register.proposals, 2)
        if _likeness(one, other) > 0.5
    ]
    assert alike == []


def test_the_same_in_other_words_is_found_alike() -> None:
    one = Proposal(
        id="a", doc="d", section="1", kind=Kind.PROPOSAL, sentence="Regeringen ska inrätta en lots."
    )
    other = one.model_copy(update={"id": "b", "sentence": "Regeringen bör inrätta en lots nu."})
    assert _likeness(one, other) > 0.5


def _likeness(one: Proposal, other: Proposal) -> float:
    """Words in common, of all words of the two sentences."""
    words, others = (set(_words(proposal.sentence)) for proposal in (one, other))
    return len(words & others) / len(words | others)


def test_every_section_of_the_chapters_of_proposals_is_represented(register: Register) -> None:
    named = {place for proposal in register.proposals for place in proposal.sections()}
    chapter = {
        (report.doc, section)
        for report in register.reports
        for section in report.headings
        if section.startswith("7.")
    }
    assert len(chapter) > 25
    assert sorted(chapter - named) == []


def test_every_area_has_proposals(register: Register) -> None:
    assert {proposal.area for proposal in register.proposals} >= {one.id for one in register.areas}


def test_what_is_proposed_has_someone_to_do_it(register: Register) -> None:
    demands = [one for one in register.proposals if one.kind != Kind.ASSESSMENT]
    assert [one.id for one in demands if not one.addressees] == []


def test_the_bills_name_their_paragraphs_and_their_day(register: Register) -> None:
    amended = [act for act in register.acts if act.sfs]
    assert amended
    for act in amended:
        proposal = register.proposal(act.proposal)
        assert proposal is not None
        assert proposal.kind == Kind.LEGISLATIVE
        assert act.chapter and act.paragraph
        assert act.in_force == proposal.when == "den 1 januari 2020"


def test_the_seven_principles_are_numbered_through(register: Register) -> None:
    assert [principle.number for principle in register.principles] == list(range(1, 8))


def test_a_term_is_explained_once(register: Register) -> None:
    names = Counter((term.doc, term.name) for term in register.terms)
    assert [name for name, times in names.items() if times > 1] == []


def test_sentences_are_single_and_short(register: Register) -> None:
    for text in _own_words(register):
        assert text[0].isupper() and text.endswith((".", ")")), text
        assert not re.search(r"(?<!kap)[.?!] [A-ZÅÄÖ]", text), text
        assert len(text.split()) <= LONG_SENTENCE, text


def test_no_sentence_borrows_the_documents_words(
    register: Register, originals: dict[str, str]
) -> None:
    theirs = {run for text in originals.values() for run in _runs(text)}
    assert [text for text in _own_words(register) if set(_runs(text)) & theirs] == []


def test_the_place_of_a_position_stands_in_its_response(
    register: Register, originals: dict[str, str]
) -> None:
    joined = {doc: " ".join(_words(text)) for doc, text in originals.items()}
    for position in register.positions:
        assert " ".join(_words(position.place)) in joined[position.doc], position.place


def test_figures_stand_in_the_document(register: Register, originals: dict[str, str]) -> None:
    for one in (*register.proposals, *register.acts):
        said = one.sentence if isinstance(one, Proposal) else one.change
        when = one.when if isinstance(one, Proposal) else one.in_force
        for figure in re.findall(r"\d+(?:–\d+)?", f"{said} {when or ''}"):
            assert re.search(rf"\b{figure}\b", originals["sou-2018-47"] + originals[one.doc]), one


def _own_words(register: Register) -> list[str]:
    said = [
        *(one.sentence for one in (*register.proposals, *register.principles)),
        *(one.sentence for one in register.positions),
        *(act.change for act in register.acts),
        *(term.definition for term in register.terms),
    ]
    assert len(said) > 100
    return said


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(text: str) -> list[tuple[str, ...]]:
    words = _words(text)
    return [tuple(words[at : at + BORROWED]) for at in range(len(words) - BORROWED + 1)]
