"""Command line of the ingest pipeline: python -m ingest index | add | remove | fetch |
status | check-digest."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ingest.build import Report, build
from ingest.catalog import load_catalog
from ingest.documents import ORIGINALS, UPLOADS, default_files, expand
from ingest.fetch import FetchProblem, fetch_original
from ingest.index.errors import IndexProblem, NoIndex
from ingest.index.generation import open_current
from ingest.index.settings import Settings
from ingest.progress import Progress
from ingest.reading import is_readable

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Turns documents into an index.",
    no_args_is_help=True,
)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder for everything that is written.")
]
ProgressOption = Annotated[
    bool, typer.Option("--progress-json", hidden=True, help="A JSON object a line on stdout.")
]


class WrongUse(Exception):
    """The command line's arguments do not make sense; the message says why (English)."""


@app.command()
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders.")] = None,
    data: DataOption = None,
    progress_json: ProgressOption = False,
) -> None:
    """Index exactly these files; without any, the digest, the originals at hand and uploads."""
    settings = _settings(data)
    files = expand(paths) if paths else default_files(settings)
    _build(files, settings, progress_json)


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    data: DataOption = None,
    progress_json: ProgressOption = False,
) -> None:
    """Add files to what is indexed. They are copied into the data folder."""
    settings = _settings(data)
    uploads = settings.data / UPLOADS
    uploads.mkdir(parents=True, exist_ok=True)
    copies = []
    files = expand(paths)
    _require_different_names(files)
    for path in files:
        if not is_readable(path):
            copies.append(path)  # refused with its reason, as when it is indexed in its place
            continue
        copy = uploads / path.name
        if path.resolve() != copy.resolve():
            shutil.copyfile(path, copy)
        copies.append(copy)
    _build([*_indexed_files(settings), *copies], settings, progress_json)


def _require_different_names(paths: Sequence[Path]) -> None:
    """Each copy has its file's name, so of two with the same one would be lost."""
    by_name: dict[str, Path] = {}
    for path in paths:
        other = by_name.setdefault(path.name, path)
        if other.resolve() != path.resolve():
            raise IndexProblem(
                f"{other} and {path} have the same name, which is how documents are told apart. "
                "Rename one of them; nothing was added."
            )


@app.command()
def remove(
    docs: Annotated[list[str], typer.Argument(help="Names as `status` prints them.")],
    data: DataOption = None,
    progress_json: ProgressOption = False,
) -> None:
    """Take documents out of the index. An uploaded copy is deleted, other files are left alone."""
    settings = _settings(data)
    generation = open_current(settings.data)
    documents = generation.documents
    generation.close()
    unknown = [doc for doc in docs if doc not in documents]
    if unknown:
        raise IndexProblem(f"{unknown[0]!r} is not indexed. See: python -m ingest status")
    leaving = {Path(documents[doc].file) for doc in docs}
    _build(
        [file for file in _indexed_files(settings) if file not in leaving], settings, progress_json
    )
    for file in leaving:
        if file.parent == (settings.data / UPLOADS).absolute():
            file.unlink(missing_ok=True)


@app.command()
def fetch(data: DataOption = None, progress_json: ProgressOption = False) -> None:
    """Download the catalogue's originals from their official addresses and index them."""
    settings = _settings(data)
    entries = [entry for entry in load_catalog(settings.corpus).entries if entry.original]
    failures = []
    for n, entry in enumerate(entries):
        _reporter(progress_json)(Progress("fetch", entry.title, n + 1, len(entries)))
        try:
            fetch_original(entry, settings.data / ORIGINALS)
        except FetchProblem as problem:
            failures.append(str(problem))
    if len(failures) < len(entries):
        _build(default_files(settings), settings, progress_json)
    if failures:
        raise IndexProblem(" ".join(failures))


@app.command()
def status(
    data: DataOption = None, as_json: Annotated[bool, typer.Option("--json")] = False
) -> None:
    """Tell what is indexed, and whether it is whole."""
    settings = _settings(data)
    generation = open_current(settings.data, settings.chroma_url)
    if generation.vectors is not None:
        generation.open_chroma()
    manifest = generation.manifest
    if as_json:
        print(manifest.model_dump_json(exclude={"checksums", "recipe"}))
        return
    print(f"{manifest.passages} passages in {len(manifest.documents)} documents, whole.")
    print(f"Embedding: {manifest.embedding or 'none (lexical search alone)'}")
    for document in manifest.documents:
        print(f"  {document.doc}  {document.kind}  {document.passages} passages  {document.title}")
    for refusal in manifest.refused:
        print(f"  refused {refusal.file}: {refusal.message}")


@app.command()
def check_digest(
    originals: Annotated[Path, typer.Argument(help="Folder with the reports and responses.")],
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Folder with the catalogue and the digest.")
    ] = None,
    left_out: Annotated[
        list[str] | None,
        typer.Option("--left-out", help="DOC:SECTION; list what stands only in the original."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the facts of our digest that do not stand in the section it retells."""
    from ingest import digest

    folder = corpus or Settings().corpus
    if not originals.is_dir():
        raise WrongUse(f"There is no folder {originals}. Give the one with the originals.")
    if left_out:
        for place in left_out:
            doc, _, number = place.partition(":")
            for finding in digest.left_out(folder, originals, doc, number):
                print(digest.as_line(finding))
        return
    check = digest.check_digest(folder, originals)
    print(digest.as_json(check) if as_json else digest.as_text(check))
    if not check.clean:
        sys.exit(1)


def _settings(data: Path | None) -> Settings:
    return Settings(data=data) if data else Settings()


def _indexed_files(settings: Settings) -> list[Path]:
    """The files of the generation in use, or the default ones where there is none."""
    try:
        generation = open_current(settings.data)
    except NoIndex:
        return default_files(settings)
    try:
        return [Path(document.file) for document in generation.documents.values()]
    finally:
        generation.close()


def _build(files: list[Path], settings: Settings, progress_json: bool) -> None:
    files = list(dict.fromkeys(path.absolute() for path in files))
    report = build(files, settings, _reporter(progress_json))
    if progress_json:
        print(json.dumps({"step": "done", "generation": report.generation}), flush=True)
    _print_report(report)


def _print_report(report: Report) -> None:
    for refusal in report.refused:
        print(f"{refusal.file}: {refusal.message}", file=sys.stderr)
    what = "indexed" if report.changed else "unchanged"
    print(
        f"{what}: {report.passages} passages in {len(report.documents)} documents", file=sys.stderr
    )


def _reporter(progress_json: bool) -> Callable[[Progress], None]:
    def as_json(p: Progress) -> None:
        line = {"step": p.step, "detail": p.detail, "done": p.done, "total": p.total}
        print(json.dumps(line, ensure_ascii=False), flush=True)

    def as_text(p: Progress) -> None:
        count = f" {p.done}/{p.total}" if p.done else ""
        print(f"{p.step}{count} {p.detail}".rstrip(), file=sys.stderr)

    return as_json if progress_json else as_text


def main() -> None:
    """Run the command line; problems become one line on stderr and exit status 1."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        app()
    except IndexProblem as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
    except WrongUse as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        print(f"{error.filename or 'A file'}: {error.strerror}.", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
