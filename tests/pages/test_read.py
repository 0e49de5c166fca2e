from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant import Assistant
from assistant.links import Link, link_to
from assistant.pages import state
from ingest.index import Settings
from tests.invented import DIGEST_DOC, REPORT_DOC
from tests.pages.conftest import environment, shown
from tests.typeset import ADDRESS, FRONT, index_report

OpenReading = Callable[..., AppTest]


@pytest.fixture
def open_reading(monkeypatch: pytest.MonkeyPatch, indexed: Settings) -> Iterator[OpenReading]:
    """Opens the reading page at a link."""

    def opened(link: Link = Link(), settings: Settings = indexed) -> AppTest:
        for variable, value in environment(settings).items():
            monkeypatch.setenv(variable, value)
        app = AppTest.from_string(
            "from assistant.pages import read\nread.page()", default_timeout=20
        )
        for name, value in link.query.items():
            app.query_params[name] = value
        return app.run()

    yield opened
    state._shared.clear()


def search(app: AppTest, words: str) -> AppTest:
    return app.text_input[0].set_value(words).run()


def place(app: AppTest) -> Link:
    """What the address names; AppTest keeps a value as a list or, once set anew, as a string."""
    values = app.query_params.items()
    return Link.parse({name: v if isinstance(v, str) else v[0] for name, v in values})


def test_the_first_document_is_open_at_first(open_reading: OpenReading) -> None:
    app = open_reading()
    assert place(app) == Link(app.selectbox[0].value)
    html = shown(app, "bidi_component")
    assert "Innehåll" in html
    assert "<h2" in html


def test_a_section_shows_its_text_and_what_stands_around(open_reading: OpenReading) -> None:
    html = shown(open_reading(Link(REPORT_DOC, "5.2")), "bidi_component")
    assert ">5.2 Vardagslotsar</h2>" in html
    assert "Närmare vardagen (SOU 2031:7) › 5 Överväganden och förslag" in html
    assert "Föregående: <a" in html
    assert "Nästa: <a" in html


def test_a_chapter_without_text_leads_to_its_sections(open_reading: OpenReading) -> None:
    html = shown(open_reading(Link(REPORT_DOC, "5")), "bidi_component")
    assert "Avsnittet har ingen egen text" in html
    assert html.count(">5.3 En enda fullmakt</a>") == 2  # in the tree and in the text


def test_a_digest_says_that_the_words_are_ours(open_reading: OpenReading) -> None:
    html = shown(open_reading(Link(DIGEST_DOC, "5.2")), "bidi_component")
    assert "Orden är våra, inte källans." in html
    assert '<p class="speaker">Vårt referat</p>' in html
    assert "Orden är våra" not in shown(open_reading(Link(REPORT_DOC, "5.2")), "bidi_component")


def test_a_linked_passage_can_be_copied_with_its_source_and_link(
    open_reading: OpenReading, assistant: Assistant
) -> None:
    passage = assistant.reading.whole(REPORT_DOC)[5]
    link = link_to(passage)
    app = open_reading(link)
    assert 'class="piece chosen' in shown(app, "bidi_component")
    copied = app.code[0].value
    assert copied.startswith("”")
    assert "SOU 2031:7" in copied
    assert copied.endswith(link.address)
    assert not app.toggle  # a file without pages has no pictures


def test_hits_are_told_counted_and_grouped_by_document(open_reading: OpenReading) -> None:
    app = search(open_reading(), "servicepunkt")
    assert place(app) == Link(words="servicepunkt")
    html = shown(app, "bidi_component")
    assert "stycken i " in html
    assert "Närmare vardagen (SOU 2031:7) <span" in html
    assert "<mark>servicepunkt" in html
    assert "sok=servicepunkt" in html


def test_a_hit_opens_with_the_words_marked_and_a_way_back(
    open_reading: OpenReading, assistant: Assistant
) -> None:
    hit = assistant.occurrences("fullmakt").occurrences[0]
    link = link_to(hit.passage, hit.spans[0][0])
    app = open_reading(Link(link.doc, link.section, link.anchor, "fullmakt"))
    html = shown(app, "bidi_component")
    assert "Tillbaka till träffarna" in html
    assert "<mark>fullmakt" in html
    app = search(app, "")
    assert place(app) == link
    assert "<mark>" not in shown(app, "bidi_component")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("flygbåtar", "Inget stycke innehåller flygbåtar"),
        ("och att", "Orden är så vanliga"),
        ("<img src=x>", "Inget stycke innehåller &lt;img src=x&gt;"),
    ],
)
def test_a_search_that_finds_nothing_says_what_to_do(
    open_reading: OpenReading, words: str, said: str
) -> None:
    html = shown(search(open_reading(), words), "bidi_component")
    assert said in html
    assert "<img" not in html


