"""The step "Texten": section by section, each paragraph with its sources, to edit and to check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import streamlit as st

from assistant.drafting import Draft, Paragraph, Remark
from assistant.drafting.checks import check
from assistant.drafting.compose import paragraph_anew, written_anew
from assistant.pages import evidence
from assistant.pages.draft.markup import act_of, paragraph_html, section_html, table_html
from assistant.pages.draft.room import Room

_HERE = Path(__file__).parent
_WHAT = "Texten"
_EDITING, _SOUGHT, _CHECKED = "editing-paragraph", "sought-paragraph", "checked-draft"
_EMPTY = "Välj en siffra i texten, så visas källan här."

_text = st.components.v2.component(
    "draft",
    html='<div class="draft"></div>',
    css="\n".join(
        path.read_text(encoding="utf8")
        for path in (_HERE.parent / "reading.css", _HERE / "draft.css")
    ),
    js=(_HERE / "draft.js").read_text(encoding="utf8"),
)


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
        st.button("Kontrollera", on_click=_ask_to_check, args=(room,))
        st.button("Vidare till granskningen", type="primary", on_click=room.go, args=("granska",))
    work, beside = st.columns([5, 4], gap="medium")
    with work:
        _sections(room, _remarks(room))
    with beside:
        evidence.show(room.material.assistant, room.desk.panel, _EMPTY)


def seek(paragraph: str) -> None:
    """Bring a paragraph into sight when the step is drawn."""
    st.session_state[_SOUGHT] = paragraph


def _sections(room: Room, remarks: dict[str, list[Remark]]) -> None:
    """The text as one piece of HTML, parted where a paragraph is being edited."""
    assert room.draft.text
    editing = st.session_state.get(_EDITING)
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
    _text(
        key=key,
        data={"html": "".join(html), "sought": st.session_state.get(_SOUGHT)},
        on_act_change=lambda: _act(room, key),
    )


def _act(room: Room, key: str) -> None:
    pressed = st.session_state[key]["act"]
    if pressed is None or room.draft.text is None:
        return
    act, paragraph_key, number = act_of(str(pressed))
    paragraph = room.draft.text.paragraph(paragraph_key)
    if paragraph is None:
        return
    if act == "open":
        room.desk.panel.open(paragraph.citation(number))
    elif act == "edit":
        st.session_state[_EDITING] = paragraph_key
    elif act == "back":
        _edited(room, paragraph_key, paragraph.written)
    elif act == "anew":
        _anew(room, paragraph_key)


def _edit(room: Room, paragraph: Paragraph) -> None:
    key = room.key(f"text-{paragraph.key}")
    st.text_area(
        "Stycket. Siffror inom hakparentes hänvisar till styckets källor.", value=paragraph.text,
        key=key, height="content", on_change=lambda: _edited(
            room, paragraph.key, st.session_state[key]
        ),
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button("Klart", type="primary", on_click=_stop_editing)
        st.button("Återställ", on_click=_edited, args=(room, paragraph.key, paragraph.written))


def _stop_editing() -> None:
    st.session_state[_EDITING] = None


def _edited(room: Room, key: str, text: str) -> None:
    """Keep a paragraph as it was left; an empty one says nothing."""
    paragraph = room.draft.text.paragraph(key) if room.draft.text else None
    if paragraph is not None and text == paragraph.written:
        st.session_state[_EDITING] = None
        room.desk.edition += 1
    room.desk.change(lambda draft: draft.edited(key, text, datetime.now(UTC)), _WHAT)


def _write(room: Room) -> None:
    def written(draft: Draft) -> Draft:
        return written_anew(draft, room.document_type, room.material, datetime.now(UTC))

    room.desk.change(written, "Texten skriven")
    st.session_state[_EDITING] = None


def _anew(room: Room, key: str) -> None:
    def written(draft: Draft) -> Draft:
        return paragraph_anew(draft, key, room.document_type, room.material, datetime.now(UTC))

    room.desk.change(written, _WHAT)
    st.session_state[_EDITING] = None


def _ask_to_check(room: Room) -> None:
    st.session_state[_CHECKED] = room.desk.id


def _remarks(room: Room) -> dict[str, list[Remark]]:
    """What the checks say of each paragraph, once somebody asked."""
    by_paragraph: dict[str, list[Remark]] = defaultdict(list)
    if st.session_state.get(_CHECKED) == room.desk.id:
        for remark in check(room.draft, room.document_type, room.material):
            if remark.paragraph:
                by_paragraph[remark.paragraph].append(remark)
    return by_paragraph
