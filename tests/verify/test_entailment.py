"""A model of entailment beside the measures: what it may change, and how it is found and loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import REPORT_DOC

from assistant import Assistant
from assistant.verify import Level, Source, Verifier, open_entailment
from assistant.verify.entailment import CrossEncoderEntailment, Reading
from ingest.index import Generation, IndexProblem, Settings

Cite = Callable[[str, str], Source]

BEGINS = "En servicepunkt ska vara bemannad"
DOUBTED = "Det ska finnas folk att tala med i lokalen hela tiden."
NAMED = ["entailment", "neutral", "contradiction"]


class Says:
    """Stands in for a model: says the same of everything, and keeps what it was asked."""

    def __init__(self, entailed: float, contradicted: float) -> None:
        self._reading = Reading(entailed, contradicted)
        self.asked: list[tuple[str, str]] = []

    def read(self, text: str, sentence: str) -> Reading:
        self.asked.append((text, sentence))
        return self._reading


def level(generation: Generation, model: Says | None, sentence: str, source: Source) -> Level:
    return Verifier(generation, None, entailment=model).verify(sentence, [source]).level


def test_it_lifts_what_the_measures_doubt(generation: Generation, cite: Cite) -> None:
    source = cite(REPORT_DOC, BEGINS)

    assert level(generation, None, DOUBTED, source) is Level.PARTLY
    assert level(generation, Says(0.9, 0.05), DOUBTED, source) is Level.SUPPORTED
    assert level(generation, Says(0.4, 0.3), DOUBTED, source) is Level.PARTLY


def test_it_refuses_and_says_so(generation: Generation, cite: Cite) -> None:
    source = cite(REPORT_DOC, BEGINS)
    verdict = Verifier(generation, None, entailment=Says(0.1, 0.8)).verify(DOUBTED, [source])

    assert verdict.level is Level.UNSUPPORTED
    assert verdict.reasons[0].startswith("Språkmodellen läser stycket så att det säger emot")


def test_it_forgives_no_wrong_fact(generation: Generation, cite: Cite) -> None:
    source = cite(REPORT_DOC, BEGINS)
    wrong = "Punkten ska ha folk på plats 25 timmar varje vecka."

    assert level(generation, Says(0.99, 0.0), wrong, source) is Level.UNSUPPORTED


def test_it_is_not_asked_about_the_sources_own_words(generation: Generation, cite: Cite) -> None:
    model = Says(0.0, 1.0)
    sentence = "En servicepunkt ska vara bemannad minst 24 timmar i veckan."

    assert level(generation, model, sentence, cite(REPORT_DOC, BEGINS)) is Level.SUPPORTED
    assert model.asked == []


def test_none_is_set_by_default() -> None:
    assert Settings().entailment == ""
    assert open_entailment("") is None


def test_a_question_imports_no_model_library(indexed: Settings) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant import Assistant; "
        "from ingest.index import Settings; "
        "opened = Assistant.open(Settings(data=Path(sys.argv[1]), embedding='none')); "
        "opened.ask('Hur många personer får en vardagslots följa?'); "
        "sys.exit(any(m in sys.modules for m in ('torch', 'transformers', 'huggingface_hub')))"
    )
    subprocess.run([sys.executable, "-c", code, str(indexed.data)], check=True, timeout=120)


def write_configuration(folder: Path, labels: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    named = {"id2label": {str(n): label for n, label in enumerate(labels)}}
    (folder / "config.json").write_text(json.dumps(named), encoding="utf8")
    return folder


@pytest.mark.parametrize("labels", [["LABEL_0", "LABEL_1", "LABEL_2"], NAMED[:2], []])
def test_a_model_that_names_other_outputs_is_refused(tmp_path: Path, labels: list[str]) -> None:
    folder = write_configuration(tmp_path / "model", labels)

    with pytest.raises(IndexProblem, match="does not name its outputs entailment"):
        open_entailment(str(folder))


@pytest.mark.parametrize("name", ["nobody/has-this-model", "no such/folder at/all", "."])
def test_a_model_that_is_not_here_is_told_in_one_sentence(name: str) -> None:
    with pytest.raises(IndexProblem, match="is not on this machine, or cannot be loaded") as told:
        open_entailment(name)

    assert "\n" not in str(told.value)
    assert "TILLIT_ENTAILMENT" in str(told.value)


def test_the_assistant_tells_it_when_opened(indexed: Settings) -> None:
    settings = indexed.model_copy(update={"entailment": "nobody/has-this-model"})

    with pytest.raises(IndexProblem, match="nobody/has-this-model"):
        Assistant.open(settings)


def test_a_model_without_weights_is_told_when_first_needed(tmp_path: Path) -> None:
    model = CrossEncoderEntailment(str(write_configuration(tmp_path / "model", NAMED)))

    with pytest.raises(IndexProblem, match="cannot be loaded"):
        model.read("Punkten är öppen.", "Punkten är stängd.")


@pytest.mark.parametrize("labels", [NAMED, [label.upper() for label in reversed(NAMED)]])
def test_a_cross_encoder_is_read_by_its_own_labels(tmp_path: Path, labels: list[str]) -> None:
    model = CrossEncoderEntailment(str(write_tiny_model(tmp_path / "tiny", labels)))

    reading = model.read("Punkten är öppen.", "Punkten är stängd.")

    assert reading.denies
    assert not reading.agrees
    assert 0 <= reading.entailed < reading.contradicted <= 1


def write_tiny_model(folder: Path, labels: list[str]) -> Path:
    """A BERT of a few thousand random weights that finds a contradiction in everything."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "punkten", "är", "öppen", "stängd", "."]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    bert = BertForSequenceClassification(
        BertConfig(
            vocab_size=len(words),
            hidden_size=8,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=8,
            max_position_embeddings=32,
            id2label=dict(enumerate(labels)),
            label2id={label: number for number, label in enumerate(labels)},
        )
    )
    at = [label.lower() for label in labels].index("contradiction")
    with torch.no_grad():
        bert.classifier.bias[at] = 10.0
    bert.save_pretrained(folder)
    return folder
