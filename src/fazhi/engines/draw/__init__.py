"""
A draw 随机抽取 that anyone can verify: frozen, announced, decided by a public value to come, and repeated by whoever
doubts it.

    >>> from datetime import UTC, datetime
    >>> plan = read_plan('''{"objects": [{"id": "a"}, {"id": "b", "weight": 2}], "date": "2026-12-08",
    ...     "rule": {"draw": 1, "team_size": 0, "method": "sequential", "hash": "sha256"},
    ...     "beacon": [{"kind": "lottery", "name": "双色球", "issue": "2026139"}]}''')
    >>> frozen = commit(plan, datetime(2026, 12, 1, tzinfo=UTC))
    >>> transcript = run(frozen, [lottery_value([[9, 18, 26, 34, 41, 45]])])
    >>> verify(transcript.text(), frozen.text()).holds
    True

No clock, no network, no random generator: moments, public values and secrets are given by the caller.
See docs/algorithms/draw.md. Source: 国办发〔2015〕58号 (random inspection); protocol draw/v1.
"""

from fazhi.engines.draw.beacons import address_of, lottery_value, moment_of, round_at
from fazhi.engines.draw.commitment import Commitment, announcement, commit, known_before, read_commitment
from fazhi.engines.draw.plan import Plan, read_plan
from fazhi.engines.draw.probabilities import inclusion_probabilities
from fazhi.engines.draw.supplement import Absence, Supplement, supplement, withheld_names
from fazhi.engines.draw.transcript import Transcript, run
from fazhi.engines.draw.verification import (
    Difference,
    Verdict,
    read_transcript,
    verify,
    verify_chain,
    verify_supplement,
)

__all__ = [
    "Absence",
    "Commitment",
    "Difference",
    "Plan",
    "Supplement",
    "Transcript",
    "Verdict",
    "address_of",
    "announcement",
    "commit",
    "inclusion_probabilities",
    "known_before",
    "lottery_value",
    "moment_of",
    "read_commitment",
    "read_plan",
    "read_transcript",
    "round_at",
    "run",
    "supplement",
    "verify",
    "verify_chain",
    "verify_supplement",
    "withheld_names",
]
