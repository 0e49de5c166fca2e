"""The step "Ställningstaganden": what we think of each proposal, beside what others say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from assistant import Citation
from assistant.drafting import Draft, Material, OwnPosition, Standpoint
from assistant.drafting.evidence import Opinion, general_opinions, others, own_words, reasons
from assistant.pages import evidence
from assistant.pages.draft.room import Room
from assistant.pages.markup import quoted_html
from assistant.pages.receiving import received
from assistant.pages.wording import as_label, place
from assistant.proposals import STANCES
from assistant.register import Proposal
from ingest.index import Kind

Value = TypeVar("Value")

_WHAT = "Ställningstaganden"
_AT = "position-at"  # the proposal that is shown
_EMPTY = "Välj ”Visa stället” vid ett citat, så visas det här i sitt sammanhang."


def show(room: Room) -> None:
    """Draw the step."""
    positions = room.draft.positions
    if not positions:
        st.write("Välj först under Förslagen vilka förslag ni svarar på.")
        st.button("Till Förslagen", on_click=room.go, args=("forslagen",))
        return
    st.text(_left(positions))
    at = _at(positions)
    _move(positions[at].proposal)  # it stays when it gets its standpoint
    _choice(room, positions, at)
    position = positions[at]
    proposal = room.material.proposal(position.proposal)
    work, beside = st.columns([5, 4], gap="medium")
    with work:
        if proposal is None:
            st.warning("Förslaget finns inte längre i registret. Välj bort det under Förslagen.")
        else:
            _proposal(room, proposal)
        _stand(room, position)
        _points(room, position)
        _arguments(room, position)
        _turn(room, positions, at)
    with beside:
        evidence.show(room.material.assistant, room.desk.panel, _EMPTY)
        if proposal is not None:
            _evidence(room, proposal, position)


def _left(positions: Sequence[OwnPosition]) -> str:
    left = sum(position.standpoint is None for position in positions)
    if left:
        return f"{left} av {len(positions)} förslag saknar ställningstagande."
    if len(positions) == 1:
        return "Förslaget har ett ställningstagande."
    return f"Alla {len(positions)} förslag har ett ställningstagande."


def _at(positions: Sequence[OwnPosition]) -> int:
    """Which proposal is shown: the one chosen, else the first without a standpoint."""
    ids = [position.proposal for position in positions]
    chosen = st.session_state.get(_AT)
    if chosen in ids:
        return ids.index(chosen)
    without = (n for n, position in enumerate(positions) if position.standpoint is None)
    return next(without, 0)


def _choice(room: Room, positions: Sequence[OwnPosition], at: int) -> None:
    labels = [_label(room.material, number, one) for number, one in enumerate(positions, 1)]
    key = f"{room.key('position')}-{at}-{hash(tuple(labels))}"
    st.selectbox(
        "Förslag", range(len(positions)), index=at, format_func=labels.__getitem__, key=key,
        on_change=lambda: _leaf(room, positions[received(key)].proposal),
    )  # fmt: skip


def _label(material: Material, number: int, position: OwnPosition) -> str:
    proposal = material.proposal(position.proposal)
    stand = position.standpoint.swedish if position.standpoint else "inget valt"
    if proposal is None:
        return f"{number}. {position.proposal} – {stand}"
    return f"{number}. Avsnitt {proposal.section}: {proposal.sentence} – {stand}"


def _move(proposal: str) -> None:
    st.session_state[_AT] = proposal


def _leaf(room: Room, proposal: str) -> None:
    room.desk.panel.close()
    _move(proposal)


def _turn(room: Room, positions: Sequence[OwnPosition], at: int) -> None:
    with st.container(horizontal=True):
        for label, other in (("Föregående förslag", at - 1), ("Nästa förslag", at + 1)):
            is_there = 0 <= other < len(positions)
            st.button(
                label, disabled=not is_there, on_click=_leaf,
                args=(room, positions[other].proposal if is_there else ""),
            )  # fmt: skip


def _proposal(room: Room, proposal: Proposal) -> None:
    st.subheader(as_label(proposal.sentence), anchor=False)
    report = room.material.report(proposal.doc).short
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(as_label(f"{report}, avsnitt {proposal.section}"))
        words = _cached(room, proposal.id, "words", lambda: own_words(room.material, proposal))
        if words is not None:
            st.button(
                "Ordalydelse", key=f"words-{proposal.id}", type="tertiary",
                on_click=room.desk.panel.open, args=(words,),
            )  # fmt: skip


def _stand(room: Room, position: OwnPosition) -> None:
    key = room.key(f"stand-{position.proposal}")
    options = list(Standpoint)
    index = options.index(position.standpoint) if position.standpoint else None
    st.radio(
        "Ställningstagande", options, index=index, key=key,
        format_func=lambda one: one.swedish.capitalize(), on_change=_stood,
        args=(room, position.proposal, key),
    )  # fmt: skip


def _stood(room: Room, proposal: str, key: str) -> None:
    chosen: Standpoint | None = received(key)
    _change(room, proposal, lambda one: one.model_copy(update={"standpoint": chosen}))


def _points(room: Room, position: OwnPosition) -> None:
    key = room.key(f"points-{position.proposal}")
    st.text_area(
        "Egna synpunkter, en på varje rad", value="\n".join(position.points), key=key,
        help="Stickord eller hela meningar. Börja gärna raden med risk:, villkor:, vill:, fråga: "
        "eller eftersom.",
        on_change=_pointed, args=(room, position.proposal, key),
    )  # fmt: skip


def _pointed(room: Room, proposal: str, key: str) -> None:
    lines = tuple(line.strip() for line in received(key).splitlines() if line.strip())
    _change(room, proposal, lambda one: one.model_copy(update={"points": lines}))


def _arguments(room: Room, position: OwnPosition) -> None:
    if not position.arguments:
        return
    st.markdown("**Argument som är intagna**")
    for number, citation in enumerate(position.arguments):
        st.html(quoted_html(citation))
        st.button(
            "Ta bort argumentet", key=f"drop-{position.proposal}-{number}", type="tertiary",
            on_click=_drop, args=(room, position.proposal, citation),
        )  # fmt: skip


def _evidence(room: Room, proposal: Proposal, position: OwnPosition) -> None:
    """How the report argues, and what others say; each can be taken in."""
    why = _cached(room, proposal.id, "reasons", lambda: reasons(room.material, proposal))
    said = _cached(room, proposal.id, "others", lambda: others(room.material, proposal))
    doc = proposal.doc
    in_general = _cached(room, doc, "in-general", lambda: general_opinions(room.material, doc))
    st.markdown("**Så motiverar utredningen**")
    if not why:
        st.text(_without_reasons(room.material, doc))
    for number, citation in enumerate(why):
        _offer(room, position, citation, f"reason-{number}")
    st.markdown("**Så säger andra**")
    if not said:
        st.text("Inget av de indexerade remissvaren säger något om just detta förslag.")
    for number, opinion in enumerate(said):
        _opinion(room, position, opinion, f"opinion-{number}")
    if in_general:
        with st.expander(f"Om betänkandet i stort ({len(in_general)})"):
            for number, opinion in enumerate(in_general):
                _opinion(room, position, opinion, f"general-{number}")


def _without_reasons(material: Material, doc: str) -> str:
    document = material.document(doc)
    if document is None:
        return "Betänkandet är inte indexerat, så skälen kan inte visas."
    if document.kind is Kind.DIGEST:
        return (
            "Bara vårt referat av betänkandet är indexerat, och det säger inget mer om skälen. "
            "Under Dokument står hur hela texten hämtas."
        )
    return "Betänkandets text säger inget mer om skälen i det avsnittet."


def _opinion(room: Room, position: OwnPosition, opinion: Opinion, name: str) -> None:
    stance = f": {STANCES[opinion.position.position]}" if opinion.position else ""
    st.markdown(f"**{as_label(opinion.organisation)}**{as_label(stance)}")
    if opinion.position:
        st.text(f"Enligt vårt register: {opinion.position.sentence}")
    for nth, citation in enumerate(opinion.words):
        _offer(room, position, citation, f"{name}-{nth}")


def _offer(room: Room, position: OwnPosition, citation: Citation, name: str) -> None:
    st.html(quoted_html(citation))
    with st.container(horizontal=True):
        st.button(
            "Visa stället", key=f"open-{position.proposal}-{name}", type="tertiary",
            on_click=room.desk.panel.open, args=(citation,),
        )  # fmt: skip
        st.button(
            "Ta in som argument", key=f"take-{position.proposal}-{name}", type="tertiary",
            disabled=_is_taken(position, citation), help=place(citation),
            on_click=_take, args=(room, position.proposal, citation),
        )  # fmt: skip


def _is_taken(position: OwnPosition, citation: Citation) -> bool:
    return any(_same(one, citation) for one in position.arguments)


def _same(one: Citation, other: Citation) -> bool:
    return (one.doc, one.section, one.quote, one.passage) == (
        other.doc, other.section, other.quote, other.passage,
    )  # fmt: skip


def _take(room: Room, proposal: str, citation: Citation) -> None:
    _change(
        room, proposal,
        lambda one: one
        if _is_taken(one, citation)
        else one.model_copy(update={"arguments": (*one.arguments, citation)}),
    )  # fmt: skip


def _drop(room: Room, proposal: str, citation: Citation) -> None:
    _change(
        room, proposal,
        lambda one: one.model_copy(
            update={"arguments": tuple(a for a in one.arguments if not _same(a, citation))}
        ),
    )  # fmt: skip


def _change(room: Room, proposal: str, change: Callable[[OwnPosition], OwnPosition]) -> None:
    """Change the position as it is kept by now."""

    def changed(draft: Draft) -> Draft:
        position = draft.position(proposal)
        return draft.with_position(change(position)) if position else draft

    room.desk.change(changed, _WHAT)


def _cached(room: Room, of: str, what: str, look: Callable[[], Value]) -> Value:
    """What is looked up of a proposal or a report, kept for this window as long as the documents
    stay."""
    kept: dict[object, Value] = st.session_state.setdefault("evidence-of", {})
    key = (room.material, of, what)
    if key not in kept:
        kept[key] = look()
    return kept[key]
