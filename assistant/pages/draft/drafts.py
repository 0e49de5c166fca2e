"""The kept drafts: the list beside the page, and what can be done with one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.drafting.kept import DraftHeading
from assistant.pages.draft import versions
from assistant.pages.draft.desk import Desk
from assistant.pages.kept_list import KeptList, title_form

_LIST = KeptList(
    name="drafts",
    begin="Nytt utkast",
    search="Sök bland utkast",
    nothing_found="Inget utkast innehåller orden.",
    nothing_kept="Inga utkast än.",
    delete="Radera utkastet",
    with_what="alla versioner",
)


def show(desk: Desk) -> None:
    """The list, newest first, under the menu."""
    _LIST.show(
        lambda words, most: desk.tried(
            lambda: desk.keeper.drafts().listed(words, most), writes=False
        ),
        desk.id,
        partial(_begin, desk),
        partial(_choose, desk),
    )


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
        if (title := title_form(heading)) is not None:
            _rename(desk, heading, title)
            st.rerun()
        st.button("Kopiera utkastet", on_click=_copy, args=(desk, heading))
        versions.manage(desk, heading)
        _LIST.show_delete(heading, desk.delete)


def _begin(desk: Desk) -> None:
    desk.begin()
    st.query_params.clear()
    st.session_state["steg"] = "arende"


def _choose(desk: Desk, chosen: str) -> None:
    desk.load(chosen)
    st.query_params.clear()


def _rename(desk: Desk, heading: DraftHeading, title: str) -> None:
    desk.done(lambda: desk.keeper.drafts().rename(heading.id, title))
    desk.refresh()


def _copy(desk: Desk, heading: DraftHeading) -> None:
    copied = desk.tried(lambda: desk.keeper.drafts().copy(heading.id))
    if copied:
        _choose(desk, copied)
