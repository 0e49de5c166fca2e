"""The operations of a content stream, read straight from its bytes.

pypdf parses every operand into an object of its own; for text alone that is three quarters of the
time a page takes. Here numbers become floats, strings bytes, names str, arrays lists; dictionaries
are skipped and the data of inline images is jumped over. Damage never raises: what cannot be read
is stepped over, as viewers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Operand = float | bytes | str | list[Any] | None

_TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]*(?:"
    rb"([+-]*(?:\d+\.?\d*|\.\d+))"  # 1 number (some writers give two signs)
    rb"|\(((?:[^()\\]|\\[\x00-\xff])*)\)"  # 2 string without inner brackets
    rb"|([A-Za-z'\"][A-Za-z0-9'\"*]*)"  # 3 operator
    rb"|/([^\x00\t\n\f\r ()<>\[\]{}/%]*)"  # 4 name
    rb"|<([0-9A-Fa-f\x00\t\n\f\r ]*)>"  # 5 hexadecimal string
    rb"|(<<|>>|[\[\]])"  # 6 brackets
    rb"|(\()"  # 7 string with inner brackets
    rb"|(%[^\r\n]*)"  # 8 comment
    rb")"
)
_NUMBER, _STRING, _OPERATOR, _NAME, _HEX, _BRACKET, _NESTED, _COMMENT = range(1, 9)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\x00-\xff])")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LINE_BREAKS = (b"\n", b"\r", b"\r\n")
_IMAGE_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
_STRING_BRACKET = re.compile(rb"\\[\x00-\xff]|[()]")


def operations(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """The operations of a content stream in order: operator, operands."""
    operands: list[Operand] = []
    stack: list[list[Operand]] = []  # arrays and dictionaries still open
    position, end = 0, len(data)
    match = _TOKEN.match
    while position < end:
        token = match(data, position)
        if token is None:
            position += 1
            continue
        position = token.end()
        kind = token.lastindex
        if kind == _NUMBER:
            operands.append(_number(token[1]))
        elif kind == _STRING:
            operands.append(_unescaped(token[2]))
        elif kind == _OPERATOR:
            operator = token[3]
            if stack:  # `true`, `null` inside a dictionary or array, or a bracket never closed
                if operator in (b"true", b"false", b"null"):
                    operands.append(None)
                    continue
                operands, stack = stack[0], []
            if operator == b"ID":
                position = _after_image(data, position)
            yield operator, operands
            operands = []
        elif kind == _NAME:
            operands.append(token[4].decode("latin-1"))
        elif kind == _HEX:
            operands.append(_hexadecimal(token[5]))
        elif kind == _BRACKET:
            operands = _bracket(token[6], operands, stack)
        elif kind == _NESTED:
            text, position = _nested_string(data, position)
            operands.append(text)


def _bracket(bracket: bytes, operands: list[Operand], stack: list[list[Operand]]) -> list[Operand]:
    """The list that takes the next operands, after an opening or closing bracket."""
    if bracket in (b"[", b"<<"):
        stack.append(operands)
        return []
    if not stack:
        return operands
    outer = stack.pop()
    outer.append(operands if bracket == b"]" else None)
    return outer


def _number(digits: bytes) -> float:
    try:
        return float(digits)
    except ValueError:  # "--5", as some writers put a negative number
        return float(digits.lstrip(b"+-")) * (-1 if digits.startswith(b"-") else 1)


def _unescaped(raw: bytes) -> bytes:
    return _ESCAPE.sub(_escape, raw) if b"\\" in raw else raw


def _escape(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code.isdigit() and code < b"8":
        return bytes([int(code, 8) & 255])
    if code in _LINE_BREAKS:
        return b""
    return _ESCAPED.get(code, code)


def _hexadecimal(digits: bytes) -> bytes:
    compact = bytes(byte for byte in digits if byte > 32)
    return bytes.fromhex((compact + b"0" * (len(compact) % 2)).decode("ascii"))


def _nested_string(data: bytes, start: int) -> tuple[bytes, int]:
    """A string holding brackets of its own, from behind the first one, and where it ends."""
    depth = 1
    for match in _STRING_BRACKET.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if depth == 0:
            return _unescaped(data[start : match.start()]), match.end()
    return _unescaped(data[start:]), len(data)


def _after_image(data: bytes, start: int) -> int:
    """Where an inline image ends; its bytes could otherwise look like text operations."""
    end = _IMAGE_END.search(data, start)
    return end.end() if end else len(data)
