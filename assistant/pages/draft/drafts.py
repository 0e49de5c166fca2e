"""The kept drafts: the list beside the page, and what can be done with one."""

from __future__ import annotations

import streamlit as st

from assistant.drafting.kept import DraftHeading
from assistant.pages.draft import versions
from assistant.pages.draft.desk import Desk
from assistant.pages.wording import as_label

_FIRST = 12  # drafts listed until more are asked for
_DELETING = "deleting-draft"


def show(desk: Desk) -> None:
    """The list, newest first, under the menu."""
    with st.sidebar, st.container(key="drafts"):
        st.button("Nytt utkast", width="stretch", on_click=_begin, args=(desk,))
        search = st.text_input("Sök bland utkast", key="search-drafts")
        most = st.session_state.setdefault("listed-drafts", _FIRST)
        found = desk.tried(lambda: desk.keeper.drafts().listed(search, most + 1), writes=False)
        if found is None:
            return
        for heading in found[:most]:
            st.button(
                as_label(heading.title),
                key=f"draft-{heading.id}",
                type="secondary" if heading.id == desk.id else "tertiary",
                width="stretch",
                on_click=_choose,
                args=(desk, heading.id),
            )
        if not found:
            st.write("Inget utkast innehåller orden." if search else "Inga utkast än.")
        if len(found) > most:
            st.button("Visa fler", type="tertiary", on_click=_list_more)


def welcome(desk: Desk) -> None:
    """What to do where no draft is open."""
    st.write(
        "Här skriver du ett första utkast till svar på en remiss: välj förslagen ni berörs av, ta "
        "ställning, och få ett dokument där varje mening går att följa till sin källa."
    )
    st.button("Börja ett nytt utkast", type="primary", on_click=_begin, args=(desk,))


def manage(desk: Desk) -> None:
    """Rename, copy, look at versions, delete."""
    heading = desk.heading
    if heading is None:
        return
    with st.popover("Om utkastet"):
        with st.form(f"rename-{heading.id}", border=False):
            title = st.text_input("Namn", value=heading.title, max_chars=80)
            renamed = st.form_submit_button("Byt namn")
        if renamed and title.strip() != heading.title:
            _rename(desk, heading, title)
            st.rerun()
        st.button("Kopiera utkastet", on_click=_copy, args=(desk, heading))
        versions.manage(desk, heading)
        _delete(desk, heading)


def _begin(desk: Desk) -> None:
    desk.begin()
    st.query_params.clear()
    st.session_state["steg"] = "arende"


def _choose(desk: Desk, chosen: str) -> None:
    desk.load(chosen)
    st.query_params.clear()


def _list_more() -> None:
    st.session_state["listed-drafts"] += _FIRST


def _rename(desk: Desk, heading: DraftHeading, title: str) -> None:
    desk.done(lambda: desk.keeper.drafts().rename(heading.id, title))
    desk.refresh()


def _copy(desk: Desk, heading: DraftHeading) -> None:
    copied = desk.tried(lambda: desk.keeper.drafts().copy(heading.id))
    if copied:
        _choose(desk, copied)


def _delete(desk: Desk, heading: DraftHeading) -> None:
    if st.session_state.get(_DELETING) != heading.id:
        st.button("Radera utkastet", on_click=_ask_first, args=(heading.id,))
        return
    st.text(f"Radera ”{heading.title}” med alla versioner? Det går inte att ångra.")
    with st.container(horizontal=True):
        st.button("Radera", type="primary", on_click=desk.delete)
        st.button("Behåll", on_click=_ask_first, args=(None,))


def _ask_first(heading: str | None) -> None:
    st.session_state[_DELETING] = heading
