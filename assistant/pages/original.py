"""The original: the picture of its page, drawn when it is asked for, and the official document."""

from __future__ import annotations

import streamlit as st

from assistant.pages.read_markup import picture_html
from assistant.pages.wording import NO_PICTURE, at_page, short_title, web_address
from assistant.picture import NoPicture, Spans, picture, pictured_pages
from ingest.index import Document, Passage

_WANTED = "page-picture"  # whether pictures are wanted, kept while the window is open
_SWITCH = "page-picture-switch"


def offer_picture(document: Document, passage: Passage, spans: Spans) -> None:
    """A switch for the picture of the pages on which the spans (or all of the passage) stand;
    nothing for a document without pages."""
    pages = pictured_pages(passage, spans)
    if not pages:
        return
    # A switch forgets its state where it is not drawn, as beside a document without pages.
    st.session_state.setdefault(_SWITCH, st.session_state.get(_WANTED, False))
    wanted = st.toggle("Visa sidan som bild", key=_SWITCH)
    st.session_state[_WANTED] = wanted
    if wanted:
        _show(document, passage, spans, _turned(pages, (passage.id, spans)))


def link(document: Document, about: Document | None, passage: Passage, at: int) -> None:
    """A link to the official document, where its address is known; at the page on which a
    character of the passage stands, where it is a PDF. `about` is what a digest retells."""
    url = web_address(document.url or (about.url if about else None))
    line = passage.line_at(at)
    if url:
        st.link_button("Öppna originalet", at_page(url, line.page_index if line else None))


def _turned(pages: list[int], of: tuple[str, Spans]) -> int:
    """The page index to show: the first, or the one that was turned to."""
    if len(pages) == 1:
        return pages[0]
    key = f"{_WANTED}-of-{hash(of)}"
    at = int(st.session_state.get(key, 0))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for label, to in (("Föregående sida", at - 1), ("Nästa sida", at + 1)):
            st.button(label, disabled=not 0 <= to < len(pages), on_click=_turn, args=(key, to))
        st.text(f"Bild {at + 1} av {len(pages)}")
    return pages[at]


def _turn(key: str, to: int) -> None:
    st.session_state[key] = to


def _show(document: Document, passage: Passage, spans: Spans, page_index: int) -> None:
    try:
        with st.spinner("Ritar sidan …"):
            drawn = picture(document, passage, spans, page_index)
    except NoPicture as problem:
        st.info(NO_PICTURE[problem.problem])
        return
    st.html(picture_html(drawn, short_title(document.title), bool(spans)))
