"""Which passages are found, and in which order."""

from __future__ import annotations

import pytest
from invented import (
    DIGEST_DOC,
    FILES,
    NFL_DOC,
    OSTMARK_DOC,
    REPORT_DOC,
    SLIDES_DOC,
    VINDELBY_DOC,
    OpenTexts,
)

from assistant import Assistant, Filters
from assistant.search import Hit
from ingest.index import Kind

RESPONSE = """\
# Yttrande från {name}

## Skolskjutsar

{name} anser att skolskjutsen ska öppnas för andra resenärer på alla sträckor i länet.

## Fullmakter

{name} anser att fullmakten ska finnas på papper, på samiska och på finska i hela landet.
"""

# The same words in the report and in our digest of it, so that nothing but who speaks differs.
TWIN = """\
# {title}

## 1 Ängarna

Ängarna vid ån slås varje sommar av dem som bor i byn, och höet delas lika mellan gårdarna.

## 2 Kvarnen

Kvarnen mal korn åt tre socknar, och mjölnaren betalas i mjöl efter gammal sed.
"""

TWIN_CATALOG = """
[[document]]
doc = "a-referat"
title = "Referat av Byaboken"
kind = "digest"
about = "byaboken"

[[document]]
doc = "byaboken"
title = "Byaboken"
kind = "report"
"""


def _find(assistant: Assistant, text: str, k: int = 10, filters: Filters = Filters()) -> list[Hit]:
    return assistant.search.find(assistant.understand(text), k, filters)


def _sections(hit: Hit) -> set[str]:
    return {part.section for part in hit.passage.parts}


@pytest.mark.parametrize("name", ["Alby kommun", "Ceby kommun"])
def test_the_named_organisation_comes_first_among_equals(open_texts: OpenTexts, name: str) -> None:
    names = ["Alby kommun", "Beby kommun", "Ceby kommun"]
    assistant = open_texts({f"{n[:4].lower()}.md": RESPONSE.format(name=n) for n in names})

    first = _find(assistant, f"Vad anser {name} om skolskjutsen?")[0]

    assert first.document.organisation == name
    assert "skolskjutsen" in first.passage.text


@pytest.mark.parametrize(
    ("question", "doc"),
    [
        ("Hur ser Vindelby kommun på skolskjutsen?", VINDELBY_DOC),
        ("Vad anser Norra fjällens landsting om skolskjutsen?", NFL_DOC),
        ("Vad anser RÖM om kvällsöppna mottagningar?", OSTMARK_DOC),
    ],
)
def test_a_response_comes_first_where_its_author_is_asked(
    assistant: Assistant, question: str, doc: str
) -> None:
    assert _find(assistant, question)[0].document.doc == doc


def test_without_a_name_the_inquiry_comes_first(assistant: Assistant) -> None:
    first = _find(assistant, "Under vilka förutsättningar får skolskjutsen öppnas för resenärer?")[
        0
    ]

    assert first.document.doc == REPORT_DOC


@pytest.mark.parametrize("number", ["1.2", "3.3", "5.4", "6.3"])
def test_a_named_section_comes_first(assistant: Assistant, number: str) -> None:
    first = _find(assistant, f"Vad handlar avsnitt {number} om?")[0]

    assert first.document.about is None
    assert number in _sections(first)


def test_a_named_section_comes_first_though_its_words_are_elsewhere(assistant: Assistant) -> None:
    first = _find(assistant, "Vad säger avsnitt 4.3 om servicepunkter i varje kommun?")[0]

    assert "4.3" in _sections(first)


def test_of_a_named_chapter_its_sections_come_first(assistant: Assistant) -> None:
    hits = _find(assistant, "Vad beskriver kapitel 4?", k=3)

    assert {section for hit in hits for section in _sections(hit)} == {"4.1", "4.2", "4.3"}


def test_a_named_report_is_favoured(open_texts: OpenTexts) -> None:
    catalog = "".join(
        f'[[document]]\ndoc = "{doc}"\ntitle = "{doc}"\nkind = "report"\nreference = "{number}"\n'
        for doc, number in (("ett", "SOU 2031:1"), ("två", "SOU 2031:2"), ("tre", "SOU 2031:3"))
    )
    assistant = open_texts(
        {f"{d}.md": TWIN.format(title=d) for d in ("ett", "två", "tre")}, catalog
    )

    assert _find(assistant, "Hur delas höet enligt SOU 2031:3?")[0].document.doc == "tre"
    assert _find(assistant, "Hur delas höet enligt SOU 2031:2?")[0].document.doc == "två"


@pytest.mark.parametrize(
    ("filters", "docs"),
    [
        (Filters(docs=frozenset({REPORT_DOC})), {REPORT_DOC}),
        (Filters(kinds=frozenset({Kind.RESPONSE})), {NFL_DOC, OSTMARK_DOC, VINDELBY_DOC}),
        (Filters(kinds=frozenset({Kind.SLIDES, Kind.DIGEST})), {SLIDES_DOC, DIGEST_DOC}),
        (Filters(organisations=frozenset({"Region Östmark"})), {OSTMARK_DOC}),
        (
            Filters(kinds=frozenset({Kind.RESPONSE}), docs=frozenset({REPORT_DOC, VINDELBY_DOC})),
            {VINDELBY_DOC},
        ),
    ],
)
@pytest.mark.parametrize("which", ["assistant", "dense_assistant"])
def test_filters_let_nothing_else_through(
    request: pytest.FixtureRequest, which: str, filters: Filters, docs: set[str]
) -> None:
    assistant = request.getfixturevalue(which)
    question = "Vad gäller för vardagslotsar, fullmakt, service och hem enligt avsnitt 5.2?"

    found = {hit.document.doc for hit in _find(assistant, question, 40, filters)}

    assert found == docs


