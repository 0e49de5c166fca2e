"""The text of a draft as HTML. All text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from assistant.drafting import Draft, OwnPosition, Paragraph, Remark, Section, Table, Text
from assistant.pages.markup import quoted_html
from assistant.register import Proposal

_MARK = re.compile(r"\[(\d+)\]")


def section_html(section: Section) -> str:
    """The heading of a section."""
    level = min(section.level + 1, 6)
    return f"<h{level}>{escape(section.heading)}</h{level}>"


def paragraph_html(paragraph: Paragraph, remarks: Sequence[Remark]) -> str:
    """A paragraph with its [1] marks as buttons, what was remarked, and what can be done."""
    edited = '<span class="edited">Ändrat för hand</span>' if paragraph.edit else ""
    model = ""
    if paragraph.writing.by == "model":
        model = f'<span class="model">Skrivet av {escape(paragraph.writing.model)}</span>'
    told = "".join(
        f'<li class="{"must" if remark.must else "advice"}">{escape(remark.told)}</li>'
        for remark in remarks
    )
    notes = f'<ul class="remarks">{told}</ul>' if told else ""
    back = _button("back", paragraph.key, "Återställ") if paragraph.edit else ""
    return (
        f'<div class="paragraph {paragraph.form}" data-key="{escape(paragraph.key)}" '
        'tabindex="-1">'
        f"{_blocks(paragraph)}{notes}"
        f'<p class="acts">{edited}{model}{_button("edit", paragraph.key, "Ändra")}'
        f"{_button('anew', paragraph.key, 'Skriv om stycket')}{back}</p></div>"
    )


def table_html(table: Table) -> str:
    """A table of positions."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.cells)}</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def version_html(
    draft: Draft, facts: Sequence[tuple[str, str]], proposal: Callable[[str], Proposal | None]
) -> str:
    """A draft whole, to read: the case (each fact with its label), the positions, and the text."""
    known = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(fact)}</dd>" for label, fact in facts if fact
    )
    positions = "".join(_position(one, proposal(one.proposal)) for one in draft.positions)
    text = _text(draft.text) if draft.text else "<p>Texten är inte skriven.</p>"
    return (
        f"<h2>Ärendet</h2><dl>{known}</dl>"
        f"<h2>Ställningstaganden</h2>{positions or '<p>Inget förslag är valt.</p>'}"
        f"<h2>Texten</h2>{text}"
    )


def _position(position: OwnPosition, proposal: Proposal | None) -> str:
    told = proposal.sentence if proposal else position.proposal
    stand = position.standpoint.swedish.capitalize() if position.standpoint else "Inget valt"
    points = "".join(f"<li>{escape(point)}</li>" for point in position.points)
    arguments = "".join(quoted_html(one) for one in position.arguments)
    return (
        f"<h3>{escape(told)}</h3><p>{escape(stand)}.</p>"
        f"{f'<ul>{points}</ul>' if points else ''}{arguments}"
    )


def _text(text: Text) -> str:
    html = f"<h3>{escape(text.title)}</h3>"
    for section in text.sections:
        paragraphs = "".join(f"<p>{escape(one.text)}</p>" for one in section.paragraphs)
        table = table_html(section.table) if section.table else ""
        html += f"<h4>{escape(section.heading)}</h4>{paragraphs}{table}"
    return html


def act_of(pressed: str) -> tuple[str, str, int]:
    """What was pressed: the act, the paragraph's key, and the number of a source (0 for none)."""
    act, number, key = pressed.split(" ", 2)
    return act, key, int(number)


def _blocks(paragraph: Paragraph) -> str:
    blocks: Iterable[str] = re.split(r"\n\s*\n", paragraph.text)
    return "".join(f"<p>{_with_marks(block, paragraph)}</p>" for block in blocks if block.strip())


def _with_marks(text: str, paragraph: Paragraph) -> str:
    def marked(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 1 <= number <= len(paragraph.sources):
            return found.group()
        title = escape(paragraph.sources[number - 1].title)
        return (
            f'<button class="mark" type="button" title="{title}" '
            f'data-act="open {number} {escape(paragraph.key)}">[{number}]</button>'
        )

    return _MARK.sub(marked, escape(text))


def _button(act: str, key: str, label: str) -> str:
    return f'<button class="act" type="button" data-act="{act} 0 {escape(key)}">{label}</button>'
