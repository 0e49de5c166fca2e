"""Settings that ingest and the assistant share, from the environment or `.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED_EMBEDDING = Path(__file__).parent / "embedding" / "tillit-sv"
LEXICAL_ONLY = "none"

# An empty variable means that nothing is set, not the folder the program runs in.
OptionalPath = Annotated[Path | None, BeforeValidator(lambda value: value or None)]


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
    database_url: str = Field(
        "",
        description="database of what people make; empty: SQLite in the data folder",
        repr=False,  # it may hold a password
    )
    templates: OptionalPath = Field(
        None, description="folder with an organisation's own document types; empty: those shipped"
    )
    word_template: OptionalPath = Field(
        None, description="the organisation's own Word file (.docx) for drafts; empty: our own look"
    )
    model: str = Field("", description="provider:model of LangChain; empty: no model writes")
    model_url: str = Field("", description="address of the model's server; empty: the provider's")
    model_key: str = Field("", description="key to the model's server", repr=False)
    model_passages: int = Field(6, ge=1, le=10, description="passages that a model is given")
    model_silence: float = Field(60.0, gt=0, description="seconds without a sign of life")
    model_longest: float = Field(180.0, gt=0, description="seconds for a whole answer")
    model_retries: int = Field(2, ge=0, le=5, description="attempts after the first one failed")
