"""The text a page draws, string by string, with place, size and face.

A walk over the content stream that keeps just enough of the graphics state to know where each
string stands. Render mode and colour are left aside: the hidden text over a scanned picture is
text too.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from math import hypot

from pypdf import PageObject
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from ingest.read.pdf.fonts import UNKNOWN, Face, face_of, letter, plain_face
from ingest.read.pdf.operations import Operand, operations

log = logging.getLogger(__name__)

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
WORD_GAP = 0.6  # of a space: kerning inside words stays below, justified spaces above
CELL_GAP = 1.5  # of the font size: wider gaps part the cells of a table
_DEEPEST_FORM = 6
_LONGEST_CONTENT = 30_000_000  # bytes
_MOST_RULES = 4000
_THIN = 2.0  # rectangles up to this thickness are drawn as lines
_SHORT = 6.0  # shorter lines part nothing

# What pypdf and its filters raise on damaged objects, beside their own errors.
MALFORMED = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip


@dataclass(slots=True)
class Run:
    """A string as drawn: from `x0` to `x1` on the baseline `y`, in the direction of reading.

    `turn` counts quarter turns against the clock; x and y are those of the page turned back so
    that the text stands upright. `size`, `ascent` and `descent` are in points.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    ascent: float
    descent: float
    space: float
    turn: int = 0


@dataclass(slots=True)
class Drawing:
    """What a page draws that matters for reading.

    Text; level rules (x0, x1, y), upright ones (y0, y1, x).
    """

    runs: list[Run] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    uprights: list[tuple[float, float, float]] = field(default_factory=list)
    budget: int = 3_000_000  # operations that may still be read


class FontShelf:
    """The faces of a document; pages share fonts, so each is read once."""

    def __init__(self) -> None:
        self._faces: dict[tuple[int, int], Face] = {}

    def face(self, reference: object) -> Face:
        """The face for an entry of a page's font resources."""
        key = (id(reference), 0)
        if isinstance(reference, IndirectObject):
            key = (reference.idnum, reference.generation)
            if key in self._faces:
                return self._faces[key]
        self._faces[key] = face = self._read(reference)
        return face

    @staticmethod
    def _read(reference: object) -> Face:
        resource = reference.get_object() if isinstance(reference, IndirectObject) else reference
        if not isinstance(resource, DictionaryObject):
            return plain_face()
        try:
            return face_of(resource)
        except MALFORMED as error:
            log.warning("font %s cannot be read: %s", resource.get("/BaseFont"), error)
            return plain_face()


def drawing_of(page: PageObject, shelf: FontShelf) -> Drawing:
    """What a page draws.

    Raises one of MALFORMED where the page's content cannot be had or is past all measure.
    """
    drawing = Drawing()
    walk = _Walk(drawing, shelf)
    walk.read(_content(page), _dictionary(page.get("/Resources")), IDENTITY, 0)
    return drawing


