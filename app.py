"""The screens of Tillitsassistenten: streamlit run app.py"""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from assistant.links import PAGE
from assistant.pages import ask, documents, draft, read, settings

_STYLE = Path(__file__).parent / "assistant" / "pages" / "theme.css"
_SWEDISH = "<script>document.documentElement.lang = 'sv';</script>"  # Streamlit's page says "en"

_log = logging.getLogger(__name__)


def main() -> None:
    """Draw the menu and the chosen page; what nobody foresaw becomes a calm sentence."""
    st.set_page_config(page_title="Tillitsassistenten", layout="wide", initial_sidebar_state=220)
    st.html(_STYLE)
    with st.container(key="language"):
        st.html(_SWEDISH, unsafe_allow_javascript=True)
    chosen = st.navigation(
        [
            st.Page(ask.page, title="Fråga", url_path="fraga", default=True),
            st.Page(read.page, title="Läs", url_path=PAGE),
            st.Page(draft.page, title="Skriv yttrande", url_path=draft.PATH),
            st.Page(documents.page, title="Dokument", url_path=documents.PATH),
            st.Page(settings.page, title="Inställningar", url_path=settings.PATH),
        ]
    )
    try:
        chosen.run()
    except Exception:  # noqa: BLE001 - the last place where it can still be told in Swedish
        _log.exception("A page failed.")
        st.error(
            "Något gick fel på sidan. Dina dokument och indexet är orörda. Ladda om sidan och "
            "försök igen; händer det en gång till, visa loggen för den som sköter programmet."
        )


main()
