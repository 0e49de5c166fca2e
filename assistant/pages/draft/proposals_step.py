"""The step "Förslagen": what the reports propose, to choose what is answered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from assistant.drafting import Draft
from assistant.drafting.answered import Answers
from assistant.drafting.evidence import own_words
from assistant.pages import evidence
from assistant.pages.draft import found_step
from assistant.pages.draft.room import Room
from assistant.pages.receiving import received
from assistant.pages.wording import as_label
from assistant.proposals import KINDS
from assistant.register import Proposal

_EMPTY = "Välj ”Ordalydelse” vid ett förslag, så visas betänkandets egna ord här."


def show(room: Room) -> None:
    """Draw the step."""
    reports = room.draft.case.reports
    if not reports:
        st.write("Välj först under Ärendet vilket betänkande ni svarar på.")
        st.button("Till Ärendet", on_click=room.go, args=("arende",))
        return
    work, beside = st.columns([5, 4], gap="medium")
    with work:
        _summary(room)
        search = st.text_input("Sök bland förslagen", key="search-proposals")
        for doc in reports:
            st.subheader(as_label(room.material.report(doc).short), anchor=False)
            _report(room, doc, search)
        st.button(
            "Vidare till ställningstagandena", type="primary", on_click=room.go,
            args=("stallningstaganden",),
        )  # fmt: skip
    with beside:
        evidence.show(room.material.assistant, room.desk.panel, _EMPTY)


def _summary(room: Room) -> None:
    number = len(room.draft.positions)
    chosen = "1 förslag är valt" if number == 1 else f"{number} förslag är valda"
    st.text(f"{chosen} att besvara." if number else "Inget förslag är valt än.")


def _report(room: Room, doc: str, search: str) -> None:
    if not room.material.is_registered(doc):
        found_step.show(room, doc)
    proposals = [one for one in room.material.proposals_of(doc) if _holds(one, search)]
    if not proposals:
        st.write("Inget förslag innehåller orden." if search else "Inga förslag är bekräftade än.")
        return
    with st.container(horizontal=True):
        for label, chosen in (("Välj alla", True), ("Välj inget", False)):
            st.button(
                label, key=f"{label}-{doc}", on_click=_choose,
                args=(room, [one.id for one in proposals], chosen),
            )  # fmt: skip
    areas = {one.id: one.name for one in room.material.register.areas}
    for area, members in groupby(proposals, key=lambda one: one.area):
        if area:
            st.markdown(f"**{as_label(areas[area])}**")
        for proposal in members:
            _proposal(room, doc, proposal)


def _proposal(room: Room, doc: str, proposal: Proposal) -> None:
    key = f"choose-{room.desk.id}-{doc}-{proposal.id}"
    chosen = room.draft.position(proposal.id) is not None
    # By another window, a button, or the box under another report. Set in that case alone: what is
    # set reaches the browser later than the next click there.
    if bool(st.session_state.get(key)) != chosen:
        st.session_state[key] = chosen
    with st.container(key=f"proposal-{doc}-{proposal.id}"):
        st.checkbox(
            as_label(proposal.sentence), key=key, on_change=_tick, args=(room, proposal.id, key)
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(as_label(_told(proposal, doc)))
            st.button(
                "Ordalydelse", key=f"words-{doc}-{proposal.id}", type="tertiary",
                on_click=_open, args=(room, proposal),
            )  # fmt: skip


def _told(proposal: Proposal, doc: str) -> str:
    addressees = f"till {', '.join(proposal.addressees)}" if proposal.addressees else ""
    section = f"avsnitt {proposal.section_in(doc)}"
    return " · ".join(part for part in (section, KINDS[proposal.kind], addressees) if part)


def _holds(proposal: Proposal, search: str) -> bool:
    """Whether a proposal holds all words of a search."""
    text = f"{proposal.sentence} {proposal.section} {' '.join(proposal.addressees)}".casefold()
    return all(word in text for word in search.casefold().split())


def _tick(room: Room, proposal: str, key: str) -> None:
    _choose(room, [proposal], bool(received(key)))


def _choose(room: Room, proposals: Sequence[str], chosen: bool) -> None:
    """Choose proposals, or choose them away; they stand in the order that the text has."""
    wanted = set(proposals)

    def changed(draft: Draft) -> Draft:
        others = tuple(one for one in draft.proposals() if one not in wanted)
        draft = draft.with_chosen((*others, *proposals) if chosen else others)
        known = [one.proposal.id for one in Answers(draft, room.material).all]
        return draft.with_chosen((*known, *draft.proposals()))

    room.desk.change(changed, "Förslagen")


def _open(room: Room, proposal: Proposal) -> None:
    words = own_words(room.material, proposal)
    if words is None:
        st.toast("Betänkandet är inte indexerat, så ordalydelsen kan inte visas.")
    else:
        room.desk.panel.open(words)
