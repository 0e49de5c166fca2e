from __future__ import annotations

from urllib.parse import parse_qsl, urlparse

from hypothesis import given
from hypothesis import strategies as some
from invented import REPORT, REPORT_DOC, OpenTexts

from assistant import Assistant
from assistant.links import Link, follow, link_to, link_to_section
from ingest.index import split_sentences
from tests.assistant.test_reading import APPENDED


def test_every_passage_is_found_by_its_link(assistant: Assistant) -> None:
    for doc in assistant.reading.documents:
        for passage in assistant.reading.whole(doc):
            target = follow(link_to(passage), assistant.reading)
            assert target.passage == passage
            assert not target.changed


def test_every_sentence_is_found_by_its_link(assistant: Assistant) -> None:
    for passage in assistant.reading.whole(REPORT_DOC):
        for span in split_sentences(passage.text):
            within = (span.start + span.end) // 2
            assert follow(link_to(passage, within), assistant.reading).passage == passage


def test_a_link_names_document_section_and_words(assistant: Assistant) -> None:
    passage = next(p for p in assistant.reading.whole(REPORT_DOC) if p.parts[0].section == "5.2")
    link = link_to(passage)
    assert (link.doc, link.section) == (REPORT_DOC, "5.2")
    assert len(link.anchor) == 8
    assert link.address == f"las?dok=sou-2031-7&avsnitt=5.2&stycke={link.anchor}"


def test_a_link_survives_that_passages_are_cut_and_numbered_anew(
    assistant: Assistant, open_texts: OpenTexts
) -> None:
    passage = next(p for p in assistant.reading.whole(REPORT_DOC) if p.parts[0].section == "5.2")
    link = link_to(passage, len(passage.text) - 5)
    longer = REPORT.replace(
        "### 5.2 Vardagslotsar\n", "### 5.2 Vardagslotsar\n\n" + "Här är ny text. " * 60
    )
    anew = open_texts({f"{REPORT_DOC}.md": longer})
    found = follow(link, anew.reading).passage
    assert found
    assert found.id != passage.id
    assert passage.text[-40:] in found.text


def test_a_section_that_was_renumbered_is_found_by_the_words(
    assistant: Assistant, open_texts: OpenTexts
) -> None:
    passage = next(p for p in assistant.reading.whole(REPORT_DOC) if p.parts[0].section == "5.4")
    renumbered = REPORT.replace("### 5.4 Resor", "### 5.7 Resor").replace("### 5.5", "### 5.8")
    renumbered = renumbered.replace("### 5.6", "### 5.9")
    anew = open_texts({f"{REPORT_DOC}.md": renumbered})
    target = follow(link_to(passage), anew.reading)
    assert target.section is not None
    assert anew.reading.outline(REPORT_DOC)[target.section].label == "5.7"
    assert not target.changed


def test_where_the_words_are_gone_the_section_is_shown_as_changed(
    assistant: Assistant, open_texts: OpenTexts
) -> None:
    passage = next(p for p in assistant.reading.whole(REPORT_DOC) if p.parts[0].section == "5.2")
    opening = passage.text[:40]
    assert opening in REPORT
    anew = open_texts({f"{REPORT_DOC}.md": REPORT.replace(opening, "Numera står det annat: ")})
    target = follow(link_to(passage), anew.reading)
    assert target.changed
    assert target.passage is None
    assert target.section is not None
    assert anew.reading.outline(REPORT_DOC)[target.section].label == "5.2"


def test_unknown_sections_and_documents_lead_nowhere(assistant: Assistant) -> None:
    assert follow(Link(REPORT_DOC, "99"), assistant.reading).section is None
    gone = follow(Link("borta", "1.1", "0" * 8), assistant.reading)
    assert (gone.section, gone.passage) == (None, None)


def test_each_section_is_found_by_its_link(assistant: Assistant, open_texts: OpenTexts) -> None:
    for opened, doc in ((assistant, REPORT_DOC), (open_texts({"stigar.md": APPENDED}), "stigar")):
        for number in range(len(opened.reading.outline(doc))):
            link = link_to_section(opened.reading, doc, number)
            assert follow(link, opened.reading).section == number


@given(some.builds(Link, some.text(), some.text(), some.text(), some.text()))
def test_an_address_gives_back_its_link(link: Link) -> None:
    query = parse_qsl(urlparse(link.address).query, keep_blank_values=True)
    assert Link.parse(dict(query)) == link
