"""What the page keeps: for all windows the opened assistant and the work, for one its talk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import cast

import streamlit as st

from assistant import Assistant
from assistant.pages.conversation import Conversation
from assistant.pages.keeping import Keeper
from assistant.pages.sharing import SharedAssistant
from assistant.pages.work import Workbench
from assistant.writer import Choice, Guard, Writer
from ingest.index import Settings

ADDRESSED = "samtal"  # the part of the address that names the conversation


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


def shared() -> SharedAssistant:
    """Lends the assistant to work that outlives a run of the page."""
    return _shared(settings().model_dump_json())


def guard() -> Guard:
    """What may leave the machine."""
    return Guard(settings().data)


def choice() -> Choice | None:
    """The model that is used, None where none is. Raises ModelProblem."""
    return guard().chosen(settings(), keys())


def keys() -> dict[str, str]:
    """The keys typed on the page, by address: in memory alone, until the program ends."""
    return _keys()


def writer() -> Writer | None:
    """What writes with that model. Raises ModelProblem."""
    chosen = choice()
    if chosen is None:
        return None
    with st.spinner("Öppnar modellen …"):  # its library takes seconds to load, the first time
        return _writer(f"{chosen!r} {chosen.key}", chosen, settings())


def workbench() -> Workbench:
    """The work under way in the data folder."""
    return _workbench(str(settings().data))


def conversation() -> Conversation:
    """The conversation of this window, as its address names it and as it is kept by now."""
    if "conversation" not in st.session_state:
        st.session_state["conversation"] = Conversation(keeper())
    talk = cast(Conversation, st.session_state["conversation"])
    named = st.query_params.get(ADDRESSED)
    if named and named != talk.id:
        talk.load(named)
    else:
        talk.refresh()
    if talk.id or not talk.trouble:
        address(talk)
    return talk


def keeper() -> Keeper:
    """Lends what is kept in the database."""
    return _keeper(settings().model_dump_json())


def address(talk: Conversation) -> None:
    """Name the conversation in the window's address, where a reload finds it."""
    if talk.id is None:
        st.query_params.pop(ADDRESSED, None)
    elif st.query_params.get(ADDRESSED) != talk.id:
        st.query_params[ADDRESSED] = talk.id


@st.cache_resource(show_spinner=False, on_release=SharedAssistant.close)
def _shared(settings_json: str) -> SharedAssistant:
    return SharedAssistant(Settings.model_validate_json(settings_json))


@st.cache_resource(show_spinner=False, on_release=Keeper.close)
def _keeper(settings_json: str) -> Keeper:
    return Keeper(Settings.model_validate_json(settings_json))


@st.cache_resource(show_spinner=False)
def _workbench(data: str) -> Workbench:
    return Workbench()


@st.cache_resource(show_spinner=False)
def _keys() -> dict[str, str]:
    return {}


@st.cache_resource(show_spinner=False, max_entries=4)
def _writer(identity: str, _choice: Choice, _settings: Settings) -> Writer:
    writer = Writer.open(_settings, _choice)
    assert writer is not None, "a choice was given"
    return writer
