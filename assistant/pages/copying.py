"""Copying words with their source, the same wherever a passage is open."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin

import streamlit as st

from assistant import Citation
from assistant.links import Link
from assistant.pages.markup import Source, with_source


def offer(source: Citation | Source, words: Sequence[str], link: Link | None) -> None:
    """A block to copy: the words, their source and the permanent link, where there is one."""
    with st.expander("Kopiera med källhänvisning"):
        text = with_source(source, words, address(link) if link else "")
        st.code(text, language=None, wrap_lines=True)


def address(link: Link) -> str:
    """The link as one that can be opened from anywhere this page can be reached."""
    return urljoin(st.context.url or "/", link.address)
