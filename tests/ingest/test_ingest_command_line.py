"""The command line as a real process: exit status, one clear line, no traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.build import build
from ingest.index import Settings, open_current

Write = Callable[[str, str | bytes], Path]
Run = Callable[..., Any]

LETTER = "# Yttrande\n\n## Stöd\n\n{} tillstyrker förslaget om en gemensam planering av vården.\n"


@pytest.fixture
def letters(write: Write) -> list[Path]:
    names = {"vindelby": "Vindelby kommun", "norrvik": "Region Norrvik"}
    return [write(f"{doc}.md", LETTER.format(name)) for doc, name in names.items()]


def indexed(settings: Settings) -> list[str]:
    generation = open_current(settings.data)
    generation.close()
    return list(generation.documents)


def assert_failed(done: Any, *words: str) -> None:
    """One clear line, and exit status 1."""
    assert done.status == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.said) == 1, done.stderr
    for word in words:
        assert word in done.stderr


def test_index_add_remove_and_status(
    letters: list[Path], write: Write, ingest: Run, settings: Settings
) -> None:
    done = ingest("index", letters[0].parent)
    assert (done.status, done.stdout) == (0, "")
    assert done.said[-1] == "indexed: 2 passages in 2 documents"
    assert indexed(settings) == ["norrvik", "vindelby"]
    assert ingest("index", letters[0].parent).said[-1].startswith("unchanged")

    extra = write("annat/exempel.txt", LETTER.format("Exempelverket"))
    assert ingest("add", extra).status == 0
    extra.unlink()  # the copy is what counts
    assert indexed(settings) == ["norrvik", "vindelby", "exempel"]

    assert ingest("remove", "exempel", "norrvik").status == 0
    assert indexed(settings) == ["vindelby"]
    assert list((settings.data / "uploads").iterdir()) == []
    assert letters[1].exists()

    text = ingest("status").stdout
    assert "1 passages in 1 documents, whole." in text
    assert "vindelby" in text
    status = json.loads(ingest("status", "--json").stdout)
    assert [document["doc"] for document in status["documents"]] == ["vindelby"]
    assert status["passages"] == 1


def test_a_relative_data_folder(letters: list[Path], ingest: Run, settings: Settings) -> None:
    project = Path(__file__).resolve().parents[2]  # where the command runs
    relative = ["--data", os.path.relpath(settings.data, project)]
    build(letters[:1], settings)
    assert ingest("add", letters[1], *relative).status == 0
    assert [file.name for file in (settings.data / "uploads").iterdir()] == ["norrvik.md"]
    assert ingest("remove", "norrvik", *relative).status == 0
    assert list((settings.data / "uploads").iterdir()) == []


def test_two_files_of_one_name_are_not_copied_over_each_other(
    letters: list[Path], ingest: Run, settings: Settings, tmp_path: Path
) -> None:
    build(letters[:1], settings)
    namesake = tmp_path / "namesake" / letters[0].name
    namesake.parent.mkdir()
    namesake.write_text(LETTER.format("Namnet"), encoding="utf8")
    done = ingest("add", letters[0], letters[0], namesake)
    assert_failed(done, f"{letters[0]} and {namesake} have the same name")
    assert list((settings.data / "uploads").iterdir()) == []


def test_without_paths_it_indexes_what_is_at_hand(
    letters: list[Path], ingest: Run, settings: Settings
) -> None:
    for folder in (settings.corpus, settings.corpus / "referat", settings.data / "originals"):
        folder.mkdir(parents=True)
        name = f"{folder.name}.md"
        (folder / name).write_text(LETTER.format(folder.name), encoding="utf8")
    (settings.data / "originals" / "halv.pdf.part").write_bytes(b"%PDF-")
    assert ingest("index").status == 0
    assert indexed(settings) == ["corpus", "referat", "originals"]


def test_bad_files_are_named_and_the_others_indexed(
    letters: list[Path], write: Write, ingest: Run, settings: Settings
) -> None:
    done = ingest("index", letters[0], write("tom.txt", ""))
    assert done.status == 0
    assert "tom.txt: the file is empty" in done.said
    assert indexed(settings) == ["vindelby"]
    assert "refused tom.txt" in ingest("status").stdout


def test_progress_for_a_machine(letters: list[Path], ingest: Run) -> None:
    done = ingest("index", "--progress-json", *letters)
    steps = [json.loads(line) for line in done.stdout.splitlines()]
    read = [step for step in steps if step["step"] == "read"]
    assert read == steps[: len(read)]
    assert {step["detail"] for step in read} == {"vindelby.md", "norrvik.md"}
    assert (read[0]["done"], read[0]["total"]) == (0, 2)  # told when a file is begun
    assert (read[-1]["done"], read[-1]["total"]) == (2, 2)
    assert steps[-1]["step"] == "done"
    assert len(done.said) == 1


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("status",), ("Nothing is indexed", "python -m ingest index")),
        (("remove", "vindelby"), ("Nothing is indexed",)),
        (("index", "/finns/inte.txt"), ("no file or folder", "/finns/inte.txt")),
        (("add", "/finns/inte.txt"), ("no file or folder", "/finns/inte.txt")),
        (("index",), ("Nothing could be indexed",)),
    ],
)
def test_what_fails_says_so_in_one_line(
    arguments: tuple[str, ...], words: tuple[str, ...], ingest: Run
) -> None:
    assert_failed(ingest(*arguments), *words)


def test_removing_what_is_not_there(letters: list[Path], ingest: Run, settings: Settings) -> None:
    build(letters, settings)
    assert_failed(ingest("remove", "okänd"), "'okänd' is not indexed")
    assert indexed(settings) == ["vindelby", "norrvik"]


@pytest.mark.parametrize("command", ["index", "add"])
def test_a_data_folder_that_is_a_file(command: str, letters: list[Path], ingest: Run) -> None:
    assert_failed(ingest(command, letters[1], "--data", letters[0]), str(letters[0]))
    assert letters[0].read_text(encoding="utf8") == LETTER.format("Vindelby kommun")


def test_a_data_folder_that_may_not_be_written(
    letters: list[Path], ingest: Run, settings: Settings
) -> None:
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:  # whom permissions do not bind
        if not shutil.which("setpriv"):
            pytest.skip("runs as root, and there is no setpriv to take its rights away")
        before = ("setpriv", "--bounding-set=-dac_override", "--")
    settings.data.mkdir()
    settings.data.chmod(0o555)
    try:
        assert_failed(ingest("index", *letters, before=before), str(settings.data), "TILLIT_DATA")
    finally:
        settings.data.chmod(0o755)


def test_a_damaged_index(letters: list[Path], ingest: Run, settings: Settings) -> None:
    build(letters, settings)
    (records,) = (settings.data / "generations").glob("*/passages.sqlite")
    records.write_bytes(b"")
    assert_failed(ingest("status"), "passages.sqlite", "python -m ingest index")
    done = ingest("index", *letters)
    assert done.status == 0
    assert indexed(settings) == ["vindelby", "norrvik"]


def test_a_bad_catalogue(letters: list[Path], ingest: Run, settings: Settings) -> None:
    settings.corpus.mkdir()
    (settings.corpus / "catalog.toml").write_text("[[document", encoding="utf8")
    assert_failed(ingest("index", *letters), "catalog.toml")
    assert_failed(ingest("fetch"), "catalog.toml")


def test_an_original_that_cannot_be_fetched(
    ingest: Run, settings: Settings, free_port: int
) -> None:
    settings.corpus.mkdir()
    address = f"http://127.0.0.1:{free_port}/sou.pdf"
    (settings.corpus / "catalog.toml").write_text(
        f'[[document]]\ndoc = "sou"\ntitle = "Vård"\nkind = "report"\noriginal = "{address}"\n',
        encoding="utf8",
    )
    done = ingest("fetch")
    assert done.status == 1
    assert address in done.said[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("okänt",), ("index", "--okänd"), ("add",), ("remove",)])
def test_wrong_use(arguments: tuple[str, ...], ingest: Run) -> None:
    done = ingest(*arguments)
    assert done.status == 2
    assert "Usage" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.xdist_group("chroma")
def test_indexing_needs_no_network(
    letters: list[Path], ingest: Run, settings: Settings, model: Path
) -> None:
    apart = ["unshare", "-n", "true"]
    if not shutil.which("unshare") or subprocess.run(apart, check=False).returncode:
        pytest.skip("unshare -n is not permitted here")
    settings.embedding = str(model)
    done = ingest("index", *letters, before=("unshare", "-n"))
    assert done.status == 0, done.stderr
    assert indexed(settings) == ["vindelby", "norrvik"]
