"""The evidence panel: the cited passage in its place, with its neighbours, to read and to copy."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant import Assistant, Context
from assistant.pages.conversation import Conversation, Opening, marked_texts
from assistant.pages.markup import changed_html, evidence_html, with_source
from assistant.pages.wording import web_address
from ingest.index import Document, Passage

_HERE = Path(__file__).parent

_panel = st.components.v2.component(
    "evidence",
    html='<div class="evidence" aria-live="polite"></div>',
    css=(_HERE / "reading.css").read_text(encoding="utf8"),
    js=(_HERE / "evidence.js").read_text(encoding="utf8"),
)


def show(assistant: Assistant, conversation: Conversation) -> None:
    """The open citation, or how to open one."""
    opening = conversation.opening
    with st.container(key="evidence", border=True):
        if opening is None:
            st.write("Välj en siffra i svaret, så visas stycket här.")
            return
        answer = conversation.turns[opening.turn].answer
        assert answer is not None, "only answers have citations"
        marked = marked_texts(answer, opening.citation)
        context = _context(assistant, opening)
        _controls(conversation, context)
        if context is None:
            _panel(key="panel", data=_data(changed_html(opening.citation), opening))
        else:
            _passage(assistant, context, opening, marked)
        _copy(opening, marked)


def _passage(
    assistant: Assistant, context: Context, opening: Opening, marked: tuple[str, ...]
) -> None:
    document = context.document
    about = _about(assistant, document)
    own = opening.shown == opening.citation.passage_id
    html = evidence_html(document, context.passage, marked if own else (), about)
    _panel(key="panel", data=_data(html, opening))
    address = web_address(document.url or (about.url if about else None))
    if address:
        st.link_button("Öppna originalet", address)


def _data(html: str, opening: Opening) -> dict[str, object]:
    return {"html": html, "number": opening.number}


def _context(assistant: Assistant, opening: Opening) -> Context | None:
    """The passage where it stands, None where the index no longer has the cited one."""
    citation = opening.citation
    try:
        if assistant.context(citation.passage_id).passage.text != citation.passage:
            return None
        return assistant.context(opening.shown)
    except KeyError:
        return None


def _about(assistant: Assistant, document: Document) -> Document | None:
    """The document that a digest retells, where it is indexed too."""
    return next((d for d in assistant.documents if d.doc == document.about), None)


def _controls(conversation: Conversation, context: Context | None) -> None:
    with st.container(horizontal=True, gap="small"):
        if context is not None:
            _turn_to(conversation, "Föregående stycke", context.previous)
            _turn_to(conversation, "Nästa stycke", context.next)
        st.button("Stäng", on_click=conversation.close)


def _turn_to(conversation: Conversation, label: str, passage: Passage | None) -> None:
    st.button(
        label,
        disabled=passage is None,
        on_click=conversation.show,
        args=(passage.id if passage else "",),
    )


def _copy(opening: Opening, marked: tuple[str, ...]) -> None:
    with st.expander("Kopiera med källhänvisning"):
        st.code(with_source(opening.citation, marked), language=None, wrap_lines=True)
