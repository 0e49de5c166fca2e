"""Command line of the assistant: python -m assistant ask."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import Answer, Assistant, Citation, QuestionProblem, as_json
from assistant.register import RegisterProblem, load_register
from assistant.verify import BadRequests, Verdict, read_requests
from ingest.index import IndexProblem, Settings

if TYPE_CHECKING:
    from assistant.writer import Writer

app = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, help="Answers questions from the index."
)

DataOption = Annotated[Path | None, typer.Option("--data", help="Folder with the index.")]


class WrongUse(Exception):
    """The command line's arguments do not make sense; the message says why (English)."""


class WorkFailed(Exception):
    """What was asked for could not be done; the message says why and what to do (English)."""


@app.callback()
def assistant() -> None:
    """Answers questions from the index, with the place of every statement."""


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Swedish.")] = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", help="JSON lines with at least id and question; history too."),
    ] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Also write the answer here: .md or .docx.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Answer one question, or each of a batch in order."""
    if out is not None and (batch or out.suffix.lower() not in (".md", ".docx")):
        raise WrongUse("--out takes one question's answer, to a file that ends in .md or .docx.")
    if (question is None) == (batch is None):
        raise WrongUse('Give either a question or --batch FILE: python -m assistant ask "FRÅGA"')
    questions = _read_batch(batch) if batch else []
    settings = Settings(data=data) if data else Settings()
    writer = _writer(settings)
    with closing(Assistant.open(settings)) as opened:
        if batch:
            for entry in questions:
                line = _answer_entry(opened, entry, writer)
                print(json.dumps(line, ensure_ascii=False), flush=True)
            return
        answer = opened.ask(question or "", writer=writer)
    if out is not None:
        _write(answer, out)
    print(json.dumps(as_json(answer), ensure_ascii=False) if as_json_ else _as_text(answer))


@app.command()
def allow(
    host: Annotated[str, typer.Argument(help="The host, as the refusal named it.")],
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take it back.")] = False,
    data: DataOption = None,
) -> None:
    """Agree that questions and passages are sent to the model at an outside host."""
    from assistant.writer import Guard, ModelProblem

    guard = Guard((Settings(data=data) if data else Settings()).data)
    try:
        if withdraw:
            guard.withdraw(host)
        else:
            guard.agree(host)
    except ModelProblem as problem:
        raise WorkFailed(str(problem)) from problem
    print(f"Questions and passages {'are not' if withdraw else 'may be'} sent to {host}.")


@app.command()
def evaluate(
    questions: Annotated[Path, typer.Argument(help="JSON lines; see docs/evaluation.md.")],
    data: Annotated[
        list[Path] | None, typer.Option("--data", help="Folder with an index; may be repeated.")
    ] = None,
    variant: Annotated[
        list[str] | None,
        typer.Option("--variant", help="full, words, vectors, first, ...; may be repeated."),
    ] = None,
    by_section: Annotated[
        bool, typer.Option("--by-section", help="Count the section, also a digest about it.")
    ] = False,
    history: Annotated[
        list[str] | None,
        typer.Option("--history", help="resolved, joined, left-out; may be repeated."),
    ] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure retrieval on questions with known answers."""
    from assistant import evaluate as measuring

    _check_known("variant", variant or (), measuring.VARIANTS)
    _check_known("history", history or (), measuring.HISTORIES)
    try:
        labelled = measuring.read_questions(questions)
    except measuring.BadQuestions as problem:
        raise WrongUse(str(problem)) from problem
    evaluations = [
        measuring.evaluate(labelled, settings, name, by_section, use)
        for settings in ([Settings(data=folder) for folder in data] if data else [Settings()])
        for name in variant or ["full"]
        for use in history or ["resolved"]
    ]
    if as_json_:
        print(json.dumps([asdict(e) for e in evaluations], ensure_ascii=False))
    else:
        print(measuring.as_table(evaluations))


