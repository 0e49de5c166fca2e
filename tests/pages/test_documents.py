from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.pages import state
from ingest.build import build
from ingest.index import Settings
from tests.pages.conftest import shown

OpenPage = Callable[[Settings, str], AppTest]

NEW = "# Svar från Sjövik\n\n## Båtar\n\nSjöviks kommun vill ha en lotsbåt på tisdagar.\n"


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def finish(app: AppTest) -> AppTest:
    """The page when the work under way has ended."""
    work = state.workbench().current
    assert work
    assert work.job.wait(60) is not None
    return app.run()


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    typed = [(name, content, "application/octet-stream") for name, content in files]
    app.file_uploader[0].set_value(typed)
    return finish(press(app, "Lägg till i indexet"))


def test_it_lists_what_is_indexed(open_page: OpenPage, indexed: Settings) -> None:
    app = open_page(indexed, "documents")
    html = shown(app, "html")
    assert 'href="https://exempel.invalid/sou-2031-7/"' in html
    assert "Region Östmark" in html
    assert "Vårt referat" in html
    assert "mars 2031" in html
    said = app.markdown[0].value
    assert said.startswith("6 dokument, ")
    assert "Indexet är helt. Sökning: bara ordsökning." in said


def test_uploaded_files_are_each_read_or_refused_with_the_reason(
    open_page: OpenPage, own_index: Settings
) -> None:
    app = open_page(own_index, "documents")
    app = upload(app, ("sjovik.md", NEW.encode()), ("tom.pdf", b""))
    html = shown(app, "html")
    assert "<b>sjovik.md</b>: Läst och indexerad" in html
    assert "<b>tom.pdf</b>: Avvisad. Filen är tom eller innehåller ingen text." in html
    assert "Svar från Sjövik" in html
    assert app.subheader[1].value == "Filer som inte kunde läsas"
    app = press(app, "Stäng")
    assert "Läst och indexerad" not in shown(app, "html")


def test_a_newer_index_is_shown_as_soon_as_there_is_one(
    open_page: OpenPage, own_index: Settings, tmp_path: Path
) -> None:
    app = open_page(own_index, "documents")
    (tmp_path / "sjovik.md").write_text(NEW, encoding="utf8")
    build([tmp_path / "sjovik.md"], own_index)
    app.run()
    assert app.markdown[0].value.startswith("1 dokument, 1 stycke. ")
    assert "Svar från Sjövik" in shown(app, "html")


def test_nothing_chosen_is_said(open_page: OpenPage, indexed: Settings) -> None:
    app = press(open_page(indexed, "documents"), "Lägg till i indexet")
    assert app.info[0].value == "Välj först en eller flera filer."


def test_an_uploaded_document_can_be_removed_after_a_question(
    open_page: OpenPage, own_index: Settings
) -> None:
    app = upload(open_page(own_index, "documents"), ("sjovik.md", NEW.encode()))
    app.selectbox(key="removing").select("sjovik").run()
    assert app.text[-1].value.startswith("Ta bort ”Svar från Sjövik” ur indexet?")
    assert "Den uppladdade filen raderas också." in app.text[-1].value
    app = finish(press(app, "Ta bort"))
    assert not (own_index.data / "uploads" / "sjovik.md").exists()
    assert "<th" in shown(app, "html")
    assert "Sjövik" not in shown(app, "html")


def test_removing_can_be_thought_better_of(open_page: OpenPage, own_index: Settings) -> None:
    app = open_page(own_index, "documents")
    app.selectbox(key="removing").select("remissvar-ostmark").run()
    assert "ligger kvar" in app.text[-1].value
    app = press(app, "Behåll")
    assert app.selectbox(key="removing").value is None
    assert state.workbench().current is None


def test_the_data_folder_may_be_read_only(
    open_page: OpenPage, own_index: Settings, tmp_path: Path
) -> None:
    (own_index.data / "uploads").write_text("not a folder", encoding="utf8")
    app = open_page(own_index, "documents")
    app.file_uploader[0].set_value([("sjovik.md", NEW.encode(), "text/markdown")])
    app = press(app, "Lägg till i indexet")
    assert app.error[0].value.startswith("Filerna kunde inte sparas")


def test_one_piece_of_work_at_a_time(
    open_page: OpenPage, own_index: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(own_index, "documents")
    monkeypatch.setattr("assistant.pages.work.Workbench.busy", property(lambda _: True))
    monkeypatch.setattr("assistant.pages.progress.show_running", lambda: True)
    app.file_uploader[0].set_value([("sjovik.md", NEW.encode(), "text/markdown")])
    app = press(app, "Lägg till i indexet")
    assert app.info[0].value.startswith("Ett annat arbete pågår.")
    assert not (own_index.data / "uploads").exists()


def test_fetching_is_offered_with_the_host_it_contacts(
    open_page: OpenPage, indexed: Settings, tmp_path: Path
) -> None:
    (tmp_path / "catalog.toml").write_text(
        '[[document]]\ndoc = "a"\ntitle = "A"\nkind = "report"\n'
        'original = "https://arkiv.invalid/a.txt"\n',
        encoding="utf8",
    )
    app = open_page(indexed.model_copy(update={"corpus": tmp_path}), "documents")
    assert app.text[-1].value.startswith("Hämtar originalen från arkiv.invalid.")
    assert [button.label for button in app.button][-1] == "Hämta originalen"


def test_who_comes_to_fetch_the_originals_finds_that_first(
    open_page: OpenPage, digest_alone: Settings
) -> None:
    app = open_page(digest_alone, "documents")
    app.query_params["visa"] = "original"
    app.run()
    assert app.subheader[0].value == "Hämta originalen"
    assert [one.label for one in app.button].count("Hämta originalen") == 1


def test_nothing_to_fetch_is_not_offered(open_page: OpenPage, indexed: Settings) -> None:
    app = open_page(indexed, "documents")
    assert "Hämta originalen" not in [button.label for button in app.button]


def test_a_broken_catalogue_is_told(open_page: OpenPage, indexed: Settings, tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text("[[document", encoding="utf8")
    app = open_page(indexed.model_copy(update={"corpus": tmp_path}), "documents")
    assert "catalog.toml" in app.error[0].value


def test_documents_can_be_added_where_nothing_is_indexed(
    open_page: OpenPage, indexed: Settings, tmp_path: Path
) -> None:
    bare = indexed.model_copy(update={"data": tmp_path / "data", "corpus": tmp_path / "none"})
    app = open_page(bare, "documents")
    assert app.subheader[0].value == "Inget är indexerat än"
    app = upload(app, ("sjovik.md", NEW.encode()))
    assert "<b>sjovik.md</b>: Läst och indexerad" in shown(app, "html")
