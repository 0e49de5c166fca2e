"""Fonts of a PDF: from the bytes of a string to letters and their widths."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pypdf.generic import DictionaryObject

# Not part of pypdf's public face, but the only place that joins encodings, /ToUnicode maps,
# embedded Type 1 encodings and widths. The version is pinned.
from pypdf.generic._font import Font

log = logging.getLogger(__name__)

UNKNOWN = "\ufffd"
NO_LETTER = "\x00"  # what writers give for shapes that stand for no letter, such as odd bullets

# What a reader of text would never want: ligatures are letters set in one piece. Codes for private
# use, such as the bullets of Symbol and Wingdings, stay: a quote must stand in the document.
_LETTERS = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st", "\uf001": "fi", "\uf002": "fl",  # the last two are Apple's
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " ",
    "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "", "\u2060": "",
}  # fmt: skip
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
_UNUSED = (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6


@dataclass(slots=True)
class Face:
    """One font as used for reading: letters and widths by character code.

    Widths, `space`, `ascent` and `descent` are parts of the font size. Codes have one byte, or two
    when `wide`.
    """

    name: str
    bold: bool
    italic: bool
    ascent: float
    descent: float
    space: float
    default: float
    wide: bool
    letters: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)

    def codes(self, string: bytes) -> list[int]:
        """The character codes in a string."""
        if not self.wide:
            return list(string)
        return [string[i] << 8 | string[i + 1] for i in range(0, len(string) - 1, 2)]


@cache
def plain_face() -> Face:
    """What stands in for a font that is missing or cannot be read: Latin letters, half wide."""
    letters = {code: letter(chr(code)) for code in range(256)}
    return Face("", False, False, 0.95, -0.27, 0.25, 0.5, False, letters, {})


def face_of(resource: DictionaryObject) -> Face:
    """The face for a font dictionary."""
    font = Font.from_font_resource(resource)
    wide = isinstance(font.encoding, str)
    descriptor = font.font_descriptor
    scale = _scale(font, resource)
    flags = descriptor.flags if isinstance(descriptor.flags, int) else 0
    face = Face(
        name=font.name,
        bold=bool(_BOLD.search(font.name) or flags & _FORCE_BOLD),
        italic=bool(_ITALIC.search(font.name) or flags & _ITALIC_FLAG),
        # Descriptors are often too small for Å and Ö; the box must cover the letters.
        ascent=min(max(_number(descriptor.ascent) / 1000, 0.95), 1.1),
        descent=max(min(_number(descriptor.descent) / 1000, -0.27), -0.35),
        space=_number(font.space_width) * scale or 0.25,
        default=_number(font.character_widths.get("default", 500)) * scale,
        wide=wide,
    )
    _fill(face, font, scale)
    if _is_windows(resource):
        # Annex D of the PDF reference: codes that this encoding does not use draw a bullet.
        face.letters.update({code: "•" for code in _UNUSED if face.letters[code] == chr(code)})
    return face


def _is_windows(resource: DictionaryObject) -> bool:
    """Whether a simple font has Windows' encoding, with or without differences."""
    encoding = resource.get("/Encoding")
    encoding = encoding.get_object() if encoding is not None else None
    if isinstance(encoding, DictionaryObject):
        encoding = encoding.get("/BaseEncoding")
    return encoding == "/WinAnsiEncoding"


def letter(text: str) -> str:
    """The text of one glyph in the form in which text is kept (NFC, no ligatures)."""
    if text in _LETTERS:
        return _LETTERS[text]
    if len(text) > 1:
        return unicodedata.normalize("NFC", "".join(_LETTERS.get(c, c) for c in text))
    return text


def _fill(face: Face, font: Font, scale: float) -> None:
    """Fill in letters and widths by character code."""
    to_unicode: dict[Any, Any] = font.character_map
    for char, width in font.character_widths.items():
        if len(char) == 1:
            face.widths[ord(char)] = _number(width) * scale
    if isinstance(font.encoding, dict):
        for code in range(256):
            char = font.encoding.get(code, chr(code))
            text = to_unicode.get(char, char) if font.interpretable else UNKNOWN
            face.letters[code] = letter(str(text))
        return
    for char, text in to_unicode.items():
        if isinstance(char, str) and len(char) == 1:
            face.letters[ord(char)] = letter(str(text))
    if not to_unicode and font.encoding != "utf-16-be":
        face.letters = _named_encoding(font.encoding)


def _named_encoding(name: str) -> dict[int, str]:
    """Letters of a two-byte encoding that Python knows by name."""
    letters = {}
    for code in range(0x10000):
        string = code.to_bytes(2, "big").lstrip(b"\x00")
        try:
            letters[code] = letter(string.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return letters


def _scale(font: Font, resource: DictionaryObject) -> float:
    """From glyph units to parts of the font size; only Type 3 fonts choose their own."""
    matrix = resource.get("/FontMatrix")
    if font.sub_type == "Type3" and isinstance(matrix, list) and matrix:
        return abs(_number(matrix[0])) or 0.001
    return 0.001


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
