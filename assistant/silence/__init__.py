"""When the documents do not answer: rules that tell, and words for what is missing.

Each rule is a small function that returns one Swedish sentence, or None where it has nothing to
object. The first that objects decides. An official signs what we write, so an answer beside the
question does more harm than an honest gap.

- orders: questions that no document answers, whatever it says;
- names: who and what is named;
- figures: numbers and sums of money;
- events: what happened afterwards, and what was never proposed;
- matter: whether what was found is about what is asked.
"""

from assistant.silence.evidence import Evidence, Limits
from assistant.silence.judgement import RULES, Judgement, judge

__all__ = ["RULES", "Evidence", "Judgement", "Limits", "judge"]
