"""
The topic of a consultation 咨询类别, out of a set of classes: a linear model of runs of signs, and words that speak for a class.

Two sets: `consult`, twenty classes as a web site's askers chose them, and `hotline`, the sixteen of the 12348 line, which
are reached from the first by a table, and by words of their own. Method and measurements: docs/algorithms/topics.md.
"""

from fazhi.engines.topics.classifying import CONSULT, HOTLINE, SETS, Topic, classify
from fazhi.engines.topics.errors import NoSuchSet, TopicsFault

__all__ = ["CONSULT", "HOTLINE", "SETS", "NoSuchSet", "Topic", "TopicsFault", "classify"]
