"""Builds: only what changed is read, a bad file harms no other, a crash changes nothing."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import portalocker
import pytest
from fpdf import FPDF

import ingest.build
from ingest.build import Report, build
from ingest.index import (
    DataFolderProblem,
    Generation,
    IndexProblem,
    Settings,
    indexed_text,
    open_current,
)
from ingest.index.embedding import StaticEmbedder
from ingest.progress import Progress
from ingest.reading import File

PROJECT = Path(__file__).resolve().parents[2]

Write = Callable[[str, str | bytes], Path]
Opened = Callable[[], Generation]


def letter(name: str, about: str = "samordning") -> str:
    return (
        f"# Yttrande från {name}\n\n## Stöd\n\n{name} tillstyrker förslaget om {about}.\n\n"
        f"## Tillsyn\n\n{name} avstyrker förslaget om en ny tillsyn över {about}.\n"
    )


@pytest.fixture
def files(write: Write) -> list[Path]:
    return [
        write("vindelby.md", letter("Vindelby kommun")),
        write("norrvik.md", letter("Region Norrvik")),
        write("exempel.txt", "Exempelverket tillstyrker förslaget om en gemensam planering.\n"),
    ]


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, in their order."""
    names: list[str] = []
    really_read = ingest.build.read_all

    def reading(files: list[File], *others: Any) -> object:
        names.extend(file.path.name for file in files)
        return really_read(files, *others)

    monkeypatch.setattr(ingest.build, "read_all", reading)
    return names


def docs(report: Report) -> list[str]:
    return [document.doc for document in report.documents]


def test_a_first_build(files: list[Path], settings: Settings, opened: Opened) -> None:
    steps: list[Progress] = []
    report = build(files, settings, steps.append)
    assert (report.changed, docs(report)) == (True, ["vindelby", "norrvik", "exempel"])
    read = [step for step in steps if step.step == "read"]
    assert {step.detail for step in read} == {f.name for f in files}
    assert (read[0].done, read[-1].done) == (0, 3)  # the first is told of before it is read
    assert [step.done for step in read] == sorted(step.done for step in read)
    assert {step.total for step in read} == {3}
    generation = opened()
    assert generation.name == report.generation
    assert (
        generation.manifest.passages
        == report.passages
        == sum(document.passages for document in report.documents)
    )
    assert generation.documents["vindelby"].file == str(files[0])


def test_nothing_changed_does_nothing(
    files: list[Path], settings: Settings, read_files: list[str]
) -> None:
    first = build(files, settings)
    read_files.clear()
    again = build(files, settings)
    assert (again.changed, again.generation) == (False, first.generation)
    assert (again.documents, again.passages) == (first.documents, first.passages)
    assert read_files == []


def test_a_refused_file_that_has_not_changed_is_nothing_changed(
    files: list[Path], write: Write, settings: Settings, read_files: list[str]
) -> None:
    files += [write("tom.txt", ""), write("kopia.md", files[0].read_bytes())]
    first = build(files, settings)
    read_files.clear()
    again = build(files, settings)
    assert (again.changed, again.refused) == (False, first.refused)
    assert read_files == []


def test_a_changed_file_alone_is_read(
    files: list[Path], settings: Settings, read_files: list[str], opened: Opened
) -> None:
    first = build(files, settings)
    before = opened().records.of_document("vindelby")
    read_files.clear()
    files[1].write_text(letter("Region Norrvik", "ledning"), encoding="utf8")
    report = build(files, settings)
    assert read_files == ["norrvik.md"]
    assert report.changed
    assert report.generation != first.generation
    after = opened()
    assert after.records.of_document("vindelby") == before
    assert any("ledning" in p.text for p in after.records.of_document("norrvik"))


def test_a_removed_file_leaves_and_none_is_read(
    files: list[Path], settings: Settings, read_files: list[str], opened: Opened
) -> None:
    build(files, settings)
    read_files.clear()
    report = build(files[:2], settings)
    assert docs(report) == ["vindelby", "norrvik"]
    assert read_files == []
    assert {passage.doc for passage in opened().records} == {"vindelby", "norrvik"}


def test_a_renamed_file_has_its_new_name(
    files: list[Path], settings: Settings, opened: Opened
) -> None:
    build(files, settings)
    renamed = files[0].rename(files[0].with_name("kommun.md"))
    assert docs(build([renamed, *files[1:]], settings)) == ["kommun", "norrvik", "exempel"]
    assert {passage.doc for passage in opened().records} == {"kommun", "norrvik", "exempel"}


def test_two_files_that_change_names_change_places(
    files: list[Path], settings: Settings, opened: Opened
) -> None:
    build(files, settings)
    first, second = files[0].read_bytes(), files[1].read_bytes()
    files[0].write_bytes(second)
    files[1].write_bytes(first)
    assert build(files, settings).changed
    assert "Norrvik" in opened().records.of_document("vindelby")[0].text


