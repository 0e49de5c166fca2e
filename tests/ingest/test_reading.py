"""From files to documents: what is no file to be read is set aside, and one bad harms no other."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ingest.reading
from ingest.catalog import Catalog
from ingest.documents import expand
from ingest.index.generation import Refusal
from ingest.reading import identify, read_all
from ingest.supervision import Limits

Write = Callable[[str, str | bytes], Path]

LETTER = "# Yttrande\n\n## Stöd\n\n{} tillstyrker förslaget om en gemensam planering av vården.\n"
posix = pytest.mark.skipif(os.name != "posix", reason="such files exist on POSIX systems")


def refused(*paths: Path) -> dict[str, str]:
    """The reasons why files are set aside, by name; none of them may stop the others."""
    found, refusals = identify(paths)
    assert len(found) + len(refusals) == len(paths)
    assert all(refusal.message for refusal in refusals)
    return {refusal.file: refusal.reason for refusal in refusals}


@posix
def test_what_is_no_ordinary_file(write: Write, tmp_path: Path) -> None:
    good = write("svar.md", LETTER)
    os.mkfifo(tmp_path / "rör.pdf")
    (tmp_path / "ring.pdf").symlink_to(tmp_path / "ring.pdf")
    (tmp_path / "borta.pdf").symlink_to(tmp_path / "ingenstans")
    (tmp_path / "noll.pdf").symlink_to("/dev/zero")
    (tmp_path / "mapp.pdf").mkdir()
    paths = [tmp_path / f"{name}.pdf" for name in ("rör", "ring", "borta", "noll", "mapp")]
    assert refused(good, *paths) == {path.name: "missing" for path in paths}
    assert set(expand([path for path in paths if path.name != "mapp.pdf"])) == set(paths[:4])


@posix
def test_names_that_cannot_be_shown(write: Write, tmp_path: Path) -> None:
    names = [b"a\xff.md", b"rad\nbruten.md", "\u202efdp.md".encode(), b"\x1b[31m.md"]
    paths = [Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)) for name in names]
    for n, path in enumerate(paths):
        path.write_text(LETTER.format(n), encoding="utf8")
    assert set(refused(*paths).values()) == {"name"}
    assert all(name.isprintable() for name in refused(*paths))
    assert refused(write("å a\u0308 – (1)\u00a0kopia.md", LETTER)) == {}


def test_a_file_past_all_measure(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.reading, "LARGEST_FILE", 10)
    assert refused(write("stor.txt", "a" * 11), write("liten.txt", "a" * 10)) == {
        "stor.txt": "too_large"
    }


def read(*paths: Path, limits: Limits) -> tuple[set[str], dict[str, Refusal]]:
    found, _ = identify(paths)
    done, refusals = read_all(found, Catalog(()), lambda _: None, limits)
    return set(done), {refusal.file: refusal for refusal in refusals}


def test_a_file_that_takes_too_long_is_refused_alone(write: Write) -> None:
    slow = write("trög.txt", "Ord om stöd.\n" * 3_000_000)
    done, why = read(write("svar.md", LETTER), slow, limits=Limits(seconds=0.2))
    assert done == {"svar"}
    assert why["trög.txt"].reason == "too_slow"
    assert why["trög.txt"].checksum


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_a_file_that_takes_too_much_memory_is_refused_alone(write: Write) -> None:
    large = write("tung.txt", "Ord om stöd.\n" * 2_000_000)
    done, why = read(write("svar.md", LETTER), large, limits=Limits(memory=64 * 1024 * 1024))
    assert done == {"svar"}
    assert why["tung.txt"].reason == "too_large"


def test_a_text_past_all_measure_is_refused(write: Write) -> None:
    done, why = read(write("a.txt", "a" * 30_000_001), limits=Limits())
    assert (done, why["a.txt"].reason) == (set(), "too_large")


@posix
def test_adding_what_is_no_ordinary_file_stops_nothing(
    write: Write, tmp_path: Path, ingest: Callable[..., Any]
) -> None:
    os.mkfifo(tmp_path / "rör.pdf")
    (tmp_path / "noll.pdf").symlink_to("/dev/zero")
    added = ingest("add", tmp_path / "rör.pdf", write("svar.md", LETTER), tmp_path / "noll.pdf")
    assert added.status == 0
    assert [line for line in added.said if "no ordinary file" in line] == [
        f"{name}: cannot be opened (it is no ordinary file)" for name in ("rör.pdf", "noll.pdf")
    ]
    assert added.said[-1] == "indexed: 1 passages in 1 documents"
