"""How evidence is weighed: a network of one hidden layer, beside a plain weighted sum."""

from dataclasses import dataclass

import numpy as np

from fazhi.engines.lookup.postings import Floats

NAMES = (
    *("body_words", "words", "pairs", "heading", "votes", "answer_votes", "nearest", "answer_nearest"),
    *("title_cited", "cited", "unit_best", "title_best", "unit_mean", "beside", "votes_beside"),
    *("synonyms", "bridge", "unit_bridge", "unit_synonyms"),
    *("unit_votes", "title_votes", "unit_answer_votes", "title_answer_votes", "first"),
    *("expected", "profile", "paraphrase", "cover_words", "cover_pairs"),
    *("length", "frame", "statute", "interpretation", "general", "liability", "articles", "fame"),
)
RELATIVE = (
    *("body_words", "words", "pairs", "heading", "unit_best", "title_best", "unit_mean", "beside"),
    *("bridge", "nearest", "answer_nearest", "votes", "answer_votes", "synonyms"),
    *("expected", "profile", "paraphrase", "cover_words", "cover_pairs"),
)
"""Also told as a share of the best candidate's."""
KINDS = (*NAMES, *(f"{name}/best" for name in RELATIVE), "first-best")
"""All kinds of evidence; the last is by how much `first` falls behind the best."""
FARTHEST = 5.0
"""Scaled evidence lies no farther from the middle than this, so that no single number carries an article away."""


@dataclass(frozen=True)
class Network:
    """
    middles, scales      of each kind of evidence, in the order of KINDS
    direct               its weight in the plain sum
    hidden               its weight for each unit, a row a kind of evidence
    thresholds, outputs  of each unit
    """

    middles: Floats
    scales: Floats
    direct: Floats
    hidden: Floats
    thresholds: Floats
    outputs: Floats

    def scores(self, evidence: Floats) -> Floats:
        """What each row of evidence comes to; the differences within one question are log odds."""
        scaled = np.clip((evidence - self.middles) / self.scales, -FARTHEST, FARTHEST)
        units = np.maximum(scaled @ self.hidden + self.thresholds, 0)
        found: Floats = units @ self.outputs + scaled @ self.direct
        return found
