"""What other systems are told of referrals (对接的通知); a ledger that brings referrals in tells nobody."""

from typing import TYPE_CHECKING, Any, cast

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.referrals.terms import Kind
from fazhi.surfaces.api.events import EventKind

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.kernel.referrals.models import Referral
    from fazhi.surfaces.api.models import System


def is_for(system: "System", referral: "Referral") -> bool:
    """A system that speaks for a body sees that body's referrals; one of an office, all of the office."""
    return system.sender in ("", referral.sender)


def _tells(matter: "Matter") -> dict[str, Any]:
    referral = cast("Referral", matter)
    return {
        "id": str(referral.pk),
        "kind": referral.procedure,
        "number": referral.number,
        "sender_number": referral.sender_number,
        "state": referral.state,
    }


EVENTS = EventKind(
    name="referral",
    acts={
        BEGIN: "移送",
        "sign": "签收",
        "accept": "受理",
        "return": "退回",
        "report_result": "回传结果",
        "sign_result": "签收结果",
        "withdraw": "撤回移送",
    },
    covers=lambda procedure: procedure in {kind.value for kind in Kind},
    admits=lambda system, matter: is_for(system, cast("Referral", matter)),
    tells=_tells,
)
