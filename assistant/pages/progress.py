"""Work under way, with what it does at the moment, and how it ended."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.pages import state
from assistant.pages.markup import progress_html
from assistant.pages.work import Work
from ingest.index import Settings
from ingest.jobs import Job

_EVERY = 0.5  # seconds between looks at the job


def begin(title: str, start: Callable[[Settings], Job], files: tuple[str, ...] = ()) -> None:
    """Start a job and show it in every window."""
    bench = state.workbench()
    if not bench.busy:
        bench.begin(Work(title, start(state.settings()), files))


def show_running() -> bool:
    """Show the work under way, if there is any; whether there was."""
    if not state.workbench().busy:
        return False
    _follow()
    return True


@st.fragment(run_every=_EVERY)
def _follow() -> None:
    work = state.workbench().current
    if work is None or work.state != "running":
        st.rerun()
    with st.container(border=True, key="work"):
        st.html(progress_html(work.title, work.step, work.fraction))
        st.button("Avbryt", on_click=work.stop, key="stop-work")


def show_failure(work: Work) -> None:
    """Say that work failed or was stopped, and that nothing is lost."""
    if work.state == "stopped":
        st.info(f"{work.title}: avbrutet. Indexet är som det var.")
        return
    st.error(f"{work.title}: det gick inte. Indexet är som det var. Försök igen.")
    if work.job.messages:
        with st.expander("Vad programmet sade (på engelska)"):
            st.code(work.job.messages[-1], language=None, wrap_lines=True)
