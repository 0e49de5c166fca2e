"""Proposals of a report outside the register: found by rule, for the official to confirm."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.drafting.finding import FoundProposal, added, found_proposals, merged
from assistant.pages.draft.room import Room
from assistant.pages.markup import quoted_html
from assistant.pages.wording import as_label
from assistant.proposals import KINDS
from assistant.register import Kind, Proposal
from assistant.store import StoreProblem

_LAID_ASIDE = "laid-aside"  # ids of those taken away, in this window


def show(room: Room, doc: str) -> None:
    """What was found and is not confirmed, each to correct, merge, take away or confirm."""
    st.write(
        "Betänkandet finns inte i registret. Nedan står det som liknar förslag. Rätta och bekräfta "
        "det som är förslag; bekräftade förslag väljs och besvaras som andra."
    )
    waiting = _waiting(room, doc)
    with st.expander(f"Funna i texten ({len(waiting)})", expanded=bool(waiting)):
        for number, found in enumerate(waiting):
            _found(room, doc, waiting, number, found)
        if not waiting:
            st.write("Inget mer som liknar ett förslag finns i texten.")
    with st.expander("Lägg till ett förslag för hand"):
        _by_hand(room, doc)
    confirmed = room.material.proposals_of(doc)
    if confirmed:
        with st.expander("Rätta eller ta bort bekräftade förslag"):
            for proposal in confirmed:
                _confirmed(room, doc, proposal)


def _waiting(room: Room, doc: str) -> list[FoundProposal]:
    key = f"found-{doc}"
    kept = st.session_state.get(key)
    generation = room.material.assistant.generation_name
    if kept is None or kept[0] != generation:
        with st.spinner("Letar efter förslag …"):
            kept = generation, found_proposals(room.material, doc)
        st.session_state[key] = kept
    aside = st.session_state.setdefault(_LAID_ASIDE, set())
    done = {one.id for one in room.material.proposals_of(doc)} | aside
    return [found for found in kept[1] if found.id not in done]


def _found(
    room: Room, doc: str, waiting: Sequence[FoundProposal], number: int, found: FoundProposal
) -> None:
    with st.container(border=True, key=f"found-{found.id}"):
        st.html(quoted_html(found.words))
        st.caption(as_label(f"{KINDS[found.kind].capitalize()}. {found.why}"))
        sentence, section, addressees = _fields(
            found.id, found.sentence, found.section, found.addressees
        )
        with st.container(horizontal=True):
            if st.button("Bekräfta", type="primary", key=f"confirm-{found.id}"):
                _confirm(
                    room,
                    doc,
                    found.as_proposal(sentence=sentence, section=section, addressees=addressees),
                )
            if number and st.button("Slå ihop med förra", key=f"merge-{found.id}"):
                _merge(doc, waiting[number - 1], found)
            if st.button("Ta bort", type="tertiary", key=f"aside-{found.id}"):
                st.session_state[_LAID_ASIDE].add(found.id)
                st.rerun()


def _confirmed(room: Room, doc: str, proposal: Proposal) -> None:
    with st.container(border=True, key=f"confirmed-{proposal.id}"):
        sentence, section, addressees = _fields(
            proposal.id, proposal.sentence, proposal.section, proposal.addressees
        )
        corrected = proposal.model_copy(
            update={"sentence": sentence, "section": section, "addressees": addressees}
        )
        with st.container(horizontal=True):
            if st.button("Spara rättelsen", key=f"correct-{proposal.id}"):
                _keep(room, doc, proposal, corrected)
            if st.button("Ta bort", type="tertiary", key=f"remove-{proposal.id}"):
                _keep(room, doc, proposal, None)


def _fields(
    id_: str, sentence: str, section: str, addressees: Sequence[str]
) -> tuple[str, str, tuple[str, ...]]:
    """What can be corrected: what is proposed, where, and to whom."""
    told = st.text_area("Förslaget i en mening", value=sentence, key=f"sentence-{id_}")
    with st.container(horizontal=True):
        where = st.text_input("Avsnitt", value=section, key=f"section-{id_}")
        whom = st.text_input("Till vem", value=", ".join(addressees), key=f"whom-{id_}")
    named = tuple(one.strip() for one in whom.split(",") if one.strip())
    return told.strip() or sentence, where.strip() or section, named


def _by_hand(room: Room, doc: str) -> None:
    with st.form(f"by-hand-{doc}", border=False, clear_on_submit=True):
        sentence = st.text_input("Vad föreslås? En mening: Staten ska …")
        section = st.text_input("Avsnitt")
        whom = st.text_input("Till vem")
        kind = st.selectbox("Slag", list(Kind), format_func=lambda one: KINDS[one], index=1)
        submitted = st.form_submit_button("Lägg till")
    if submitted and kind and sentence.strip() and section.strip():
        named = tuple(one.strip() for one in whom.split(",") if one.strip())
        _confirm(room, doc, added(doc, section.strip(), kind, sentence.strip(), named))
    elif submitted:
        st.warning("Skriv både vad som föreslås och i vilket avsnitt.")


def _merge(doc: str, first: FoundProposal, second: FoundProposal) -> None:
    generation, found = st.session_state[f"found-{doc}"]
    joined = merged(first, second)
    st.session_state[f"found-{doc}"] = (
        generation,
        [joined if one.id == first.id else one for one in found if one.id != second.id],
    )
    st.session_state.pop(f"sentence-{first.id}", None)
    st.rerun()


def _confirm(room: Room, doc: str, proposal: Proposal) -> None:
    others = [one for one in room.material.proposals_of(doc) if one.id != proposal.id]
    _store(room, doc, [*others, proposal])


def _keep(room: Room, doc: str, before: Proposal, after: Proposal | None) -> None:
    kept = room.material.proposals_of(doc)
    changed = [after if one.id == before.id else one for one in kept]
    _store(room, doc, [one for one in changed if one is not None])


def _store(room: Room, doc: str, proposals: Sequence[Proposal]) -> None:
    try:
        room.desk.keeper.proposal_lists().keep(doc, _in_order(room, doc, proposals))
    except StoreProblem as problem:
        room.desk.trouble = problem.trouble
    st.rerun()


def _in_order(room: Room, doc: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """By section, as the report has them."""
    document = room.material.document(doc)
    outline = room.material.assistant.reading.outline(document.doc) if document else ()
    order = {section.label: place for place, section in enumerate(outline)}
    return sorted(proposals, key=lambda one: order.get(one.section, len(order)))
