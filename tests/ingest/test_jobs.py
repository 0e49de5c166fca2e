"""Jobs of the page: started, followed, stopped, each a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest import jobs
from ingest.index import NoIndex, Settings, open_current

Write = Callable[[str, str | bytes], Path]

LETTER = "# Yttrande\n\n## Stöd\n\n{} tillstyrker förslaget om en gemensam planering av vården.\n"


@pytest.fixture(autouse=True)
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILLIT_CORPUS", str(settings.corpus))
    monkeypatch.setenv("TILLIT_EMBEDDING", settings.embedding)
    monkeypatch.setenv("TILLIT_CHROMA_URL", "")


def indexed(settings: Settings) -> list[str]:
    generation = open_current(settings.data)
    generation.close()
    return list(generation.documents)


def test_uploads_are_indexed_added_to_and_removed(settings: Settings, write: Write) -> None:
    kept = jobs.save_upload("vindelby.md", LETTER.format("Vindelby kommun").encode(), settings)
    job = jobs.start_index(settings)
    assert job.wait(60) == 0
    assert (job.exit_status, job.progress.step) == (0, "done")
    assert job.messages == ["indexed: 1 passages in 1 documents"]

    path = write("-svar.md", LETTER.format("Region Norrvik"))  # no option, though it looks like one
    assert jobs.start_add([path], settings).wait(60) == 0
    assert indexed(settings) == ["vindelby", "-svar"]

    assert jobs.start_remove("vindelby", settings).wait(60) == 0
    assert indexed(settings) == ["-svar"]
    assert not kept.exists()


def test_refusals_and_failures_are_told(settings: Settings) -> None:
    jobs.save_upload("tom.txt", b"", settings)
    job = jobs.start_index(settings)
    assert job.wait(60) == 1
    assert len(job.messages) == 1
    assert "tom.txt: the file is empty" in job.messages[0]


def test_a_stopped_job_leaves_the_index_as_it_was(settings: Settings, write: Write) -> None:
    path = settings.data / "uploads" / "stor.txt"
    path.parent.mkdir(parents=True)
    path.write_text("Kommunen tillstyrker förslag om stöd. " * 200_000, encoding="utf8")
    job = jobs.start_index(settings)
    assert job.exit_status is None
    job.stop()
    assert job.wait(60) not in (None, 0)
    assert job.exit_status == job.wait(1)
    with pytest.raises(NoIndex):
        open_current(settings.data)


def test_stopping_ends_the_readers_of_pdfs_too(settings: Settings) -> None:
    """They hold the job's stderr, so that it ends when the last of them has."""
    for name, pages in (("kort.pdf", 1), ("lang.pdf", 400)):
        made = BytesIO()
        canvas = Canvas(made)
        for page in range(pages):
            for y in range(40):
                canvas.drawString(50, 60 + 18 * y, f"Kommunen {name} tillstyrker {page} och {y}.")
            canvas.showPage()
        canvas.save()
        jobs.save_upload(name, made.getvalue(), settings)
    job = jobs.start_index(settings)
    while job.progress.step != "read":
        assert job.wait(0.05) is None
    job.stop()
    assert job.wait(20) not in (None, 0)
    assert not any(reader.is_alive() for reader in job._readers)


def test_waiting_may_end_before_the_job(settings: Settings) -> None:
    jobs.save_upload("vindelby.md", LETTER.format("Vindelby kommun").encode(), settings)
    job = jobs.start_index(settings)
    assert job.wait(0.0) is None
    assert job.wait(60) == 0


@pytest.mark.parametrize(
    "name",
    ["../../svar.md", "C:\\mapp\\svar.md", "/etc/svar.md", "svar.md", "sv\0ar.md", "svar\n.md",
     "..svar.md ", "\u202esvar.md", 'sv"a|r?.md'],
)  # fmt: skip
def test_an_upload_keeps_its_name_but_no_folders(name: str, settings: Settings) -> None:
    path = jobs.save_upload(name, b"text", settings)
    assert path == settings.data / "uploads" / "svar.md"
    assert path.read_bytes() == b"text"


@pytest.mark.parametrize("name", ["", "..", ".", "/", "a/..", "\n", "\0"])
def test_an_upload_without_a_name_is_given_one(name: str, settings: Settings) -> None:
    path = jobs.save_upload(name, b"text", settings)
    assert path == settings.data / "uploads" / "dokument"


def test_an_upload_with_a_name_longer_than_a_disk_takes(settings: Settings) -> None:
    path = jobs.save_upload("å" * 500 + ".docx", b"text", settings)
    assert (path.suffix, path.read_bytes()) == (".docx", b"text")
