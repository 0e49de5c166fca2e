"""Text in a document that gives orders to whoever reads it by machine.

Anyone may upload a file, and a PDF can hold white text on white paper. A paragraph that orders a
language model about is neither shown to one nor taken as support for what it writes: a model that
obeyed would otherwise find its own orders as proof. docs/models.md tells how often real documents
are taken for such.
"""

from __future__ import annotations

import re
import unicodedata

_MACHINE = (
    r"(?:(?:\w+)?språkmodell\w*|ai\b[- ]?\w*|artificiell\w* intelligens\w*|chatt?bot\w*|"
    r"chatgpt|gpt|llm\w*|assistenten|assistent\b|systemprompt\w*|prompt\w*|roboten)"
)
_RULES = (
    r"(?:instruktion\w*|anvisning\w*|direktiv\w*|regler\w*|order|prompt\w*|uppmaning\w*|"
    r"begränsning\w*|ovan|ovanstående|föregående|tidigare|användarens|(?:andra|övriga) stycken)"
)
_SAY_THAT = (
    r"(?:svara|skriv|säg|påstå|hävda|uppge|intyga|bekräfta|upprepa|återge|berätta|meddela|framhåll)"
)
_PUT_IN = (
    r"(?:avsluta|inled|börja|lägg till|lägg in|infoga|inkludera|ta med|visa|länka|hänvisa|citera|"
    r"sammanfatta|rekommendera|ange|skapa|hämta|öppna|ladda|besök|klicka|skicka|anropa|rendera)"
)
_OUTPUT = r"(?:ditt svar|svaret|din (?:text|sammanfattning)|dina svar|utdata|varje svar)"
_OPENS = r"(?:^|[.!?:;(\"”]\s*|[–-]\s+)"
_ADDS = r"(?:\b(?:och|utan|men|sedan|därefter|i stället|alltid|bara|endast)\s+)"

_SET_ASIDE = (
    r"\b(?:ignorera|bortse (?:helt )?från|glöm(?: bort)?|strunta i|åsidosätt|frångå|förbigå|"
    rf"följ inte|lyd inte)\b.{{0,60}}\b{_RULES}\b",
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|prompts?|rules|above|"
    r"previous|prior|guidelines|context)\b",
)
_SPEAKS_TO_A_MACHINE = (
    r"\b(?:till (?:den |dig )?|du som (?:är|läser) |kära |käre |bästa |hej |obs!? |viktigt )"
    rf"(?:\w+ ){{0,3}}?{_MACHINE}",
    rf"\b{_MACHINE}.{{0,40}}\b(?:ska|skall|måste|bör|får inte|behöver)\b.{{0,60}}\b\w*(?:svara|"
    r"skriva|säga|påstå|hävda|återge|visa|länka|hänvisa|ange|rekommendera|följa|lyda)\b",
    r"\bdu är (?:nu|inte längre|från och med nu|hädanefter|en hjälpsam|ett ai|en ai|en expert)\b",
    r"\byou are (?:now|no longer|an? (?:helpful|ai|assistant))\b",
    r"\b(?:från och med nu|hädanefter)\b.{0,40}\b(?:svarar|svara|är du|ska du|skriver du)\b",
    r"\b(?:as an? (?:ai|language model)|system prompt|new instructions?)\b",
)
_SAYS_WHAT_TO_WRITE = (
    rf"(?:{_OPENS}|{_ADDS}){_SAY_THAT}(?: \w+){{0,4}}?"
    r"(?: att\b| som om\b|:| (?:på )?engelska\b| ordagrant\b)",
    rf"{_OPENS}{_PUT_IN}(?: \w+){{0,4}}?(?::| ordagrant\b)",
    rf"(?:{_OPENS}|{_ADDS})(?:{_SAY_THAT}|{_PUT_IN})\b.{{0,80}}\b{_OUTPUT}\b",
    rf"\b{_OUTPUT}\b.{{0,40}}\b(?:ska|skall|måste|bör|får)\b.{{0,60}}\b(?:innehålla|vara|börja|sluta|"
    r"avslutas|inledas|lyda|säga|länka|hänvisa)\b",
    r"\b(?:om|när|då) (?:någon|användaren|läsaren|man|du)\b.{0,30}\bfråga\w*.{0,60}"
    rf"\b(?:{_SAY_THAT}|{_PUT_IN})\b",
    r"\b(?:användaren|den som frågar)\b.{0,60}\b(?:ska|måste|bör) (?:inte )?(?:få|veta|se|uppmanas|"
    r"ombes|klicka|besöka|skicka)",
    r"\b(?:respond|answer|reply|say|write|output|print|repeat|include|append) (?:only|with|that|in|"
    r"the following|exactly|this|a link)\b",
)
_PLAYS_A_ROLE = (
    r"<\|?\s*/?\s*(?:im_start|im_end|system|assistant|user|endoftext|eot_id|sys|inst)\b[^>]*>",
    r"\[/?(?:inst|sys|system)\]|#{2,}\s*(?:system|instruction|response|instruktion|human)",
    r"^\W*(?:system|assistant|assistent|user|human|användare|operatör|administratör|utvecklare)"
    r"(?:meddelande|message|prompt)?\s*:",
    r"(?-i:\b(?:SYSTEM|ASSISTANT|USER|INST)\b)\s*:",
    r"(?:^|[.!?]\s+)\W*(?:\w+ ){0,3}(?:system)?(?:instruktion|anvisning|meddelande|order)\w*"
    r"(?: till \w+(?: \w+)?)?\s*:",
    r"</?\s*(?:stycke|stycken|data|dokument|document|context|passage|källa|source|utdrag)\b[^>]*>",
    r"\b(?:slut|end) (?:på|of|på alla) (?:data|dokument\w*|stycken?a?|stycket|källor\w*|"
    r"uppgifter\w*|passages?|context|utdrag\w*|document\w*)",
)
_LOADS = (
    r"!\[[^\]]*\]\(|<\s*(?:img|script|iframe|svg|link|meta|style|object|embed|form|video|audio)\b",
    r"\b(?:javascript|vbscript|data):\S",
    r"[A-Za-z0-9+/]{80,}={0,2}",
)
_KINDS = (_SET_ASIDE, _SPEAKS_TO_A_MACHINE, _SAYS_WHAT_TO_WRITE, _PLAYS_A_ROLE, _LOADS)
_ORDERS = re.compile(
    "|".join(pattern for kind in _KINDS for pattern in kind), re.IGNORECASE | re.MULTILINE
)
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_SPACED_OUT = re.compile(r"\b(?:\w[ ._·-]){7,}\w\b")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")


def visible(text: str) -> str:
    """A text without the signs that nobody sees: zero width, direction, control, private use."""
    text = unicodedata.normalize("NFC", text)
    if text.replace("\n", "").isprintable():  # as nearly all are, and quickly told
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)


def gives_orders(text: str) -> bool:
    """Whether a text tells a language model what to do."""
    seen = unicodedata.normalize("NFKC", visible(text))
    if _ORDERS.search(seen) or _SPACED_OUT.search(seen):
        return True
    joined = " ".join(seen.split())
    return joined != seen.strip() and bool(_ORDERS.search(joined) or _SPACED_OUT.search(joined))


def without_orders(text: str) -> str:
    """A passage's text with each paragraph that gives orders blanked out.

    Every character keeps its place, so that what is found in it is found in the passage.
    """
    return _PARAGRAPH.sub(
        lambda p: re.sub(r"\S", " ", p.group()) if gives_orders(p.group()) else p.group(), text
    )
