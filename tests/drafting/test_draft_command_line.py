from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from assistant.__main__ import main
from assistant.drafting import Standpoint
from assistant.drafting.request import BadRequest, read_request
from assistant.register import load_register
from ingest.index import Settings

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"

REQUEST = """
document_type = "yttrande"

[case]
organisation = "Vindelby kommun"
speaker = "kommunen"
committee = "Kommunstyrelsen"
dnr = "KS 2031/12"
date = 2031-09-01
officer = "Rut Almgren"
decision_maker = "Bo Ek"
recipient = "Servicedepartementet"
reports = ["sou-2031-7"]

[[proposal]]
id = "lots"
doc = "sou-2031-7"
section = "5.2"
kind = "proposal"
sentence = "Den som har tre ärenden ska få en vardagslots."

[[position]]
proposal = "lots"
position = "tillstyrker med synpunkter"
points = ["risk: ökade kostnader"]

[[position.argument]]
doc = "remissvar-ostmark"
quote = "Gränsen bör i de fallen  vara 15."
"""

# Status, stdout and stderr of `draft` in this process.
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], indexed: Settings,
    tmp_path: Path,
) -> Run:  # fmt: skip
    monkeypatch.setenv("TILLIT_CORPUS", str(indexed.corpus))
    monkeypatch.setenv("TILLIT_EMBEDDING", "none")

    def run_(request: str, out: str = "svar.md", *more: str | Path) -> tuple[int, str, str]:
        file = tmp_path / "svar.toml"
        file.write_text(request, encoding="utf8")
        arguments = ["draft", file, "--out", tmp_path / out, "--data", indexed.data, *more]
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        written, told = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, written, told

    return run_


def test_a_request_becomes_markdown(run: Run, tmp_path: Path) -> None:
    status, written, told = run(REQUEST)
    assert status == 0
    assert written.startswith(f"Written to {tmp_path / 'svar.md'}, composed in 0.")
    assert "Mottagarens diarienummer saknas." in told
    text = (tmp_path / "svar.md").read_text(encoding="utf8")
    assert text.startswith("# Yttrande över betänkandet Närmare vardagen")
    assert "Kommunen tillstyrker förslaget med följande synpunkter." in text
    assert "Kommunen ser en risk för ökade kostnader." in text
    assert "Region Östmark anför i sitt yttrande: ”Gränsen bör i de fallen vara 15.”" in text


def test_a_request_becomes_word_with_what_it_stands_on(run: Run, tmp_path: Path) -> None:
    appendix = tmp_path / "bilaga.md"
    status, _, _ = run(REQUEST, "svar.docx", "--appendix", appendix)
    assert status == 0
    paragraphs = [one.text for one in Document(str(tmp_path / "svar.docx")).paragraphs]
    assert any("Kommunen tillstyrker förslaget" in text for text in paragraphs)
    assert "Gränsen bör i de fallen vara 15." in appendix.read_text(encoding="utf8")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"lots"\nposition', '"buss"\nposition', "There is no proposal 'buss'; "),
        ("sou-2031-7\"]", "sou-1\"]", "There is no report 'sou-1'; the index has: sou-2031-7."),
        ("remissvar-ostmark", "remissvar-x", "There is no document 'remissvar-x' in the index."),
        ("vara 15", "vara 16", "remissvar-ostmark does not say ”Gränsen bör i de fallen vara 16.”"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(run: Run, before: str, after: str, said: str) -> None:
    status, written, told = run(REQUEST.replace(before, after))
    assert (status, written) == (1, "")
    assert told.startswith(said)
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[case]", "[case", "svar.toml is not valid TOML: "),
        ("tillstyrker med synpunkter", "gillar",
         "svar.toml: position 1 position: It should be one of: tillstyrker, "),
        ("points", "point", "svar.toml: position 1 point: Extra inputs are not permitted."),
        ('dnr = "KS 2031/12"', "dnr = 12", "svar.toml: case dnr: Input should be a valid string."),
        ("[[proposal]]", '[facts]\nekonomin = "dyrt"\n[[proposal]]',
         "svar.toml: facts: yttrande has no field 'ekonomin'; it has "),
        ('"yttrande"', '"brev"', "svar.toml: document_type: there is no 'brev'; choose among "),
        ("[[position.argument]]", '[[position]]\nproposal = "lots"\n[[position.argument]]',
         "svar.toml: position: the proposal 'lots' is answered twice."),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_with_its_place(run: Run, before: str, after: str, said: str) -> None:
    assert before in REQUEST
    status, written, told = run(REQUEST.replace(before, after))
    assert (status, written) == (2, "")
    assert said in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(("out", "more"), [("svar.odt", ()), ("a.md", ("--appendix", "b.pdf"))])
def test_an_unknown_format_is_told(run: Run, out: str, more: tuple[str, ...]) -> None:
    status, _, told = run(REQUEST, out, *more)
    assert status == 2
    assert "--out ends in .md, .docx or .pdf" in told


def test_a_bad_document_type_and_a_missing_file_are_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TILLIT_TEMPLATES", str(tmp_path / "saknas"))
    status, _, told = run(REQUEST)
    assert status == 1
    assert "TILLIT_TEMPLATES" in told


@pytest.mark.parametrize(
    ("word", "standpoint"),
    [
        ("supports", Standpoint.SUPPORTS),
        ("Tillstyrker delvis", Standpoint.SUPPORTS_PARTLY),
        ("avstyrker", Standpoint.OPPOSES),
        ("ingen erinran", Standpoint.NO_OBJECTION),
        ("instämmer", Standpoint.SUPPORTS),
        ("tar inte ställning", Standpoint.NO_POSITION),
    ],
)
def test_positions_have_english_and_swedish_names(
    tmp_path: Path, word: str, standpoint: Standpoint
) -> None:
    file = tmp_path / "svar.toml"
    file.write_text(REQUEST.replace("tillstyrker med synpunkter", word), encoding="utf8")
    assert read_request(file).position[0].position is standpoint


def test_a_position_may_wait(tmp_path: Path) -> None:
    file = tmp_path / "svar.toml"
    text = REQUEST.replace('position = "tillstyrker med synpunkter"', "")
    file.write_text(text, encoding="utf8")
    assert read_request(file).position[0].position is None


@pytest.mark.parametrize("name", [one.name for one in EXAMPLES.glob("*.toml")])
def test_the_examples_answer_proposals_of_the_register(name: str) -> None:
    request = read_request(EXAMPLES / name)
    register = load_register(EXAMPLES.parents[1] / "corpus")
    assert len(request.position) >= 1
    assert all(register.proposal(one.proposal) for one in request.position)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "svar.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BadRequest, match="not valid TOML"):
        read_request(file)
