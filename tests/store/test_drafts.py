from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from sqlalchemy import text, update

from assistant.drafting import (
    Basis,
    Case,
    Draft,
    OwnPosition,
    Paragraph,
    Profile,
    Section,
    Sentence,
    Standpoint,
    Text,
    Writing,
)
from assistant.register import Kind, Proposal
from assistant.store import Database, Drafts, Gone, Profiles, ProposalLists, StoreProblem, Trouble
from assistant.store.content import read, written
from assistant.store.tables import DraftVersionRow
from ingest.index import Settings


@pytest.fixture
def database(database_settings: Settings) -> Iterator[Database]:
    """A new database."""
    opened = Database.open(database_settings)
    yield opened
    opened.close()


@pytest.fixture
def drafts(database: Database) -> Drafts:
    """The drafts of a new database."""
    return Drafts(database)


def answered_by(organisation: str) -> Callable[[Draft], Draft]:
    return lambda d: d.with_case(d.case.model_copy(update={"organisation": organisation}))


def chosen(*proposals: str) -> Callable[[Draft], Draft]:
    return lambda draft: draft.with_chosen(proposals)


def a_text(words: str) -> Text:
    now = datetime(2031, 9, 1, tzinfo=UTC)
    paragraph = Paragraph(
        key="p",
        sentences=(Sentence(text=words, basis=Basis.TEMPLATE),),
        writing=Writing(by="rules", when=now),
    )
    return Text(title="T", sections=(Section(key="s", heading="H", paragraphs=(paragraph,)),))


def test_a_draft_is_kept_whole(drafts: Drafts) -> None:
    draft = Draft(
        case=Case(organisation="Vindelby kommun", date=date(2031, 9, 1), facts={"mbl": "Nej."}),
        positions=(
            OwnPosition(proposal="a", standpoint=Standpoint.OPPOSES, points=("för dyrt",)),
            OwnPosition(proposal="b"),
        ),
        text=a_text("Åsikten är klar."),
    )
    kept = drafts.read(drafts.begin(draft, "Servicepunkter"))
    assert kept.draft == draft
    assert kept.heading.title == "Servicepunkter"
    assert kept.version == 1


def test_changes_meet_in_the_newest_draft(drafts: Drafts) -> None:
    id_ = drafts.begin(Draft())
    drafts.change(id_, answered_by("Vindelby"), "Ärendet")
    kept = drafts.change(id_, chosen("a"), "Förslagen")
    assert kept.draft.case.organisation == "Vindelby", "what another window did stays"
    assert drafts.read(id_) == kept


def test_changes_of_one_kind_in_a_row_are_one_version(drafts: Drafts) -> None:
    id_ = drafts.begin(Draft())
    for name in ("V", "Vi", "Vindelby"):
        drafts.change(id_, answered_by(name), "Ärendet")
    drafts.change(id_, chosen("a"), "Förslagen")
    drafts.change(id_, chosen("a"), "Förslagen igen")  # changes nothing
    assert [(v.number, v.what) for v in drafts.versions(id_)] == [
        (3, "Förslagen"), (2, "Ärendet"), (1, "Påbörjat"),
    ]  # fmt: skip
    assert drafts.version(id_, 2).case.organisation == "Vindelby"


def test_changes_long_apart_are_versions_of_their_own(drafts: Drafts, database: Database) -> None:
    id_ = drafts.begin(Draft())
    drafts.change(id_, answered_by("V"), "Ärendet")
    with database.writing() as session:
        earlier = datetime.now(UTC) - timedelta(minutes=11)
        session.execute(update(DraftVersionRow).values(made=earlier))
    drafts.change(id_, answered_by("Vindelby"), "Ärendet")
    assert len(drafts.versions(id_)) == 3


def test_a_named_version_is_never_changed(drafts: Drafts) -> None:
    id_ = drafts.begin(Draft())
    drafts.change(id_, answered_by("V"), "Ärendet")
    drafts.name_version(id_, 2, " Till  chefen ")
    drafts.change(id_, answered_by("Vindelby"), "Ärendet")
    assert [v.name for v in drafts.versions(id_)] == ["", "Till chefen", ""]
    assert drafts.version(id_, 2).case.organisation == "V"


def test_going_back_loses_nothing(drafts: Drafts) -> None:
    id_ = drafts.begin(Draft())
    drafts.change(id_, answered_by("Vindelby"), "Ärendet")
    kept = drafts.restore(id_, 1)
    assert kept.draft == Draft()
    assert drafts.version(id_, 2).case.organisation == "Vindelby"
    assert drafts.versions(id_)[0].what == "Återställt till version 1"


