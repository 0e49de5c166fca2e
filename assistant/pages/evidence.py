"""The evidence panel: the cited passage in its place, with its neighbours, to read and to copy."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import streamlit as st

from assistant import Assistant, Context
from assistant.anchor import Anchor
from assistant.links import link_to
from assistant.pages import copying, original
from assistant.pages.conversation import Opening
from assistant.pages.markup import changed_html, evidence_html, moved_html, spans
from ingest.index import Document, Passage

_HERE = Path(__file__).parent

_panel = st.components.v2.component(
    "evidence",
    html='<div class="evidence" aria-live="polite"></div>',
    css=(_HERE / "reading.css").read_text(encoding="utf8"),
    js=(_HERE / "evidence.js").read_text(encoding="utf8"),
)


class Panel(Protocol):
    """What keeps which citation is open in a window."""

    @property
    def opening(self) -> Opening | None:
        """The open citation."""

    def show(self, passage_id: str) -> None:
        """Turn to a neighbouring passage."""

    def close(self) -> None:
        """Close the panel."""


def show(assistant: Assistant, panel: Panel, empty: str) -> None:
    """The open citation, or (`empty`) how to open one."""
    opening = panel.opening
    with st.container(key="evidence", border=True):
        if opening is None:
            st.write(empty)
            return
        anchor = assistant.anchor(opening.citation, opening.words)
        if anchor is None:
            _controls(panel, None)
            _panel(key="panel", data=_data(changed_html(opening.citation), opening))
        else:
            context = _context(assistant, opening, anchor)
            _controls(panel, context)
            _passage(assistant, context, opening, anchor)
        _copy(opening, anchor)


def _passage(assistant: Assistant, context: Context, opening: Opening, anchor: Anchor) -> None:
    document = context.document
    about = _about(assistant, document)
    own = context.passage.id == anchor.passage.id
    quoted = anchor.quoted if own else ()
    html = evidence_html(document, context.passage, quoted, about)
    _panel(key="panel", data=_data((moved_html(anchor) if own else "") + html, opening))
    found = spans(context.passage.text, quoted)
    at = found[0][0] if found else 0
    original.offer_picture(document, context.passage, found)
    with st.container(horizontal=True, gap="small"):
        st.link_button("Läs i sitt sammanhang", copying.address(link_to(context.passage, at)))
        original.link(document, about, context.passage, at)


def _data(html: str, opening: Opening) -> dict[str, object]:
    return {"html": html, "number": opening.number}


def _context(assistant: Assistant, opening: Opening, anchor: Anchor) -> Context:
    """The neighbour that was turned to, where the index still has it, or the citation's place."""
    try:
        return assistant.context(opening.shown or anchor.passage.id)
    except KeyError:
        return assistant.context(anchor.passage.id)


def _about(assistant: Assistant, document: Document) -> Document | None:
    """The document that a digest retells, where it is indexed too."""
    return next((d for d in assistant.documents if d.doc == document.about), None)


def _controls(panel: Panel, context: Context | None) -> None:
    with st.container(horizontal=True, gap="small"):
        if context is not None:
            _turn_to(panel, "Föregående stycke", context.previous)
            _turn_to(panel, "Nästa stycke", context.next)
        st.button("Stäng", on_click=panel.close)


def _turn_to(panel: Panel, label: str, passage: Passage | None) -> None:
    st.button(
        label,
        disabled=passage is None,
        on_click=panel.show,
        args=(passage.id if passage else "",),
    )


def _copy(opening: Opening, anchor: Anchor | None) -> None:
    link = None
    if anchor:
        found = spans(anchor.passage.text, anchor.quoted)
        link = link_to(anchor.passage, found[0][0] if found else 0)
    copying.offer(opening.citation, opening.words, link)
