"""Words into pieces: a unigram vocabulary without word marks, so that compounds share their parts.

*skola* is the same piece in "skola", "förskola" and "skolan": a bag of pieces needs no word marks,
and Swedish compounds and endings then fall back on what their parts mean. Lower-casing and the
removal of punctuation live in the tokenizer's own normalizer, so that ``tokenizer.json`` alone
gives the same pieces everywhere.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"


def train(texts: Iterable[str], size: int, damping: float) -> Tokenizer:
    """A unigram tokenizer of at most ``size`` pieces, row 0 being the unknown.

    Words are counted and the counts raised to ``damping`` (0: every word form once, 1: as often as
    it stands in the text). Damped counts give pieces that are nearer to morphemes
    (Creutz & Lagus 2007 on Morfessor; Virpioja et al. 2011).
    """
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace("\u00ad", ""),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"[^\p{L}\p{N}]+"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.UnigramTrainer(
        vocab_size=size + size // 50,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=20,
        shrinking_factor=0.75,
        show_progress=False,
    )
    tokenizer.train_from_iterator(_damped(_words(tokenizer, texts), damping), trainer)
    return _settled(tokenizer, size)


def _settled(tokenizer: Tokenizer, size: int) -> Tokenizer:
    """The ``size`` likeliest pieces in a fixed order, with rounded log probabilities.

    The trainer sums in the order of a hash table, so that the last digits, and with them the order
    of the pieces, differ from run to run. Single letters stay: with them every word can be split.
    """
    state = json.loads(tokenizer.to_str())
    pieces = [(piece, round(score, 6)) for piece, score in state["model"]["vocab"]]
    found = [(piece, score) for piece, score in pieces if piece != UNKNOWN]
    found.sort(key=lambda entry: (len(entry[0]) > 1, -entry[1], entry[0]))
    kept = sorted(found[: size - 1], key=lambda entry: (-entry[1], entry[0]))
    state["model"]["vocab"] = [(UNKNOWN, 0.0), *kept]
    state["model"]["unk_id"] = 0
    return Tokenizer.from_str(json.dumps(state))


def _words(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for text in texts:
        words.update(tokenizer.normalizer.normalize_str(text).split())
    return words


def _damped(words: Counter[str], damping: float) -> Iterator[str]:
    for word, count in sorted(words.items()):
        if count > 1:
            yield " ".join([word] * round(count**damping))
