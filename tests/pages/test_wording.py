from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant import Assistant, Citation
from assistant.pages import wording
from assistant.picture import PictureProblem
from ingest.index import Document, Kind
from ingest.read.transcript import REASONS


def document(doc: str, kind: Kind, title: str = "", reference: str | None = None) -> Document:
    return Document(doc, title or doc, kind, f"{doc}.md", doc, reference=reference)


def test_what_is_loaded_is_counted_by_kind(assistant: Assistant) -> None:
    sentence = wording.loaded(assistant.documents)
    assert sentence == (
        "Laddat: ett betänkande, tre remissvar, en bildserie och vårt referat av ett betänkande"
    )


def test_a_report_and_its_summary_are_one_report() -> None:
    documents = [
        document("a", Kind.REPORT, reference="SOU 2031:7"),
        document("a-sammanfattning", Kind.REPORT, reference="SOU 2031:7"),
    ]
    assert wording.loaded(documents) == "Laddat: ett betänkande"


def test_digests_are_counted_by_what_they_retell() -> None:
    documents = [
        document("a", Kind.DIGEST, "Referat av Närmare vardagen (SOU 2031:7)"),
        document("b", Kind.DIGEST, "Referat av Längre bort (SOU 2031:8)"),
        document("c", Kind.DIGEST, "Referat av ett svar"),
    ]
    sentence = wording.loaded(documents)
    assert sentence == "Vårt referat av två betänkanden och ett dokument"


def test_many_are_counted_in_figures() -> None:
    documents = [document(str(n), Kind.RESPONSE) for n in range(1200)]
    assert wording.loaded(documents) == "Laddat: 1\N{NO-BREAK SPACE}200 remissvar"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Närmare vardagen – service nära (SOU 2031:7)", "Närmare vardagen (SOU 2031:7)"),
        ("Närmare vardagen (SOU 2031:7)", "Närmare vardagen (SOU 2031:7)"),
        ("Yttrande över SOU 2031:7 – tillägg", "Yttrande över SOU 2031:7"),
        ("Bilder från Vardagsdagen", "Bilder från Vardagsdagen"),
    ],
)
def test_a_short_title_keeps_the_reference(title: str, short: str) -> None:
    assert wording.short_title(title) == short


@pytest.mark.parametrize(
    ("number", "heading", "text"),
    [
        ("5.2", "5.2 Vardagslotsar", "avsnitt 5.2 Vardagslotsar"),
        ("5.2", "5.2", "avsnitt 5.2"),
        ("Allmänt", "Allmänt", "avsnittet Allmänt"),
        ("", "", ""),
    ],
)
def test_a_section_is_named_as_one_speaks_of_it(number: str, heading: str, text: str) -> None:
    assert wording.section(number, heading) == text


def test_a_heading_that_is_a_paragraph_is_shortened() -> None:
    heading = "Fråga 10: " + "I vilken utsträckning främjar modellen detta? " * 9
    assert wording.section(heading, heading).endswith(" …")
    assert len(wording.section(heading, heading)) < 130


def test_a_place_has_document_section_and_printed_page(assistant: Assistant) -> None:
    cited = assistant.ask("Hur många personer får en vardagslots följa?").citations[0]
    citation = replace(
        cited,
        title="Närmare vardagen – service (SOU 2031:7)",
        section="5.2",
        heading="5.2 Vardagslotsar",
    )
    assert wording.place(replace(citation, page=12)) == (
        "Närmare vardagen (SOU 2031:7) · avsnitt 5.2 Vardagslotsar · s. 12"
    )
    assert " · s." not in wording.place(replace(citation, page=None))


def test_it_says_which_way_the_answer_was_made(assistant: Assistant) -> None:
    answer = assistant.ask("Hur många personer får en vardagslots följa?")
    own = tuple(c for c in answer.citations if c.kind is not Kind.DIGEST)
    digest = tuple(_as_digest(c) for c in own)
    assert "dokumentens egna meningar, utan" in wording.composed(replace(answer, citations=own))
    assert "meningar ur vårt referat" in wording.composed(replace(answer, citations=digest))
    both = wording.composed(replace(answer, citations=own + digest))
    assert "dokumentens egna meningar och vårt referat" in both


def _as_digest(citation: Citation) -> Citation:
    return replace(citation, kind=Kind.DIGEST, quote="")


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2031-10-04", "4 oktober 2031"),
        ("2031-06", "juni 2031"),
        ("hösten 2031", "hösten 2031"),
        (None, ""),
    ],
)
def test_dates_are_swedish(date: str | None, text: str) -> None:
    assert wording.day(date) == text


def test_a_moment_has_the_time_too() -> None:
    when = datetime(2031, 3, 1, 14, 5, tzinfo=UTC)
    assert wording.moment(when).startswith("1 mars 2031 kl. ")


def test_every_reason_for_refusal_says_what_is_wrong() -> None:
    assert set(wording.REFUSALS) == REASONS
    assert wording.refusal("något nytt") == "Filen gick inte att läsa."


def test_only_web_addresses_become_links() -> None:
    assert wording.web_address("https://exempel.invalid/a") == "https://exempel.invalid/a"
    assert wording.web_address("javascript:alert(1)") is None
    assert wording.web_address(None) is None


@pytest.mark.parametrize(
    ("address", "page_index", "opened"),
    [
        ("https://exempel.invalid/a.pdf", 106, "https://exempel.invalid/a.pdf#page=107"),
        ("https://exempel.invalid/A.PDF?v=2#x", 0, "https://exempel.invalid/A.PDF?v=2#page=1"),
        ("https://exempel.invalid/a.pdf", None, "https://exempel.invalid/a.pdf"),
        ("https://exempel.invalid/sidan/", 106, "https://exempel.invalid/sidan/"),
    ],
)
def test_a_pdf_is_opened_at_its_place_in_the_file(
    address: str, page_index: int | None, opened: str
) -> None:
    assert wording.at_page(address, page_index) == opened


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [(3, 3, "s. 3"), (3, 4, "s. 3–4"), (None, None, ""), (None, 4, "s. 4"), (3, None, "s. 3")],
)
def test_pages_are_named_from_the_first_to_the_last(
    first: int | None, last: int | None, text: str
) -> None:
    assert wording.page_range(first, last) == text


def test_in_a_digest_we_speak() -> None:
    response = replace(document("a", Kind.RESPONSE), organisation="Sjövik")
    assert wording.speaker(response) == "Sjövik"
    assert wording.speaker(replace(response, kind=Kind.DIGEST)) == "Vårt referat"
    assert wording.speaker(document("b", Kind.REPORT)) == "Betänkande"


def test_every_reason_for_no_picture_says_that_the_text_remains() -> None:
    assert set(wording.NO_PICTURE) == set(PictureProblem)
    assert all("Texten är den som indexerades." in text for text in wording.NO_PICTURE.values())


def test_a_label_is_harmless_as_markdown() -> None:
    assert wording.as_label("Se [här](http://x) **nu**") == r"Se \[här\]\(http\://x\) \*\*nu\*\*"