def test_the_list_is_searched_in_title_case_and_text(drafts: Drafts) -> None:
    first = drafts.begin(Draft(case=Case(organisation="Åmåls kommun")), "Servicepunkter")
    second = drafts.begin(Draft(text=a_text("Restiderna växer.")), "Lotsar")
    assert [h.id for h in drafts.listed()] == [second, first]
    assert [h.id for h in drafts.listed("ÅMÅL service")] == [first]
    assert [h.id for h in drafts.listed("restiderna")] == [second]
    assert drafts.listed("100%") == []
    drafts.change(first, answered_by("Östmark"), "Ärendet")
    assert [h.id for h in drafts.listed()] == [first, second]
    assert drafts.listed("åmål") == []
    assert [h.id for h in drafts.listed(most=1)] == [first]


def test_a_draft_is_renamed_and_found_by_its_new_name(drafts: Drafts) -> None:
    id_ = drafts.begin(Draft())
    assert drafts.read(id_).heading.title == "Utkast utan namn"
    drafts.rename(id_, "  Om   lotsar ")
    drafts.rename(id_, " ")
    assert drafts.read(id_).heading.title == "Om lotsar"
    assert [h.id for h in drafts.listed("lotsar")] == [id_]


def test_a_copy_goes_its_own_way(drafts: Drafts) -> None:
    first = drafts.begin(Draft().with_chosen(("a",)), "Lotsar")
    second = drafts.copy(first)
    drafts.change(second, chosen("b"), "Förslagen")
    assert drafts.read(first).draft.position("a")
    assert drafts.read(second).heading.title == "Kopia av Lotsar"


def test_what_is_deleted_is_gone(drafts: Drafts, database: Database) -> None:
    id_ = drafts.begin(Draft())
    drafts.delete(id_)
    drafts.delete(id_)
    for look in (
        lambda: drafts.read(id_),
        lambda: drafts.versions(id_),
        lambda: drafts.version(id_, 1),
        lambda: drafts.restore(id_, 1),
        lambda: drafts.change(id_, chosen("a"), "Förslagen"),
        lambda: drafts.rename(id_, "Annat"),
        lambda: drafts.name_version(id_, 1, "Annat"),
        lambda: drafts.copy(id_),
    ):
        with pytest.raises(Gone):
            look()
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM draft_version")) == 0


def test_a_failing_change_changes_nothing(drafts: Drafts) -> None:
    id_ = drafts.begin(Draft())

    def fail(draft: Draft) -> Draft:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        drafts.change(id_, fail, "Ärendet")
    assert drafts.read(id_).version == 1


def test_a_draft_of_another_version_of_the_program_is_told(
    drafts: Drafts, database: Database
) -> None:
    id_ = drafts.begin(Draft())
    with database.writing() as session:
        session.execute(update(DraftVersionRow).values(content='{"unknown": 1}'))
    with pytest.raises(StoreProblem) as problem:
        drafts.read(id_)
    assert problem.value.trouble is Trouble.NEWER
    assert len(drafts.listed()) == 1


def test_profiles_are_kept_by_name(database: Database) -> None:
    profiles = Profiles(database)
    profiles.keep(Profile())  # nobody's
    profiles.keep(Profile(organisation="Vindelby kommun", officer="A"))
    profiles.keep(Profile(organisation="Vindelby kommun", committee="Socialnämnden"))
    profiles.keep(Profile(organisation="Vindelby kommun", officer="B\0"))
    assert [(p.name, p.officer) for p in profiles.listed()] == [
        ("Vindelby kommun", "B"), ("Vindelby kommun, Socialnämnden", ""),
    ]  # fmt: skip
    profiles.forget("Vindelby kommun")
    profiles.forget("Vindelby kommun")
    assert [p.committee for p in profiles.listed()] == ["Socialnämnden"]


def test_confirmed_proposals_are_kept_by_report(database: Database) -> None:
    lists = ProposalLists(database)
    first, second, other = (
        Proposal(doc=doc, id=id_, section="1", kind=Kind.PROPOSAL, sentence="Staten ska betala.")
        for doc, id_ in (("ds-1", "a"), ("ds-1", "b"), ("ds-2", "c"))
    )
    lists.change("ds-2", lambda kept: [*kept, other])
    lists.change("ds-1", lambda kept: [*kept, first])
    lists.change("ds-1", lambda kept: [second, *kept])
    assert lists.confirmed() == [second, first, other]
    lists.change("ds-1", lambda kept: [])
    assert lists.confirmed() == [other]
    lists.change("ds-1", lambda kept: [*kept, first])
    lists.change("ds-1", lambda kept: [*kept, second])
    assert lists.confirmed() == [first, second, other]


@given(st.text())
def test_every_text_is_kept_but_for_nul(words: str) -> None:
    adapter = TypeAdapter(str)
    kept = written(adapter, words)
    assert r"\u0000" not in kept.replace(r"\\", "")
    assert read(adapter, kept) == words.replace("\0", "")
