"""What a widget has sent, read in its callback."""

from __future__ import annotations

from typing import Any

import streamlit as st


def received(key: str) -> Any:
    """The value of the widget of that key.

    `st.session_state[key]` lets a newer run begin first where one waits, as when boxes are ticked
    in a hurry; Streamlit (1.67, `_run_callback_and_record_rerun`) then drops the callback, and with
    it what it was to keep. `to_dict` does not. For the same reason a callback keeps first and
    touches Streamlit's state afterwards.
    """
    return st.session_state.to_dict()[key]
