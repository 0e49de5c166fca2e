"""The step "Texten": section by section, each paragraph with its sources, to edit and to check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape
from threading import Event

import streamlit as st

from assistant.drafting import Draft, Paragraph, Remark
from assistant.drafting.compose import paragraph_anew, written_anew
from assistant.drafting.modelled import Reasoner, with_reasons
from assistant.pages import evidence, state
from assistant.pages.draft import sheet
from assistant.pages.draft.markup import act_of, paragraph_html, section_html, table_html
from assistant.pages.draft.room import Room
from assistant.pages.wording import as_label
from assistant.writer import ModelProblem, NeedsConsent

_WHAT = "Texten"
_EDITING, _SOUGHT, _CHECKED = "editing-paragraph", "sought-paragraph", "checked-draft"
_CONSENT, _PROBLEM = "consent-for-draft", "model-problem"
_EMPTY = "Välj en siffra i texten, så visas källan här."


def show(room: Room) -> None:
    """Draw the step."""
    if room.draft.text is None:
        st.write(
            "Texten skrivs av det du har valt: mallens egna meningar, era ställningstaganden och "
            "synpunkter, och citat med källa. Du kan ändra allt efteråt."
        )
        st.button("Skriv texten", type="primary", on_click=_write, args=(room,))
        return
    with st.container(horizontal=True):
        st.button("Skriv om det som inte är ändrat", on_click=_write, args=(room,))
        _offer_model(room)
        st.button("Kontrollera", on_click=_ask_to_check, args=(room,))
        st.button("Vidare till granskningen", type="primary", on_click=room.go, args=("granska",))
    _tell_of_model(room)
    work, beside = st.columns([5, 4], gap="medium")
    with work:
        _sections(room, _remarks(room))
    with beside:
        evidence.show(room.material.assistant, room.desk.panel, _EMPTY)


def seek(paragraph: str | None) -> None:
    """Bring a paragraph before the reader when the step is drawn; None: none any more."""
    st.session_state[_SOUGHT] = paragraph


def _sections(room: Room, remarks: dict[str, list[Remark]]) -> None:
    """The text as one piece of HTML, parted where a paragraph is being edited."""
    assert room.draft.text
    editing = _edited_in(room)
    html, part = [f"<h1>{escape(room.draft.text.title)}</h1>"], 0
    for section in room.draft.text.sections:
        html.append(section_html(section))
        for paragraph in section.paragraphs:
            if paragraph.key != editing:
                html.append(paragraph_html(paragraph, remarks.get(paragraph.key, ())))
                continue
            _draw(room, html, part)
            _edit(room, paragraph)
            html, part = [], part + 1
        if section.table:
            html.append(table_html(section.table))
    _draw(room, html, part)


def _draw(room: Room, html: Sequence[str], part: int) -> None:
    key = f"draft-text-{room.desk.id}-{part}"
    sheet.draw(key, "".join(html), st.session_state.get(_SOUGHT), partial(_act, room))


def _act(room: Room, pressed: str) -> None:
    seek(None)
    act, paragraph_key, number = act_of(pressed)
    paragraph = room.draft.text.paragraph(paragraph_key) if room.draft.text else None
    if paragraph is None:
        return
    if act == "open":
        room.desk.panel.open(paragraph.citation(number))
    elif act == "edit":
        st.session_state[_EDITING] = room.desk.id, paragraph_key
    elif act == "back":
        _edited(room, paragraph_key, paragraph.written)
    elif act == "anew":
        _anew(room, paragraph_key)


def _edit(room: Room, paragraph: Paragraph) -> None:
    key = room.key(f"text-{paragraph.key}")
    with st.container(key="editing"):
        st.text_area(
            "Stycket. Siffror inom hakparentes hänvisar till styckets källor.",
            value=paragraph.text, key=key, height="content",
            on_change=lambda: _edited(room, paragraph.key, st.session_state[key]),
        )  # fmt: skip
        with st.container(horizontal=True):
            st.button("Klart", type="primary", on_click=_stop_editing)
            st.button("Återställ", on_click=_edited, args=(room, paragraph.key, paragraph.written))


def _edited_in(room: Room) -> str | None:
    """The key of the paragraph that is being edited in this draft."""
    draft, paragraph = st.session_state.get(_EDITING) or (None, None)
    return paragraph if draft == room.desk.id else None


def _stop_editing() -> None:
    st.session_state[_EDITING] = None


def _edited(room: Room, key: str, text: str) -> None:
    """Keep a paragraph as it was left; an empty one says nothing."""
    paragraph = room.draft.text.paragraph(key) if room.draft.text else None
    if paragraph is not None and text == paragraph.written:
        st.session_state[_EDITING] = None
        room.desk.edition += 1
    when = datetime.now(UTC)
    room.desk.change(lambda draft: draft.edited(key, text, when), _WHAT)


def _write(room: Room) -> None:
    when = datetime.now(UTC)

    def written(draft: Draft) -> Draft:
        return written_anew(draft, room.type_of(draft.case), room.material, when)

    room.desk.change(written, "Texten skriven")
    st.session_state[_EDITING] = None


def _anew(room: Room, key: str) -> None:
    when = datetime.now(UTC)

    def written(draft: Draft) -> Draft:
        return paragraph_anew(draft, key, room.type_of(draft.case), room.material, when)

    room.desk.change(written, _WHAT)
    st.session_state[_EDITING] = None


def _offer_model(room: Room) -> None:
    """Have a model write the reasons, where one is used."""
    try:
        choice = state.choice()
    except ModelProblem as problem:
        st.caption(problem.swedish)
        return
    if choice is not None and st.button("Låt modellen skriva skälen", help=choice.label):
        _reason(room)


def _reason(room: Room) -> None:
    """The reasons of one position after the other, each kept as soon as it is written."""
    try:
        writer = state.writer()
        assert writer is not None, "a model is chosen"
        writer.require_consent()
        reasoner = Reasoner(writer, room.material)
        proposals = reasoner.proposals(room.draft)
        with st.status(f"{writer.choice.label} skriver …") as status:
            for number, proposal in enumerate(proposals, 1):
                status.update(label=f"Skriver skäl {number} av {len(proposals)} …")
                reasons = reasoner.reasons(room.draft, proposal, datetime.now(UTC), Event())
                if reasons is not None:
                    room.desk.change(partial(with_reasons, reasons=reasons), _WHAT)
    except NeedsConsent as problem:
        st.session_state[_CONSENT] = problem.host
    except ModelProblem as problem:
        st.session_state[_PROBLEM] = f"{problem.swedish} Det som redan är skrivet står kvar."
    st.rerun()


def _tell_of_model(room: Room) -> None:
    """What the model needs before it may write, or why it did not."""
    problem = st.session_state.pop(_PROBLEM, None)
    if problem:
        st.warning(problem)
    host = st.session_state.get(_CONSENT)
    if not host:
        return
    with st.container(border=True, key="consent"):
        st.text(
            f"Modellen finns hos {host}. Era synpunkter och de stycken som är intagna som argument "
            "skickas dit. Godkännandet kan tas tillbaka på sidan Inställningar."
        )
        with st.container(horizontal=True):
            agreed = st.button(as_label(f"Skicka till {host}"), type="primary")
            declined = st.button("Skriv utan språkmodell")
    if agreed:
        state.guard().agree(host)
    if agreed or declined:
        st.session_state[_CONSENT] = None
        if agreed:
            _reason(room)
        st.rerun()


def _ask_to_check(room: Room) -> None:
    st.session_state[_CHECKED] = room.desk.id


def _remarks(room: Room) -> dict[str, list[Remark]]:
    """What the checks say of each paragraph, once somebody asked."""
    by_paragraph: dict[str, list[Remark]] = defaultdict(list)
    if st.session_state.get(_CHECKED) == room.desk.id:
        for remark in room.remarks():
            if remark.paragraph:
                by_paragraph[remark.paragraph].append(remark)
    return by_paragraph
