from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.pages import state
from assistant.pages.conversation import Conversation
from ingest.build import build
from ingest.documents import default_files
from ingest.index import Kind, Settings
from tests.invented import REPORT_DOC
from tests.pages.conftest import shown

OpenPage = Callable[[Settings, str], AppTest]

QUESTION = "Hur många personer får en vardagslots följa?"


def ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input[0].set_value(question).run()


def talk(app: AppTest) -> Conversation:
    kept = app.session_state["conversation"]
    assert isinstance(kept, Conversation)
    return kept


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_a_first_visit_says_what_is_loaded_and_offers_questions(
    open_page: OpenPage, indexed: Settings
) -> None:
    app = open_page(indexed, "app")
    assert app.title[0].value == "Fråga"
    assert app.text[0].value.startswith("Laddat: ett betänkande, tre remissvar")
    examples = [button.key for button in app.main.button]
    assert examples == ["example-0", "example-1", "example-2"]


def test_with_our_digest_alone_the_start_shows_the_way_to_the_originals(
    open_page: OpenPage, digest_alone: Settings
) -> None:
    shown_first = shown(open_page(digest_alone, "ask"), "html")
    assert "Vårt referat av ett betänkande – " in shown_first
    assert '<a href="dokument?visa=original">hämta originalen</a>' in shown_first


def test_once_the_original_is_indexed_nothing_is_to_be_fetched(
    open_page: OpenPage, digest_alone: Settings
) -> None:
    build(default_files(digest_alone), digest_alone)
    app = open_page(digest_alone, "ask")
    assert "hämta originalen" not in shown(app, "html")
    assert app.text[0].value.endswith("vårt referat av ett betänkande.")


def test_a_catalogue_that_cannot_be_read_leaves_the_start_as_it_is(
    open_page: OpenPage, digest_alone: Settings
) -> None:
    (digest_alone.corpus / "catalog.toml").write_text("[[", encoding="utf8")
    app = open_page(digest_alone, "ask")
    assert app.text[0].value == "Vårt referat av ett betänkande."


def test_an_example_is_asked_by_pressing_it(open_page: OpenPage, indexed: Settings) -> None:
    app = open_page(indexed, "ask")
    app.button(key="example-0").click().run()
    assert "SOU 2031:7" in talk(app).turns[0].question
    assert talk(app).turns[0].question in shown(app, "bidi_component")
    assert not app.get("text")  # the welcome has gone


def test_an_answer_stands_with_its_sources(open_page: OpenPage, indexed: Settings) -> None:
    app = ask(open_page(indexed, "ask"), QUESTION)
    html = shown(app, "bidi_component")
    assert "25 personer" in html
    assert "Visa källa 1" in html
    assert "Sammansatt av" in html
    assert app.markdown[-1].value == "Välj en siffra i svaret, så visas stycket här."


def test_earlier_questions_stay_in_the_window(open_page: OpenPage, indexed: Settings) -> None:
    app = ask(open_page(indexed, "ask"), QUESTION)
    app = ask(app, "Vad kostar servicepunkterna?")
    assert QUESTION in shown(app, "bidi_component")
    assert "640 miljoner" in shown(app, "bidi_component")


def test_how_a_follow_up_was_understood_stands_with_its_answer(
    open_page: OpenPage, indexed: Settings
) -> None:
    app = ask(open_page(indexed, "ask"), "Vad anser Region Östmark om fullmakten?")
    app = ask(app, "Och Norra fjällens landsting?")
    html = shown(app, "bidi_component")
    assert html.count("Jag förstod frågan som:") == 1
    assert "Vad anser Norra fjällens landsting om fullmakten?" in html