@app.command()
def proposals(
    report: Annotated[str | None, typer.Option("--report", help="Of this report alone.")] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what the reports propose, with what the responses say of it."""
    from assistant import proposals as listing

    register = load_register(Settings().corpus)
    known = [one.doc for one in register.reports]
    if report is not None and report not in known:
        listed = ", ".join(known) or "none"
        raise WrongUse(f"The register has no report {report!r}; it has: {listed}.")
    if as_json_:
        print(json.dumps(listing.as_json(register, report), ensure_ascii=False))
    else:
        print(listing.as_text(register, report))


@app.command()
def draft(
    request: Annotated[Path, typer.Argument(help="Case and positions; see docs/drafting.md.")],
    out: Annotated[Path, typer.Option("--out", help="The document: .md, .docx or .pdf.")],
    appendix: Annotated[
        Path | None,
        typer.Option("--appendix", help="Also what each sentence stands on: .md or .docx."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Write an answer to a remiss from a case and its positions, by a model where one is set."""
    from assistant.drafting.command import FORMATS, NotWritten, WrongRequest, write

    suffix, appended = out.suffix.lower(), appendix.suffix.lower() if appendix else ".md"
    if suffix not in FORMATS or appended not in (".md", ".docx"):
        raise WrongUse("--out ends in .md, .docx or .pdf, --appendix in .md or .docx.")
    try:
        settings = Settings(data=data) if data else Settings()
        written = write(request, out, appendix, settings, _writer(settings))
    except WrongRequest as problem:
        raise WrongUse(str(problem)) from problem
    except NotWritten as problem:
        raise WorkFailed(str(problem)) from problem
    for remark in written.remarks:
        print(f"{remark.matter}: {remark.told} {remark.mend}", file=sys.stderr)
    print(f"Written to {out}, composed in {written.seconds:.2f} s.")


@app.command()
def feedback(
    out: Annotated[Path, typer.Option("--out", help="JSON lines to write.")],
    down: Annotated[
        bool, typer.Option("--down", help="Those with their thumb down, to fill in by hand.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Write the questions whose answers were rated, to measure with; see docs/conversations.md."""
    from assistant.conversation import Thumb
    from assistant.feedback import as_question
    from assistant.store import Conversations, Database, StoreProblem

    try:
        with closing(Database.open(Settings(data=data) if data else Settings())) as database:
            rated = Conversations(database).rated(Thumb.DOWN if down else Thumb.UP)
    except StoreProblem as problem:
        raise WorkFailed(str(problem)) from problem
    lines = [json.dumps(as_question(turn), ensure_ascii=False) for turn in rated]
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
    print(f"{len(lines)} questions written to {out}.")


@app.command()
def move(
    to: Annotated[str, typer.Option("--to", help="postgresql://user:password@host/name")],
    data: DataOption = None,
) -> None:
    """Copy what people made to another, empty database; see docs/conversations.md."""
    from assistant.store import Database, NotEmpty, StoreProblem, copy

    here = Settings(data=data) if data else Settings()
    there = here.model_copy(update={"database_url": to})
    try:
        with closing(Database.open(here)) as source, closing(Database.open(there)) as target:
            copied = copy(source, target)
    except StoreProblem as problem:
        raise WorkFailed(str(problem)) from problem
    except NotEmpty as problem:
        raise WorkFailed("The other database is not empty. Choose an empty one.") from problem
    print(
        f"Copied. Conversations: {copied['conversation']}, questions: {copied['turn']}, drafts: "
        f"{copied['draft']}. Set TILLIT_DATABASE_URL to use them there."
    )


@app.command()
def verify(
    sentences: Annotated[Path, typer.Argument(help="JSON lines; see docs/verification.md.")],
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
    data: DataOption = None,
) -> None:
    """Check sentences against the passages they cite."""
    try:
        requests = read_requests(sentences)
    except BadRequests as problem:
        raise WrongUse(str(problem)) from problem
    with closing(Assistant.open(Settings(data=data) if data else Settings())) as opened:
        for request in requests:
            verdict = opened.verify(request)
            if as_json_:
                fields = {"sentence": request.sentence, **asdict(verdict)}
                print(json.dumps(fields, ensure_ascii=False), flush=True)
            else:
                print("\n".join([f"{verdict.level}: {request.sentence}", *_indented(verdict)]))


def _indented(verdict: Verdict) -> list[str]:
    mended = [f"Rättad: {verdict.mended}"] if verdict.mended else []
    return [f"    {line}" for line in (*verdict.reasons, *mended)]


def _check_known(option: str, chosen: Iterable[str], known: Iterable[str]) -> None:
    """Raises WrongUse for a choice that there is not."""
    for choice in chosen:
        if choice not in known:
            raise WrongUse(f"There is no {option} {choice!r}; choose among {', '.join(known)}.")


def _read_batch(path: Path) -> list[dict[str, Any]]:
    """The questions of a batch file. Raises WrongUse where a line is not one."""
    entries = []
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except UnicodeDecodeError as error:
        raise WrongUse(f"{path} is not UTF-8 text.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            entries.append(
                {
                    "id": str(entry["id"]),
                    "question": str(entry["question"]),
                    "history": _history(entry.get("history") or []),
                }
            )
        except (ValueError, KeyError, TypeError) as error:
            raise WrongUse(
                f'{path}, line {number}: not an object with "id" and "question", and where it has '
                '"history" a list of the questions before it.'
            ) from error
    return entries


def _writer(settings: Settings) -> Writer | None:
    """The model that is set, None where none is: then no library of models is even imported.

    Raises WorkFailed where it cannot be opened, or is at a host that nobody agreed to.
    """
    if not settings.model.strip():
        return None
    from assistant.writer import ModelProblem, Writer

    try:
        writer = Writer.open(settings)
        if writer:
            writer.require_consent()
    except ModelProblem as problem:
        raise WorkFailed(str(problem)) from problem
    return writer


def _history(value: object) -> list[str]:
    """The questions before one. Raises TypeError for anything but a list of texts."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError("history is no list of texts")
    return value


def _answer_entry(
    opened: Assistant, entry: dict[str, Any], writer: Writer | None
) -> dict[str, Any]:
    """A batch goes on after a question that cannot be taken; its line says why."""
    try:
        earlier = opened.converse(entry["history"])
        answer = opened.ask(entry["question"], earlier=earlier, writer=writer)
        return as_json(answer, entry["id"])
    except QuestionProblem as problem:
        return {
            "id": entry["id"],
            "answer": str(problem),
            "abstained": True,
            "mode": "extractive",
            "citations": [],
            "retrieved": [],
            "verified": [],
            "milliseconds": 0.0,
        }


def _write(answer: Answer, out: Path) -> None:
    from assistant.export import as_markdown, as_word

    is_word = out.suffix.lower() == ".docx"
    out.write_bytes(as_word(answer) if is_word else as_markdown(answer).encode("utf8"))


def _as_text(answer: Answer) -> str:
    heading = ["Närmast kommer:"] if answer.abstained and answer.citations else []
    sources = [f"[{citation.n}] {_place(citation)}" for citation in answer.citations]
    return "\n".join([answer.text, "", *heading, *sources])


def _place(citation: Citation) -> str:
    numbered = citation.section[:1].isdigit()
    section = f"avsnitt {citation.section}" if numbered else citation.section
    page = f"s. {citation.page}" if citation.page is not None else ""
    return ", ".join(part for part in (citation.title, section, page) if part)


def main() -> None:
    """Run the command line; problems become one line on stderr."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        app()
    except (IndexProblem, QuestionProblem, RegisterProblem, WorkFailed) as problem:
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
