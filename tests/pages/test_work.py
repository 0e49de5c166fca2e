import subprocess
import sys
from pathlib import Path

import pytest

from assistant.pages.work import Work, Workbench, outcomes
from ingest.index import Document, Kind, Refusal, Settings
from ingest.jobs import Job, fetch_hosts, is_upload
from ingest.progress import Progress


def job(code: str) -> Job:
    return Job(subprocess.Popen([sys.executable, "-c", code], text=True, stdin=subprocess.PIPE))


def ended(code: str) -> Job:
    finished = job(code)
    finished.process.communicate()
    return finished


def waiting() -> Job:
    return job("input()")


def test_work_is_done_or_failed_by_its_exit_status() -> None:
    assert Work("Bygger", ended("")).state == "done"
    assert Work("Bygger", ended("raise SystemExit(1)")).state == "failed"


def test_stopped_work_says_so() -> None:
    work = Work("Bygger", waiting())
    bench = Workbench(work)
    states, busy = [work.state], [bench.busy]
    work.stop()
    work.job.process.communicate()
    states.append(work.state)
    busy.append(bench.busy)
    assert states == ["running", "stopped"]
    assert busy == [True, False]


def test_finished_work_is_put_away() -> None:
    bench = Workbench()
    bench.begin(Work("Bygger", ended("")))
    assert bench.current
    bench.clear()
    assert bench.current is None
    assert not bench.busy


def test_the_bar_never_goes_back() -> None:
    work = Work("Bygger", ended(""))
    steps = [
        Progress("start"),
        Progress("fetch", "Rapport", 1, 2),
        Progress("read", "a.md", 1, 4),
        Progress("read", "b.pdf", 4, 4),
        Progress("embed", total=900),
        Progress("records"),
        Progress("lexical"),
        Progress("vectors"),
        Progress("done"),
    ]
    fractions = []
    for step in steps:
        work.job.progress = step
        fractions.append(work.fraction)
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_the_step_says_what_is_read() -> None:
    work = Work("Bygger", ended(""))
    work.job.progress = Progress("read", "b.pdf", 2, 4)
    assert work.step == "Läser b.pdf (2 av 4)"
    work.job.progress = Progress("något nytt")
    assert work.step == "Arbetar"
    assert work.fraction == 0


def test_each_added_file_has_an_outcome() -> None:
    read = Document("svar", "Svar", Kind.RESPONSE, "/data/uploads/svar.md", "x", passages=3)
    refused = [Refusal(file="tom.pdf", reason="empty", message="the file is empty")]
    good, bad, gone = outcomes(["svar.md", "tom.pdf", "borta.md"], [read], refused)
    assert good.document is read
    assert bad.document is None
    assert bad.reason == "Filen är tom eller innehåller ingen text."
    assert gone.reason == "Filen går inte att öppna eller finns inte längre kvar."


def test_the_hosts_of_the_originals_come_from_the_catalogue(tmp_path: Path) -> None:
    entry = '[[document]]\ndoc = "{0}"\ntitle = "{0}"\nkind = "report"\noriginal = "{1}"\n'
    originals = ("https://arkiv.invalid/a.txt", "https://arkiv.invalid/b.txt", "https://b.invalid/")
    catalogue = "".join(entry.format(n, url) for n, url in enumerate(originals))
    (tmp_path / "catalog.toml").write_text(catalogue, encoding="utf8")
    settings = Settings(_env_file=None, data=tmp_path, corpus=tmp_path)
    assert fetch_hosts(settings) == ["arkiv.invalid", "b.invalid"]


@pytest.mark.parametrize(("folder", "ours"), [("uploads", True), ("originals", False)])
def test_only_what_was_uploaded_is_ours_to_delete(tmp_path: Path, folder: str, ours: bool) -> None:
    settings = Settings(_env_file=None, data=tmp_path, corpus=tmp_path)
    file = str(tmp_path / folder / "svar.md")
    assert is_upload(Document("svar", "Svar", Kind.OTHER, file, ""), settings) is ours
