"""The step "Ärendet": who answers what, to whom, in which form."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.drafting import Case, Profile
from assistant.drafting.disposition import Field
from assistant.drafting.speaker import suggested_speaker
from assistant.pages.draft.room import Room

_WHO = (
    ("organisation", "Organisation", "Till exempel kommunens, regionens eller myndighetens namn"),
    ("committee", "Nämnd eller styrelse", ""),
    ("department", "Förvaltning", ""),
    ("speaker", "Så omtalar ni er själva i texten", "I bestämd form: kommunen, nämnden, regionen"),
    ("officer", "Handläggare", "Namn och titel"),
    ("decision_maker", "Beslutsfattare", "Namn och titel"),
)
_WHAT = (
    ("dnr", "Diarienummer", ""),
    ("recipient", "Mottagare", "Till exempel departementet som har skickat remissen"),
    ("recipient_dnr", "Mottagarens diarienummer", ""),
)
_DATES = (("date", "Datum"), ("deadline", "Sista svarsdag"))


def show(room: Room) -> None:
    """Draw the step."""
    left, right = st.columns(2, gap="large")
    with left:
        _reports_and_type(room)
        for name, label, help_ in _WHAT:
            _text(room, name, label, help_)
        _dates(room)
    with right:
        _profile(room)
        for name, label, help_ in _WHO:
            _text(room, name, label, help_)
        _keep_profile(room)
    _fields(room)
    st.button("Vidare till förslagen", type="primary", on_click=room.go, args=("forslagen",))


def facts(room: Room, case: Case) -> list[tuple[str, str]]:
    """What is known of a case, each with its label."""
    of_type = room.type_of(case)
    reports = ", ".join(room.material.report(doc).short for doc in case.reports)
    return [
        ("Betänkanden som besvaras", reports),
        ("Typ av dokument", of_type.name),
        *((label, str(getattr(case, name))) for name, label, _ in (*_WHO, *_WHAT)),
        *((label, str(getattr(case, name) or "")) for name, label in _DATES),
        *((field.label, case.facts.get(field.key, "")) for field in of_type.fields),
    ]


def _reports_and_type(room: Room) -> None:
    names = {report.doc: report.short for report in room.material.reports()}
    for doc in room.draft.case.reports:
        names.setdefault(doc, f"{doc} (inte indexerat)")
    key = room.key("reports")
    st.multiselect(
        "Betänkanden som besvaras", list(names), default=list(room.draft.case.reports),
        format_func=names.__getitem__, key=key, on_change=_change, args=(room, "reports", key),
        placeholder="Välj ett eller flera",
    )  # fmt: skip
    types = {key: one.name for key, one in room.types.items()}
    key = room.key("document_type")
    st.selectbox(
        "Typ av dokument", list(types), index=list(types).index(room.document_type.key),
        format_func=types.__getitem__, key=key, on_change=_change,
        args=(room, "document_type", key),
    )  # fmt: skip


def _text(room: Room, name: str, label: str, help_: str) -> None:
    key, case = room.key(name), room.draft.case
    hint = suggested_speaker(case.organisation, case.committee) if name == "speaker" else ""
    st.text_input(
        label, value=getattr(case, name), key=key, help=help_ or None, placeholder=hint,
        on_change=_change, args=(room, name, key),
    )  # fmt: skip
    if hint and not case.speaker:
        st.button(
            f"Använd ”{hint}”", key=room.key("hint"), type="tertiary",
            on_click=partial(_use, room, speaker=hint),
        )  # fmt: skip


def _dates(room: Room) -> None:
    for name, label in _DATES:
        key = room.key(name)
        st.date_input(
            label, value=getattr(room.draft.case, name), key=key, format="YYYY-MM-DD",
            min_value="1990-01-01", max_value="2100-12-31", on_change=_change,
            args=(room, name, key),
        )  # fmt: skip


def _fields(room: Room) -> None:
    """What the type of document asks for beside this."""
    fields = room.document_type.fields
    if not fields:
        return
    name = room.document_type.name
    st.subheader(f"Uppgifter till dokumentet ({name[:1].lower()}{name[1:]})", anchor=False)
    for field in fields:
        _field(room, field)


def _field(room: Room, field: Field) -> None:
    key = room.key(f"fact-{field.key}")
    value = room.draft.case.facts.get(field.key, "")
    label = field.label if field.required else f"{field.label} (om det behövs)"
    draw = st.text_area if field.lines else st.text_input
    draw(
        label, value=value, key=key, help=field.help or None,
        on_change=_change_fact, args=(room, field.key, key),
    )  # fmt: skip


def _change(room: Room, name: str, key: str) -> None:
    value = st.session_state[key]
    room.change_case(**{name: tuple(value) if isinstance(value, list) else value})


def _change_fact(room: Room, name: str, key: str) -> None:
    value = st.session_state[key]

    def changed(case: Case) -> dict[str, str]:
        return dict(case.facts) | {name: value}

    room.desk.change(
        lambda draft: draft.with_case(draft.case.model_copy(update={"facts": changed(draft.case)})),
        "Ärendet",
    )


def _use(room: Room, **fields: str) -> None:
    room.change_case(**fields)
    room.desk.edition += 1


def _profile(room: Room) -> None:
    """Fill in who answers from an earlier time."""
    desk = room.desk
    kept = desk.tried(lambda: desk.keeper.profiles().listed(), writes=False)
    profiles = {one.name: one for one in kept or ()}
    if not profiles:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox("Profil", list(profiles), key="profile")
        if name:
            st.button("Använd profilen", on_click=_fill, args=(room, profiles[name]))
            st.button("Glöm den", type="tertiary", on_click=_forget, args=(room, name))


def _fill(room: Room, profile: Profile) -> None:
    room.desk.change(lambda draft: draft.with_case(draft.case.with_profile(profile)), "Ärendet")
    room.desk.edition += 1


def _keep_profile(room: Room) -> None:
    profile = room.draft.case.profile()
    st.button(
        "Spara som profil till nästa gång", disabled=not profile.name,
        on_click=_keep, args=(room, profile),
    )  # fmt: skip


def _keep(room: Room, profile: Profile) -> None:
    if room.desk.done(lambda: room.desk.keeper.profiles().keep(profile)):
        st.toast("Profilen är sparad.")


def _forget(room: Room, name: str) -> None:
    room.desk.done(lambda: room.desk.keeper.profiles().forget(name))
