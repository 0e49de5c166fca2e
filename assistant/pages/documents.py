"""The page "Dokument": what is indexed, what was refused and why, adding and removing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from assistant import Assistant
from assistant.pages import problem, progress, state
from assistant.pages.markup import documents_html, reasons_html, refused_html
from assistant.pages.wording import enumeration, moment, passages
from assistant.pages.work import Outcome, Work, outcomes
from assistant.writer import ModelProblem
from ingest.index import Document, IndexProblem
from ingest.jobs import (
    fetch_hosts,
    is_upload,
    save_upload,
    start_add,
    start_fetch,
    start_remove,
)

PATH = "dokument"
FETCHING = f"{PATH}?visa=original"  # the address of the page with what fetches originals on top


def page() -> None:
    """Draw the page."""
    st.title("Dokument", anchor=False)
    wanted = st.query_params.get("visa") == "original"  # an anchor moves while a page is drawn
    if wanted:
        _fetch()
    try:
        with state.assistant() as assistant:
            progress.show_running()
            _outcome(assistant)
            _indexed(assistant)
            _add()
            _keep_at_home(assistant.documents)
            _remove(assistant.documents)
    except IndexProblem as trouble:
        problem.show(trouble)
        if not state.workbench().busy:
            _add()
    if not wanted:
        _fetch()


def _indexed(assistant: Assistant) -> None:
    documents = assistant.documents
    total = passages(sum(document.passages for document in documents))
    search = "ordsökning och sökning på betydelse" if assistant.embedding else "bara ordsökning"
    st.subheader("I indexet", anchor=False)
    st.write(
        f"{len(documents)} dokument, {total}. Byggt {moment(assistant.created)}. "
        f"Indexet är helt. Sökning: {search}."
    )
    st.html(documents_html(documents))
    if assistant.refused:
        st.subheader("Filer som inte kunde läsas", anchor=False)
        st.html(refused_html(assistant.refused))


def _keep_at_home(documents: list[Document]) -> None:
    """Which documents are never sent to a model outside this machine."""
    guard = state.guard()
    try:
        kept = [document.doc for document in documents if guard.stays(document)]
    except ModelProblem as problem:
        st.error(problem.swedish)
        return
    by_doc = {document.doc: document for document in documents}
    st.subheader("Får inte lämna huset", anchor=False)
    st.multiselect(
        "Text ur dessa dokument skickas aldrig till en språkmodell utanför den här datorn.",
        list(by_doc),
        default=kept,
        format_func=lambda doc: by_doc[doc].title if doc in by_doc else doc,
        placeholder="Välj dokument",
        key="at_home",
        on_change=_mark_at_home,
        args=(documents,),
    )


def _mark_at_home(documents: list[Document]) -> None:
    guard, marked = state.guard(), set(st.session_state["at_home"])
    for document in documents:
        if document.doc in marked:
            guard.keep_at_home(document)
        elif guard.stays(document) and document.about not in marked:
            guard.let_out(document)


def _outcome(assistant: Assistant) -> None:
    """What came of the last work, until somebody has read it."""
    bench = state.workbench()
    work = bench.current
    if work is None or work.state == "running":
        return
    with st.container(border=True, key="outcome"):
        if work.state != "done":
            progress.show_failure(work)
        elif work.files:
            _added(work, assistant)
        else:
            st.text(f"{work.title}: klart.")
        st.button("Stäng", on_click=bench.clear)


def _added(work: Work, assistant: Assistant) -> None:
    results = outcomes(work.files, assistant.documents, assistant.refused)
    st.html(reasons_html((outcome.file, _result(outcome)) for outcome in results))


def _result(outcome: Outcome) -> str:
    if outcome.document is None:
        return f"Avvisad. {outcome.reason}"
    document = outcome.document
    return f"Läst och indexerad, {passages(document.passages)}. Titel: {document.title}"


def _add() -> None:
    st.subheader("Lägg till dokument", anchor=False)
    with st.form("upload", clear_on_submit=True, border=False):
        files = st.file_uploader(
            "Släpp filer här eller välj dem: PDF, Word, PowerPoint, HTML, text eller Markdown, "
            "högst 200 MB var. De stannar på den här datorn.",
            accept_multiple_files=True,
        )
        sent = st.form_submit_button("Lägg till i indexet", type="primary")
    if sent and files:
        _start_adding([(file.name, file.getvalue()) for file in files])
    elif sent:
        st.info("Välj först en eller flera filer.")


def _start_adding(files: list[tuple[str, bytes]]) -> None:
    settings = state.settings()
    if state.workbench().busy:
        st.info("Ett annat arbete pågår. Vänta tills det är klart och försök igen.")
        return
    try:
        paths = [save_upload(name, data, settings) for name, data in files]
    except OSError:
        st.error(
            "Filerna kunde inte sparas: mappen för data går inte att skriva i. Inget är förlorat. "
            "Kontrollera inställningen TILLIT_DATA och rättigheterna till mappen."
        )
        return
    progress.begin(
        "Lägger till dokument", partial(start_add, paths), tuple(path.name for path in paths)
    )
    st.rerun()


def _remove(documents: list[Document]) -> None:
    st.subheader("Ta bort ett dokument", anchor=False)
    by_doc = {document.doc: document for document in documents}
    chosen = st.selectbox(
        "Dokument",
        list(by_doc),
        index=None,
        placeholder="Välj ett dokument",
        format_func=lambda doc: by_doc[doc].title if doc in by_doc else doc,
        key="removing",
    )
    if chosen not in by_doc:
        return
    document = by_doc[chosen]
    st.text(f"Ta bort ”{document.title}” ur indexet? {_fate(document)}")
    with st.container(horizontal=True):
        st.button(
            "Ta bort",
            type="primary",
            disabled=state.workbench().busy,
            on_click=_start_removing,
            args=(document,),
        )
        st.button("Behåll", on_click=_keep)


def _fate(document: Document) -> str:
    """What removing does to the file itself."""
    if is_upload(document, state.settings()):
        return "Den uppladdade filen raderas också."
    return f"Filen {Path(document.file).name} ligger kvar och kommer med igen om indexet byggs om."


def _start_removing(document: Document) -> None:
    progress.begin(f"Tar bort {document.title}", lambda s: start_remove(document.doc, s))
    _keep()


def _keep() -> None:
    st.session_state["removing"] = None


def _fetch() -> None:
    try:
        hosts = fetch_hosts(state.settings())
    except IndexProblem:
        st.error("Dokumentförteckningen catalog.toml går inte att läsa. Rätta den och ladda om.")
        return
    if not hosts:
        return
    st.subheader("Hämta originalen", anchor=False)
    st.text(
        f"Hämtar originalen från {enumeration(hosts)}. Det är det enda som använder internet, och "
        "bara när du trycker på knappen. Inget om dig eller dina dokument skickas."
    )
    st.button("Hämta originalen", disabled=state.workbench().busy, on_click=_start_fetching)


def _start_fetching() -> None:
    progress.begin("Hämtar originalen", start_fetch)
