"""The page "Fråga": a conversation with the documents, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from assistant import Answer, Assistant
from assistant.export import as_markdown, as_word
from assistant.pages import evidence, problem, progress, state
from assistant.pages.conversation import Conversation
from assistant.pages.documents import FETCHING
from assistant.pages.examples import examples
from assistant.pages.markup import loaded_html, turn_html
from assistant.pages.wording import as_label, loaded
from ingest.index import Document, IndexProblem
from ingest.jobs import fetchable

_HERE = Path(__file__).parent

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
        written = st.chat_input("Skriv din fråga", key="question")
    question = written or st.session_state.pop("example", None)
    with above:
        if conversation.turns or question is not None:
            _show_conversation(assistant, conversation, question)
        else:
            _welcome(assistant)


def _show_conversation(
    assistant: Assistant, conversation: Conversation, question: str | None
) -> None:
    work, beside = st.columns([5, 4], gap="medium")
    with work:
        for number in range(len(conversation.turns)):
            _show_turn(conversation, number)
        if question is not None:
            with st.spinner("Söker i dokumenten …"):
                conversation.ask(assistant, question)
            _show_turn(conversation, len(conversation.turns) - 1)
    with beside:
        evidence.show(assistant, conversation)


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
