from pathlib import Path

import pytest

from assistant import Assistant
from assistant.pages.sharing import SharedAssistant
from ingest.build import build
from ingest.documents import default_files
from ingest.index import DamagedIndex, NoIndex, Settings


class Watched:
    """Opens assistants and knows which were closed."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.closed: list[str] = []

    def open(self, settings: Settings) -> Assistant:
        assistant = Assistant.open(settings)
        name, close = assistant.generation_name, assistant.close
        self.opened.append(name)

        def closing() -> None:
            self.closed.append(name)
            close()

        assistant.close = closing  # type: ignore[method-assign]
        return assistant


def change(settings: Settings) -> None:
    """Make a newer generation, with a document more."""
    added = settings.data / "uploads" / "tillagg.md"
    added.parent.mkdir(exist_ok=True)
    added.write_text("# Tillägg\n\nEtt tillägg om lotsbåtar i skärgården.\n", encoding="utf8")
    build(default_files(settings), settings)


def test_all_windows_read_the_same_opened_index(own_index: Settings) -> None:
    watched = Watched()
    shared = SharedAssistant(own_index, watched.open)
    with shared.borrow() as one, shared.borrow() as other:
        assert one is other
    with shared.borrow() as later:
        assert later is one
        later.close()
    assert len(watched.opened) == 1


def test_a_newer_generation_is_opened_and_the_old_one_closed(own_index: Settings) -> None:
    watched = Watched()
    shared = SharedAssistant(own_index, watched.open)
    with shared.borrow() as old:
        before = old.generation_name
    change(own_index)
    with shared.borrow() as new:
        assert new.generation_name != before
        assert watched.closed == [before]
        new.close()


def test_the_old_one_stays_open_while_somebody_reads_it(own_index: Settings) -> None:
    watched = Watched()
    shared = SharedAssistant(own_index, watched.open)
    with shared.borrow() as old:
        change(own_index)
        with shared.borrow() as new:
            assert watched.closed == []
            assert old.ask("Vad kostar servicepunkterna?").citations
        assert watched.closed == []
    assert watched.closed == [old.generation_name]
    new.close()


def test_where_nothing_is_indexed_it_says_so(indexed: Settings, tmp_path: Path) -> None:
    empty = indexed.model_copy(update={"data": tmp_path})
    with pytest.raises(NoIndex), SharedAssistant(empty).borrow():
        pass


def test_a_damaged_index_is_not_lent_out(own_index: Settings) -> None:
    for record in own_index.data.glob("generations/*/passages.sqlite"):
        record.write_bytes(b"")
    with pytest.raises(DamagedIndex), SharedAssistant(own_index).borrow():
        pass
