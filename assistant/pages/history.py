"""The kept conversations: the list of them beside the page, and what can be done with one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assistant.conversation import Conversation as Kept
from assistant.conversation import Heading
from assistant.export import as_markdown, as_word
from assistant.pages import state
from assistant.pages.conversation import Conversation
from assistant.pages.kept_list import KeptList, title_form
from assistant.pages.wording import GONE, NOT_KEPT
from assistant.store import StoreProblem

_LIST = KeptList(
    name="history",
    begin="Nytt samtal",
    search="Sök bland samtal",
    nothing_found="Inget samtal innehåller orden.",
    nothing_kept="Inga samtal än.",
    delete="Radera samtalet",
    with_what="alla frågor och svar",
)


def tell(conversation: Conversation) -> None:
    """Say when the conversation is gone, or that nothing is kept."""
    if conversation.gone:
        st.info(GONE)
    if conversation.trouble:
        st.warning(
            f"Just nu sparas inget. {NOT_KEPT[conversation.trouble]} Du kan fråga ändå: svaren "
            "visas i det här fönstret tills du stänger det."
        )


def show(conversation: Conversation) -> None:
    """The list, newest first, under the menu."""
    _LIST.show(
        partial(_listed, conversation),
        conversation.id,
        partial(_begin, conversation),
        partial(_choose, conversation),
    )


def _listed(conversation: Conversation, words: str, most: int) -> Sequence[Heading] | None:
    try:
        return conversation.keeper.store().listed(words, most)
    except StoreProblem as problem:
        conversation.trouble = problem.trouble
        return None


def _begin(conversation: Conversation) -> None:
    conversation.begin()
    state.address(conversation)


def _choose(conversation: Conversation, chosen: str) -> None:
    conversation.load(chosen)
    state.address(conversation)


def manage(conversation: Conversation) -> None:
    """Rename, save as a file, delete."""
    heading = conversation.heading
    if heading is None:
        return
    with st.popover("Om samtalet"):
        if (title := title_form(heading)) is not None:
            conversation.rename(title)
            st.rerun()
        _save(conversation, heading)
        _LIST.show_delete(heading, partial(_deleted, conversation))


def _save(conversation: Conversation, heading: Heading) -> None:
    kept = Kept(heading, tuple(conversation.turns))
    with st.container(horizontal=True):
        st.download_button(
            "Spara samtalet som Word",
            data=partial(as_word, kept),
            file_name="samtal.docx",
            mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            on_click="ignore",
            key="talk-as-word",
        )
        st.download_button(
            "Spara samtalet som Markdown",
            data=partial(as_markdown, kept),
            file_name="samtal.md",
            mime="text/markdown",
            on_click="ignore",
            key="talk-as-markdown",
        )


def _deleted(conversation: Conversation) -> None:
    conversation.delete()
    state.address(conversation)