def _content(page: PageObject) -> bytes:
    """The bytes of a page's content; its parts may break between any two tokens."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if isinstance(contents, ArrayObject):
        parts = [part.get_object() for part in contents]
    else:
        parts = [contents]
    streams = [part.get_data() for part in parts if isinstance(part, StreamObject)]
    if sum(map(len, streams)) > _LONGEST_CONTENT:
        raise LimitReachedError("the page's content is too long")
    return b"\n".join(streams)


def _dictionary(thing: object) -> DictionaryObject:
    if isinstance(thing, IndirectObject):
        thing = thing.get_object()
    return thing if isinstance(thing, DictionaryObject) else DictionaryObject()


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n  # noqa: E741
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    )


@dataclass(slots=True)
class _State:
    """The part of the graphics state that `q` keeps and `Q` brings back."""

    matrix: Matrix
    face: Face
    size: float = 1.0
    letter_gap: float = 0.0
    word_gap: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def copy(self) -> _State:
        return _State(
            self.matrix, self.face, self.size, self.letter_gap, self.word_gap, self.stretch,
            self.leading, self.rise,
        )  # fmt: skip


class _Walk:
    """One pass over a content stream and the forms it draws."""

    def __init__(self, drawing: Drawing, shelf: FontShelf) -> None:
        self._drawing = drawing
        self._shelf = shelf
        self._fonts = DictionaryObject()
        self._forms = DictionaryObject()
        self._state = _State(IDENTITY, plain_face())
        self._line: Matrix = IDENTITY
        self._text: Matrix = IDENTITY
        self._point = (0.0, 0.0)
        self._path: list[tuple[bool, float, float, float]] = []
        self._depth = 0

    def read(self, data: bytes, resources: DictionaryObject, matrix: Matrix, depth: int) -> None:
        """Read one stream."""
        if b"BT" not in data and b"Do" not in data:
            return  # a drawing without words
        self._fonts = _dictionary(resources.get("/Font"))
        self._forms = _dictionary(resources.get("/XObject"))
        self._state.matrix = matrix
        self._depth = depth
        stack: list[_State] = []
        drawing = self._drawing
        for operator, operands in operations(data):
            drawing.budget -= 1
            if drawing.budget < 0:  # forms that draw forms that draw forms
                raise LimitReachedError("the page draws too much")
            if operator == b"q":
                if len(stack) < 512:
                    stack.append(self._state.copy())
            elif operator == b"Q":
                if stack:
                    self._state = stack.pop()
            else:
                handler = _HANDLERS.get(operator)
                if handler:
                    handler(self, operands)

    # Text: where

    def _begin(self, _: list[Operand]) -> None:
        self._line = self._text = IDENTITY

    def _place(self, operands: list[Operand]) -> None:
        numbers = _numbers(operands, 6)
        if numbers:
            a, b, c, d, e, f = numbers
            self._line = self._text = (a, b, c, d, e, f)

    def _move(self, operands: list[Operand]) -> None:
        numbers = _numbers(operands, 2)
        if numbers:
            self._line = multiply((1, 0, 0, 1, numbers[0], numbers[1]), self._line)
            self._text = self._line

    def _move_leading(self, operands: list[Operand]) -> None:
        numbers = _numbers(operands, 2)
        if numbers:
            self._state.leading = -numbers[1]
            self._move(operands)

    def _next_line(self, _: list[Operand]) -> None:
        self._line = multiply((1, 0, 0, 1, 0, -self._state.leading), self._line)
        self._text = self._line

    # Text: how

    def _font(self, operands: list[Operand]) -> None:
        if len(operands) == 2 and isinstance(operands[0], str):
            name = "/" + operands[0]
            reference = self._fonts.raw_get(name) if name in self._fonts else None
            self._state.face = self._shelf.face(reference) if reference else plain_face()
            self._state.size = _number(operands[1])

    def _letter_gap(self, operands: list[Operand]) -> None:
        self._state.letter_gap = _number(operands[0]) if operands else 0.0

    def _word_gap(self, operands: list[Operand]) -> None:
        self._state.word_gap = _number(operands[0]) if operands else 0.0

    def _stretch(self, operands: list[Operand]) -> None:
        self._state.stretch = (_number(operands[0]) if operands else 100.0) / 100

    def _leading(self, operands: list[Operand]) -> None:
        self._state.leading = _number(operands[0]) if operands else 0.0

    def _rise(self, operands: list[Operand]) -> None:
        self._state.rise = _number(operands[0]) if operands else 0.0

    # Text: what

    def _show(self, operands: list[Operand]) -> None:
        if operands and isinstance(operands[0], bytes):
            self._show_all(operands[:1])

    def _show_array(self, operands: list[Operand]) -> None:
        if operands and isinstance(operands[0], list):
            self._show_all(operands[0])

    def _show_next(self, operands: list[Operand]) -> None:
        self._next_line([])
        self._show(operands)

    def _show_spaced(self, operands: list[Operand]) -> None:
        if len(operands) == 3:
            self._state.word_gap = _number(operands[0])
            self._state.letter_gap = _number(operands[1])
            self._next_line([])
            self._show(operands[2:])

    def _show_all(self, parts: list[Operand]) -> None:
        """Draw strings with the moves between them, as one run as long as it is one cell."""
        state = self._state
        face = state.face
        em = state.size * state.stretch
        pieces: list[str] = []
        start = pen = 0.0
        for part in parts:
            if isinstance(part, bytes):
                text, width = self._string(part)
                pieces.append(text)
                pen += width
            elif isinstance(part, float):
                move = -part / 1000
                if move > CELL_GAP and pieces:
                    self._emit("".join(pieces), start, pen)
                    pieces, start = [], pen + move * em
                elif move > WORD_GAP * face.space and pieces and not pieces[-1].endswith(" "):
                    pieces.append(" ")
                elif not pieces:
                    start = pen + move * em
                pen += move * em
        if pieces:
            self._emit("".join(pieces), start, pen)
        self._text = multiply((1, 0, 0, 1, pen, 0), self._text)

    def _string(self, string: bytes) -> tuple[str, float]:
        """The letters of a string and how far it moves the pen, in text space."""
        state = self._state
        face = state.face
        codes = face.codes(string)
        letters, widths, default = face.letters, face.widths, face.default
        if face.wide:
            text = "".join([letters[c] if c in letters else _unmapped(c) for c in codes])
        else:
            text = "".join([letters[c] for c in codes])
        width = sum([widths.get(c, default) for c in codes]) * state.size
        if state.letter_gap:
            width += state.letter_gap * len(codes)
        if state.word_gap and not face.wide:
            width += state.word_gap * string.count(b" ")
        return text, width * state.stretch

    def _emit(self, text: str, start: float, end: float) -> None:
        """Keep a run that stands from `start` to `end` in text space."""
        if not text or text.isspace():
            return
        state = self._state
        face = state.face
        em = state.size * state.stretch
        # The box shall hold the letters, not the spaces around them.
        start += (len(text) - len(text.lstrip(" "))) * face.space * em
        end -= (len(text) - len(text.rstrip(" "))) * face.space * em
        a, b, c, d, e, f = multiply(self._text, state.matrix)
        size = abs(state.size) * hypot(c, d)
        if size < 0.1:
            return
        rise = state.rise
        x = a * start + c * rise + e
        y = b * start + d * rise + f
        length = max(end - start, 0.0) * hypot(a, b)
        turn = _turn(a, b, state.size)
        if turn == 1:
            x, y = y, -x
        elif turn == 2:
            x, y = -x, -y
        elif turn == 3:
            x, y = -y, x
        self._drawing.runs.append(
            Run(
                text,
                x,
                x + length,
                y,
                size,
                face.bold,
                face.italic,
                face.ascent * size,
                face.descent * size,
                face.space * size,
                turn,
            )
        )

    # Everything else

    def _transform(self, operands: list[Operand]) -> None:
        numbers = _numbers(operands, 6)
        if numbers:
            a, b, c, d, e, f = numbers
            self._state.matrix = multiply((a, b, c, d, e, f), self._state.matrix)

    def _start_path(self, operands: list[Operand]) -> None:
        numbers = _numbers(operands, 2)
        if numbers:
            self._point = (numbers[0], numbers[1])

    def _line_to(self, operands: list[Operand]) -> None:
        numbers = _numbers(operands, 2)
        if numbers:
            self._stroke(*self._point, numbers[0], numbers[1])
            self._point = (numbers[0], numbers[1])

    def _rectangle(self, operands: list[Operand]) -> None:
        numbers = _numbers(operands, 4)
        if numbers:
            x, y, width, height = numbers
            self._stroke(x, y, x + width, y)
            self._stroke(x, y, x, y + height)
            if abs(height) > _THIN:
                self._stroke(x, y + height, x + width, y + height)
            if abs(width) > _THIN:
                self._stroke(x + width, y, x + width, y + height)

    def _stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Keep a line that is level or upright until it is known whether it will be drawn."""
        a, b, c, d, e, f = self._state.matrix
        if b or c or len(self._path) >= _MOST_RULES:
            return
        left, right = sorted((a * x0 + e, a * x1 + e))
        low, high = sorted((d * y0 + f, d * y1 + f))
        if high - low < 0.5 and right - left > _SHORT:
            self._path.append((True, left, right, low))
        elif right - left < 0.5 and high - low > _SHORT:
            self._path.append((False, low, high, left))

    def _paint(self, _: list[Operand]) -> None:
        drawing = self._drawing
        if len(drawing.rules) + len(drawing.uprights) < _MOST_RULES:
            for level, start, end, place in self._path:
                (drawing.rules if level else drawing.uprights).append((start, end, place))
        self._path = []

    def _forget_path(self, _: list[Operand]) -> None:
        self._path = []

    def _draw_form(self, operands: list[Operand]) -> None:
        if not operands or not isinstance(operands[0], str) or self._depth >= _DEEPEST_FORM:
            return
        form = self._forms.get("/" + operands[0])
        form = form.get_object() if form is not None else None
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return
        matrix = _numbers(list(form.get("/Matrix", [])), 6) or list(IDENTITY)
        a, b, c, d, e, f = matrix
        inner = _Walk(self._drawing, self._shelf)
        inner._state = self._state.copy()
        resources = form.get("/Resources")
        inner.read(
            form.get_data(),
            _dictionary(resources),
            multiply((a, b, c, d, e, f), self._state.matrix),
            self._depth + 1,
        )


