"""The words in which people ask for what an article decides, beside those of its text: 高空抛物 楼上扔东西砸伤人."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.lookup.likeness import Likeness, likeness, question_weight, weights_beside
from fazhi.engines.lookup.postings import Floats, Integers
from fazhi.engines.lookup.tokens import features_of, hashes_of


@dataclass(frozen=True)
class Paraphrases:
    """
    likeness   to the words of each article that has such
    places     of these articles in the index
    frequency  in how many articles' words each feature stands, by its hash
    """

    likeness: Likeness
    places: Integers
    frequency: Mapping[int, int]

    def scores(self, hashes: NDArray[np.uint64], size: int) -> Floats:
        """How like the words of each of `size` articles a question with these features is; 0 of one that has none."""
        count = len(self.places)
        found = np.zeros(size, np.float32)
        found[self.places] = self.likeness.scores(hashes, weights_beside(hashes, self.frequency, count), count)
        return found


def paraphrases(words: Mapping[int, str]) -> Paraphrases:
    """Lay out the words by the articles' places in the index."""
    bags = {place: dict.fromkeys(features_of(words[place])) for place in sorted(words)}
    frequency = Counter(chain.from_iterable(bags.values()))
    weight = {name: question_weight(often, len(bags)) for name, often in frequency.items()}
    weighed = [{name: weight[name] for name in bag} for bag in bags.values()]
    by_hash = dict(zip(hashes_of(list(frequency)).tolist(), frequency.values(), strict=True))
    return Paraphrases(likeness(weighed), np.array(list(bags), np.int32), by_hash)
