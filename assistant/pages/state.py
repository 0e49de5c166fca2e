"""What the page keeps: for all windows the opened assistant and the work, for one its talk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import cast

import streamlit as st

from assistant import Assistant
from assistant.pages.conversation import Conversation
from assistant.pages.sharing import SharedAssistant
from assistant.pages.work import Workbench
from ingest.index import Settings


def settings() -> Settings:
    """The settings from the environment, read anew on every run."""
    return Settings()


@contextmanager
def assistant() -> Iterator[Assistant]:
    """The assistant on the newest generation. Raises as SharedAssistant.borrow does."""
    shared = _shared(settings().model_dump_json())
    with ExitStack() as borrowed:
        with st.spinner("Öppnar indexet …"):
            opened = borrowed.enter_context(shared.borrow())
        yield opened


def workbench() -> Workbench:
    """The work under way in the data folder."""
    return _workbench(str(settings().data))


def conversation() -> Conversation:
    """The conversation of this window."""
    if "conversation" not in st.session_state:
        st.session_state["conversation"] = Conversation()
    return cast(Conversation, st.session_state["conversation"])


@st.cache_resource(show_spinner=False, on_release=SharedAssistant.close)
def _shared(settings_json: str) -> SharedAssistant:
    return SharedAssistant(Settings.model_validate_json(settings_json))


@st.cache_resource(show_spinner=False)
def _workbench(data: str) -> Workbench:
    return Workbench()
