"""A model's text as plain text: nothing in it is markup, an address, or a sign one cannot see."""

from __future__ import annotations

import re

from assistant.orders import visible

ADDRESS_REMOVED = "(adress borttagen)"

_ROLE = re.compile(r"<\|[^|<>]{0,40}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)?")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)[^)]*\)?")
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,2000}>")
_ADDRESS = re.compile(
    r"\b(?:https?|ftp|file|data|javascript|mailto|vbscript):[^\s]+"
    r"|(?<![\w/.:])//[\w-]+\.[^\s]+|\bwww\.[^\s]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)+/[^\s]*"
    r"|\b[a-z0-9-]{2,}(?:\.[a-z0-9-]+)*\.(?:se|com|org|net|nu|eu|io|info|example|invalid|test)\b",
    re.IGNORECASE,
)
_LINE_MARKUP = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*•+]\s+|\d{1,2}[.)]\s+|```\w*|\|)\s*")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|`{1,3}|~~)(?=\S)(.+?)(?<=\S)\1")


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """One sentence without markup and addresses, and the addresses that stood in it."""
    text = _ROLE.sub(" ", visible(text))
    found: list[str] = []
    text = _IMAGE.sub(lambda image: _without(image, found), text)
    text = _LINK.sub(lambda link: _without(link, found), text)
    found += [address for tag in _TAG.findall(text) for address in _ADDRESS.findall(tag)]
    text = _TAG.sub(" ", text)
    found += _ADDRESS.findall(text)
    text = _ADDRESS.sub(ADDRESS_REMOVED, text)
    text = _EMPHASIS.sub(r"\2", _LINE_MARKUP.sub("", text))
    return " ".join(text.split()), tuple(found)


def _without(match: re.Match[str], found: list[str]) -> str:
    """The words of a link or image; its address is noted and goes."""
    found.append(match.group())
    return f" {match[1]} {ADDRESS_REMOVED} "