def test_what_is_chosen_is_what_answers(open_page: OpenPage, indexed: Settings) -> None:
    app = open_page(indexed, "ask")
    assert [box.label for box in app.multiselect] == ["Dokument", "Typ", "Organisation"]
    assert "Vårt referat" in app.multiselect[1].options
    app.multiselect(key="selection-organisations").select("Region Östmark").run()
    assert app.get("text")[-1].value == "Svaren bygger bara på svaret från Region Östmark."
    app = ask(app, "Vad sägs om vardagslotsar?")
    answer = talk(app).turns[0].answer
    assert answer and {c.organisation for c in answer.citations} == {"Region Östmark"}
    assert "Ditt urval: svaret från Region Östmark." in shown(app, "bidi_component")


def test_a_choice_that_leaves_nothing_says_so(open_page: OpenPage, indexed: Settings) -> None:
    app = open_page(indexed, "ask")
    app.multiselect(key="selection-organisations").select("Region Östmark").run()
    app.multiselect(key="selection-kinds").select(Kind.SLIDES).run()
    app = ask(app, "Vad sägs om vardagslotsar?")
    assert "Inget dokument ryms i urvalet." in shown(app, "bidi_component")


def test_a_choice_that_is_no_longer_indexed_is_let_go(
    open_page: OpenPage, indexed: Settings
) -> None:
    app = open_page(indexed, "ask")
    app.session_state["selection-documents"] = [REPORT_DOC, "borttaget"]
    app.run()
    assert not app.exception
    assert app.multiselect(key="selection-documents").value == [REPORT_DOC]


@pytest.mark.parametrize("question", ["?!", "å" * 10_000])
def test_a_question_that_cannot_be_taken_gets_a_sentence(
    open_page: OpenPage, indexed: Settings, question: str
) -> None:
    app = ask(open_page(indexed, "ask"), question)
    assert "problem" in shown(app, "bidi_component")
    assert not app.exception


def opened(open_page: OpenPage, settings: Settings, quoted_in: str = REPORT_DOC) -> AppTest:
    """The page with a citation of some document open."""
    app = ask(open_page(settings, "ask"), QUESTION)
    answer = talk(app).turns[0].answer
    assert answer
    n = next(c.n for c in answer.citations if c.doc == quoted_in)
    talk(app).open(0, n)
    return app.run()


def test_an_open_citation_shows_its_passage_with_the_quote_marked(
    open_page: OpenPage, indexed: Settings
) -> None:
    app = opened(open_page, indexed)
    panel = shown(app, "bidi_component")
    assert "<mark>" in panel
    assert "Närmare vardagen" in panel
    read, original = (str(button.proto) for button in app.get("link_button"))
    assert "/las?dok=sou-2031-7&avsnitt=5.2&stycke=" in read
    assert "https://exempel.invalid/sou-2031-7/" in original
    quote, link = app.code[-1].value.splitlines()
    assert quote.startswith("”")
    assert link in read


def test_neighbouring_passages_are_a_press_away(open_page: OpenPage, indexed: Settings) -> None:
    app = opened(open_page, indexed)
    first = talk(app).opening
    app = press(app, "Nästa stycke")
    turned = talk(app).opening
    assert first and turned and turned.shown != first.shown
    assert "<mark>" not in shown(app, "bidi_component")
    app = press(app, "Föregående stycke")
    back = talk(app).opening
    assert back and back.shown == first.citation.passage_id
    assert "<mark>" in shown(app, "bidi_component")


def test_the_first_passage_has_none_before_it(open_page: OpenPage, indexed: Settings) -> None:
    app = opened(open_page, indexed)
    talk(app).show(f"{REPORT_DOC}:0000")
    app.run()
    before = next(button for button in app.button if button.label == "Föregående stycke")
    assert before.disabled


def test_the_panel_can_be_closed(open_page: OpenPage, indexed: Settings) -> None:
    app = press(opened(open_page, indexed), "Stäng")
    assert talk(app).opening is None
    assert not any(code.value.startswith("”") for code in app.code)


