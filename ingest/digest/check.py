"""Comparing the facts of each digest section with the section that it retells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.catalog import Catalog, Entry, load_catalog
from ingest.digest.deviations import FILE, Deviation, load_deviations
from ingest.digest.figures import beside
from ingest.digest.names import Name, Vocabulary, Words, names_beside, vocabulary
from ingest.digest.numbers import Figure, figures, keys
from ingest.digest.source import sections_with_footnotes, source_of, text_of
from ingest.documents import DIGEST, expand
from ingest.index.errors import IndexProblem
from ingest.outline import Section
from ingest.read import UnreadableDocument, read

_REFERRED = re.compile(r"\b(?<![\d.:,])\d{1,2}(?:\.\d{1,2}){1,3}(?!\.?\d|[:,]\d)")


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact that stands on one side only, with some words around it."""

    file: str
    section: str
    fact: str
    context: str


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found. `sections` were compared; `absent` digests have no original at hand;
    `unused` deviations allow what no longer stands there."""

    findings: tuple[Finding, ...]
    sections: int
    absent: tuple[str, ...]
    unused: tuple[Deviation, ...]

    @property
    def clean(self) -> bool:
        """Whether every fact stands in its source and every deviation is needed."""
        return not self.findings and not self.unused


@dataclass(frozen=True, slots=True)
class _Pair:
    """A digest and the original it retells, both as sections."""

    file: Path
    digest: list[Section]
    original: list[Section]
    about: Entry


def check_digest(corpus: Path, originals: Path) -> Check:
    """Compare the digests of a corpus folder with the originals in another folder.

    Raises IndexProblem where there is no digest or no original at all.
    """
    pairs, absent = _pairs(corpus, originals)
    known = _vocabulary(pairs)
    listed = load_deviations(corpus / DIGEST)
    found: list[Finding] = []
    used: set[Deviation] = set()
    for pair in pairs:
        for section, own, source in _compared(pair):
            for finding in _beside(pair, section, own, source, known):
                allowed = [
                    d for d in listed if d.allows(pair.file.stem, section.label, finding.fact)
                ]
                used.update(allowed)
                if not allowed:
                    found.append(finding)
    compared = sum(1 for pair in pairs for _ in _compared(pair))
    unused = tuple(deviation for deviation in listed if deviation not in used)
    return Check(tuple(found), compared, absent, unused)


def left_out(corpus: Path, originals: Path, doc: str, number: str) -> list[Finding]:
    """The other direction, for reading: figures and names of an original's section `number`, and
    of those under it, that the digest's section does not have. Most are meant to be left out."""
    pairs, _ = _pairs(corpus, originals)
    known = _vocabulary(pairs)
    found: list[Finding] = []
    for pair in pairs:
        if pair.about.doc != doc:
            continue
        for section, own, _ in _compared(pair):
            if section.label == number or section.label.startswith(f"{number}."):
                alone = [s for s in pair.original if s.label == section.label]
                source = "\n\n".join(block.text for s in alone for block in s.blocks)
                found += _only_in_original(pair, section, source, own, known)
    return found


def _only_in_original(
    pair: _Pair, section: Section, source: str, own: str, known: Vocabulary
) -> list[Finding]:
    there = keys(f"{section.heading}\n{own}")
    facts: list[Figure | Name] = [
        *(f for f in figures(source) if f.key not in there),
        *names_beside(source, Words(own, known.explained), known),
    ]
    return [
        Finding(pair.about.doc, section.label, fact.text, _context(source, fact.start, fact.text))
        for fact in sorted(facts, key=lambda fact: fact.start)
    ]


def _pairs(corpus: Path, originals: Path) -> tuple[list[_Pair], tuple[str, ...]]:
    catalog = load_catalog(corpus)
    at_hand = _originals(originals, catalog)
    pairs, absent = [], []
    for entry in catalog.entries:
        about = catalog.retold_by(entry)
        file = corpus / DIGEST / f"{entry.doc}.md"
        if about is None or not file.is_file():
            continue
        if about.doc in at_hand:
            digest = sections_with_footnotes(read(file))
            pairs.append(_Pair(file, digest, at_hand[about.doc], about))
        else:
            absent.append(entry.doc)
    if not pairs:
        raise IndexProblem(
            f"No digest in {corpus / DIGEST} has its original in {originals}. Give the folder "
            "with the reports and responses."
        )
    return pairs, tuple(absent)


