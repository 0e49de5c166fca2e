"""Composing an answer of the documents' own sentences.

- sentence: which sentences can stand in an answer, and what each must bring with it;
- weighing: how likely a sentence, and its passage, is to answer;
- extractor: what is shown, in which order.
"""

from assistant.extract.extractor import Extract, Extractor
from assistant.units import Unit, units

__all__ = ["Extract", "Extractor", "Unit", "units"]
