"""What the klarspråk check says of the texts of real responses.

python -m tests.plain_language --data DIR [--show 40]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from assistant import Assistant
from assistant.drafting import Basis, Draft, Paragraph, Section, Sentence, Text, Writing
from assistant.drafting.checks.language import language_remarks
from assistant.drafting.readability import lix
from ingest.index import Kind, Settings, split_sentences, words

NOW = datetime(2031, 9, 1, tzinfo=UTC)


def as_draft(texts: list[str]) -> Draft:
    """A draft that says what these texts say, as if its author had written it by hand."""
    paragraphs = tuple(
        Paragraph(
            key=str(number),
            sentences=tuple(
                Sentence(text=" ".join(text[span.start : span.end].split()), basis=Basis.OWN)
                for span in split_sentences(text)
            ),
            writing=Writing(by="rules", when=NOW),
        )
        for number, text in enumerate(texts)
    )
    section = Section(key="s", heading="Text", paragraphs=paragraphs)
    return Draft(text=Text(title="Svar", sections=(section,)))


def main() -> None:
    """Print the figures, and some remarks to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    with closing(Assistant.open(Settings(data=given.data))) as assistant:
        texts = [
            passage.text
            for document in assistant.documents
            if document.kind is Kind.RESPONSE
            for passage in assistant.reading.whole(document.doc)
        ]
    draft = as_draft(texts)
    remarks = list(language_remarks(draft))
    count = sum(len(words(text)) for text in texts)
    print(
        f"{len(remarks)} remarks on {count} words: {1000 * len(remarks) / count:.1f} in a thousand"
    )
    print(f"LIX {lix(' '.join(texts)):.0f}")
    for rule, number in Counter(one.told.split("”")[-1].strip() for one in remarks).most_common(12):
        print(f"{number:4} {rule}")
    assert draft.text
    for remark in random.Random(8).sample(remarks, min(given.show, len(remarks))):
        paragraph = draft.text.paragraph(remark.paragraph)
        assert paragraph
        print(f"- {remark.told} | {paragraph.text[remark.start : remark.end][:160]}")


if __name__ == "__main__":
    main()
