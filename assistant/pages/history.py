"""The kept conversations: the list of them beside the page, and what can be done with one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.conversation import Conversation as Kept
from assistant.conversation import Heading
from assistant.export import as_markdown, as_word
from assistant.pages import state
from assistant.pages.conversation import Conversation
from assistant.pages.wording import GONE, NOT_KEPT, as_label
from assistant.store import StoreProblem

_FIRST = 12  # conversations listed until more are asked for
_DELETING = "deleting"


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
    with st.sidebar, st.container(key="history"):
        st.button("Nytt samtal", width="stretch", on_click=_begin, args=(conversation,))
        search = st.text_input("Sök bland samtal", key="search")
        most = st.session_state.setdefault("listed", _FIRST)
        try:
            found = conversation.keeper.store().listed(search, most + 1)
        except StoreProblem as problem:
            conversation.trouble = problem.trouble
            return
        for heading in found[:most]:
            _row(conversation, heading)
        if not found:
            st.write("Inget samtal innehåller orden." if search else "Inga samtal än.")
        if len(found) > most:
            st.button("Visa fler", type="tertiary", on_click=_list_more)


def _row(conversation: Conversation, heading: Heading) -> None:
    st.button(
        as_label(heading.title),
        key=f"talk-{heading.id}",
        type="secondary" if heading.id == conversation.id else "tertiary",
        width="stretch",
        on_click=_choose,
        args=(conversation, heading.id),
    )


def _list_more() -> None:
    st.session_state["listed"] += _FIRST


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
        with st.form(f"rename-{heading.id}", border=False):
            title = st.text_input("Namn", value=heading.title, max_chars=80)
            renamed = st.form_submit_button("Byt namn")
        if renamed and title.strip() != heading.title:
            conversation.rename(title)
            st.rerun()
        _save(conversation, heading)
        _delete(conversation, heading)


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


def _delete(conversation: Conversation, heading: Heading) -> None:
    if st.session_state.get(_DELETING) != heading.id:
        st.button("Radera samtalet", on_click=_ask_first, args=(heading.id,))
        return
    st.text(f"Radera ”{heading.title}” med alla frågor och svar? Det går inte att ångra.")
    with st.container(horizontal=True):
        st.button("Radera", type="primary", on_click=_deleted, args=(conversation,))
        st.button("Behåll", on_click=_ask_first, args=(None,))


def _ask_first(heading: str | None) -> None:
    st.session_state[_DELETING] = heading


def _deleted(conversation: Conversation) -> None:
    conversation.delete()
    state.address(conversation)
