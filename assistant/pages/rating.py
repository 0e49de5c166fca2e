"""What a person thinks of an answer: a thumb and a comment under it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assistant.conversation import Thumb
from assistant.pages.conversation import Conversation

_THUMBS = {
    Thumb.UP: ("Bra svar", ":material/thumb_up:"),
    Thumb.DOWN: ("Dåligt svar", ":material/thumb_down:"),
}
_LONGEST = 2000  # characters of a comment


def show(conversation: Conversation, number: int) -> None:
    """The thumbs and the comment of an answer that is kept; for one left open, a way to get it."""
    turn = conversation.turns[number]
    if turn.id is None:
        return
    if turn.is_open:
        st.button(
            "Svara nu",
            key=f"open-{turn.id}",
            on_click=conversation.answer_after_all,
            args=(number,),
        )
    elif turn.answer:
        with st.container(horizontal=True, key=f"rating-{turn.id}"):
            for thumb in Thumb:
                _thumb(conversation, number, thumb)
            _comment(conversation, number)


def _thumb(conversation: Conversation, number: int, thumb: Thumb) -> None:
    turn = conversation.turns[number]
    label, icon = _THUMBS[thumb]
    st.button(
        f"{label}: valt" if turn.feedback.thumb is thumb else label,
        key=f"{thumb}-{turn.id}",
        icon=icon,
        type="secondary" if turn.feedback.thumb is thumb else "tertiary",
        on_click=conversation.press,
        args=(number, thumb),
    )


def _comment(conversation: Conversation, number: int) -> None:
    turn = conversation.turns[number]
    label = "Din kommentar" if turn.feedback.comment else "Kommentera"
    with st.popover(label, type="tertiary"), st.form(f"comment-{turn.id}", border=False):
        text = st.text_area("Kommentar till svaret", turn.feedback.comment, max_chars=_LONGEST)
        if st.form_submit_button("Spara kommentaren"):
            conversation.rate(number, replace(turn.feedback, comment=text.strip()))
            st.rerun()