def test_a_moved_file_is_known_by_its_new_place(
    files: list[Path], settings: Settings, read_files: list[str], tmp_path: Path, opened: Opened
) -> None:
    build(files, settings)
    read_files.clear()
    (tmp_path / "ny").mkdir()
    moved = [file.rename(tmp_path / "ny" / file.name) for file in files]
    build(moved, settings)
    assert [document.file for document in opened().documents.values()] == list(map(str, moved))
    assert read_files == []


def test_the_same_bytes_twice_are_one_document(
    files: list[Path], write: Write, settings: Settings
) -> None:
    report = build([*files, write("kopia.md", files[0].read_bytes())], settings)
    assert docs(report) == ["vindelby", "norrvik", "exempel"]
    (refusal,) = report.refused
    assert (refusal.file, refusal.reason) == ("kopia.md", "duplicate")
    assert "vindelby.md" in refusal.message


def test_names_are_made_unique(write: Write, settings: Settings, opened: Opened) -> None:
    files = [write(f"{n}/svar.md", letter(f"Kommun {n}")) for n in range(3)]
    assert docs(build(files, settings)) == ["svar", "svar-2", "svar-3"]
    ids = [passage.id for passage in opened().records]
    assert len(set(ids)) == len(ids)
    assert {one.rsplit(":", 1)[0] for one in ids} == {"svar", "svar-2", "svar-3"}


BAD: dict[str, tuple[bytes, str]] = {
    "tom.txt": (b"", "empty"),
    "blank.txt": (b" \n\n\t", "empty"),
    "tom.pdf": (b"", "empty"),
    "trasig.pdf": (b"ingen pdf alls", "damaged"),
    "gammal.doc": (b"\xd0\xcf\x11\xe0" * 9, "unsupported"),
    "ny.docx": (b"PK\x03\x04" * 9, "damaged"),
    "brus.txt": (bytes(range(256)) * 9, "encoding"),
}


def test_bad_files_are_refused_with_their_reason_and_the_others_indexed(
    files: list[Path], write: Write, settings: Settings
) -> None:
    bad = [write(name, content) for name, (content, _) in BAD.items()]
    missing = files[0].with_name("borta.md")
    report = build([*bad[:4], *files, *bad[4:], missing], settings)
    assert docs(report) == ["vindelby", "norrvik", "exempel"]
    reasons = {refusal.file: refusal.reason for refusal in report.refused}
    expected = {name: reason for name, (_, reason) in BAD.items()} | {"borta.md": "missing"}
    assert reasons == expected
    assert all(refusal.message for refusal in report.refused)


def test_nothing_readable_leaves_the_old_index(
    files: list[Path], write: Write, settings: Settings
) -> None:
    first = build(files, settings)
    for given, said in (([write("tom.txt", "")], "tom.txt"), ([], "no files were given")):
        with pytest.raises(IndexProblem, match="Nothing could be indexed") as caught:
            build(given, settings)
        assert said in str(caught.value)
    assert build(files, settings).generation == first.generation


def test_a_data_folder_that_cannot_be_written(
    files: list[Path], settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "fil").write_text("upptagen")
    for data in (tmp_path / "fil", tmp_path / "fil" / "data"):
        with pytest.raises(DataFolderProblem, match=r"cannot be written.*TILLIT_DATA"):
            build(files, settings.model_copy(update={"data": data}))
    (settings.data).mkdir()
    (settings.data / "generations").write_text("upptagen")
    with pytest.raises(DataFolderProblem, match="cannot be written"):
        build(files, settings)


def test_two_builds_at_once(files: list[Path], settings: Settings) -> None:
    first = build(files, settings)
    with (settings.data / "build.lock").open("a") as held:
        portalocker.lock(held, portalocker.LockFlags.EXCLUSIVE)
        with pytest.raises(IndexProblem, match="under way"):
            build(files[:1], settings)
        generation = open_current(settings.data)  # asking goes on
        assert generation.name == first.generation
        generation.close()
    assert build(files[:1], settings).changed


def test_a_damaged_index_is_made_anew(
    files: list[Path], settings: Settings, caplog: pytest.LogCaptureFixture, opened: Opened
) -> None:
    first = build(files, settings)
    folder = settings.data / "generations"
    (folder / first.generation / "rows.npy").unlink()
    second = build(files, settings)
    assert second.changed
    assert "rows.npy is missing" in caplog.text
    assert list(opened().documents) == docs(first)
    assert [each.name for each in folder.iterdir() if each.is_dir()] == [second.generation]


def test_a_changed_catalogue_reads_everything_anew(
    files: list[Path], settings: Settings, read_files: list[str], opened: Opened
) -> None:
    build(files, settings)
    read_files.clear()
    settings.corpus.mkdir()
    entry = '[[document]]\ndoc = "norrvik"\ntitle = "Norrviks svar"\nkind = "response"\n'
    (settings.corpus / "catalog.toml").write_text(entry, encoding="utf8")
    assert build(files, settings).changed
    assert read_files == [file.name for file in files]
    assert opened().documents["norrvik"].title == "Norrviks svar"


