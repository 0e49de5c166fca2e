"""The step "Granska och exportera": what the checks say, and the document to take along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from pathlib import Path

import streamlit as st

from assistant.drafting import Remark
from assistant.drafting.checks import confirmed, mended
from assistant.drafting.export import (
    NoPdf,
    appendix_as_word,
    as_markdown,
    as_pdf,
    as_word,
    pdf_available,
)
from assistant.drafting.readability import lix, scale
from assistant.drafting.remark import Matter
from assistant.pages import state
from assistant.pages.draft import text_step
from assistant.pages.draft.room import Room
from assistant.pages.wording import as_label, count
from assistant.word import BadTemplate, new_document

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WHAT = "Granskningen"
_ADVICE = ("ett", "råd", "råd")
_PDF = "pdf-of-draft"


def show(room: Room) -> None:
    """Draw the step."""
    remarks = room.remarks()
    wrong = sum(remark.must for remark in remarks)
    _told(room, wrong, len(remarks) - wrong)
    if room.draft.text is not None:
        _export(room, wrong)
    for matter, group in groupby(sorted(remarks, key=_order), key=lambda one: one.matter):
        st.subheader(matter.value, anchor=False)
        for number, remark in enumerate(group):
            _remark(room, remark, f"{matter.name}-{number}")


def _order(remark: Remark) -> int:
    return list(Matter).index(remark.matter)


def _told(room: Room, wrong: int, advice: int) -> None:
    if wrong:
        things = "En sak behöver" if wrong == 1 else f"{wrong} saker behöver"
        also = f" Därtill finns {count(advice, _ADVICE)} om språk och form." if advice else ""
        st.warning(f"{things} rättas innan dokumentet skickas.{also}")
    elif advice:
        st.info(f"Inget behöver rättas. Det finns {count(advice, _ADVICE)} om språk och form.")
    else:
        st.success("Inget att anmärka på.")
    if room.draft.text is not None:
        said = " ".join(one.text for _, p in room.draft.text.paragraphs() for one in p.said())
        value = lix(said)
        st.text(f"Läsbarhet: LIX {value:.0f} ({scale(value)}).")


def _remark(room: Room, remark: Remark, key: str) -> None:
    with st.container(border=True, key=f"remark-{key}"):
        said, act = st.columns([5, 3], gap="medium", vertical_alignment="center")
        with said:
            st.text(remark.told if remark.must else f"Råd: {remark.told}")
            st.caption(as_label(remark.mend))
        with act, st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Gå dit", key=f"go-{key}", on_click=_go, args=(room, remark))
            if remark.instead is not None:
                st.button(
                    "Rätta", key=f"mend-{key}", on_click=_mend, args=(room, remark),
                    help=as_label(f"Sätter in: {remark.instead}"),
                )  # fmt: skip
            if remark.matter is Matter.SOURCE:
                st.button(
                    "Uppgiften är vår egen", key=f"own-{key}", on_click=_confirm,
                    args=(room, remark),
                )  # fmt: skip


def _go(room: Room, remark: Remark) -> None:
    room.go(remark.step)
    if remark.paragraph:
        text_step.seek(remark.paragraph)
    if remark.step == "stallningstaganden":
        st.session_state["position-at"] = remark.proposal


def _mend(room: Room, remark: Remark) -> None:
    now = datetime.now(UTC)
    room.desk.change(lambda draft: mended(draft, remark, now), _WHAT)


def _confirm(room: Room, remark: Remark) -> None:
    now = datetime.now(UTC)
    room.desk.change(lambda draft: confirmed(draft, remark, now), _WHAT)


def _export(room: Room, wrong: int) -> None:
    template = _template()
    draft = room.draft
    with st.container(horizontal=True, key="export"):
        _download("Spara som Word", partial(as_word, draft, template), "yttrande.docx", _WORD)
        _download("Spara som Markdown", partial(as_markdown, draft), "yttrande.md", "text/markdown")
        _download("Spara källbilagan", partial(appendix_as_word, draft), "kallbilaga.docx", _WORD)
        wanted = pdf_available() and st.button("Gör PDF")
    if wanted:
        with st.spinner("Gör PDF …"):  # LibreOffice takes some seconds
            _make_pdf(room, template)
    made = st.session_state.get(_PDF)
    if made and made[0] == draft:
        _download("Spara som PDF", made[1], "yttrande.pdf", "application/pdf")
    if wrong:
        st.caption("Du kan spara redan nu; det som behöver rättas står kvar nedan.")


def _template() -> Path | None:
    """The organisation's own Word file; none, with the reason, where it cannot be used."""
    template = state.settings().word_template
    if template is None:
        return None
    try:
        new_document(template)
    except BadTemplate as problem:
        st.warning(f"{problem.swedish} Dokumentet görs i programmets egen form så länge.")
        return None
    return template


def _make_pdf(room: Room, template: Path | None) -> None:
    try:
        made = as_pdf(as_word(room.draft, template))
    except NoPdf as problem:
        st.toast(problem.swedish)
        return
    st.session_state[_PDF] = room.draft, made


def _download(label: str, data: bytes | Callable[[], bytes | str], name: str, mime: str) -> None:
    st.download_button(label, data=data, file_name=name, mime=mime, on_click="ignore", key=name)
