"""Text in a document that gives orders to whoever reads it by machine.

Anyone may upload a file, and a PDF can hold white text on white paper. A paragraph that orders a
language model about is neither shown to one nor taken as support for what it writes: a model that
obeyed would otherwise find its own orders as proof. docs/models.md tells how often real documents
are taken for such.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.writer.plain import visible

_MACHINE = (
    r"(?:språkmodell\w*|(?:stora? )?modellen|ai\b[- ]?\w*|artificiell\w* intelligens\w*|chatt?bot\w*|"
    r"chatgpt|gpt|llm\w*|assistenten|assistent\b|systemprompt\w*|prompt\w*|roboten|den maskin\w*)"
)
_SAY = (
    r"(?:svara|skriv|säg|påstå|hävda|uppge|intyga|bekräfta|upprepa|återge|redovisa|rekommendera|"
    r"avsluta|inled|börja|lägg till|lägg in|infoga|inkludera|ta med|visa|länka|hänvisa|påpeka|"
    r"citera|sammanfatta|framhåll|meddela|berätta|ange|skapa|hämta|öppna|ladda|besök|klicka|"
    r"skicka|anropa|rendera)"
)
_RULES = r"(?:instruktion\w*|anvisning\w*|direktiv\w*|regler\w*|order|prompt\w*|uppmaning\w*|begränsning\w*)"
_OUTPUT = r"(?:ditt svar|svaret|din (?:text|sammanfattning)|dina svar|utdata|varje svar)"

_ORDERS = re.compile(
    "|".join(
        (
            # "Ignorera tidigare instruktioner", "glöm allt ovan"
            rf"\b(?:ignorera|bortse (?:helt )?från|glöm(?: bort)?|strunta i|åsidosätt|frångå|förbigå|"
            rf"följ inte|lyd inte|åsidosätta|ignoreras)\b.{{0,60}}(?:\b{_RULES}|\b(?:ovan|ovanstående|"
            rf"föregående|tidigare|användarens|andra stycken)\b)",
            r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|prompts?|rules|"
            r"above|previous|prior|guidelines|context)\b",
            # "Till den språkmodell som läser", "Du som är en AI", "assistenten ska svara"
            rf"\b(?:till|du som (?:är|läser)|kära|käre|bästa|hej|obs!?|viktigt)\b.{{0,30}}\b{_MACHINE}",
            rf"\b{_MACHINE}.{{0,40}}\b(?:ska|skall|måste|bör|får inte|behöver)\b.{{0,60}}\b\w*(?:svara|"
            r"skriva|säga|påstå|hävda|återge|visa|länka|hänvisa|ange|rekommendera|följa|lyda)\b",
            r"\bdu är (?:nu|inte längre|från och med nu|hädanefter|en hjälpsam|ett ai|en ai|en expert)\b",
            r"\byou are (?:now|no longer|an? (?:helpful|ai|assistant))\b",
            r"\b(?:från och med nu|hädanefter)\b.{0,40}\b(?:svarar|svara|är du|ska du|skriver du)\b",
            # "Svara att …", "skriv i ditt svar", "om någon frågar, säg"
            rf"(?:^|[.!?:;,(\"”–-]\s*|\b(?:och|utan|men|sedan|därefter|i stället|alltid|bara)\s+){_SAY}"
            rf"(?: \w+){{0,4}}?(?: att\b| som om\b|:|(?: på)? engelska\b| ordagrant\b|.{{0,80}}\b{_OUTPUT}\b)",
            rf"\b{_OUTPUT}\b.{{0,40}}\b(?:ska|skall|måste|bör|får)\b.{{0,60}}\b(?:innehålla|vara|börja|"
            r"sluta|avslutas|inledas|lyda|säga|länka|hänvisa)\b",
            rf"\b(?:om|när|då) (?:någon|användaren|läsaren|man|du)\b.{{0,30}}\bfråga\w*.{{0,60}}\b{_SAY}\b",
            r"\b(?:användaren|den som frågar)\b.{0,60}\b(?:ska|måste|bör) (?:inte )?(?:få|veta|se|"
            r"uppmanas|ombes|klicka|besöka|skicka)",
            r"\b(?:respond|answer|reply|say|write|output|print|repeat|include|append)\b (?:only|with|"
            r"that|in|the following|exactly|this|a link)\b",
            r"\b(?:as an? (?:ai|language model)|system prompt|new instructions?)\b",
            # roles, fake ends of the data, labels
            r"<\|?\s*/?\s*(?:im_start|im_end|system|assistant|user|endoftext|eot_id|sys|inst)\b[^>]*>",
            r"\[/?(?:inst|sys|system)\]|#{2,}\s*(?:system|instruction|response|instruktion|human)",
            r"^\W*(?:system|assistant|assistent|user|human|användare|operatör|administratör|utvecklare)"
            r"(?:meddelande|message|prompt)?\s*:",
            r"^\W*(?:\w+ ){0,3}(?:system)?(?:instruktion|anvisning|meddelande|order|uppgift)\w*"
            r"(?: till \w+(?: \w+)?)?\s*:",
            r"</?\s*(?:stycke|stycken|data|dokument|document|context|passage|källa|source|utdrag)\b[^>]*>",
            r"\b(?:slut|end) (?:på|of|på alla) (?:data|dokument\w*|stycken?a?|stycket|källor\w*|uppgifter\w*|"
            r"passages?|context|utdrag\w*|document\w*)",
            # things to load, or hidden from the reader
            r"!\[[^\]]*\]\(|<\s*(?:img|script|iframe|svg|link|meta|style|object|embed|form|video|audio)\b",
            r"\b(?:javascript|vbscript|data):\S",
            r"[A-Za-z0-9+/]{80,}={0,2}",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
_SPACED_OUT = re.compile(r"\b(?:\w[ ._·-]){7,}\w\b")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")


def gives_orders(text: str) -> bool:
    """Whether a text tells a language model what to do."""
    seen = unicodedata.normalize("NFKC", visible(text))
    joined = re.sub(r"\s+", " ", seen)
    return bool(_ORDERS.search(seen) or _ORDERS.search(joined) or _SPACED_OUT.search(joined))


def without_orders(text: str) -> str:
    """A passage's text with each paragraph that gives orders blanked out.

    Every character keeps its place, so that what is found in it is found in the passage.
    """
    return _PARAGRAPH.sub(
        lambda p: re.sub(r"\S", " ", p.group()) if gives_orders(p.group()) else p.group(), text
    )
