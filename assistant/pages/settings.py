"""The page "Inställningar": the model that writes, and what may be sent to it."""

from __future__ import annotations

import streamlit as st

from assistant.pages import state
from assistant.pages.wording import as_label
from assistant.writer import Choice, ModelProblem, Writer
from assistant.writer.choice import ADDRESSES
from assistant.writer.ollama import USUAL, models

PATH = "installningar"

_PROVIDERS = (*ADDRESSES, "mistralai", "google_genai", "groq", "bedrock")
_COMPATIBLE = "openai"  # what most servers speak, Ollama's among them


def page() -> None:
    """Draw the page."""
    st.title("Inställningar", anchor=False)
    try:
        choice = state.choice()
    except ModelProblem as problem:
        st.error(problem.swedish)
        choice = None
    _used(choice)
    _found()
    _choose(choice)
    _agreed()


def _used(choice: Choice | None) -> None:
    """The model in use, and a test of the way to it."""
    st.subheader("Språkmodell", anchor=False)
    if choice is None:
        st.text(
            "Ingen språkmodell används. Svaren är dokumentens egna meningar, och inget skickas "
            "någonstans."
        )
        if state.settings().model:
            st.button("Använd modellen i TILLIT_MODEL", on_click=state.guard().forget_choice)
        return
    st.text(f"Svaren skrivs av {choice.label}. {_whereabouts(choice)}")
    with st.container(horizontal=True):
        tested = st.button("Pröva förbindelsen", key="test")
        st.button("Använd ingen språkmodell", on_click=state.guard().choose, args=(None,))
    if tested:
        _test(choice)


def _whereabouts(choice: Choice) -> str:
    if not choice.is_outside:
        return "Den finns på den här datorn, så inget lämnar huset."
    open_line = "" if choice.is_encrypted else " Förbindelsen är inte krypterad."
    return f"Frågan och de stycken som hittas skickas till {choice.host}.{open_line}"


def _test(choice: Choice) -> None:
    """Have the model say hello; no text of anybody's is sent."""
    try:
        writer = state.writer()
        assert writer is not None, "a model is chosen"
        with st.spinner(f"Väntar på {choice.host} …"):
            writer.test()
    except ModelProblem as problem:
        st.error(problem.swedish)
        return
    st.success("Modellen svarar.")


def _found() -> None:
    """Ollama is looked for when this page is opened, and used when somebody says so."""
    if "ollama" not in st.session_state:
        st.session_state["ollama"] = models()
    names = st.session_state["ollama"]
    if not names:
        return
    st.subheader("Ollama på den här datorn", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox("Modell i Ollama", names, key="ollama_model")
        st.button("Använd", on_click=_use, args=(Choice(_COMPATIBLE, name, f"{USUAL}/v1"),))


def _choose(choice: Choice | None) -> None:
    st.subheader("Välj modell", anchor=False)
    with st.form("model", border=False):
        known = [*_PROVIDERS, *([choice.provider] if choice else [])]
        provider = st.selectbox(
            "Leverantör",
            list(dict.fromkeys(known)),
            index=known.index(choice.provider) if choice else 0,
            help="openai är det språk som vLLM, llama.cpp, LM Studio och Azure också talar.",
        )
        name = st.text_input("Modell", value=choice.name if choice else "")
        address = st.text_input(
            "Adress",
            value=choice.address if choice else "",
            placeholder="http://127.0.0.1:8000/v1",
            help="Lämna tom för leverantörens egen adress.",
        )
        key = st.text_input(
            "Nyckel",
            type="password",
            help="Sparas inte på disk; den finns kvar tills programmet avslutas.",
        )
        sent = st.form_submit_button("Spara", type="primary")
    if sent:
        _save(f"{provider}:{name}", address, key)


def _save(model: str, address: str, key: str) -> None:
    try:
        choice = Choice.of(model, address, key)
        Writer.open(state.settings(), choice)  # a missing package is told now, not at a question
        if key:
            state.keys()[choice.address] = key
        _use(choice)
    except ModelProblem as problem:
        st.error(problem.swedish)
        return
    st.rerun()


def _use(choice: Choice) -> None:
    state.guard().choose(choice)


def _agreed() -> None:
    """The hosts that somebody has agreed to, each to be taken back."""
    try:
        hosts = state.guard().kept().agreed
    except ModelProblem:
        return  # told above
    if not hosts:
        return
    st.subheader("Hit får text skickas", anchor=False)
    for host in hosts:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(host)
            st.button(
                as_label(f"Ta tillbaka för {host}"), on_click=state.guard().withdraw, args=(host,)
            )
