"""As much of a page's style sheets as tells headings and hidden text: rules for single classes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_COMMENT = re.compile(r"<!--|-->|/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"^\w*\.([\w-]+)$")
_SIZE = re.compile(r"(\d{1,4}(?:\.\d+)?)(px|pt)")
_WEIGHT = re.compile(r"\b(?:bold|bolder|[6-9]00)\b")
_POINT = 4 / 3  # pixels
_MOST_SHEET = 2_000_000  # characters
_BOLD_TAGS = ("b", "strong", "th")


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks: bold, its size in pixels where one is stated, shown at all."""

    bold: bool = False
    size: float | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The style sheets' rules by class: property -> value."""

    rules: dict[str, dict[str, str]]

    @classmethod
    def of(cls, sheets: Iterable[str]) -> Styles:
        """Read style sheets; what they say of more than a class is left aside."""
        rules: dict[str, dict[str, str]] = {}
        for sheet in sheets:
            for selectors, body in _RULE.findall(_COMMENT.sub("", sheet[:_MOST_SHEET])):
                declared = _declarations(body)
                for selector in selectors.split(","):
                    match = _SELECTOR.match(selector.strip())
                    if match:
                        rules.setdefault(match[1], {}).update(declared)
        return cls(rules)

    def look(self, element: HtmlElement, around: Look) -> Look:
        """The look of an element that stands in text of another look."""
        declared: dict[str, str] = {}
        for name in (element.get("class") or "").split():
            declared |= self.rules.get(name, {})
        declared |= _declarations(element.get("style") or "")
        font = declared.get("font", "")
        weight = declared.get("font-weight", font)
        size = _SIZE.search(declared.get("font-size", font))
        bold = around.bold or element.tag in _BOLD_TAGS
        if weight:
            bold = bool(_WEIGHT.search(weight))
        hidden = (
            around.hidden
            or declared.get("display") == "none"
            or declared.get("visibility") == "hidden"
            or element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
        )
        pixels = float(size[1]) * (_POINT if size[2] == "pt" else 1) if size else around.size
        return Look(bold, pixels, hidden)


def _declarations(body: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in body.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip()
        for name, colon, value in pairs
        if colon
    }
