"""Tables as text, the same from every kind of file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

BAR = " | "


def table_rows(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Each row's cells parted by bars; rows without a word are left out."""
    for row in rows:
        text = BAR.join(" ".join(cell.split()) for cell in row).rstrip(" |")
        if text.strip(" |"):
            yield text
