"""What is shown when there is no index to ask: what happened, what is safe, what to do."""

from __future__ import annotations

import streamlit as st

from assistant.pages import progress, state
from ingest.index import DamagedIndex, IndexProblem, NoIndex
from ingest.jobs import start_index


def show(problem: IndexProblem) -> None:
    """Say what is wrong and offer the way out; while that is under way, its progress."""
    if progress.show_running():
        return
    work = state.workbench().current
    if work and work.state in ("failed", "stopped"):
        progress.show_failure(work)
    if isinstance(problem, NoIndex):
        _offer_index(
            "Inget är indexerat än",
            "Innan du kan fråga måste dokumenten läsas in. Det tar från några sekunder till någon "
            "minut, och inget lämnar datorn.",
        )
    elif isinstance(problem, DamagedIndex):
        _offer_index(
            "Indexet går inte att använda",
            "Det är skadat eller gjort med andra inställningar. Dokumenten är orörda och inget är "
            "förlorat. Bygg indexet på nytt.",
        )
    else:
        st.error(
            "Indexets mapp går inte att läsa. Inget är förlorat. Kontrollera inställningen "
            "TILLIT_DATA och rättigheterna till mappen, och ladda om sidan."
        )


def _offer_index(heading: str, explanation: str) -> None:
    st.subheader(heading, anchor=False)
    st.write(explanation)
    st.button("Bygg indexet", type="primary", on_click=build_index)


def build_index() -> None:
    """Start making the index of the documents at hand."""
    progress.begin("Bygger indexet", start_index)
