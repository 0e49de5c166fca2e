"""Settings that ingest and the assistant share, from the environment or `.env`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED_EMBEDDING = Path(__file__).parent / "embedding" / "tillit-sv"
LEXICAL_ONLY = "none"


class Settings(BaseSettings):
    """Each field is set by the variable of its name in capitals with the prefix TILLIT_."""

    model_config = SettingsConfigDict(env_prefix="TILLIT_", env_file=".env", extra="ignore")

    data: Path = Field(PROJECT / "data", description="folder for everything that is written")
    corpus: Path = Field(PROJECT / "corpus", description="the catalogue and its documents")
    embedding: str = Field(
        "", description="sentence-transformers name or folder; empty: the shipped model; none: off"
    )
    adapt: bool = Field(
        True, description="train a static model further on the documents while indexing them"
    )
    entailment: str = Field(
        "",
        description="sentence-transformers name or folder of an NLI cross-encoder that takes part "
        "in the check of sentences; empty: none",
    )
    chroma_url: str = Field("", description="a Chroma server; empty: embedded in the data folder")
