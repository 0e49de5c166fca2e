from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given
from invented import REPORT_DOC, OpenTexts

from assistant import Assistant, Citation
from assistant.anchor import Anchor, anchored
from ingest.index import Document, Kind, Part, Passage

QUOTE = "Lotsen följer högst 25 personer om året."
BEFORE = "Försöket började i Åsarp och höll på i fjorton månader."
AFTER = "Därefter lades det ned, eftersom ingen hade tid."

REPORT = Document("rapport", "Rapport", Kind.REPORT, "rapport.md", "same")


def cut(*texts: str, section: str = "4.2") -> list[Passage]:
    """Passages of one section, numbered from nought."""
    return [
        Passage(f"rapport:{n:04}", "rapport", n, text, (Part(0, section, section, (section,)),))
        for n, text in enumerate(texts)
    ]


def cited(passage: Passage, quote: str, checksum: str = "same") -> Citation:
    section = passage.parts[0].section
    return Citation(
        1, passage.id, "rapport", "Rapport", Kind.REPORT, None, section, section, None, None,
        quote, passage.text, None, checksum,
    )  # fmt: skip


def find(
    citation: Citation, passages: Sequence[Passage], *documents: Document, words: str | None = None
) -> Anchor | None:
    sought = [citation.quote if words is None else words]
    return anchored(citation, sought, documents or [REPORT], lambda _: passages)


OLD = cut(f"{BEFORE} {QUOTE} {AFTER}")[0]


def test_nothing_has_changed() -> None:
    assert find(cited(OLD, QUOTE), [OLD]) == Anchor(OLD, (QUOTE,))


def test_the_same_document_cut_anew_under_other_numbers() -> None:
    passages = cut("Något annat först.", BEFORE, f"{QUOTE} {AFTER}")
    assert find(cited(OLD, QUOTE), passages) == Anchor(passages[2], (QUOTE,))


def test_a_number_that_now_is_another_passage_is_not_taken_for_the_old_one() -> None:
    passages = cut(AFTER, f"{BEFORE} {QUOTE}")
    found = find(cited(OLD, QUOTE), passages)
    assert found and found.passage.id != OLD.id


def test_line_breaks_and_hyphens_of_another_setting_do_not_matter() -> None:
    printed = "Lotsen följer högst 25 per-\nsoner om\n\nåret."
    passages = cut(f"{BEFORE} {printed}")
    assert find(cited(OLD, QUOTE), passages) == Anchor(passages[0], (printed,))


def test_a_quote_moved_to_another_section_is_found_there() -> None:
    moved = cut(f"{QUOTE} {AFTER}", section="9.1")
    passages = [*cut(BEFORE), *moved]
    assert find(cited(OLD, QUOTE), passages) == Anchor(moved[0], (QUOTE,))


def test_of_two_places_the_one_in_its_section_is_taken() -> None:
    elsewhere = cut(f"Sammanfattning. {QUOTE}", section="1")
    own = cut("Inledning.", f"{QUOTE} Mer om det.")
    assert find(cited(OLD, QUOTE), [*elsewhere, *own]) == Anchor(own[1], (QUOTE,))


def test_of_two_places_the_passage_that_is_still_the_same_comes_first() -> None:
    passages = [*cut(f"Förut: {QUOTE}"), replace(OLD, id="rapport:0001")]
    assert find(cited(OLD, QUOTE), passages) == Anchor(passages[1], (QUOTE,))


def test_a_quote_that_two_passages_share_is_shown_where_more_of_it_stands() -> None:
    quote = f"{QUOTE} {AFTER}"
    passages = cut(f"{BEFORE} {QUOTE}", f"{AFTER} Slut.")
    assert find(cited(OLD, quote), passages) == Anchor(passages[1], (AFTER,))
    longer = f"{BEFORE} {QUOTE}"
    passages = cut(f"Först. {BEFORE}", f"{QUOTE} Slut.")
    assert find(cited(OLD, longer), passages) == Anchor(passages[0], (BEFORE,))


def test_words_gone_from_the_same_file_leave_its_section() -> None:
    passages = [*cut("Inledning.", section="4.1"), *cut("Läses annorlunda numera.")]
    assert find(cited(OLD, QUOTE), passages) == Anchor(passages[1], ())


