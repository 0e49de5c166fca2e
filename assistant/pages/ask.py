"""The page "Fråga": a conversation with the documents, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

import streamlit as st

from assistant import Answer, Assistant, Filters
from assistant.conversation import Turn
from assistant.export import as_markdown, as_word
from assistant.pages import evidence, history, problem, progress, rating, selection, state
from assistant.pages.answering import Answering
from assistant.pages.conversation import Conversation
from assistant.pages.documents import FETCHING
from assistant.pages.examples import examples
from assistant.pages.markup import growing_html, loaded_html, turn_html
from assistant.pages.receiving import received
from assistant.pages.wording import as_label, loaded
from assistant.writer import ModelProblem, NeedsConsent
from ingest.index import Document, IndexProblem
from ingest.jobs import fetchable

_HERE = Path(__file__).parent
_TICK = 0.25  # seconds between looks at whether the reader wants something else

_turn = st.components.v2.component(
    "turn",
    html='<article class="turn"></article>',
    css=(_HERE / "reading.css").read_text(encoding="utf8"),
    js=(_HERE / "turn.js").read_text(encoding="utf8"),
)


def page() -> None:
    """Draw the page."""
    conversation = state.conversation()
    history.show(conversation)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Fråga", anchor=False)
        history.manage(conversation)
    history.tell(conversation)
    try:
        with state.assistant() as assistant:
            progress.show_running()
            _talk(assistant, conversation)
    except IndexProblem as trouble:
        problem.show(trouble)


def _talk(assistant: Assistant, conversation: Conversation) -> None:
    above = st.container()
    with st.container(key="ask"):  # in the page's flow: Streamlit's own bottom scrolls by itself
        filters = selection.show(assistant.documents)
        # Called before anything else is done: from then on the question is kept.
        st.chat_input("Skriv din fråga", key="question", on_submit=_receive, args=(conversation,))
    with above:
        if conversation.turns:
            _show_conversation(assistant, conversation, filters)
        else:
            _welcome(assistant, conversation)


def _receive(conversation: Conversation) -> None:
    conversation.receive(received("question"))


def _show_conversation(assistant: Assistant, conversation: Conversation, filters: Filters) -> None:
    work, beside = st.columns([5, 4], gap="medium")
    with work:
        for number in range(len(conversation.turns)):
            asked = conversation.must_answer(number)
            if asked and not _answer(assistant, conversation, number, filters):
                continue
            _show_turn(conversation, number)
    with beside:
        evidence.show(assistant, conversation, "Välj en siffra i svaret, så visas stycket här.")


def _answer(
    assistant: Assistant, conversation: Conversation, number: int, filters: Filters
) -> bool:
    """Answer a turn: at once, or where a model writes, while the reader looks on. False where
    the reader must first say whether text may be sent."""
    turn = conversation.turns[number]
    answerings = _answerings()
    name = str(turn.id or f"{number} {turn.question}")
    if name not in answerings:
        try:
            writer = None if name in _without_model() else state.writer()
            if writer is not None:
                writer.require_consent()
        except NeedsConsent as problem:
            _ask_consent(problem.host, turn.question, name)
            return False
        except ModelProblem as problem:
            st.warning(f"{problem.swedish} Dokumentens egna meningar visas i stället.")
            writer = None
        if writer is None:
            with st.spinner("Söker i dokumenten …"):
                conversation.answer(assistant, number, filters)
            return True
        answerings[name] = Answering(
            turn,
            filters,
            conversation.earlier(number),
            state.shared().borrow,
            writer,
            conversation.keep,
        )
    conversation.turns[number] = _watched(answerings[name])
    del answerings[name]
    return True


def _watched(answering: Answering) -> Turn:
    """Show the answer that a model is writing, until it is whole."""
    shown, waiting, stop = st.empty(), st.empty(), st.empty()
    stop.button("Stoppa svaret", on_click=answering.stop, key="stop")
    while answering.turn is None:
        shown.html(growing_html(answering.question, answering.growing))
        waiting.caption(as_label(f"{answering.model} skriver …"))
        answering.wait(_TICK)
    for place in (shown, waiting, stop):
        place.empty()
    return answering.turn


def _answerings() -> dict[str, Answering]:
    """The turns that a model is answering for this window."""
    return cast(dict[str, Answering], st.session_state.setdefault("answering", {}))


def _without_model() -> set[str]:
    """The turns that the reader wants answered without a model."""
    return cast(set[str], st.session_state.setdefault("without_model", set()))


def _ask_consent(host: str, question: str, name: str) -> None:
    """Before the first text goes to an outside host."""
    st.html(growing_html(question, None))
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
                on_click=state.guard().agree,
                args=(host,),
                key="agree",
            )
            st.button(
                "Svara utan språkmodell",
                on_click=_without_model().add,
                args=(name,),
                key="decline",
            )


def _welcome(assistant: Assistant, conversation: Conversation) -> None:
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
            as_label(question),
            key=f"example-{number}",
            on_click=conversation.receive,
            args=(question,),
        )


def _can_fetch(documents: Sequence[Document]) -> bool:
    """Whether our digest stands in for an original that can be fetched and is not indexed."""
    indexed = {document.doc for document in documents}
    retold = {document.about for document in documents if document.about}
    try:
        return bool((retold - indexed) & fetchable(state.settings()))
    except IndexProblem:
        return False  # the catalogue is not valid, which the page "Dokument" tells


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
    rating.show(conversation, number)
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
    chosen = received(key)["mark"]
    if chosen is not None:
        conversation.open(number, int(chosen))
