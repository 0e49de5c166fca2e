"""What a window has on its desk, while the database comes and goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.drafting import Case, Draft
from assistant.pages.draft.desk import Desk
from assistant.pages.keeping import Keeper
from assistant.store import Database, Drafts, StoreProblem, Trouble
from ingest.index import Settings


class Failing(Drafts):
    """Drafts that cannot be used while `out` names a trouble, for reading or for writing alone."""

    out: Trouble | None = None
    can_read = False

    def __getattribute__(self, name: str) -> object:
        cls = type(self)
        reads = name in ("read", "listed", "versions", "version")
        if cls.out and not name.startswith("_") and not (reads and cls.can_read):
            raise StoreProblem(cls.out)
        return super().__getattribute__(name)


class OneDatabase(Keeper):
    """Lends drafts that fail when told to."""

    def __init__(self, settings: Settings, failing: type[Failing]) -> None:
        super().__init__(settings)
        self._failing = failing

    def drafts(self) -> Drafts:
        return self._failing(self._lent())


@pytest.fixture
def failing() -> type[Failing]:
    """The failing drafts of one test."""
    return type("OwnFailing", (Failing,), {})


@pytest.fixture
def keeper(tmp_path: Path, failing: type[Failing]) -> Iterator[Keeper]:
    """A database that fails when told to."""
    with closing(OneDatabase(Settings(data=tmp_path), failing)) as opened:
        yield opened


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Drafts]:
    """What is really kept, whatever fails."""
    with closing(Database.open(Settings(data=tmp_path))) as database:
        yield Drafts(database)


def named(**fields: str) -> Callable[[Draft], Draft]:
    return lambda draft: draft.with_case(draft.case.model_copy(update=fields))


def begun(keeper: Keeper) -> Desk:
    desk = Desk(keeper)
    desk.begin()
    return desk


def same_draft(keeper: Keeper, desk: Desk) -> Desk:
    """Another window on it."""
    other = Desk(keeper)
    other.load(desk.id or "")
    return other


@pytest.mark.parametrize("can_read", [False, True])
def test_what_was_changed_without_a_database_is_kept_when_it_is_back(
    keeper: Keeper, kept: Drafts, failing: type[Failing], can_read: bool
) -> None:
    desk = begun(keeper)
    failing.out, failing.can_read = Trouble.FULL, can_read
    desk.change(named(dnr="1"), "Ärendet")
    desk.refresh()
    desk.change(named(officer="Bo Ek"), "Ärendet")
    desk.refresh()
    assert desk.trouble is Trouble.FULL
    assert desk.draft.case == Case(dnr="1", officer="Bo Ek")
    failing.out = None
    desk.refresh()
    assert desk.trouble is None
    assert kept.read(desk.id or "").draft.case == desk.draft.case == Case(dnr="1", officer="Bo Ek")


def test_what_others_changed_meanwhile_stays(keeper: Keeper, failing: type[Failing]) -> None:
    desk = begun(keeper)
    other = same_draft(keeper, desk)
    failing.out = Trouble.BUSY
    desk.change(named(dnr="1"), "Ärendet")
    failing.out = None
    other.change(named(officer="Bo Ek"), "Ärendet")
    desk.refresh()
    assert desk.draft.case == Case(dnr="1", officer="Bo Ek")


def test_a_draft_begun_without_a_database_is_kept_when_it_is_back(
    keeper: Keeper, kept: Drafts, failing: type[Failing]
) -> None:
    failing.out = Trouble.UNREACHABLE
    desk = begun(keeper)
    assert desk.is_open
    desk.change(named(dnr="1"), "Ärendet")
    desk.refresh()
    assert desk.draft.case == Case(dnr="1")
    assert desk.id is None
    failing.out = None
    desk.refresh()
    assert desk.id
    assert kept.read(desk.id).draft.case == Case(dnr="1")
    desk.refresh()
    assert len(kept.listed()) == 1


def test_no_other_draft_is_opened_over_changes_that_are_not_kept(
    keeper: Keeper, failing: type[Failing]
) -> None:
    other = begun(keeper)
    desk = begun(keeper)
    failing.out, failing.can_read = Trouble.FULL, True
    desk.change(named(dnr="1"), "Ärendet")
    mine = desk.id
    desk.load(other.id or "")
    desk.begin()
    assert (desk.id, desk.draft.case.dnr) == (mine, "1")
    failing.out = None
    desk.load(other.id or "")
    assert (desk.id, desk.draft.case.dnr) == (other.id, "")
    desk.load(mine or "")
    assert desk.draft.case.dnr == "1"


def test_a_failed_deed_is_told_until_something_is_written(
    keeper: Keeper, failing: type[Failing]
) -> None:
    desk = begun(keeper)
    failing.out, failing.can_read = Trouble.READ_ONLY, True
    desk.delete()
    desk.refresh()
    assert desk.trouble is Trouble.READ_ONLY
    failing.out = None
    desk.change(named(dnr="1"), "Ärendet")
    desk.refresh()
    assert desk.trouble is None


def test_fields_are_drawn_anew_only_for_what_others_changed(keeper: Keeper) -> None:
    desk = begun(keeper)
    other = same_draft(keeper, desk)
    before = desk.edition

    # A change that never comes out the same twice, as one that notes the time.
    def noted(draft: Draft) -> Draft:
        return named(dnr=datetime.now(UTC).isoformat())(draft)

    desk.change(noted, "Ärendet")
    desk.refresh()
    assert desk.edition == before
    other.change(named(officer="Bo Ek"), "Ärendet")
    desk.change(named(dnr="1"), "Ärendet")
    assert desk.edition == before + 1


def test_what_a_deleted_draft_was_to_be_is_let_go(
    keeper: Keeper, kept: Drafts, failing: type[Failing]
) -> None:
    desk = begun(keeper)
    failing.out = Trouble.BUSY
    desk.change(named(dnr="1"), "Ärendet")
    failing.out = None
    kept.delete(desk.id or "")
    desk.refresh()
    assert desk.gone
    assert not desk.is_open
    desk.begin()
    assert desk.draft == Draft()