def _originals(folder: Path, catalog: Catalog) -> dict[str, list[Section]]:
    """The catalogue's documents in a folder, as sections, by their names in the catalogue."""
    found: dict[str, list[Section]] = {}
    for file in expand([folder]):
        try:
            transcript = read(file)
        except UnreadableDocument as error:
            raise IndexProblem(f"{file} cannot be read: {error}.") from error
        text = "\n".join(block.text for block in transcript.blocks)
        entry = catalog.recognise(file.stem, transcript.title, text)
        if entry and entry.kind != "digest":
            found.setdefault(entry.doc, sections_with_footnotes(transcript))
    return found


def _vocabulary(pairs: Sequence[_Pair]) -> Vocabulary:
    return vocabulary(text_of(sections) for p in pairs for sections in (p.original, p.digest))


def _compared(pair: _Pair) -> Iterator[tuple[Section, str, str]]:
    """Each section of the digest with its own text and its source's."""
    for section in pair.digest:
        own = "\n".join(block.text for block in section.blocks)
        if own:
            yield section, own, text_of(_sources(pair, section, own))


def _sources(pair: _Pair, section: Section, own: str) -> list[Section]:
    """What a section of the digest retells, and the other sections that it says it draws on."""
    sources = source_of(section, pair.digest, pair.original)
    for number in dict.fromkeys(_REFERRED.findall(own)):
        sources += [s for s in pair.original if s.label == number and s not in sources]
    return sources


def _beside(
    pair: _Pair, section: Section, own: str, source: str, known: Vocabulary
) -> list[Finding]:
    """What the digest's section says beside its source, in order.

    Of the document itself (title, number, organisation) it may speak anywhere, and it may refer to
    any section that the document has. Letters and slides have their names in heads, signatures and
    frames, so a name may stand anywhere in them.
    """
    source = f"{source}\n\n{_itself(pair.about)} {section.label}"
    numbers = {s.number for s in pair.original if s.number}
    named_in = source if numbers else f"{source}\n\n{text_of(pair.original)}"
    found: list[Figure | Name] = [
        *(f for f in beside(own, source) if f.key not in numbers),
        *names_beside(own, Words(named_in, known.explained), known),
    ]
    return [
        Finding(pair.file.name, section.label, fact.text, _context(own, fact.start, fact.text))
        for fact in sorted(found, key=lambda fact: fact.start)
    ]


def _itself(entry: Entry) -> str:
    parts = (entry.title, entry.reference, entry.organisation, entry.dnr, entry.date, *entry.names)
    return " ".join(part for part in parts if part)


def _context(text: str, start: int, fact: str) -> str:
    return " ".join(text[max(0, start - 60) : start + len(fact) + 40].split())


def as_line(finding: Finding) -> str:
    """A finding as one line: "file:section: fact (words around it)"."""
    return f"{finding.file}:{finding.section}: {finding.fact} (… {finding.context} …)"


def as_text(check: Check) -> str:
    """A check as lines: each finding, each needless deviation, and what was compared."""
    needless = (
        f"{FILE}: {', '.join(d.facts)} (allowed, but no longer needed)" for d in check.unused
    )
    missing = f" No original at hand for {', '.join(check.absent)}." if check.absent else ""
    end = f"{check.sections} sections compared, {len(check.findings)} facts beside their source."
    return "\n".join([*map(as_line, check.findings), *needless, end + missing])


def as_json(check: Check) -> str:
    """A check as one JSON object."""
    return json.dumps(
        {
            "clean": check.clean,
            "sections": check.sections,
            "findings": [asdict(finding) for finding in check.findings],
            "absent": check.absent,
            "unused": [deviation.model_dump() for deviation in check.unused],
        },
        ensure_ascii=False,
    )
