"""The planning engines give the same answers with Numba and without."""

import subprocess
import sys

from fazhi.engines import compiled

ASK = """
import sys
sys.modules["numba"] = None
from fazhi.engines.compiled import IS_COMPILED
from fazhi.engines.erlang import erlang_a, seats_to_answer, service_level
assert not IS_COMPILED
found = erlang_a([48, 60, 1], [1, 1, 6], [2, 2, 1.5], [50, 50, 6])
level = service_level(48, 1, 2, 50, 1 / 3)
print(found.p_wait.tolist() + found.p_abandon.tolist() + [float(level.of_offered), int(seats_to_answer(2, 7, 1.5, 0.9))])
"""


def test_without_numba_the_same_functions_give_the_same_numbers():
    from fazhi.engines.erlang import erlang_a, seats_to_answer, service_level

    plain = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)  # noqa: S603

    found = erlang_a([48, 60, 1], [1, 1, 6], [2, 2, 1.5], [50, 50, 6])
    level = service_level(48, 1, 2, 50, 1 / 3)
    here = [*found.p_wait, *found.p_abandon, float(level.of_offered), int(seats_to_answer(2, 7, 1.5, 0.9))]
    told = [float(number) for number in plain.stdout.strip("[]\n").split(",")]
    assert compiled.IS_COMPILED
    assert max(abs(a - b) for a, b in zip(told, here, strict=True)) < 1e-12
