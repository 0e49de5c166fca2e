"""The versions of a draft: to look at, to name, to go back to."""

from __future__ import annotations

import streamlit as st

from assistant.drafting.kept import DraftHeading, Version
from assistant.pages.draft import case_step, sheet
from assistant.pages.draft.desk import Desk
from assistant.pages.draft.markup import version_html
from assistant.pages.draft.room import Room
from assistant.pages.wording import moment


def manage(desk: Desk, heading: DraftHeading) -> None:
    """The choice of a version, and what can be done with it."""
    made = {version.number: version for version in _versions(desk, heading.id)}
    number = st.selectbox(
        "Versioner", list(made), key=f"versions-{heading.id}",
        format_func=lambda one: _told(made[one]) if one in made else "",
    )  # fmt: skip
    if number is None:
        return
    with st.container(horizontal=True):
        st.button("Visa versionen", on_click=desk.look_at, args=(number,))
        st.button("Gå tillbaka till den", on_click=desk.restore, args=(number,))
    with st.form(f"name-version-{heading.id}", border=False, clear_on_submit=True):
        name = st.text_input("Kalla versionen", max_chars=80)
        named = st.form_submit_button("Namnge")
    if named and name.strip():
        desk.done(lambda: desk.keeper.drafts().name_version(heading.id, number, name))
        st.rerun()


def show(room: Room, number: int) -> None:
    """An earlier version, whole, to read; nothing of it can be changed."""
    desk, id_ = room.desk, room.desk.id or ""
    draft = desk.tried(lambda: desk.keeper.drafts().version(id_, number), writes=False)
    told = [_told(one) for one in _versions(desk, id_) if one.number == number]
    if draft is None or not told:
        desk.look_at(None)
        st.rerun()
    st.info(f"Du läser en tidigare version: {told[0]}. Inget här kan ändras.")
    with st.container(horizontal=True):
        st.button(
            "Gå tillbaka till den här versionen", type="primary", on_click=desk.restore,
            args=(number,),
        )  # fmt: skip
        st.button("Till utkastet som det är nu", on_click=desk.look_at, args=(None,))
    html = version_html(draft, case_step.facts(room, draft.case), room.material.proposal)
    sheet.draw(f"version-{id_}-{number}", html)


def _versions(desk: Desk, id_: str) -> list[Version]:
    return desk.tried(lambda: desk.keeper.drafts().versions(id_), writes=False) or []


def _told(version: Version) -> str:
    name = f"”{version.name}”, " if version.name else ""
    return f"{name}{version.what}, {moment(version.made)}"
