"""Proposals of a report outside the register: found by rule, for the official to confirm.

What is corrected, merged or laid aside is kept in the draft; what is confirmed is kept for all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.drafting.finding import FoundProposal, added, found_proposals
from assistant.drafting.waiting import as_corrected, laid_aside, waiting, with_merged
from assistant.pages.draft.room import Room
from assistant.pages.markup import quoted_html
from assistant.pages.receiving import received
from assistant.pages.wording import as_label
from assistant.proposals import KINDS
from assistant.register import Kind, Proposal

_WHAT = "Funna förslag"


def show(room: Room, doc: str) -> None:
    """What was found and is not confirmed, each to correct, merge, lay aside or confirm."""
    st.write(
        "Betänkandet finns inte i registret. Nedan står det som liknar förslag. Rätta och bekräfta "
        "det som är förslag; bekräftade förslag väljs och besvaras som andra."
    )
    found = _looked_for(room, doc)
    confirmed = room.material.proposals_of(doc)
    waits = waiting(found, room.draft, {one.id for one in confirmed})
    with st.expander(f"Funna i texten ({len(waits)})", expanded=bool(waits)):
        for before, one in zip([None, *waits], waits, strict=False):
            _found(room, doc, before, one)
        if not waits:
            st.write("Inget mer som liknar ett förslag finns i texten.")
    _aside(room, laid_aside(found, room.draft))
    with st.expander("Lägg till ett förslag för hand"):
        _by_hand(room, doc)
    if confirmed:
        with st.expander("Rätta eller ta bort bekräftade förslag"):
            for proposal in confirmed:
                _confirmed(room, doc, proposal)


def _looked_for(room: Room, doc: str) -> list[FoundProposal]:
    """What the rules find, looked for once as long as the documents stay."""
    kept = st.session_state.get(f"found-{doc}")
    generation = room.material.assistant.generation_name
    if kept is None or kept[0] != generation:
        with st.spinner("Letar efter förslag …"):
            kept = generation, found_proposals(room.material, doc)
        st.session_state[f"found-{doc}"] = kept
    return list(kept[1])


def _found(room: Room, doc: str, before: FoundProposal | None, found: FoundProposal) -> None:
    with st.container(border=True, key=f"found-{found.id}"):
        st.html(quoted_html(found.words))
        st.caption(as_label(f"{KINDS[found.kind].capitalize()}. {found.why}"))
        _fields(
            room, found.id, found.sentence, found.section, found.addressees,
            lambda name, value: _correct(room, found.id, name, value),
        )  # fmt: skip
        with st.container(horizontal=True):
            st.button(
                "Bekräfta", type="primary", key=f"confirm-{found.id}", on_click=_confirm_found,
                args=(room, doc, found),
            )  # fmt: skip
            if before:
                st.button(
                    "Slå ihop med förra", key=f"merge-{found.id}", on_click=_merge,
                    args=(room, before, found),
                )  # fmt: skip
            st.button(
                "Ta bort", type="tertiary", key=f"aside-{found.id}", on_click=_correct,
                args=(room, found.id, "aside", True),
            )  # fmt: skip


def _aside(room: Room, aside: Sequence[FoundProposal]) -> None:
    if not aside:
        return
    with st.expander(f"Borttagna ({len(aside)})"):
        for found in aside:
            st.text(found.sentence)
            st.button(
                "Ta tillbaka", type="tertiary", key=f"back-{found.id}", on_click=_correct,
                args=(room, found.id, "aside", False),
            )  # fmt: skip


def _confirmed(room: Room, doc: str, proposal: Proposal) -> None:
    with st.container(border=True, key=f"confirmed-{proposal.id}"):
        _fields(
            room, proposal.id, proposal.sentence, proposal.section, proposal.addressees,
            lambda name, value: _replace(
                room, doc, proposal.id, lambda one: one.model_copy(update={name: value})
            ),
        )  # fmt: skip
        st.button(
            "Ta bort", type="tertiary", key=f"remove-{proposal.id}", on_click=_replace,
            args=(room, doc, proposal.id, lambda _: None),
        )  # fmt: skip


def _fields(
    room: Room, id_: str, sentence: str, section: str, addressees: Sequence[str],
    correct: Callable[[str, object], None],
) -> None:  # fmt: skip
    """What can be corrected: what is proposed, where, and to whom. An emptied sentence or section
    stays as it was."""
    key = room.key(f"found-{id_}")

    def told(name: str) -> None:
        if value := str(received(f"{key}-{name}")).strip():
            correct(name, value)

    def named() -> None:
        correct("addressees", _split(str(received(f"{key}-addressees"))))

    st.text_area(
        "Förslaget i en mening", value=sentence, key=f"{key}-sentence", on_change=told,
        args=("sentence",),
    )  # fmt: skip
    with st.container(horizontal=True):
        st.text_input(
            "Avsnitt", value=section, key=f"{key}-section", on_change=told, args=("section",)
        )
        st.text_input(
            "Till vem", value=", ".join(addressees), key=f"{key}-addressees", on_change=named
        )


def _split(addressees: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in addressees.split(",") if one.strip())


def _by_hand(room: Room, doc: str) -> None:
    with st.form(f"by-hand-{doc}", border=False, clear_on_submit=True):
        sentence = st.text_input("Vad föreslås? En mening: Staten ska …")
        section = st.text_input("Avsnitt")
        whom = st.text_input("Till vem")
        kind = st.selectbox("Slag", list(Kind), format_func=lambda one: KINDS[one], index=1)
        submitted = st.form_submit_button("Lägg till")
    if submitted and kind and sentence.strip() and section.strip():
        _confirm(room, doc, added(doc, section.strip(), kind, sentence.strip(), _split(whom)))
        st.rerun()
    elif submitted:
        st.warning("Skriv både vad som föreslås och i vilket avsnitt.")


def _correct(room: Room, id_: str, name: str, value: object) -> None:
    room.desk.change(lambda draft: draft.corrected(id_, **{name: value}), _WHAT)


def _merge(room: Room, first: FoundProposal, second: FoundProposal) -> None:
    room.desk.change(lambda draft: with_merged(draft, first, second), _WHAT)
    room.desk.edition += 1  # the fields of the first show what it says now


def _confirm_found(room: Room, doc: str, found: FoundProposal) -> None:
    _confirm(room, doc, as_corrected(found, room.draft).as_proposal())


def _confirm(room: Room, doc: str, proposal: Proposal) -> None:
    _store(room, doc, lambda kept: [*(one for one in kept if one.id != proposal.id), proposal])


def _replace(room: Room, doc: str, id_: str, change: Callable[[Proposal], Proposal | None]) -> None:
    def changed(kept: Sequence[Proposal]) -> list[Proposal]:
        after = (change(one) if one.id == id_ else one for one in kept)
        return [one for one in after if one is not None]

    _store(room, doc, changed)


def _store(
    room: Room, doc: str, change: Callable[[Sequence[Proposal]], Sequence[Proposal]]
) -> None:
    lists = room.desk.keeper.proposal_lists
    room.desk.done(lambda: lists().change(doc, lambda kept: _in_order(room, doc, change(kept))))


def _in_order(room: Room, doc: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """By section, as the report has them."""
    order = {section: place for place, section in enumerate(room.material.sections(doc))}
    return sorted(proposals, key=lambda one: order.get(one.section, len(order)))