def _turn(a: float, b: float, size: float) -> int:
    """Quarter turns of a text matrix; a negative font size draws the other way."""
    if size < 0:
        a, b = -a, -b
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _unmapped(code: int) -> str:
    """A code that the font does not tell the meaning of, taken at its number."""
    return UNKNOWN if 0xD800 <= code < 0xE000 else letter(chr(code))


def _number(operand: object) -> float:
    return float(operand) if isinstance(operand, int | float) else 0.0


def _numbers(operands: list[Operand], count: int) -> list[float] | None:
    """The operands as numbers, or None where they are not as many or not numbers."""
    numbers = [float(o) for o in operands if isinstance(o, int | float)]
    return numbers if len(numbers) == count == len(operands) else None


_HANDLERS = {
    b"BT": _Walk._begin,
    b"Tm": _Walk._place,
    b"Td": _Walk._move,
    b"TD": _Walk._move_leading,
    b"T*": _Walk._next_line,
    b"Tf": _Walk._font,
    b"Tc": _Walk._letter_gap,
    b"Tw": _Walk._word_gap,
    b"Tz": _Walk._stretch,
    b"TL": _Walk._leading,
    b"Ts": _Walk._rise,
    b"Tj": _Walk._show,
    b"TJ": _Walk._show_array,
    b"'": _Walk._show_next,
    b'"': _Walk._show_spaced,
    b"cm": _Walk._transform,
    b"m": _Walk._start_path,
    b"l": _Walk._line_to,
    b"re": _Walk._rectangle,
    b"n": _Walk._forget_path,
    b"Do": _Walk._draw_form,
    **dict.fromkeys((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), _Walk._paint),
}
