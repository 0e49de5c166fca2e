"""The command line as people and other programs run it: real processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_model import Exchange, fake_model
from invented import NFL_DOC

from assistant.__main__ import main
from assistant.writer import Guard
from ingest.index import Settings

PROJECT = Path(__file__).resolve().parents[2]


# Status, stdout and stderr of a run in this process, which is quicker than one of its own.
Invoke = Callable[..., tuple[int, str, str]]


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Invoke:
    """Run the assistant's main in this process."""

    def invoke_(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, out, err

    return invoke_


def _run(
    *arguments: str | Path, before: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the assistant; whatever happens, it shows nobody a traceback."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("TILLIT_")}
    done = subprocess.run(
        [*before, sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=PROJECT,
        env={**clean, "TILLIT_EMBEDDING": "none", "NO_COLOR": "1", **environment},
        capture_output=True,
        encoding="utf8",
        timeout=100,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def _problem(done: subprocess.CompletedProcess[str], status: int) -> str:
    """What a failed run says: one line on stderr, nothing on stdout."""
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def _jsonl(path: Path, *entries: object) -> Path:
    lines = [entry if isinstance(entry, str) else json.dumps(entry) for entry in entries]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return path


def test_a_question_is_answered_as_text(indexed: Settings) -> None:
    done = _run("ask", "Varför avbröts försöket i Åsarp?", "--data", indexed.data)

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "Utredningen (SOU 2031:7):" in done.stdout
    assert "Försöket avbröts efter fjorton månader." in done.stdout
    title = "Närmare vardagen – service där människor bor (SOU 2031:7)"
    assert f"\n[1] {title}, avsnitt 4.3" in done.stdout


def test_a_question_is_answered_as_json(indexed: Settings) -> None:
    done = _run("ask", "Varför avbröts försöket i Åsarp?", "--json", "--data", indexed.data)

    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    answer = json.loads(line)
    assert answer["question"] == "Varför avbröts försöket i Åsarp?"
    assert answer["citations"][0]["section"] == "4.3"
    assert answer["abstained"] is False


def test_the_data_folder_may_come_from_the_environment(indexed: Settings) -> None:
    done = _run("ask", "Vad står i avsnitt 9.4?", TILLIT_DATA=str(indexed.data))

    assert done.returncode == 0, done.stderr
    assert "9.4" in done.stdout


def test_a_batch_is_answered_in_order_a_line_each(indexed: Settings, tmp_path: Path) -> None:
    batch = _jsonl(
        tmp_path / "q.jsonl",
        {"id": "c", "question": "Vad är en vardagslots?", "kind": "mer än så"},
        {"id": "a", "question": ""},
        "",
        {"id": 7, "question": "Hur hög är riksbankens styrränta?"},
        {"id": "b", "question": "å" * 10_000},
        {"id": "d", "question": "Vad kostar servicepunkterna\nom året?"},
    )

    done = _run("ask", "--batch", batch, "--json", "--data", indexed.data)

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["c", "a", "7", "b", "d"]
    assert [answer["abstained"] for answer in answers] == [False, True, True, True, False]
    assert all(answer["answer"] for answer in answers)
    assert len({tuple(answer) for answer in answers}) == 1, "every line has the same keys"


def test_a_question_of_a_batch_may_have_a_history(
    indexed: Settings, tmp_path: Path, invoke: Invoke
) -> None:
    before = ["?!", "Vad anser Region Östmark om fullmakten?"]
    batch = _jsonl(
        tmp_path / "q.jsonl",
        {"id": "a", "question": "Och Norra fjällens landsting?", "history": before},
        {"id": "b", "question": "utveckla punkt 77", "history": before},
        {"id": "c", "question": "Vad är restid?", "history": None},
    )

    status, out, problem = invoke("ask", "--batch", batch, "--json", "--data", indexed.data)

    assert (status, problem) == (0, "")
    first, second, third = (json.loads(line) for line in out.splitlines())
    assert first["understood"] == (
        "Jag förstod frågan som: Vad anser Norra fjällens landsting om fullmakten?"
    )
    assert first["citations"][0]["doc"] == NFL_DOC
    assert second["abstained"] and "Skriv ut vad frågan gäller" in second["answer"]
    assert "understood" not in third and third["citations"]


@pytest.mark.parametrize("history", ["Vad är restid?", [1], {"a": "b"}, 7])
def test_a_history_that_is_no_list_of_questions_is_wrong_use(
    indexed: Settings, tmp_path: Path, invoke: Invoke, history: object
) -> None:
    batch = _jsonl(tmp_path / "q.jsonl", {"id": "a", "question": "Varför?", "history": history})

    status, out, problem = invoke("ask", "--batch", batch, "--json", "--data", indexed.data)

    assert (status, out) == (2, "")
    assert "line 1" in problem and "history" in problem


@pytest.mark.parametrize("option", ["--history", "--variant"])
def test_measuring_says_what_can_be_chosen(
    indexed: Settings, tmp_path: Path, invoke: Invoke, option: str
) -> None:
    questions = _jsonl(tmp_path / "q.jsonl", {"id": "a", "question": "Varför?", "gold": []})

    status, out, problem = invoke("evaluate", questions, option, "sideways")

    assert (status, out) == (2, "")
    assert f"There is no {option[2:]} 'sideways'; choose among" in problem


def test_a_bad_line_of_a_batch_is_wrong_use(indexed: Settings, tmp_path: Path) -> None:
    batch = _jsonl(tmp_path / "q.jsonl", {"id": "a", "question": "Vad är en lots?"}, "{")

    problem = _problem(_run("ask", "--batch", batch, "--json", "--data", indexed.data), 2)

    assert "q.jsonl, line 2" in problem


@pytest.mark.parametrize(
    "bad", ["{", "[]", '"fråga"', "null", "7", '{"id": "x"}', '{"question": "Vad?"}']
)
def test_each_bad_line_of_a_batch_is_found(
    indexed: Settings, tmp_path: Path, bad: str, invoke: Invoke
) -> None:
    batch = _jsonl(tmp_path / "q.jsonl", {"id": "a", "question": "Vad är en lots?"}, "", bad)

    status, out, problem = invoke("ask", "--batch", batch, "--json", "--data", indexed.data)

    assert (status, out) == (2, "")
    assert "q.jsonl, line 3" in problem


def test_a_batch_that_is_not_there(indexed: Settings, tmp_path: Path, invoke: Invoke) -> None:
    status, out, problem = invoke(
        "ask", "--batch", tmp_path / "ingen.jsonl", "--json", "--data", indexed.data
    )

    assert (status, out) == (1, "")
    assert "ingen.jsonl" in problem


def test_a_batch_that_is_no_text(indexed: Settings, tmp_path: Path, invoke: Invoke) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_bytes('{"id": "a", "question": "Vad är på gång?"}\n'.encode("cp1252"))

    status, out, problem = invoke("ask", "--batch", batch, "--json", "--data", indexed.data)

    assert (status, out) == (2, "")
    assert "q.jsonl" in problem


def test_without_an_index_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    problem = _problem(_run("ask", "Vad är en lots?", "--data", tmp_path / "tom"), 1)

    assert "python -m ingest index" in problem
    assert not (tmp_path / "tom").exists()


def test_a_damaged_index_is_said(indexed: Settings, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(indexed.data, data)
    name = (data / "current").read_text(encoding="utf8").strip()
    (data / "generations" / name / "passages.sqlite").write_bytes(b"inte en databas")

    problem = _problem(_run("ask", "Vad är en lots?", "--data", data), 1)

    assert "damaged" in problem
    assert "python -m ingest index" in problem


def test_a_question_that_cannot_be_taken_is_said(indexed: Settings, invoke: Invoke) -> None:
    status, out, problem = invoke("ask", "?!", "--data", indexed.data)

    assert (status, out) == (1, "")
    assert "Skriv" in problem


def test_wrong_use_is_said() -> None:
    assert "python -m assistant ask" in _problem(_run("ask"), 2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "Vad är en lots?", "--batch", "q.jsonl"),
        ("ask", "Vad är en lots?", "--ingen-flagga"),
        ("ask", "Vad", "är", "en", "lots?"),
        ("frukost",),
    ],
)
def test_each_wrong_use_is_said(arguments: tuple[str, ...], invoke: Invoke) -> None:
    status, out, problem = invoke(*arguments)

    assert (status, out) == (2, "")
    assert problem


def test_a_question_needs_no_network(dense_settings: Settings) -> None:
    cut_off = ("unshare", "-rn") if os.geteuid() else ("unshare", "-n")
    if not shutil.which("unshare") or subprocess.run([*cut_off, "true"], check=False).returncode:
        pytest.skip("unshare -n is not permitted here")

    done = _run(
        "ask",
        "Varför avbröts försöket i Åsarp?",
        "--json",
        "--data",
        dense_settings.data,
        before=cut_off,
        TILLIT_EMBEDDING=dense_settings.embedding,
        TILLIT_ADAPT="false",
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["abstained"] is False


REGISTER = """
[[report]]
doc = "sou-2031-7"

[report.sections]
"1" = "Lotsar"

[[report]]
doc = "sou-2031-8"

[report.sections]
"2" = "Fordon"

[[proposal]]
id = "lotsar"
doc = "sou-2031-7"
section = "1"
kind = "recommendation"
addressees = ["kommunerna", "regionerna"]
when = "senast år 2033"
sentence = "Varje kommun bör ha en lots."

[[proposal]]
id = "fordon"
doc = "sou-2031-8"
section = "2"
kind = "legislative"
sentence = "Servicefordon ska få stå på torget."

[[act]]
doc = "sou-2031-8"
proposal = "fordon"
section = "2"
name = "Torglagen"
sfs = "2020:99"
chapter = "4"
paragraph = "7"
change = "Ett undantag läggs till."

[[position]]
organisation = "Region Östmark"
doc = "remissvar-ostmark"
proposal = "lotsar"
position = "no_objection"
place = "Lotsarna"
sentence = "Har inget att invända."

[[position]]
organisation = "Vindelby kommun"
doc = "remissvar-vindelby"
report = "sou-2031-8"
position = "opposes"
place = "Yttrande"
sentence = "Vill inte ha fler fordon."
"""


@pytest.fixture
def registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a small register, in the corpus that the command reads."""
    file = tmp_path / "register" / "forslag.toml"
    file.parent.mkdir()
    file.write_text(REGISTER, encoding="utf8")
    monkeypatch.setenv("TILLIT_CORPUS", str(tmp_path))
    return file


def test_proposals_are_listed_with_what_is_said_of_them(registered: Path, invoke: Invoke) -> None:
    assert registered.is_file()
    status, out, _ = invoke("proposals")

    assert status == 0
    assert out.splitlines() == [
        "sou-2031-8 i sin helhet",
        "  avstyrker: Vindelby kommun – Vill inte ha fler fordon. (Yttrande)",
        "",
        "sou-2031-7 1 – rekommendation (lotsar)",
        "  Varje kommun bör ha en lots.",
        "  Till: kommunerna, regionerna. När: senast år 2033.",
        "  ingen erinran: Region Östmark – Har inget att invända. (Lotsarna)",
        "",
        "sou-2031-8 2 – lagförslag (fordon)",
        "  Servicefordon ska få stå på torget.",
        "  Lag: Torglagen (2020:99) 4 kap. 7 § – Ett undantag läggs till.",
    ]


def test_proposals_of_one_report_as_json(registered: Path, invoke: Invoke) -> None:
    assert registered.is_file()
    status, out, _ = invoke("proposals", "--report", "sou-2031-7", "--json")

    assert status == 0
    listed = json.loads(out)
    assert listed["positions"] == []
    (lotsar,) = listed["proposals"]
    assert (lotsar["id"], lotsar["kind"], lotsar["section"]) == ("lotsar", "recommendation", "1")
    assert [one["position"] for one in lotsar["positions"]] == ["no_objection"]
    assert lotsar["acts"] == []


def test_proposals_of_a_report_that_is_not_there(registered: Path, invoke: Invoke) -> None:
    assert registered.is_file()
    status, out, problem = invoke("proposals", "--report", "sou-1")

    assert (status, out) == (2, "")
    assert "sou-1" in problem
    assert "sou-2031-7, sou-2031-8" in problem


def test_a_mistake_in_the_register_is_said(registered: Path, invoke: Invoke) -> None:
    registered.write_text(REGISTER.replace("legislative", "law"), encoding="utf8")
    status, out, problem = invoke("proposals")

    assert (status, out) == (1, "")
    assert "forslag.toml: proposal 2: kind" in problem


def test_a_corpus_without_a_register_has_no_proposals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke
) -> None:
    monkeypatch.setenv("TILLIT_CORPUS", str(tmp_path))

    assert invoke("proposals")[:2] == (0, "Registret har inga förslag.\n")
    assert json.loads(invoke("proposals", "--json")[1]) == {"positions": [], "proposals": []}


def test_a_model_that_is_set_writes_the_answers(indexed: Settings, tmp_path: Path) -> None:
    batch = _jsonl(
        tmp_path / "questions.jsonl",
        {"id": "a", "question": "Hur många personer får en vardagslots följa?"},
        {"id": "b", "question": "?!"},
        {"id": "c", "question": "Hur många personer får en vardagslots följa?"},
    )

    def fails_once(exchange: Exchange) -> None:
        if exchange.nth == 1:
            exchange.status(400)
        else:
            exchange.say("En lots bör inte följa fler än 25 personer samtidigt [1].")

    with fake_model(fails_once) as server:
        done = _run(
            "ask", "--batch", batch, "--json", "--data", indexed.data,
            TILLIT_MODEL="openai:fake", TILLIT_MODEL_URL=server.address,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert (first["mode"], second["abstained"], third["mode"]) == ("extractive", True, "generative")
    assert "tog inte emot frågan (400)" in first["answer"]
    assert third["citations"][0]["quote"] in third["citations"][0]["passage"]
    assert set(first) == set(third)


@pytest.mark.parametrize(
    ("model", "url", "said"),
    [
        ("groq:m", "", "pip install langchain-groq"),
        ("openai:m", "https://modeller.invalid/v1", "python -m assistant allow modeller.invalid"),
        ("nonsens", "", "provider:model"),
    ],
)
def test_a_model_that_cannot_be_used_is_told_in_one_line(
    indexed: Settings, model: str, url: str, said: str
) -> None:
    done = _run(
        "ask", "Vad är en servicepunkt?", "--data", indexed.data,
        TILLIT_MODEL=model, TILLIT_MODEL_URL=url, TILLIT_MODEL_KEY="x",
    )  # fmt: skip
    assert said in _problem(done, 1)


def test_agreeing_to_a_host_is_kept_and_taken_back(tmp_path: Path) -> None:
    assert _run("allow", "modeller.invalid", "--data", tmp_path).returncode == 0
    assert Guard(tmp_path).kept().agreed == ["modeller.invalid"]
    assert _run("allow", "modeller.invalid", "--withdraw", "--data", tmp_path).returncode == 0
    assert Guard(tmp_path).kept().agreed == []


def test_without_a_model_no_library_of_models_is_imported(indexed: Settings) -> None:
    code = (
        "import sys; sys.argv = ['assistant', 'ask', 'Vad är en servicepunkt?', '--data', "
        f"{str(indexed.data)!r}]\n"
        "from assistant.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "print(loaded & {'openai', 'langchain', 'langchain_openai', 'langchain_core', 'tiktoken', "
        "'tenacity'}, file=sys.stderr)"
    )
    clean = {key: value for key, value in os.environ.items() if not key.startswith("TILLIT_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env={**clean, "TILLIT_EMBEDDING": "none"},
        capture_output=True,
        encoding="utf8",
        timeout=100,
        check=True,
    )
    assert done.stderr.strip().splitlines()[-1] == "set()"