def test_a_source_that_changed_since_is_shown_as_it_was(
    open_page: OpenPage, indexed: Settings
) -> None:
    app = opened(open_page, indexed)
    opening = talk(app).opening
    assert opening
    before = replace(
        opening.citation, passage=f"{opening.citation.passage} Numera borttaget.", checksum="förr"
    )
    talk(app).opening = replace(opening, citation=before, words=("Numera borttaget.",))
    app.run()
    assert "Numera borttaget." in shown(app, "bidi_component")
    assert "Källan har ändrats eller tagits bort" in shown(app, "bidi_component")


def test_a_source_that_is_gone_is_shown_as_it_was(open_page: OpenPage, indexed: Settings) -> None:
    app = opened(open_page, indexed)
    opening = talk(app).opening
    assert opening
    gone = replace(opening.citation, doc="borta", checksum="borta")
    talk(app).opening = replace(opening, citation=gone)
    app.run()
    assert "Källan har ändrats eller tagits bort" in shown(app, "bidi_component")


def test_where_nothing_is_indexed_the_page_offers_to_do_it(
    open_page: OpenPage, indexed: Settings, tmp_path: Path
) -> None:
    empty = indexed.model_copy(update={"data": tmp_path / "new"})
    app = open_page(empty, "ask")
    assert app.subheader[0].value == "Inget är indexerat än"
    app = press(app, "Bygg indexet")
    work = state.workbench().current
    assert work and work.job.wait(60) == 0
    app.run()
    assert app.text[0].value.startswith("Laddat: ett betänkande")


def test_while_the_index_is_built_its_progress_is_shown(
    open_page: OpenPage, indexed: Settings, tmp_path: Path
) -> None:
    empty = indexed.model_copy(update={"data": tmp_path / "new"})
    app = open_page(empty, "ask")
    app = press(app, "Bygg indexet")
    work = state.workbench().current
    assert work
    if work.state == "running":  # it may already have ended
        assert "Bygger indexet" in shown(app, "html")
    work.stop()
    work.job.wait(60)
    app.run()
    said = [info.value for info in app.info]
    assert work.state == "done" or said == ["Bygger indexet: avbrutet. Indexet är som det var."]


def test_a_damaged_index_is_told_and_can_be_made_anew(
    open_page: OpenPage, own_index: Settings
) -> None:
    for record in own_index.data.glob("generations/*/passages.sqlite"):
        record.write_bytes(b"")
    app = open_page(own_index, "ask")
    assert app.subheader[0].value == "Indexet går inte att använda"
    app = press(app, "Bygg indexet")
    work = state.workbench().current
    assert work and work.job.wait(60) == 0
    app = ask(app.run(), QUESTION)
    assert "25 personer" in shown(app, "bidi_component")


def test_an_index_that_cannot_be_built_says_that_nothing_is_lost(
    open_page: OpenPage, indexed: Settings, tmp_path: Path
) -> None:
    bare = indexed.model_copy(update={"data": tmp_path / "data", "corpus": tmp_path / "none"})
    app = press(open_page(bare, "ask"), "Bygg indexet")
    work = state.workbench().current
    assert work and work.job.wait(60) == 1
    app.run()
    assert app.error[0].value.startswith("Bygger indexet: det gick inte. Indexet är som det var.")
    assert "Nothing could be indexed" in app.code[0].value


def test_a_folder_that_cannot_be_read_is_told(
    open_page: OpenPage, indexed: Settings, tmp_path: Path
) -> None:
    (tmp_path / "current").mkdir()
    app = open_page(indexed.model_copy(update={"data": tmp_path}), "ask")
    assert "TILLIT_DATA" in app.error[0].value


def test_what_nobody_foresaw_becomes_a_calm_sentence(
    open_page: OpenPage, indexed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    app = open_page(indexed, "app")
    monkeypatch.setattr(Conversation, "answer", broken)
    app = ask(app, QUESTION)
    assert app.error[0].value.startswith("Något gick fel på sidan. Dina dokument")
    assert not app.exception
