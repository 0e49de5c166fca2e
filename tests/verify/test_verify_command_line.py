"""python -m assistant verify, and the verdicts in an answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from invented import REPORT_DOC
from typer.testing import CliRunner

from assistant import Assistant, Statement
from assistant.__main__ import WrongUse, app
from assistant.answer import as_json, statement_lines
from assistant.pages.conversation import Turn
from assistant.pages.markup import turn_html
from assistant.verify import Level, Verdict
from ingest.index import Settings

RUNNER = CliRunner()


def _verify(tmp_path: Path, settings: Settings, lines: str, *options: str) -> str:
    file = tmp_path / "sentences.jsonl"
    file.write_text(lines, encoding="utf8")
    arguments = ["verify", str(file), "--data", str(settings.data), *options]
    result = RUNNER.invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture(autouse=True)
def _lexical(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILLIT_EMBEDDING", "none")


def test_verdicts_are_printed_in_order(tmp_path: Path, indexed: Settings) -> None:
    place = {"doc": REPORT_DOC, "section": "5.2"}
    lines = "\n\n".join(
        json.dumps({"sentence": sentence, "places": [place]})
        for sentence in ("Vardagslotsen fattar inga beslut.", "Vardagslotsen fattar 7 beslut.")
    )

    entries = [
        json.loads(line) for line in _verify(tmp_path, indexed, lines, "--json").splitlines()
    ]
    assert [entry["level"] for entry in entries] == ["belagd", "ej belagd"]
    text = _verify(tmp_path, indexed, lines)
    assert text.startswith("belagd: Vardagslotsen fattar inga beslut.\nej belagd: ")
    assert "\n    Talet 7 står inte i det citerade stycket." in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1"),
        ('{"sentence": ""}', "line 1: sentence"),
        ('{"passages": []}', "line 1: sentence"),
        ('{"sentence": "A.", "passage": "x"}', "line 1: passage"),
    ],
)
def test_a_line_that_is_none_is_said(
    tmp_path: Path, indexed: Settings, line: str, said: str
) -> None:
    with pytest.raises(WrongUse, match=said):
        _verify(tmp_path, indexed, line)


def test_each_statement_of_an_answer_carries_its_verdict(assistant: Assistant) -> None:
    answer = assistant.ask("Vem får rätt till en vardagslots?")

    entries = as_json(answer)["verified"]
    assert len(entries) == len(answer.citations) > 0
    assert {entry["verdict"] for entry in entries} == {"belagd"}
    assert '</span> belagd<span class="why"' in turn_html(Turn("Vem?", answer))


def test_what_is_not_supported_says_so_without_colour(assistant: Assistant) -> None:
    verdict = Verdict(Level.UNSUPPORTED, ("Talet <7> står inte i det citerade stycket.",))
    statement = Statement("Lotsen fattar 7 beslut.", 1, verdict=verdict)

    (line,) = statement_lines(statement)
    assert line.endswith("[1] (ej belagd: Talet <7> står inte i det citerade stycket.)")
    answer = assistant.ask("Vem får rätt till en vardagslots?")
    voice = replace(answer.voices[0], statements=(statement,))
    html = turn_html(Turn("Vem?", replace(answer, voices=(voice,))))
    assert "</span> ej belagd</span>" in html
    assert '<span class="reasons">Talet &lt;7&gt; står inte' in html
