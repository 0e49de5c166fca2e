"""Swedish clauses: what may follow "att", where the verb is, how a sentence begins and ends.

Nobody has tagged these words, so the rules are cautious: where none fits for certain they say so,
and the caller uses a form that is right for any words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MODAL = "ska|skall|bör|måste|kan|får|behöver|vill"
# Verbs that points and proposals are made with, in the present tense. A word that may also be a
# noun ("svar", "krav") is not among them.
_PRESENT = frozenset(
    "ska skall bör måste kan får behöver vill är har blir ger gör tar går står finns saknas behövs "
    "krävs gäller innebär medför leder kräver saknar påverkar försvårar underlättar ökar minskar "
    "bidrar drabbar stärker försvagar skapar hindrar förhindrar begränsar motverkar främjar gynnar "
    "missgynnar förutsätter möjliggör kostar hotar skiljer styr driver tappar höjer sänker bygger "
    "undergräver splittrar flyttar lägger ligger ser tror anser menar vet arbetar fungerar "
    "använder bekostar betalar täcker räcker utgår omfattar liknar kommer hinner hamnar binder "
    "låser tvingar passar strider rör berör handlar uppstår utvecklar förbättrar försämrar "
    "förenklar förtydligar förlänger förkortar frigör sparar uppmanas möter når missar "
    "kolliderar tränger slår bidrog saknade innebar ledde fick var hade blev".split()
)
_VERBAL_ENDING = re.compile(r"[a-zåäö]{2,}(?:erar|eras|iserar)$")
# Adverbs that go before the verb after "att", whatever verb it is, and those that do so before a
# modal alone ("bör aktivt forma", but "är aktivt").
_ADVERB = (
    "inte(?: längre| heller)?|alltid|aldrig|också|även|dock|därför|fortfarande|redan|normalt|"
    "i (?:mycket )?(?:högre|större|mindre) (?:grad|utsträckning)|i första hand|i huvudsak|"
    "i stället|framför allt"
)
_OF_MODALS = "oftare|ofta|tillsammans|gemensamt|själva?|först|främst|aktivt|annars|samtidigt"
_WORD_THEN_ADVERB = re.compile(rf"\b(\w+) ({_ADVERB})\b(?! (?:bara|minst|två|tre|\d))")
_MODAL_THEN_ADVERB = re.compile(rf"\b({_MODAL}) ({_OF_MODALS})\b")
# An adverbial that would have to move too, and whose end nobody can tell.
_MODAL_THEN_ADVERBIAL = re.compile(
    rf"\b(?:{_MODAL}) (?:i|på|med|till|genom|av|för|inom|utifrån|hos|vid|under|efter|senast)\b"
)
_FIRST_MODAL = re.compile(rf"\b(?:{_MODAL})\b")
_DEFINITE = re.compile(r"(?:vi|det|de|man|\w+(?:en|et|na))\s+(\w+r)\b", re.IGNORECASE)
_NO_VERB = frozenset(
    "mer fler för under över efter eller per inför utanför framför bortanför men dessutom".split()
)
# What a sentence may begin with before its verb and only then its subject.
_FRONTED = re.compile(
    r"(?:När|Innan|Om|Där|Då|Efter|Före|För|På|I|Vid|Under|Utan|Från|Till|Av|Genom|Med|Hos|Mot|"
    r"Sedan|Eftersom|Samtidigt|Dessutom|Därför|Därmed|Däremot|Enligt|Inom|Mellan|Bland|Utöver|"
    r"Trots|Även|Också|Dock|Nu|Här|Så|Som|Att|Utifrån|Beträffande|Inte|Senast|Varje gång|"
    r"Framför|Särskilt|Först|Däröver|Tills|Medan|Fast|Såvida|Såvitt|Ju)\b"
)
_SUBORDINATING = frozenset("som att när om där eftersom".split())


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The text as a whole sentence: a capital, and a full stop where nothing ends it."""
    text = capital(text.strip())
    return text if re.search(r"[.!?…][”’)\]]*$", text) else f"{text.rstrip(',;:')}."


def joined(parts: Sequence[str]) -> str:
    """Parts in a row: "a, b och c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} och {parts[-1]}"


def is_verb(word: str) -> bool:
    """Whether a word is a finite verb for certain."""
    word = word.strip(",.;:!?()”“\"'").lower()
    return word in _PRESENT or bool(_VERBAL_ENDING.fullmatch(word))


def first_modal(clause: str) -> str:
    """The first "ska", "bör", "måste" … of a clause; empty where there is none."""
    found = _FIRST_MODAL.search(clause)
    return found.group() if found else ""


def is_modal(verb: str) -> bool:
    """Whether a verb is "ska", "bör", "måste" …"""
    return bool(_FIRST_MODAL.fullmatch(verb))


def has_verb(text: str) -> bool:
    """Whether words hold a finite verb of a main clause for certain: one outside "som …" and
    "att …", or what looks like one after a noun in definite form ("nämnden delar bilden")."""
    subject = _DEFINITE.match(text)
    if subject and subject[1].lower() not in _NO_VERB:
        return True
    return bool(main_verb(text))


def main_verb(text: str) -> str:
    """The verb that we know to be the main clause's; empty where that is not certain."""
    words = [word.strip(",").lower() for word in text.split()]
    verb = next((number for number, word in enumerate(words) if number and is_verb(word)), None)
    return words[verb] if verb and not _SUBORDINATING & set(words[:verb]) else ""


def as_subordinate(sentence: str, names: Sequence[str] = ()) -> str | None:
    """A main clause turned so that it can follow "att": its adverbs before the verb, no capital.

    None where it does not begin with its subject, or has no verb that we know. `names` are spelled
    as they are inside a sentence.
    """
    sentence = sentence.strip()
    has_known_verb = any(map(is_verb, sentence.split()[1:]))
    if _FRONTED.match(sentence) or not has_known_verb or ";" in sentence:
        return None
    turned = _WORD_THEN_ADVERB.sub(_turned, sentence)
    turned = _MODAL_THEN_ADVERB.sub(r"\2 \1", turned)
    return None if _MODAL_THEN_ADVERBIAL.search(turned) else _uncapitalised(turned, names)


def _turned(found: re.Match[str]) -> str:
    """The adverb before the verb, where it stood after one."""
    return f"{found[2]} {found[1]}" if is_verb(found[1]) else found.group()


def _uncapitalised(sentence: str, names: Sequence[str]) -> str:
    """The sentence without its capital, unless the first word is a name or an abbreviation."""
    first = sentence.split(" ", 1)[0].strip(",:")
    inside = {word for name in names for word in name.split()}
    is_name = first in inside or (
        len(first) > 1 and (first.isupper() or any(c.isupper() or c.isdigit() for c in first[1:]))
    )
    is_name = is_name or re.search(rf"(?<=[a-zåäö,] ){re.escape(first)}\b", sentence) is not None
    return sentence if is_name else sentence[:1].lower() + sentence[1:]
