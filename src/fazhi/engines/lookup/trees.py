"""Regression trees over many candidates at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from fazhi.engines.lookup.lessons import Node

DEPTH = 4
"""No tree is deeper; a shallower one is filled up."""
_INNER = 2**DEPTH - 1


@dataclass(frozen=True)
class Forest:
    """
    Trees as full ones: node n has its children at 2n + 1 and 2n + 2, a tree a column.

    features, thresholds  of the inner nodes
    values                of the leaves
    """

    features: NDArray[np.int32]
    thresholds: NDArray[np.float32]
    values: NDArray[np.float32]

    @classmethod
    def of(cls, trees: Sequence[Sequence["Node"]]) -> "Forest":
        """From trees of nodes, none deeper than DEPTH."""
        features = np.zeros((_INNER, len(trees)), np.int32)
        thresholds = np.full((_INNER, len(trees)), np.inf, np.float32)
        values = np.zeros((_INNER + 1, len(trees)), np.float32)

        def fill(column: int, tree: Sequence["Node"], node: int, place: int) -> None:
            here = tree[node]
            if place >= _INNER:
                values[place - _INNER, column] = here.value
                return
            leaf = here.feature < 0
            if not leaf:
                features[place, column], thresholds[place, column] = here.feature, here.threshold
            fill(column, tree, node if leaf else here.left, 2 * place + 1)
            fill(column, tree, node if leaf else here.right, 2 * place + 2)

        for column, tree in enumerate(trees):
            fill(column, tree, 0, 0)
        return cls(features, thresholds, values)

    def __len__(self) -> int:
        return self.values.shape[1]

    def scores(self, evidence: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sum of the trees' values for each row of evidence."""
        rows, count = len(evidence), self.values.shape[1]
        if not count:
            return np.zeros(rows, np.float32)
        by_feature = np.ascontiguousarray(evidence.T).ravel()
        row = np.arange(rows, dtype=np.int32)[:, None]
        column = np.arange(count, dtype=np.int32)[None, :]
        node = np.zeros((rows, count), np.int32)
        features, thresholds = self.features.ravel() * np.int32(rows), self.thresholds.ravel()
        for _ in range(DEPTH):
            at = node * np.int32(count) + column
            node = 2 * node + 1 + (by_feature.take(features.take(at) + row) > thresholds.take(at))
        leaf = (node - _INNER) * np.int32(count) + column
        return self.values.ravel().take(leaf).sum(axis=1)
