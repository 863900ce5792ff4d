"""The words of every piece of the algebra; the modules mirror those of :mod:`policy_rules.amounts`."""

from policy_rules.wording.pieces import arithmetic, bands, choices, ladders, leaves, thresholds, years
from policy_rules.wording.pieces.base import falls_away, in_words

__all__ = ["arithmetic", "bands", "choices", "falls_away", "in_words", "ladders", "leaves", "thresholds", "years"]
