"""Small helpers for the tests of ingest: invented documents, settings, a tiny model."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from ingest.index import Generation, Settings, open_current

PROJECT = Path(__file__).resolve().parents[2]

VOCABULARY = (
    "[UNK] samordning vård skola tillsyn kommun region medarbetare ledning uppföljning forskning "
    "stöd statsbidrag vindelby förslag tillstyrker avstyrker inquiry . , och att"
).split()


@dataclass(frozen=True)
class Finished:
    """What a process of `python -m ingest` left behind."""

    status: int
    stdout: str
    stderr: str

    @property
    def said(self) -> list[str]:
        return self.stderr.splitlines()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a data folder of its own, lexical search alone, no catalogue."""
    return Settings(
        data=tmp_path / "data", corpus=tmp_path / "corpus", embedding="none", chroma_url=""
    )


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a document of a name and content, and gives its path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def opened(settings: Settings) -> Iterator[Callable[[], Generation]]:
    """Opens the generation in use, and lets go of it when the test ends."""
    held: list[Generation] = []

    def open_it() -> Generation:
        held.append(open_current(settings.data, settings.chroma_url))
        return held[-1]

    yield open_it
    for generation in held:
        generation.close()


@pytest.fixture
def ingest(settings: Settings) -> Callable[..., Finished]:
    """Runs `python -m ingest` as a process of its own, in the data folder of `settings`."""

    def run(*arguments: str | Path, before: tuple[str, ...] = ()) -> Finished:
        done = subprocess.run(
            [*before, sys.executable, "-m", "ingest", *map(str, arguments)],
            cwd=PROJECT,
            env=environment(settings),
            capture_output=True,
            encoding="utf8",
            timeout=60,
            check=False,
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def ingest_environment(settings: Settings) -> dict[str, str]:
    """The environment in which a process works in the data folder of `settings`."""
    return environment(settings)


def environment(settings: Settings) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TILLIT_")}
    return {
        **kept,
        "TILLIT_DATA": str(settings.data),
        "TILLIT_CORPUS": str(settings.corpus),
        "TILLIT_EMBEDDING": settings.embedding,
        "TILLIT_CHROMA_URL": settings.chroma_url,
    }


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """A tokenizer of whole lower-case words."""
    made = Tokenizer(
        models.WordLevel({word: n for n, word in enumerate(VOCABULARY)}, unk_token="[UNK]")
    )
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


@pytest.fixture(scope="session")
def rows() -> np.ndarray:
    """The vectors of the tokenizer's words, shape (words, 8)."""
    return np.random.default_rng(7).normal(size=(len(VOCABULARY), 8)).astype(np.float32)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory, tokenizer: Tokenizer, rows: np.ndarray) -> Path:
    """A static model's folder, written as sentence-transformers writes one."""
    folder = tmp_path_factory.mktemp("model")
    return write_model(folder, tokenizer, {"embedding.weight": rows})


@pytest.fixture(scope="session")
def new_model(tokenizer: Tokenizer) -> Callable[[Path, dict[str, np.ndarray]], Path]:
    """Writes a static model of the given tensors into a folder."""
    return lambda folder, tensors: write_model(folder, tokenizer, tensors)


def write_model(folder: Path, tokenizer: Tokenizer, tensors: dict[str, np.ndarray]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"))
    module = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
    modules = [{"idx": 0, "name": "0", "path": "", "type": module}]
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf8")
    return folder


@pytest.fixture
def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])
