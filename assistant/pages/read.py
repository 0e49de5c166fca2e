"""The page "Läs": the tree of sections, the text, and a plain search over all documents."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st

from assistant import Assistant
from assistant.links import Link, Target, follow, link_to
from assistant.pages import copying, original, problem, progress, state
from assistant.pages.markup import Source
from assistant.pages.read_markup import (
    back_html,
    below_html,
    contents_html,
    hits_html,
    neighbours_html,
    pieces_html,
    section_head_html,
)
from assistant.reading import Piece
from ingest.index import IndexProblem, Passage

_HERE = Path(__file__).parent
_PLACE = "reading"  # the link to what is open in this window
_MOVES = "reading-moves"  # grows with each, so that the text knows when to show its beginning

_linked = st.components.v2.component(
    "linked",
    html='<div class="read"></div>',
    css=(_HERE / "reading.css").read_text(encoding="utf8"),
    js=(_HERE / "read.js").read_text(encoding="utf8"),
)


def page() -> None:
    """Draw the page."""
    st.title("Läs", anchor=False)
    try:
        with state.assistant() as assistant:
            progress.show_running()
            _read(assistant, _place(assistant))
    except IndexProblem as trouble:
        problem.show(trouble)


def _place(assistant: Assistant) -> Link:
    """What to show: what the address names, else what was open last, else the first document."""
    asked, kept = Link.parse(st.query_params.to_dict()), st.session_state.get(_PLACE)
    place = asked if asked != Link() else kept or Link(assistant.documents[0].doc)
    if place != kept or asked == Link():  # opened by a link, or by the menu
        _go(place)
    return place


def _go(place: Link) -> None:
    """Open a place; the address becomes the link to it."""
    st.session_state[_PLACE] = place
    st.session_state[_MOVES] = st.session_state.get(_MOVES, 0) + 1
    st.session_state["words"] = place.words
    st.session_state["document"] = place.doc or None
    st.query_params.from_dict(place.query)


def _read(assistant: Assistant, place: Link) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="search"):
        st.text_input(
            "Sök ord i alla dokument",
            key="words",
            placeholder="Till exempel: samverkan eller ”gemensamma mål”",
            on_change=_search,
        )
        st.button("Sök", on_click=_search)
    target = follow(place, assistant.reading)
    beside, text = st.columns([4, 9], gap="medium")
    with beside, st.container(key="contents"):
        _contents(assistant, place, target)
    with text, st.container(key="reading"):
        if place.doc:
            _section(assistant, place, target)
        else:
            hits = hits_html(assistant.occurrences(place.words), place.words)
            _draw("hits", hits, moves=_moves())


def _search() -> None:
    words = st.session_state["words"].strip()
    place = st.session_state[_PLACE]
    _go(Link(words=words) if words else Link(place.doc, place.section, place.anchor))


def _contents(assistant: Assistant, place: Link, target: Target) -> None:
    """The choice of document, and the tree of the chosen one."""
    documents = assistant.reading.documents
    st.selectbox(
        "Dokument",
        list(documents),
        index=None,
        placeholder="Välj ett dokument",
        format_func=lambda doc: documents[doc].title if doc in documents else doc,
        key="document",
        on_change=_choose,
    )
    if place.doc in documents:
        tree = contents_html(assistant.reading, place.doc, place.words)
        _draw("tree", tree, current=_shown(target))


def _choose() -> None:
    chosen = st.session_state["document"]  # None when the choice was cleared
    _go(Link(chosen) if chosen else st.session_state[_PLACE])


def _shown(target: Target) -> int:
    """The section that is shown: where none is named, the first."""
    return target.section if target.section is not None else 0


def _section(assistant: Assistant, place: Link, target: Target) -> None:
    reading = assistant.reading
    document = reading.documents.get(place.doc)
    outline = reading.outline(place.doc)
    if document is None or not outline:
        st.info(
            "Dokumentet som länken pekar på finns inte i indexet. Välj ett annat, eller lägg till "
            "det på sidan Dokument."
        )
        return
    number = _shown(target)
    section = outline[number]
    about = reading.documents.get(document.about or "")
    lost = target.changed or bool(place.section and target.section is None)
    back = back_html(place.words) if place.words else ""
    head = back + section_head_html(document, section, about, lost)
    pieces = reading.pieces(section)
    if not pieces:
        head += below_html(reading, place.doc, number, place.words)
    _text(assistant, place, target.passage, head, pieces)
    _draw("neighbours", neighbours_html(reading, place.doc, number, place.words))


def _text(
    assistant: Assistant, place: Link, chosen: Passage | None, head: str, pieces: list[Piece]
) -> None:
    """The text of a section; under the chosen passage stands what can be done with it."""

    def html(some: list[Piece]) -> str:
        chosen_id = chosen.id if chosen else None
        mark = partial(assistant.word_spans, place.words)
        return pieces_html(some, chosen_id, place.words, mark)

    own = [n for n, piece in enumerate(pieces) if chosen and piece.passage.id == chosen.id]
    end = own[-1] + 1 if own else len(pieces)
    _draw("text", head + html(pieces[:end]), moves=_moves())
    if own:
        _chosen(assistant, [pieces[n] for n in own])
        _draw("rest", html(pieces[end:]))


def _chosen(assistant: Assistant, pieces: list[Piece]) -> None:
    passage, start = pieces[0].passage, pieces[0].start
    documents = assistant.reading.documents
    document = documents[passage.doc]
    source = Source.at(document, passage, start)
    with st.container(border=True, key="chosen"):
        copying.offer(source, [piece.text for piece in pieces], link_to(passage, start))
        spans = tuple((piece.start, piece.end) for piece in pieces)
        original.offer_picture(document, passage, spans)
        original.link(document, documents.get(document.about or ""), passage, start)


def _draw(key: str, html: str, moves: int | None = None, current: int | None = None) -> None:
    """HTML whose links open places on this page. With `moves`, its beginning (or the chosen
    passage) is brought before the reader after each move; `current` is the section in the tree."""
    _linked(
        key=key,
        data={"html": html, "moves": moves, "current": current},
        on_go_change=partial(_follow, key),
    )


def _follow(key: str) -> None:
    address = st.session_state[key]["go"]
    if address is not None:
        _go(Link.parse(dict(parse_qsl(address))))


def _moves() -> int:
    return int(st.session_state[_MOVES])
