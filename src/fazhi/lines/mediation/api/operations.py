"""
Referrals by interface (对接移送接口): other bodies' systems hand disputes over and follow them; committees' systems take them on.

Each act is the desk's own, by the same form (`kernel.procedures.services.perform`): the same rights, limits, grounds and entry in
the trail. A system that speaks for one body sees that body's referrals and no others.
"""

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from fazhi.engines.procedure import Permission
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations import queries as organisations
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.referrals import queries as referrals
from fazhi.kernel.referrals.permissions import DECIDE, REPORT, SEND, SIGN
from fazhi.kernel.referrals.procedures import PROCEDURES
from fazhi.kernel.referrals.terms import Kind, State
from fazhi.lines.mediation.api.events import is_for
from fazhi.lines.mediation.api.shapes import (
    Acceptance,
    Act,
    AskedReferrals,
    Referrals,
    ReferralTold,
    Result,
    Return,
    Sending,
)
from fazhi.lines.mediation.permissions import READ_REFERRALS
from fazhi.lines.mediation.terms import Category
from fazhi.surfaces.api.errors import Fault, NotFound, RequestWrong
from fazhi.surfaces.api.operations import Call, Method, Operation

if TYPE_CHECKING:
    from fazhi.kernel.referrals.models import Referral

_ROOM = "对接"


def _list(call: Call) -> Referrals:
    asked = call.query
    found = referrals.page_of_referrals(
        call.post,
        sender=call.system.sender,
        states=(State(asked.state),) if asked.state else (),
        channel=asked.channel or "",
        number=asked.number or "",
        sender_number=asked.sender_number or "",
        after=_key(asked.after),
        limit=asked.limit + 1,
    )
    shown = found[: asked.limit]
    following = str(shown[-1].pk) if len(found) > asked.limit else None
    return Referrals(referrals=[_told(each) for each in shown], next=following)


def _key(written: str | None) -> UUID | None:
    try:
        return UUID(written) if written else None
    except ValueError:
        raise RequestWrong([Fault("after", "应为上一页最后一件的 id。")]) from None


def _one(call: Call) -> ReferralTold:
    return _told(_seen(call))


def _send(call: Call) -> ReferralTold:
    body: Sending = call.body
    if not call.system.sender:
        raise RequestWrong([Fault("", "这个对接系统没有登记移送单位，不能移送纠纷。")], status=422)
    if body.category not in Category.labels():
        raise RequestWrong([Fault("category", f"应为 {'、'.join(Category.labels())} 之一。")], status=422)
    office = organisations.office_seen_by(call.post, body.office)
    if office is None:
        raise RequestWrong([Fault("office", "没有这个机构，或者不在这个对接系统的范围内。")], status=422)
    answers = {
        "number": body.number,
        "sender": call.system.sender,
        "category": body.category,
        "sender_number": body.sender_number,
    }
    made = procedures.perform_opening(
        PROCEDURES[Kind(body.kind)], answers, office=office, by=call.post, at=call.at, **_said(call)
    )
    return _told(cast("Referral", made))


def _act(name: str, *fields: str) -> Any:
    """The view of one act; `fields` of its body are the answers to the act's form."""

    def view(call: Call) -> ReferralTold:
        referral = _seen(call)
        given = {field: getattr(call.body, field) for field in fields}
        answers = {field: str(value) for field, value in given.items() if value is not None}
        procedures.perform(referral, name, answers, by=call.post, at=call.at, **_said(call))
        return _told(_seen(call))

    return view


def _said(call: Call) -> dict[str, Any]:
    return {"on": call.body.on, "late_reason": call.body.late_reason, "place": audit.Place.API}


def _seen(call: Call) -> "Referral":
    found = referrals.referral(UUID(call.path["key"]), call.post)
    if found is None or not is_for(call.system, found):
        raise NotFound("这件对接")
    return found


def _told(each: "Referral") -> ReferralTold:
    return ReferralTold(
        id=str(each.pk),
        kind=each.procedure,
        channel=each.channel,
        number=each.number,
        sender=each.sender,
        sender_number=each.sender_number,
        office=each.office.code,
        office_name=each.office.name,
        category=each.category,
        category_title=Category.labels()[each.category],
        state=each.state,
        state_title=State(each.state).label,
        sent_date=each.sent_date,
        signed_date=each.signed_date,
        result_due_date=each.result_due_date,
        outcome=each.outcome,
        return_reason=each.return_reason,
        result_date=each.result_date,
        result_signed_date=each.result_signed_date,
    )


def _of_act(name: str, path: str, title: str, right: Permission, body: type[Act], *fields: str, act: str) -> Operation:
    return Operation(
        name, Method.POST, f"referrals/{{key}}/{path}", title, _ROOM, right, _act(act, *fields), ReferralTold, body=body
    )


OPERATIONS = (
    Operation(
        "list_referrals", Method.GET, "referrals", "对接", _ROOM, READ_REFERRALS, _list, Referrals, query=AskedReferrals,
        told="移送单位的系统只看到本单位移送的；接收机构的系统看到移送给本机构和下级的。按登记先后。",
    ),
    Operation("get_referral", Method.GET, "referrals/{key}", "一件对接", _ROOM, READ_REFERRALS, _one, ReferralTold),
    Operation(
        "send_referral", Method.POST, "referrals", "移送", _ROOM, SEND, _send, ReferralTold, body=Sending, status=201,
        told="以对接系统登记的移送单位的名义。当事人的情况随材料移交，不在这里。",
    ),
    _of_act("sign_referral", "signature", "签收", SIGN, Act, act="sign"),
    _of_act("accept_referral", "acceptance", "受理", DECIDE, Acceptance, "number", "consent", act="accept"),
    _of_act("return_referral", "return", "退回", DECIDE, Return, "reason", act="return"),
    _of_act("report_result", "result", "回传结果", REPORT, Result, "outcome", act="report_result"),
    _of_act("sign_result", "result-signature", "签收结果", SEND, Act, act="sign_result"),
    _of_act("withdraw_referral", "withdrawal", "撤回移送", SEND, Act, act="withdraw"),
)  # fmt: skip