def test_a_link_to_words_that_are_gone_shows_the_section(open_reading: OpenReading) -> None:
    html = shown(open_reading(Link(REPORT_DOC, "5.2", "00000000")), "bidi_component")
    assert "Källan har ändrats" in html
    assert ">5.2 Vardagslotsar</h2>" in html


def test_a_link_to_a_document_that_is_gone_says_so(open_reading: OpenReading) -> None:
    app = open_reading(Link("borta", "1"))
    assert app.info[0].value.startswith("Dokumentet som länken pekar på finns inte i indexet.")


def test_another_document_is_chosen(open_reading: OpenReading) -> None:
    app = open_reading(Link(REPORT_DOC, "5.2"))
    app.selectbox[0].set_value(DIGEST_DOC).run()
    assert place(app) == Link(DIGEST_DOC)
    app.selectbox[0].set_value(None).run()  # cleared: there is nothing to show instead
    assert place(app) == Link(DIGEST_DOC)


def test_coming_back_to_the_page_shows_what_was_open(open_reading: OpenReading) -> None:
    app = open_reading(Link(REPORT_DOC, "5.2"))
    app.query_params.clear()  # as the menu does
    app.run()
    assert place(app) == Link(REPORT_DOC, "5.2")
    assert ">5.2 Vardagslotsar</h2>" in shown(app, "bidi_component")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return index_report(tmp_path_factory.mktemp("paper") / "corpus")


def first_link(settings: Settings) -> tuple[Link, int]:
    """The link to a passage of the report, and the place of its first page in the file."""
    opened = Assistant.open(settings)
    passage = opened.reading.whole(REPORT_DOC)[4]
    opened.close()
    return link_to(passage), passage.lines[0].page_index


def test_the_original_is_opened_at_the_place_in_the_file(
    open_reading: OpenReading, paper: Settings
) -> None:
    link, page_index = first_link(paper)
    app = open_reading(link, paper)
    assert f"{ADDRESS}#page={page_index + 1}" in str(app.get("link_button")[0].proto)
    assert f"s. {page_index + 1 - FRONT}" in shown(app, "bidi_component")


def test_the_page_is_shown_as_a_picture_when_asked_for(
    open_reading: OpenReading, paper: Settings
) -> None:
    link, page_index = first_link(paper)
    app = open_reading(link, paper)
    assert "data:image/png" not in shown(app, "html")
    app.toggle[0].set_value(True).run()
    html = shown(app, "html")
    assert "data:image/png;base64," in html
    assert f"<figcaption>s. {page_index + 1 - FRONT}</figcaption>" in html
    assert 'alt="Bild av en sida ur Närmare vardagen (SOU 2031:7), s. ' in html
    assert place(app) == link  # the picture is an addition


def test_a_passage_over_two_pages_has_two_pictures(
    open_reading: OpenReading, paper: Settings
) -> None:
    opened = Assistant.open(paper)
    passage = next(
        p
        for p in opened.reading.whole(REPORT_DOC)
        if p.lines[0].page_index != p.lines[-1].page_index and len(p.parts) == 1
    )
    opened.close()
    app = open_reading(link_to(passage), paper)
    app.toggle[0].set_value(True).run()
    first, last = passage.lines[0].page, passage.lines[-1].page
    assert f"<figcaption>s. {first}<" in shown(app, "html")
    before, after = (b for b in app.button if b.label.endswith(" sida"))
    assert before.disabled
    app = after.click().run()
    assert f"<figcaption>s. {last}<" in shown(app, "html")


def test_a_file_that_changed_is_read_as_text(open_reading: OpenReading, tmp_path: Path) -> None:
    settings = index_report(tmp_path / "own")
    link, _ = first_link(settings)
    (tmp_path / "own" / f"{REPORT_DOC}.pdf").unlink()
    app = open_reading(link, settings)
    app.toggle[0].set_value(True).run()
    assert app.info[0].value.startswith("Filen finns inte kvar")
    assert 'class="piece chosen' in shown(app, "bidi_component")


def test_where_nothing_is_indexed_the_page_offers_to_do_it(
    open_reading: OpenReading, indexed: Settings, tmp_path: Path
) -> None:
    app = open_reading(settings=indexed.model_copy(update={"data": tmp_path / "new"}))
    assert app.subheader[0].value == "Inget är indexerat än"
