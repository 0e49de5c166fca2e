"""The page "Skriv yttrande": the steps of the work on top, the chosen one under them."""

from __future__ import annotations

from functools import partial
from typing import cast

import streamlit as st

from assistant import Assistant
from assistant.drafting import Material
from assistant.drafting.disposition import DispositionProblem, document_types
from assistant.pages import problem, progress, state
from assistant.pages.draft import (
    case_step,
    drafts,
    positions_step,
    proposals_step,
    review_step,
    text_step,
    versions,
)
from assistant.pages.draft.desk import Desk
from assistant.pages.draft.room import Room
from assistant.pages.wording import NOT_KEPT
from assistant.register import RegisterProblem, load_register
from ingest.index import IndexProblem

PATH = "skriv"
_DRAFT, _STEP = "utkast", "steg"  # parts of the address
_STEPS = {
    "arende": ("Ärendet", case_step.show),
    "forslagen": ("Förslagen", proposals_step.show),
    "stallningstaganden": ("Ställningstaganden", positions_step.show),
    "texten": ("Texten", text_step.show),
    "granska": ("Granska och exportera", review_step.show),
}


def page() -> None:
    """Draw the page."""
    desk = _desk()
    drafts.show(desk)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Skriv yttrande", anchor=False)
        drafts.manage(desk)
    _tell(desk)
    _address(desk)
    if not desk.is_open:
        drafts.welcome(desk)
        return
    try:
        with state.assistant() as assistant:
            progress.show_running()
            _work(assistant, desk)
    except IndexProblem as trouble:
        problem.show(trouble)
    except (RegisterProblem, DispositionProblem) as trouble:
        st.error(
            f"Förslagsregistret eller en dokumentmall går inte att läsa: {trouble} Be den som "
            "sköter programmet att rätta filen. Ditt utkast är orört."
        )


def _work(assistant: Assistant, desk: Desk) -> None:
    types = document_types(state.settings().templates)
    room = Room(desk, _material(assistant, desk), types, partial(_open, desk))
    if desk.looked_at is not None:
        versions.show(room, desk.looked_at)
        return
    step = _step()
    with st.container(horizontal=True, key="steps"):
        for name, (title, _) in _STEPS.items():
            st.button(
                title,
                key=f"step-{name}",
                type="primary" if name == step else "secondary",
                on_click=_open,
                args=(desk, name),
            )
    _STEPS[step][1](room)


def _material(assistant: Assistant, desk: Desk) -> Material:
    """The documents and the register; the same one as long as nothing of it changes."""
    confirmed = desk.tried(lambda: desk.keeper.proposal_lists().confirmed(), writes=False) or []
    made = (assistant, assistant.generation_name, tuple(confirmed))
    kept = st.session_state.get("material")
    if kept is None or kept[0] != made:
        register = load_register(state.settings().corpus)
        kept = made, Material(assistant, register, confirmed)
        st.session_state["material"] = kept
    return cast(Material, kept[1])


def _desk() -> Desk:
    """This window's desk, with the draft that the address names, as it is kept by now."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk(state.keeper())
    desk = cast(Desk, st.session_state["desk"])
    named = st.query_params.get(_DRAFT)
    if named and named != desk.id:
        desk.load(named)
    else:
        desk.refresh()
    if st.query_params.get(_STEP) in _STEPS:
        st.session_state[_STEP] = st.query_params[_STEP]
    return desk


def _step() -> str:
    return str(st.session_state.get(_STEP, "arende"))


def _open(desk: Desk, step: str) -> None:
    """Open a step; the address becomes the link to it."""
    desk.panel.close()
    text_step.seek(None)
    st.session_state[_STEP] = step
    st.query_params[_STEP] = step


def _address(desk: Desk) -> None:
    """Name the draft and the step in the window's address, where a reload finds them."""
    if desk.id is None:
        if not desk.trouble:  # a draft that cannot be read just now stays named
            st.query_params.clear()
        return
    named = {_DRAFT: desk.id, _STEP: _step()}
    if st.query_params.to_dict() != named:
        st.query_params.from_dict(named)


def _tell(desk: Desk) -> None:
    if desk.gone:
        st.info("Utkastet finns inte längre. Det kan ha raderats i ett annat fönster.")
        desk.gone = False
    if desk.trouble:
        stays = " Först då går det att öppna ett annat utkast." if desk.has_unkept else ""
        st.warning(
            f"Just nu sparas inget. {NOT_KEPT[desk.trouble]} Du kan arbeta ändå: ändringarna finns "
            "i det här fönstret tills du stänger det, och sparas när databasen går att använda "
            f"igen.{stays}"
        )
