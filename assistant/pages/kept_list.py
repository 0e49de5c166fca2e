"""The list of what is kept, beside a page: searched, opened, and deleted after one is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import streamlit as st

from assistant.pages.wording import as_label

_FIRST = 12  # listed until more are asked for


class Heading(Protocol):
    """One that is kept."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list by its name in the page's state and style, with the words it uses."""

    name: str
    begin: str
    search: str
    nothing_found: str
    nothing_kept: str
    delete: str
    with_what: str

    def show(
        self,
        listed: Callable[[str, int], Sequence[Heading] | None],
        opened: str | None,
        on_begin: Callable[[], None],
        on_open: Callable[[str], None],
    ) -> None:
        """Show the list, newest first, under the menu.

        `listed` gives those that hold some words, so many at most, or None where they cannot be
        read; `opened` is the one that the page shows.
        """
        with st.sidebar, st.container(key=self.name):
            st.button(self.begin, width="stretch", on_click=on_begin)
            words = st.text_input(self.search, key=f"{self.name}-search")
            most = st.session_state.setdefault(self._most, _FIRST)
            found = listed(words, most + 1)
            if found is None:
                return
            for heading in found[:most]:
                st.button(
                    as_label(heading.title),
                    key=f"{self.name}-kept-{heading.id}",
                    type="secondary" if heading.id == opened else "tertiary",
                    width="stretch",
                    on_click=on_open,
                    args=(heading.id,),
                )
            if not found:
                st.write(self.nothing_found if words else self.nothing_kept)
            if len(found) > most:
                st.button("Visa fler", type="tertiary", on_click=self._list_more)

    def show_delete(self, heading: Heading, on_delete: Callable[[], None]) -> None:
        """A button that deletes one, once that is said to be meant."""
        asked = f"{self.name}-deleting"
        if st.session_state.get(asked) != heading.id:
            st.button(self.delete, on_click=_put, args=(asked, heading.id))
            return
        st.text(f"Radera ”{heading.title}” med {self.with_what}? Det går inte att ångra.")
        with st.container(horizontal=True):
            st.button("Radera", type="primary", on_click=on_delete)
            st.button("Behåll", on_click=_put, args=(asked, None))

    @property
    def _most(self) -> str:
        return f"{self.name}-listed"

    def _list_more(self) -> None:
        st.session_state[self._most] += _FIRST


def title_form(heading: Heading) -> str | None:
    """A form that renames; the new title once one is given."""
    with st.form(f"rename-{heading.id}", border=False):
        title = st.text_input("Namn", value=heading.title, max_chars=80)
        renamed = st.form_submit_button("Byt namn")
    return title if renamed and title.strip() != heading.title else None


def _put(key: str, value: str | None) -> None:
    st.session_state[key] = value