def test_a_bad_catalogue_leaves_the_old_index(files: list[Path], settings: Settings) -> None:
    first = build(files, settings)
    settings.corpus.mkdir()
    (settings.corpus / "catalog.toml").write_text("[[document", encoding="utf8")
    with pytest.raises(IndexProblem, match=r"catalog\.toml is not valid"):
        build(files, settings)
    (settings.corpus / "catalog.toml").unlink()
    assert build(files, settings).generation == first.generation


@pytest.mark.xdist_group("chroma")
def test_only_new_texts_are_embedded(
    files: list[Path],
    settings: Settings,
    model: Path,
    monkeypatch: pytest.MonkeyPatch,
    opened: Opened,
) -> None:
    embedded: list[str] = []
    embed = StaticEmbedder.embed_passages

    def embedding(self: StaticEmbedder, texts: list[str]) -> object:
        embedded.extend(texts)
        return embed(self, texts)

    monkeypatch.setattr(StaticEmbedder, "embed_passages", embedding)
    with_model = settings.model_copy(update={"embedding": str(model), "adapt": False})
    build(files, settings)
    report = build(files, with_model)  # another embedding: everything anew
    assert report.changed
    assert len(embedded) == report.passages
    embedded.clear()
    files[1].write_text(letter("Region Norrvik", "ledning"), encoding="utf8")
    build(files, with_model)
    assert embedded
    assert all("Region Norrvik" in text for text in embedded)
    generation = opened()
    assert generation.vectors is not None
    texts = [indexed_text(passage) for passage in generation.records]
    assert generation.vectors == pytest.approx(StaticEmbedder(model).embed_passages(texts))


def test_the_same_files_give_the_same_bytes(
    files: list[Path], settings: Settings, tmp_path: Path
) -> None:
    bodies = []
    for name in ("ett", "två"):
        data = tmp_path / name
        generation = (
            data
            / "generations"
            / build(files, settings.model_copy(update={"data": data})).generation
        )
        bodies.append(
            {
                path.relative_to(generation).as_posix(): path.read_bytes()
                for path in generation.rglob("*")
                if path.is_file() and path.name != "manifest.json"
            }
        )
    assert "passages.sqlite" in bodies[0]
    assert bodies[0] == bodies[1]


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Files that take long enough to be killed in the middle of every step."""
    folder = tmp_path_factory.mktemp("stort")
    chapters = "".join(
        f"## {n} Kapitel\n\n{'Kommunen tillstyrker förslag om stöd och samordning. ' * 20}\n\n"
        for n in range(1500)
    )
    files = [folder / f"{n}.md" for n in range(2)]
    for n, file in enumerate(files):
        file.write_text(f"# Del {n}\n\n{chapters}", encoding="utf8")
    return files


@pytest.mark.xdist_group("chroma")
@pytest.mark.parametrize("step", ["read", "embed", "records", "lexical", "vectors"])
def test_killed_in_the_middle(
    step: str,
    files: list[Path],
    huge: list[Path],
    settings: Settings,
    model: Path,
    ingest_environment: dict[str, str],
    opened: Opened,
) -> None:
    first = build(files, settings)
    command = [sys.executable, "-m", "ingest", "index", "--progress-json", *map(str, huge)]
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        env={**ingest_environment, "TILLIT_EMBEDDING": str(model)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        assert process.stdout
        steps = (json.loads(line)["step"] for line in process.stdout)
        assert step in steps
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    generation = opened()
    assert generation.name == first.generation
    assert len(list(generation.records)) == first.passages
    report = build(files[:2], settings)
    assert docs(report) == docs(first)[:2]
    folders = [each for each in (settings.data / "generations").iterdir() if each.is_dir()]
    assert {each.name for each in folders} == {first.generation, report.generation}


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)


def test_one_document_in_two_formats_is_one(write: Write, settings: Settings) -> None:
    report = build(
        [write("svar.md", letter("Vindelby kommun")), write("svar.txt", _plain("Vindelby kommun"))],
        settings,
    )
    assert docs(report) == ["svar"]
    (refusal,) = report.refused
    assert (refusal.file, refusal.reason) == ("svar.txt", "duplicate")
    assert "same document as svar.md" in refusal.message
    assert not build(
        [write("svar.md", letter("Vindelby kommun")), write("svar.txt", _plain("Vindelby kommun"))],
        settings,
    ).changed


def test_of_two_formats_the_one_with_pages_stays(
    write: Write, settings: Settings, tmp_path: Path
) -> None:
    text = _plain("Vindelby kommun")
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 6, text)
    path = tmp_path / "svar.pdf"
    pdf.output(str(path))
    report = build([write("svar.txt", text), path], settings)
    assert docs(report) == ["svar"]
    assert report.documents[0].pages == 1


def test_two_documents_of_one_name_are_two(write: Write, settings: Settings) -> None:
    other = "Exempelverket har ingen erinran mot att bolagen slås samman nästa år.\n" * 3
    report = build(
        [write("svar.md", letter("Vindelby kommun")), write("svar.txt", other)], settings
    )
    assert docs(report) == ["svar", "svar-2"]


def _plain(name: str) -> str:
    return letter(name).replace("#", "").replace("\n\n ", "\n\n")
