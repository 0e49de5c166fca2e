"""The evidence panel: the cited passage in its place, with its neighbours, to read and to copy."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant import Assistant, Context
from assistant.links import link_to
from assistant.pages import copying, original
from assistant.pages.conversation import Conversation, Opening, marked_texts
from assistant.pages.markup import changed_html, evidence_html, spans
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
        _copy(assistant, opening, marked, context is not None)


def _passage(
    assistant: Assistant, context: Context, opening: Opening, marked: tuple[str, ...]
) -> None:
    document = context.document
    about = _about(assistant, document)
    own = opening.shown == opening.citation.passage_id
    quoted = marked if own else ()
    _panel(
        key="panel", data=_data(evidence_html(document, context.passage, quoted, about), opening)
    )
    found = spans(context.passage.text, quoted)
    at = found[0][0] if found else 0
    original.offer_picture(document, context.passage, found)
    with st.container(horizontal=True, gap="small"):
        st.link_button("Läs i sitt sammanhang", copying.address(link_to(context.passage, at)))
        original.link(document, about, context.passage, at)


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


def _copy(
    assistant: Assistant, opening: Opening, marked: tuple[str, ...], is_indexed: bool
) -> None:
    citation = opening.citation
    link = None
    if is_indexed:
        found = spans(citation.passage, marked)
        cited = assistant.context(citation.passage_id).passage
        link = link_to(cited, found[0][0] if found else 0)
    copying.offer(citation, marked, link)
