"""The catalogue of known documents, `corpus/catalog.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.index.errors import IndexProblem
from ingest.index.passage import Kind


class Entry(BaseModel):
    """What the catalogue says of one document; see corpus/catalog.toml.

    `heading` is the document's own first heading and `dnr` its registration number, by which a file
    of another name is recognised. `url` is the official page, `original` the file behind `fetch`,
    `about` the document that a digest retells, `example` a question for the first visit.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    doc: str
    title: str
    kind: Kind
    heading: str | None = None
    dnr: str | None = None
    organisation: str | None = None
    names: tuple[str, ...] = ()
    reference: str | None = None
    date: str | None = None
    url: str | None = None
    original: str | None = None
    answers: tuple[str, ...] = ()
    about: str | None = None
    example: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(frozen=True)

    document: tuple[Entry, ...] = ()


class Catalog:
    """The catalogue's entries, in its order."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries

    def retold_by(self, entry: Entry) -> Entry | None:
        """The entry of the document that a digest retells."""
        return next((other for other in self.entries if other.doc == entry.about), None)

    def reports_named(self, text: str) -> tuple[str, ...]:
        """The reports whose title a text gives, by reference or else by `doc`."""
        said = text.casefold()
        return tuple(
            dict.fromkeys(
                entry.reference or entry.doc
                for entry in self.entries
                if entry.kind is Kind.REPORT and entry.heading and entry.heading.casefold() in said
            )
        )

    def recognise(self, doc: str, first_heading: str | None, text: str) -> Entry | None:
        """The entry of a document: by its file's name, its first heading or its number."""
        by_name = {entry.doc: entry for entry in self.entries}
        if doc in by_name:
            return by_name[doc]
        heading = (first_heading or "").casefold()
        for entry in self.entries:
            if entry.heading and entry.heading.casefold() == heading:
                return entry
            if entry.dnr and entry.dnr in text:
                return entry
        return None


def load_catalog(corpus: Path) -> Catalog:
    """Read the catalogue of a corpus folder; an absent one is empty.

    Raises IndexProblem where it is not valid, with the place.
    """
    path = corpus / "catalog.toml"
    if not path.is_file():
        return Catalog(())
    try:
        content = tomllib.loads(path.read_text(encoding="utf8"))
        unknown = set(content) - {"document"}
        if unknown:
            raise IndexProblem(f"{path}: unknown table {sorted(unknown)[0]!r}; use [[document]].")
        return Catalog(_File.model_validate(content).document)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise IndexProblem(f"{path} is not valid TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise IndexProblem(f"{path}: {place}: {first['msg']}.") from error
