"""A sheet with the text of a draft, drawn by the browser; what is pressed in it comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent

_sheet = st.components.v2.component(
    "draft",
    html='<div class="draft"></div>',
    css="\n".join(
        path.read_text(encoding="utf8")
        for path in (_HERE.parent / "reading.css", _HERE / "draft.css")
    ),
    js=(_HERE / "draft.js").read_text(encoding="utf8"),
)


def draw(
    key: str, html: str, sought: str | None = None, act: Callable[[str], None] | None = None
) -> None:
    """Draw the HTML. `sought` is the key of a paragraph to bring before the reader, `act` is told
    what was pressed."""

    def pressed() -> None:
        what = st.session_state[key]["act"]
        if what is not None and act is not None:
            act(str(what))

    _sheet(key=key, data={"html": html, "sought": sought}, on_act_change=pressed)
