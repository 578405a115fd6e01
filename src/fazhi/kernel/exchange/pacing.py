"""How far an import is (进度), and how long the rest will take, judged by the bytes done so far."""

import time
from collections.abc import Sequence
from pathlib import Path

from fazhi.kernel.exchange.terms import Progress, Step


class Pace:
    """
    Tells `tell` the steps of an import of `files`.

    Every file is done twice, read and then imported, and both count by its size: the two take about as long. Of the
    second half, checking and comparing are a part, all of it in a dry run.
    """

    def __init__(self, files: Sequence[Path], tell: Progress | None) -> None:
        self._tell = tell
        self._sizes = {path: path.stat().st_size for path in files}
        self._left = 2.0 * sum(self._sizes.values())
        self._done = 0.0
        self._started = time.monotonic()

    def did(self, path: Path, share: float = 1.0) -> None:
        """The file was read, or it was imported, or `share` of that."""
        self._done += self._sizes[path] * share
        self._left -= self._sizes[path] * share

    def step(self, stage: str, done: int) -> None:
        """Say what is being done, in Chinese, and how many files of this stage are."""
        if self._tell is not None:
            self._tell(Step(stage, done, len(self._sizes), self._seconds_left(), self._share()))

    def _seconds_left(self) -> float | None:
        if not self._done:
            return None
        return (time.monotonic() - self._started) * self._left / self._done

    def _share(self) -> float:
        whole = self._done + self._left
        return self._done / whole if whole else 0.0
