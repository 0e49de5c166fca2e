"""The page "Fråga": a conversation with the documents, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

import streamlit as st

from assistant import Answer, Assistant, Filters
from assistant.export import as_markdown, as_word
from assistant.pages import evidence, problem, progress, selection, state
from assistant.pages.answering import Answering
from assistant.pages.conversation import Conversation
from assistant.pages.documents import FETCHING
from assistant.pages.examples import examples
from assistant.pages.markup import growing_html, loaded_html, turn_html
from assistant.pages.wording import as_label, loaded
from assistant.writer import ModelProblem, NeedsConsent
from ingest.index import Document, IndexProblem
from ingest.jobs import fetchable

_HERE = Path(__file__).parent
_ANSWERING = "answering"  # in the window: the question that a model is answering
_WITHOUT = "without_model"  # in the window: the next question is answered without one
_TICK = 0.25  # seconds between looks at whether the reader wants something else

_turn = st.components.v2.component(
    "turn",
    html='<article class="turn"></article>',
    css=(_HERE / "reading.css").read_text(encoding="utf8"),
    js=(_HERE / "turn.js").read_text(encoding="utf8"),
)


def page() -> None:
    """Draw the page."""
    st.title("Fråga", anchor=False)
    try:
        with state.assistant() as assistant:
            progress.show_running()
            _talk(assistant, state.conversation())
    except IndexProblem as trouble:
        problem.show(trouble)


def _talk(assistant: Assistant, conversation: Conversation) -> None:
    above = st.container()
    with st.container(key="ask"):  # in the page's flow: Streamlit's own bottom scrolls by itself
        filters = selection.show(assistant.documents)
        written = st.chat_input("Skriv din fråga", key="question")
    question = written or st.session_state.pop("example", None)
    with above:
        if conversation.turns or question is not None or _ANSWERING in st.session_state:
            _show_conversation(assistant, conversation, question, filters)
        else:
            _welcome(assistant)


def _show_conversation(
    assistant: Assistant, conversation: Conversation, question: str | None, filters: Filters
) -> None:
    work, beside = st.columns([5, 4], gap="medium")
    with work:
        for number in range(len(conversation.turns)):
            _show_turn(conversation, number)
        if question is not None:
            _take(assistant, conversation, question, filters)
        _show_growing(conversation)
    with beside:
        evidence.show(assistant, conversation)


def _take(
    assistant: Assistant, conversation: Conversation, question: str, filters: Filters
) -> None:
    """Answer a question: at once, or where a model writes, while the reader looks on."""
    try:
        writer = None if st.session_state.pop(_WITHOUT, False) else state.writer()
        if writer is not None:
            writer.require_consent()
    except NeedsConsent as problem:
        _ask_consent(problem.host, question)
        return
    except ModelProblem as problem:
        st.warning(f"{problem.swedish} Dokumentens egna meningar visas i stället.")
        writer = None
    if writer is None:
        with st.spinner("Söker i dokumenten …"):
            conversation.ask(assistant, question, filters)
        _show_turn(conversation, len(conversation.turns) - 1)
        return
    if _ANSWERING in st.session_state:
        st.session_state[_ANSWERING].stop()
    st.session_state[_ANSWERING] = Answering(
        question, filters, conversation.exchanges, state.shared().borrow, writer
    )


def _show_growing(conversation: Conversation) -> None:
    """The answer that a model is writing, until it is whole."""
    answering = cast(Answering | None, st.session_state.get(_ANSWERING))
    if answering is None:
        return
    place, waiting = st.empty(), st.empty()
    st.button("Stoppa svaret", on_click=answering.stop, key="stop")
    while answering.turn is None:
        place.html(growing_html(answering.question, answering.growing))
        waiting.caption(as_label(f"{answering.model} skriver …"))
        answering.wait(_TICK)
    del st.session_state[_ANSWERING]
    conversation.add(answering.turn)
    st.rerun()


def _ask_consent(host: str, question: str) -> None:
    """Before the first text goes to an outside host."""
    with st.container(border=True, key="consent"):
        st.subheader("Får text skickas ut från den här datorn?", anchor=False)
        st.text(
            f"Modellen finns hos {host}. Frågan och de stycken som hittas i dokumenten skickas "
            "dit, nu och i fortsättningen. Dokument som är märkta ”får inte lämna huset” på sidan "
            "Dokument skickas aldrig. Godkännandet kan tas tillbaka på sidan Inställningar."
        )
        with st.container(horizontal=True):
            st.button(
                as_label(f"Skicka till {host}"),
                type="primary",
                on_click=_agree,
                args=(host, question),
                key="agree",
            )
            st.button(
                "Svara utan språkmodell", on_click=_without_model, args=(question,), key="decline"
            )


def _agree(host: str, question: str) -> None:
    state.guard().agree(host)
    _choose_example(question)


def _without_model(question: str) -> None:
    st.session_state[_WITHOUT] = True
    _choose_example(question)


def _welcome(assistant: Assistant) -> None:
    documents = assistant.documents
    st.write(
        "Ställ en fråga om dokumenten. Varje påstående i svaret visar var det står, och du kan "
        "läsa stället bredvid."
    )
    if _can_fetch(documents):
        st.html(loaded_html(loaded(documents), FETCHING))
    else:
        st.text(f"{loaded(documents)}.")
    st.subheader("Pröva till exempel", anchor=False)
    for number, question in enumerate(examples(documents)):
        st.button(
            as_label(question), key=f"example-{number}", on_click=_choose_example, args=(question,)
        )


def _can_fetch(documents: Sequence[Document]) -> bool:
    """Whether our digest stands in for an original that can be fetched and is not indexed."""
    indexed = {document.doc for document in documents}
    retold = {document.about for document in documents if document.about}
    try:
        return bool((retold - indexed) & fetchable(state.settings()))
    except IndexProblem:
        return False  # the catalogue is not valid, which the page "Dokument" tells


def _choose_example(question: str) -> None:
    st.session_state["example"] = question


def _show_turn(conversation: Conversation, number: int) -> None:
    key = f"turn-{number}"
    newest = number == len(conversation.turns) - 1
    _turn(
        key=key,
        data={
            "html": turn_html(conversation.turns[number]),
            "opened": conversation.opened(number),
            "newest": newest,
        },
        on_mark_change=partial(_open, conversation, number, key),
    )
    if newest:
        _offer_to_take_along(conversation.turns[number].answer, number)


def _offer_to_take_along(answer: Answer | None, number: int) -> None:
    """Buttons under an answer: as Word, as Markdown, and the text to copy."""
    if answer is None or answer.abstained:
        return
    with st.container(horizontal=True, key=f"take-{number}"):
        st.download_button(
            "Spara som Word",
            data=partial(as_word, answer),
            file_name="svar.docx",
            mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            on_click="ignore",
            key=f"word-{number}",
        )
        st.download_button(
            "Spara som Markdown",
            data=as_markdown(answer),
            file_name="svar.md",
            mime="text/markdown",
            on_click="ignore",
            key=f"markdown-{number}",
        )
    with st.expander("Kopiera svaret med källor"):
        st.code(as_markdown(answer), language=None, wrap_lines=True)


def _open(conversation: Conversation, number: int, key: str) -> None:
    chosen = st.session_state[key]["mark"]
    if chosen is not None:
        conversation.open(number, int(chosen))
