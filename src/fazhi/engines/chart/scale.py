"""The value axis: round steps from zero to at least the largest value."""

from dataclasses import dataclass

_MOST_STEPS = 5


@dataclass(frozen=True)
class Scale:
    """Marks at 0, step, 2·step … top; integers."""

    step: int
    top: int

    @property
    def marks(self) -> tuple[int, ...]:
        return tuple(range(0, self.top + 1, self.step))


def scale_for(largest: int) -> Scale:
    """
    The finest scale of at most five steps of 1, 2 or 5 times a power of ten that reaches `largest`.

    largest   zero or more
    returns   marks from 0; the top is less than one step above `largest`, and at least 1

    >>> scale_for(3853).marks
    (0, 1000, 2000, 3000, 4000)
    """
    power = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * power
            steps = max(1, -(-largest // step))
            if steps <= _MOST_STEPS:
                return Scale(step, steps * step)
        power *= 10