def test_filters_hold_against_a_named_organisation(assistant: Assistant) -> None:
    only_report = Filters(docs=frozenset({REPORT_DOC}))

    hits = _find(assistant, "Vad anser Region Östmark om vardagslotsar?", filters=only_report)

    assert {hit.document.doc for hit in hits} == {REPORT_DOC}


def test_what_no_filter_admits_is_not_found(assistant: Assistant) -> None:
    assert _find(assistant, "Vad är en lots?", filters=Filters(docs=frozenset({"annat"}))) == []


# Long enough that no two sections share a passage.
COMPOUNDS = f"""\
# Skjutsar

## 1 Avtal

Ett avtal är ett avtal. Den som bryter ett avtal betalar, säger man. {"Så är det. " * 25}

## 2 Skolskjuts

En skolskjuts hämtar barn. En skolskjuts lämnar. Ingen skolskjuts går på natten. {"Nej. " * 50}

## 3 Försäkring

Enligt skolskjutsavtalet svarar bolaget för försäkringen av alla ombord. {"Jo, så är det. " * 20}

## 4 Kaffe

Föraren har rätt till kaffe. {"Med mjölk i. " * 25}
"""


def test_a_compound_is_found_by_its_parts(open_texts: OpenTexts) -> None:
    assistant = open_texts({"skjutsar.md": COMPOUNDS})

    found = {number for hit in _find(assistant, "vilka avtal?") for number in _sections(hit)}

    assert found == {"1", "3"}


def test_a_compound_in_the_question_finds_its_parts(open_texts: OpenTexts) -> None:
    assistant = open_texts({"skjutsar.md": COMPOUNDS})

    found = {number for hit in _find(assistant, "avtalsskolskjuts") for number in _sections(hit)}

    assert found == {"1", "2", "3"}


def test_a_digest_steps_back_behind_its_original(open_texts: OpenTexts) -> None:
    question = "Vem slår ängarna vid ån, och hur delas höet mellan gårdarna?"
    texts = {
        "a-referat.md": TWIN.format(title="Referat"),
        "byaboken.md": TWIN.format(title="Byaboken"),
    }

    hits = _find(open_texts(texts, TWIN_CATALOG), question)

    assert [hit.document.doc for hit in hits[:2]] == ["byaboken", "a-referat"]


def test_a_digest_whose_original_is_not_indexed_does_not_step_back(open_texts: OpenTexts) -> None:
    other = TWIN_CATALOG.replace('doc = "byaboken"', 'doc = "helt-annan"')
    texts = {"a-referat.md": TWIN.format(title="Referat"), "b.md": TWIN.format(title="B")}

    hits = _find(open_texts(texts, other), "Vem slår ängarna vid ån?")

    assert hits[0].document.doc == "a-referat"


@pytest.mark.parametrize("which", ["assistant", "dense_assistant"])
def test_the_order_is_the_same_every_time_and_best_first(
    request: pytest.FixtureRequest, which: str
) -> None:
    assistant = request.getfixturevalue(which)
    question = "Vad föreslår delegationen om service i kommunen?"

    hits = _find(assistant, question, 15)

    assert len({hit.row for hit in hits}) == len(hits) > 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(_find(assistant, question, 15) == hits for _ in range(3))
    assert [hit.row for hit in _find(assistant, question, 4)] == [hit.row for hit in hits[:4]]


def test_equals_stand_in_index_order(open_texts: OpenTexts) -> None:
    texts = {f"{name}.md": TWIN.format(title="Byaboken") + f"\n{name}\n" for name in "dacb"}

    hits = _find(open_texts(texts), "Hur delas höet från ängarna?")

    assert [hit.row for hit in hits] == sorted(hit.row for hit in hits)
    assert [hit.document.doc for hit in hits] == list("dacb")


def test_what_shares_no_word_is_not_found(assistant: Assistant) -> None:
    assert _find(assistant, "xylofon kvitter bandy") == []


def test_vectors_find_what_words_do_not(assistant: Assistant, dense_assistant: Assistant) -> None:
    question = "ledsagare"

    assert _find(assistant, question) == []
    assert "vardagslots" in _find(dense_assistant, question)[0].passage.text.lower()


def test_vectors_put_the_paraphrase_first(dense_assistant: Assistant) -> None:
    hits = _find(dense_assistant, "Vilken prislapp har ledsagare och ombudshandling?", 5)

    texts = " ".join(hit.passage.text.lower() for hit in hits)
    assert "vardagslots" in texts
    assert "fullmakt" in texts


def test_vectors_are_filtered_too(dense_assistant: Assistant) -> None:
    only = Filters(organisations=frozenset({"Norra fjällens landsting"}))

    hits = _find(dense_assistant, "ombudshandling", filters=only)

    assert {hit.document.doc for hit in hits} == {NFL_DOC}
    assert "fullmakt" in hits[0].passage.text


def test_every_text_of_the_corpus_can_be_found(assistant: Assistant) -> None:
    found = {
        hit.document.doc
        for name in FILES
        for hit in _find(assistant, " ".join(FILES[name].split()[:60]), 3)
    }

    assert found == {document.doc for document in assistant.documents}
