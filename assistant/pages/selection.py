"""What to answer from: the reader's choice of documents, kinds and organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from assistant import EVERYTHING, Filters
from assistant.pages.wording import KINDS, short_title
from assistant.scope import named
from ingest.index import Document

Choice = TypeVar("Choice", bound=str)


def show(documents: Sequence[Document]) -> Filters:
    """Draw the choices; nothing chosen is everything."""
    present = {kind for document in documents for kind in (document.kind, document.speaks_as)}
    organisations = sorted({d.organisation for d in documents if d.organisation})
    with st.expander("Välj vad svaren ska bygga på"):
        first, second, third = st.columns(3)
        with first:
            titles = {document.doc: short_title(document.title) for document in documents}
            docs = _choose("Dokument", titles, "documents")
        with second:
            kinds = _choose("Typ", {k: name for k, name in KINDS.items() if k in present}, "kinds")
        with third:
            chosen = _choose(
                "Organisation", {name: name for name in organisations}, "organisations"
            )
    filters = Filters(docs, kinds, chosen)
    if filters != EVERYTHING:
        st.text(f"Svaren bygger bara på {named(filters, documents)}.")
    return filters


def _choose(label: str, names: Mapping[Choice, str], key: str) -> frozenset[Choice]:
    """Some of the named; what was chosen and is there no longer is let go."""
    key = f"selection-{key}"
    st.session_state[key] = [one for one in st.session_state.get(key, []) if one in names]
    return frozenset(
        st.multiselect(
            label, list(names), format_func=names.__getitem__, placeholder="Alla", key=key
        )
    )