def test_words_still_standing_in_another_edition_are_found_and_it_is_said() -> None:
    edition = replace(REPORT, checksum="other")
    passages = cut(f"{QUOTE} Tillagt.")
    assert find(cited(OLD, QUOTE), passages, edition) == Anchor(passages[0], (QUOTE,), True)


def test_words_gone_from_another_edition_have_changed() -> None:
    edition = replace(REPORT, checksum="other")
    assert find(cited(OLD, QUOTE), cut("Lotsen följer 30 personer."), edition) is None


def test_a_document_that_is_gone_has_changed() -> None:
    other = replace(REPORT, doc="annan", checksum="other")
    assert find(cited(OLD, QUOTE), [OLD], other) is None
    assert anchored(cited(OLD, QUOTE), [QUOTE], [], lambda _: [OLD]) is None


def test_a_file_under_another_name_is_known_by_its_checksum() -> None:
    namesake = replace(REPORT, checksum="other")
    renamed = replace(REPORT, doc="nytt-namn")
    asked: list[str] = []

    def passages_of(doc: str) -> list[Passage]:
        asked.append(doc)
        return [OLD]

    assert anchored(cited(OLD, QUOTE), [QUOTE], [namesake, renamed], passages_of)
    assert asked == ["nytt-namn"]


def test_a_digest_is_found_by_the_sentences_taken_from_it() -> None:
    digest = replace(REPORT, kind=Kind.DIGEST)
    citation = replace(cited(OLD, ""), kind=Kind.DIGEST)
    passages = cut("Annat i samma avsnitt.", f"Omskrivet. {QUOTE}")
    assert find(citation, passages, digest, words=QUOTE) == Anchor(passages[1], (QUOTE,))


def test_a_digest_without_its_sentences_is_found_by_its_section() -> None:
    citation = replace(cited(OLD, ""), kind=Kind.DIGEST)
    passages = [*cut("Annat.", section="1"), *cut("Annat i samma avsnitt.")]
    assert find(citation, passages, words="") == Anchor(passages[1], ())
    assert find(citation, passages, replace(REPORT, checksum="other"), words="") is None


def test_a_place_without_section_is_not_found_by_it() -> None:
    passage = cut("Text utan rubrik.", section="")[0]
    assert find(cited(passage, QUOTE), [passage]) is None


def test_the_answer_of_an_earlier_index_is_found_in_the_one_of_today(
    open_texts: OpenTexts,
) -> None:
    text = f"# Rapport\n\n## 4.2 Försöket\n\n{BEFORE} {QUOTE}\n\n{AFTER}\n"
    before = open_texts({"rapport.md": text})
    (citation, *_) = before.ask("Hur många personer följer lotsen om året?").citations
    filler = "## 1 Inledning\n\n" + "Detta är en lång inledning om helt andra saker. " * 60
    after = open_texts({"rapport.md": text.replace("## 4.2", f"{filler}\n\n## 4.2")})
    found = after.anchor(citation, [citation.quote])
    assert found and found.replaced
    assert found.quoted == (citation.quote,)
    assert found.passage.id != citation.passage_id
    assert open_texts({"annat.md": "# Annat\n\nHelt annat."}).anchor(citation, [QUOTE]) is None


def test_every_citation_of_an_answer_stands_where_it_was_made(assistant: Assistant) -> None:
    answer = assistant.ask("Hur många personer får en vardagslots följa?")
    assert any(citation.doc == REPORT_DOC for citation in answer.citations)
    for citation in answer.citations:
        found = assistant.anchor(citation, [citation.quote])
        assert found and found.passage.id == citation.passage_id
        assert not found.replaced


SENTENCES = st.lists(
    st.text("abcåäö ", min_size=1, max_size=20).map(lambda words: f"{words.strip() or 'x'}."),
    min_size=1, max_size=8,
)  # fmt: skip


@given(SENTENCES, st.data())
def test_however_a_document_is_cut_its_own_words_are_found(
    sentences: list[str], data: st.DataObject
) -> None:
    whole = " ".join(sentences)
    passage = cut(whole)[0]
    first = data.draw(st.integers(0, len(sentences) - 1))
    quote = data.draw(st.sampled_from([sentences[first], " ".join(sentences[first : first + 2])]))
    at = data.draw(st.integers(0, len(sentences)))
    pieces = [" ".join(part) for part in (sentences[:at], sentences[at:]) if part]
    found = find(cited(passage, quote), cut(*pieces))
    assert found and found.quoted
    assert all(piece in found.passage.text and piece in quote for piece in found.quoted)
