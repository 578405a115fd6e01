"""
Everything that happens to a matter: acts, clocks, tasks, corrections, and what the clock does by itself.

    begin           a matter opened by a person            acts
    take            one step further, by a person          acts
    …_by_party      the same by a party itself, portal     acts
    require_open    whether a person may take a step now   acts
    grounds         what an act rests on, late or not      lateness
    perform, …      an act by the answers to its form      performing
    each            many matters at once                   acts
    enter           matters that an import brings in       acts
    carry           what an act says of another matter     carrying
    rectify         a recorded act corrected               rectifying
    suspend, …      what is done to a clock                clocks
    take_over, …    whose work it is, one by one or many   tasks
    run             deemed results, escalations            running
    enter_notice, … the law's calendar changes             recomputing
    past_keeping, … personal data kept long enough         keeping
"""

from fazhi.kernel.procedures.services.acts import (
    LATE_REASON,
    BulkOutcome,
    begin,
    begin_by_party,
    each,
    enter,
    forget,
    moment_of,
    require_open,
    restart,
    right_of,
    take,
    take_by_party,
    take_deemed,
)
from fazhi.kernel.procedures.services.carrying import carry
from fazhi.kernel.procedures.services.clocks import extend, reckoning_of, resume, standing_pause, suspend
from fazhi.kernel.procedures.services.keeping import PastKeeping, erase_past_keeping, past_keeping
from fazhi.kernel.procedures.services.lateness import grounds
from fazhi.kernel.procedures.services.performing import Answers, perform, perform_opening
from fazhi.kernel.procedures.services.recomputing import (
    Move,
    enter_local_period,
    enter_notice,
    moves,
    preview_local_period,
    preview_notice,
    recompute,
)
from fazhi.kernel.procedures.services.rectifying import Rectification, rectify
from fazhi.kernel.procedures.services.running import Run, run
from fazhi.kernel.procedures.services.tasks import Moved, hand_over, hand_over_each, release, take_over, take_over_each

__all__ = [
    "LATE_REASON",
    "Answers",
    "BulkOutcome",
    "Move",
    "Moved",
    "PastKeeping",
    "Rectification",
    "Run",
    "begin",
    "begin_by_party",
    "carry",
    "each",
    "enter",
    "enter_local_period",
    "enter_notice",
    "erase_past_keeping",
    "extend",
    "forget",
    "grounds",
    "hand_over",
    "hand_over_each",
    "moment_of",
    "moves",
    "past_keeping",
    "perform",
    "perform_opening",
    "preview_local_period",
    "preview_notice",
    "reckoning_of",
    "recompute",
    "rectify",
    "release",
    "require_open",
    "restart",
    "resume",
    "right_of",
    "run",
    "standing_pause",
    "suspend",
    "take",
    "take_by_party",
    "take_deemed",
    "take_over",
    "take_over_each",
]
